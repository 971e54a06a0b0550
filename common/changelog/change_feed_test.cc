#include "common/changelog/change_feed.h"

#include <atomic>
#include <map>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "common/changelog/place_store_fixture.h"
#include "gmock/gmock.h"

namespace sangam {
namespace {

class ChangeFeedTest : public PlaceStoreTest {
 protected:
  std::unique_ptr<ChangeFeed> Watch(const std::string& resume_token = "") {
    return std::make_unique<ChangeFeed>(
        changelog_.get(), std::vector<const ResourceTable*>{&type_.table()},
        resume_token);
  }

  ChangeBatch MustNext(ChangeFeed& feed) {
    auto batch = feed.Next();
    EXPECT_TRUE(batch.ok()) << batch.status();
    EXPECT_TRUE(batch.ok() && batch->has_value());
    return batch.ok() && *batch ? **batch : ChangeBatch();
  }

  absl::Status PutMany(int count, const std::string& body,
                       const std::string& prefix) {
    return changelog_->Write(
        [&](WriteTransaction& transaction) -> absl::Status {
          for (int i = 0; i < count; ++i) {
            EXPECT_TRUE(
                type_.table()
                    .Put(transaction, absl::StrCat("places/", prefix, i), body)
                    .ok());
          }
          return absl::OkStatus();
        });
  }
};

TEST_F(ChangeFeedTest, TheListingOfAnEmptyStoreIsComplete) {
  auto feed = Watch();
  const ChangeBatch batch = MustNext(*feed);
  EXPECT_TRUE(batch.snapshot_complete);
  EXPECT_TRUE(batch.changes.empty());
  EXPECT_EQ(RevisionOf(batch.token), 0);
}

TEST_F(ChangeFeedTest, OrderedAndAtomic) {
  auto feed = Watch();
  MustNext(*feed);
  ASSERT_TRUE(PutMany(3, "", "a").ok());
  ASSERT_TRUE(Create("places/b", "B").ok());
  ASSERT_TRUE(Delete("places/b").ok());
  const ChangeBatch batch = MustNext(*feed);
  ASSERT_EQ(batch.changes.size(), 5u);
  const int64_t revisions[] = {1, 1, 1, 2, 3};
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(batch.changes[i].resource.revision, revisions[i]);
  }
  EXPECT_FALSE(batch.changes[3].deleted);
  EXPECT_TRUE(batch.changes[4].deleted);
  EXPECT_EQ(RevisionOf(batch.token), 3);
}

TEST_F(ChangeFeedTest, BatchesAreBoundedButNeverSplitATransaction) {
  auto feed = Watch();
  MustNext(*feed);
  const std::string body(10'000, 'x');
  ASSERT_TRUE(PutMany(80, body, "a").ok());
  for (int i = 0; i < 60; ++i) {
    ASSERT_TRUE(PutMany(1, body, absl::StrCat("b", i, "-")).ok());
  }
  EXPECT_EQ(MustNext(*feed).changes.size(), 80u);
  const ChangeBatch second = MustNext(*feed);
  EXPECT_EQ(second.changes.size(), 53u);
  EXPECT_EQ(RevisionOf(second.token), 54);
  EXPECT_EQ(MustNext(*feed).changes.size(), 7u);
}

TEST_F(ChangeFeedTest, ALargeTransactionCanComeInParts) {
  const std::string start = Create("places/first")->token();
  const std::string body(10'000, 'x');
  ASSERT_TRUE(PutMany(10, body, "before").ok());
  ASSERT_TRUE(PutMany(130, body, "large").ok());
  ASSERT_TRUE(PutMany(1, body, "after").ok());
  ChangeFeed feed(changelog_.get(), {&type_.table()}, start, "resume_token",
                  ChangeFeed::LargeTransactions::kInParts);
  std::vector<std::string> seen;
  std::vector<size_t> sizes;
  std::string token;
  while (token.empty() || RevisionOf(token) < 4) {
    const ChangeBatch batch = MustNext(feed);
    for (const Change& change : batch.changes) {
      seen.push_back(change.resource.key);
    }
    sizes.push_back(batch.changes.size());
    EXPECT_LE(batch.changes.size(), 53u);
    EXPECT_EQ(batch.snapshot_complete, !batch.token.empty());
    if (sizes.size() < 3) {
      EXPECT_EQ(batch.token, "");
      EXPECT_EQ(batch.revision, 3);
      // No word of it comes twice where another one resumes meanwhile.
      EXPECT_EQ(MustNext(*Watch(start)).changes.size(), 140u);
    } else {
      token = batch.token;
    }
    ASSERT_LT(sizes.size(), 5u);
  }
  // Up to its end, and what follows apart.
  EXPECT_THAT(sizes, testing::ElementsAre(53, 53, 34, 1));
  std::vector<std::string> all;
  for (const Change& change : MustNext(*Watch(start)).changes) {
    all.push_back(change.resource.key);
  }
  all.push_back("places/after0");
  EXPECT_EQ(seen, all);
}

TEST_F(ChangeFeedTest, WhatIsCompactedWithinATransactionIsOutOfRange) {
  const std::string start = Create("places/first")->token();
  ASSERT_TRUE(PutMany(130, std::string(10'000, 'x'), "large").ok());
  ASSERT_TRUE(Create("places/last").ok());
  ChangeFeed feed(changelog_.get(), {&type_.table()}, start, "resume_token",
                  ChangeFeed::LargeTransactions::kInParts);
  EXPECT_EQ(MustNext(feed).token, "");
  ASSERT_TRUE(changelog_->connections()
                  .Write([](sql::Database& database) {
                    return database.Execute(
                        "UPDATE meta SET compacted_revision = 2");
                  })
                  .ok());
  EXPECT_EQ(feed.Next().status(), RevisionCompactedError("registry"));
}

TEST_F(ChangeFeedTest, TheListingIsOneSnapshotInBatches) {
  ASSERT_TRUE(PutMany(120, std::string(10'000, 'x'), "a").ok());
  auto feed = Watch();
  const ChangeBatch first = MustNext(*feed);
  EXPECT_FALSE(first.snapshot_complete);
  EXPECT_EQ(first.token, "") << "a listing can't be resumed half-way";
  ASSERT_TRUE(Create("places/zz-late").ok());
  size_t listed = first.changes.size();
  ChangeBatch batch;
  do {
    batch = MustNext(*feed);
    listed += batch.changes.size();
  } while (!batch.snapshot_complete);
  EXPECT_EQ(listed, 120u);
  EXPECT_EQ(RevisionOf(batch.token), 1);
  const ChangeBatch later = MustNext(*feed);
  ASSERT_EQ(later.changes.size(), 1u);
  EXPECT_EQ(later.changes[0].resource.key, "places/zz-late");
}

TEST_F(ChangeFeedTest, ABatchOfAListingTakesLittleMemoryHoweverSmallItsRows) {
  constexpr size_t kRows = 10'000;
  ASSERT_TRUE(PutMany(kRows, "", "a").ok());
  auto feed = Watch();
  size_t listed = 0;
  ChangeBatch batch;
  do {
    batch = MustNext(*feed);
    EXPECT_LE(batch.changes.capacity() * sizeof(Change), 512u << 10);
    listed += batch.changes.size();
  } while (!batch.snapshot_complete);
  EXPECT_EQ(listed, kRows);
}

TEST_F(ChangeFeedTest, BookmarkedWhenIdle) {
  auto feed = Watch();
  MustNext(*feed);
  EXPECT_FALSE((*feed->Next()).has_value());
  clock_.Advance(absl::Seconds(1));
  const ChangeBatch bookmark = MustNext(*feed);
  EXPECT_TRUE(bookmark.changes.empty());
  EXPECT_EQ(RevisionOf(bookmark.token), 0);
  EXPECT_FALSE((*feed->Next()).has_value());
}

TEST_F(ChangeFeedTest, BookmarkedWhenTheClockIsSetBack) {
  auto feed = Watch();
  MustNext(*feed);
  clock_.Advance(-absl::Hours(1));
  EXPECT_TRUE(MustNext(*feed).changes.empty());
  EXPECT_FALSE((*feed->Next()).has_value());
}

TEST_F(ChangeFeedTest, WhatIsNotFollowedStillMovesTheToken) {
  auto feed = Watch();
  MustNext(*feed);
  ASSERT_TRUE(changelog_
                  ->Write([](WriteTransaction& transaction) {
                    return transaction.Record("others", "k", false, "body");
                  })
                  .ok());
  const ChangeBatch batch = MustNext(*feed);
  EXPECT_TRUE(batch.changes.empty());
  EXPECT_EQ(RevisionOf(batch.token), 1);
}

TEST_F(ChangeFeedTest, ResumableWithoutLossOrRepetition) {
  std::string token = Create("places/a")->token();
  ASSERT_TRUE(Create("places/b").ok());
  Open();
  auto feed = Watch(token);
  const ChangeBatch batch = MustNext(*feed);
  ASSERT_EQ(batch.changes.size(), 1u);
  EXPECT_EQ(batch.changes[0].resource.key, "places/b");
  auto at_head = Watch(batch.token);
  EXPECT_TRUE(MustNext(*at_head).changes.empty()) << "a bookmark at once";
}

TEST_F(ChangeFeedTest, RefusesTokensThatCannotBeResumed) {
  ASSERT_TRUE(Create("places/a").ok());
  const std::string epoch = changelog_->epoch();
  const struct {
    std::string token;
    type::v1::ErrorReason reason;
  } cases[] = {
      {"x", type::v1::ERROR_REASON_TOKEN_MALFORMED},
      {Token({"scheme_catalog", epoch, 1}).Encode(),
       type::v1::ERROR_REASON_TOKEN_MALFORMED},
      {Token({"registry", "00", 1}).Encode(),
       type::v1::ERROR_REASON_STORE_EPOCH_CHANGED},
      {Token({"registry", epoch, 2}).Encode(),
       type::v1::ERROR_REASON_REVISION_NOT_YET_AVAILABLE},
  };
  for (const auto& test_case : cases) {
    EXPECT_EQ(ReasonOf(Watch(test_case.token)->Next().status()),
              test_case.reason);
  }
}

TEST_F(ChangeFeedTest, ACompactedRevisionIsOutOfRange) {
  const std::string first = Create("places/a")->token();
  const std::string second = Create("places/b")->token();
  ASSERT_TRUE(changelog_->connections()
                  .Write([](sql::Database& database) {
                    return database.Execute(
                        "UPDATE meta SET compacted_revision = 2");
                  })
                  .ok());
  EXPECT_EQ(Watch(first)->Next().status(), RevisionCompactedError("registry"));
  EXPECT_TRUE(Watch(second)->Next().ok());
  EXPECT_TRUE(Watch()->Next().ok());
}

TEST_F(ChangeFeedTest, AListingMayTakeASecondMoreForEachMebibyte) {
  ASSERT_TRUE(PutMany(120, std::string(10'000, 'x'), "a").ok());
  auto feed = Watch();
  MustNext(*feed);
  MustNext(*feed);
  clock_.Advance(absl::Minutes(5) + absl::Milliseconds(900));
  MustNext(*feed);
}

TEST_F(ChangeFeedTest, AListingThatTakesMinutesIsEnded) {
  ASSERT_TRUE(PutMany(120, std::string(10'000, 'x'), "a").ok());
  auto feed = Watch();
  MustNext(*feed);
  clock_.Advance(absl::Minutes(6));
  EXPECT_EQ(ReasonOf(feed->Next().status()),
            type::v1::ERROR_REASON_SERVER_BUSY);
}

TEST_F(ChangeFeedTest, WhoIsBehindHasThreeSecondsAndEarnsThemByTaking) {
  constexpr absl::Duration kLimit = absl::Seconds(3);
  constexpr absl::Duration kLeft = absl::Milliseconds(1234);
  const std::string body(300'000, 'x');
  const auto put_many = [&](const std::vector<const char*>& names) {
    for (const char* name : names) ASSERT_TRUE(PutMany(1, body, name).ok());
  };
  put_many({"a"});
  const std::string first = MustNext(*Watch()).token;
  put_many({"b", "c", "d", "e", "f"});
  // The same for one who resumes and for one who fell behind.
  auto feed = Watch(first);
  for (int round = 0; round < 2; ++round) {
    MustNext(*feed);
    EXPECT_EQ(feed->ReaderTime(absl::ZeroDuration(), 0), kLimit) << "it begins";
    MustNext(*feed);
    EXPECT_EQ(feed->ReaderTime(kLeft, 0), kLeft) << "still behind";
    EXPECT_EQ(feed->ReaderTime(kLeft, 1 << 20),
              kLeft + absl::Milliseconds(250));
    EXPECT_EQ(feed->ReaderTime(kLeft, 100 << 20), kLimit) << "no hoard";
    MustNext(*feed);
    EXPECT_EQ(feed->ReaderTime(kLeft, 0), kLimit) << "up to date";
    // A wake may come when there is nothing new.
    EXPECT_FALSE((*feed->Next()).has_value());
    put_many({"g", "h", "i", "j", "k"});
  }
}

TEST_F(ChangeFeedTest, AListingMayWaitForMinutesAndWhatFollowsMayNot) {
  ASSERT_TRUE(PutMany(120, std::string(10'000, 'x'), "a").ok());
  auto feed = Watch();
  bool listed = false;
  while (!listed) {
    listed = MustNext(*feed).snapshot_complete;
    EXPECT_GE(feed->ReaderTime(absl::ZeroDuration(), 0), absl::Minutes(1));
  }
  EXPECT_EQ(ChangeFeed::ReaderTimeWithin(absl::Minutes(2), 1 << 20),
            absl::Minutes(2));
  ASSERT_TRUE(PutMany(1, "", "b").ok());
  MustNext(*feed);
  EXPECT_EQ(feed->ReaderTime(absl::Minutes(2), 0), absl::Seconds(3));
}

TEST_F(ChangeFeedTest, WakesAfterEachCommitUntilItEnds) {
  std::atomic<int> wakes = 0;
  auto feed = Watch();
  feed->OnStart([&] { ++wakes; });
  ASSERT_TRUE(Create("places/a").ok());
  EXPECT_EQ(wakes, 1);
  EXPECT_FALSE(Create("places/a").ok());
  EXPECT_EQ(wakes, 1);
  feed = nullptr;
  ASSERT_TRUE(Create("places/b").ok());
  EXPECT_EQ(wakes, 1);
}

// A watcher that begins at any moment ends with what the store holds.
TEST_F(ChangeFeedTest, ListThenWatchMissesNothingWithConcurrentWriters) {
  constexpr int kWriters = 3;
  constexpr int kWrites = 60;
  std::vector<std::thread> threads;
  for (int writer = 0; writer < kWriters; ++writer) {
    threads.emplace_back([this, writer] {
      for (int i = 0; i < kWrites; ++i) {
        const std::string name =
            absl::StrCat("places/p", writer, "-", (i * 7) % 20);
        if (!Create(name, absl::StrCat(i)).ok()) {
          EXPECT_TRUE(Delete(name).ok());
        }
      }
    });
  }
  std::vector<std::map<std::string, int64_t>> seen(4);
  for (auto& places : seen) {
    threads.emplace_back([this, &places] {
      auto feed = Watch();
      int64_t revision = 0;
      while (revision < kWriters * kWrites) {
        const auto batch = feed->Next();
        ASSERT_TRUE(batch.ok()) << batch.status();
        if (!*batch) {
          std::this_thread::yield();
          continue;
        }
        revision = (*batch)->revision;
        for (const Change& change : (*batch)->changes) {
          if (change.deleted) {
            places.erase(change.resource.key);
          } else {
            places[change.resource.key] = change.resource.revision;
          }
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::map<std::string, int64_t> stored;
  ASSERT_TRUE(changelog_
                  ->Read([&](Snapshot& snapshot) {
                    auto rows = type_.table().List(snapshot, "", 1000);
                    for (const StoredResource& row : *rows) {
                      stored[row.key] = row.revision;
                    }
                    return absl::OkStatus();
                  })
                  .ok());
  for (const auto& places : seen) EXPECT_EQ(places, stored);
}

}  // namespace
}  // namespace sangam
