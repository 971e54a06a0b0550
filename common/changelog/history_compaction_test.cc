// What is forgotten of the history, and what never is.
#include "common/changelog/history_compaction.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/changelog/change_feed.h"
#include "common/changelog/place_store_fixture.h"
#include "gmock/gmock.h"

namespace sangam {
namespace {

using testing::ElementsAre;

class HistoryCompactionTest : public PlaceStoreTest {
 protected:
  HistoryCompactionTest() { retention_.kept = absl::Hours(24); }

  // Adds or changes a place, an hour after the last write.
  std::string Put(const std::string& name, const std::string& title) {
    clock_.Advance(absl::Hours(1));
    registry::v1::UpdatePlaceRequest request;
    request.mutable_place()->set_name(name);
    request.mutable_place()->set_title(title);
    request.set_allow_missing(true);
    const auto put = Update(request);
    EXPECT_TRUE(put.ok()) << put.status();
    return put.ok() ? put->token() : "";
  }

  CompactionStep Compact() {
    const auto step = CompactHistory(*changelog_, retention_);
    EXPECT_TRUE(step.ok()) << step.status();
    return step.ok() ? *step : CompactionStep();
  }

  absl::StatusOr<std::string> TitleAt(const std::string& name,
                                      const std::string& token) {
    registry::v1::GetPlaceRequest request;
    request.set_name(name);
    request.mutable_read_at()->set_exact_token(token);
    registry::v1::GetPlaceResponse response;
    absl::Status status = methods_->Get(request, &response);
    if (!status.ok()) return status;
    return response.place().title();
  }

  // "places/a 3" for each version that is kept.
  std::vector<std::string> Versions() {
    std::vector<std::string> versions;
    EXPECT_TRUE(
        changelog_
            ->Read([&](Snapshot& snapshot) {
              sql::Statement rows = snapshot.database().Prepare(
                  "SELECT key, revision FROM history ORDER BY revision");
              while (rows.Next()) {
                versions.push_back(
                    absl::StrCat(rows.Text(0), " ", rows.Int(1)));
              }
              return rows.status();
            })
            .ok());
    return versions;
  }

  HistoryRetention retention_;
};

TEST_F(HistoryCompactionTest, CompactedIsAnErrorAndWhatIsYoungerReads) {
  const std::string first = Put("places/a", "first");
  const std::string second = Put("places/a", "second");
  const std::string third = Put("places/a", "third");
  clock_.Advance(absl::Hours(23));
  // 24 hours ago the second was the newest.
  const CompactionStep step = Compact();
  EXPECT_EQ(step.oldest_revision, 2);
  EXPECT_EQ(step.versions_removed, 1);
  EXPECT_FALSE(step.more);
  EXPECT_EQ(TitleAt("places/a", first).status(),
            RevisionCompactedError("registry"));
  EXPECT_EQ(*TitleAt("places/a", second), "second");
  EXPECT_EQ(*TitleAt("places/a", third), "third");
  EXPECT_THAT(Versions(), ElementsAre("places/a 2", "places/a 3"));

  ChangeFeed late(changelog_.get(), {&type_.table()}, first);
  EXPECT_EQ(late.Next().status(), RevisionCompactedError("registry"));
  ChangeFeed in_time(changelog_.get(), {&type_.table()}, second);
  const auto batch = in_time.Next();
  ASSERT_TRUE(batch.ok() && *batch) << batch.status();
  EXPECT_EQ((*batch)->changes.size(), 1);
}

TEST_F(HistoryCompactionTest, TheNewestVersionStaysHoweverOld) {
  const std::string first = Put("places/a", "A");
  const std::string second = Put("places/b", "B");
  clock_.Advance(absl::Hours(1'000'000));
  Compact();
  EXPECT_THAT(Versions(), ElementsAre("places/a 1", "places/b 2"));
  EXPECT_EQ(*TitleAt("places/a", second), "A");
  EXPECT_EQ(Get("places/a")->place().title(), "A");
}

TEST_F(HistoryCompactionTest, WhatWasRemovedLeavesNothing) {
  Put("places/a", "A");
  ASSERT_TRUE(Delete("places/a").ok());
  const std::string after = Put("places/b", "B");
  clock_.Advance(absl::Hours(100));
  EXPECT_EQ(Compact().versions_removed, 2);
  EXPECT_THAT(Versions(), ElementsAre("places/b 3"));
  EXPECT_TRUE(absl::IsNotFound(TitleAt("places/a", after).status()));
}

TEST_F(HistoryCompactionTest, AnInstantThatIsKeptReads) {
  Put("places/a", "first");
  const absl::Time then = clock_.Now();
  Put("places/a", "second");
  const absl::Time later = clock_.Now();
  Put("places/a", "third");
  clock_.Advance(absl::Hours(23));
  Compact();
  const auto title_at = [&](absl::Time time) -> absl::StatusOr<std::string> {
    registry::v1::GetPlaceRequest request;
    request.set_name("places/a");
    request.mutable_read_at()->mutable_known_at()->set_seconds(
        absl::ToUnixSeconds(time));
    registry::v1::GetPlaceResponse response;
    absl::Status status = methods_->Get(request, &response);
    if (!status.ok()) return status;
    return response.place().title();
  };
  EXPECT_EQ(title_at(then).status(), RevisionCompactedError("registry"));
  EXPECT_EQ(*title_at(later), "second");
  EXPECT_EQ(*title_at(clock_.Now()), "third");
}

TEST_F(HistoryCompactionTest, StepsAreBoundedAndMeetTheSameEnd) {
  std::vector<std::string> tokens;
  for (int i = 0; i < 10; ++i) {
    tokens.push_back(
        Put(i % 2 == 0 ? "places/a" : "places/b", absl::StrCat("title ", i)));
  }
  clock_.Advance(absl::Hours(24));
  retention_.versions_a_step = 3;
  int64_t oldest = 0;
  int steps = 0;
  for (bool more = true; more; ++steps) {
    const CompactionStep step = Compact();
    EXPECT_GT(step.oldest_revision, oldest);
    EXPECT_LE(step.oldest_revision, oldest + 3);
    oldest = step.oldest_revision;
    more = step.more;
    // Every state that is not gone is whole, between the steps too.
    for (int i = static_cast<int>(oldest) - 1; i < 10; ++i) {
      EXPECT_EQ(*TitleAt(i % 2 == 0 ? "places/a" : "places/b", tokens[i]),
                absl::StrCat("title ", i));
    }
  }
  EXPECT_EQ(steps, 4);
  EXPECT_THAT(Versions(), ElementsAre("places/a 9", "places/b 10"));
  EXPECT_EQ(Compact().versions_removed, 0) << "nothing is left to do";
}

TEST_F(HistoryCompactionTest, OfOneRevisionTheLastVersionStays) {
  ASSERT_TRUE(changelog_
                  ->Write([&](WriteTransaction& transaction) {
                    for (const char* title : {"draft", "final"}) {
                      registry::v1::Place place;
                      place.set_title(title);
                      EXPECT_TRUE(type_.table()
                                      .Put(transaction, "places/a",
                                           place.SerializeAsString())
                                      .ok());
                    }
                    return absl::OkStatus();
                  })
                  .ok());
  const std::string second = Put("places/b", "B");
  clock_.Advance(absl::Hours(48));
  EXPECT_EQ(Compact().versions_removed, 1);
  EXPECT_EQ(*TitleAt("places/a", second), "final");
}

TEST_F(HistoryCompactionTest, WhatTheOwnerKeepsGoesWithIt) {
  Put("places/a", "A");
  Put("places/a", "B");
  clock_.Advance(absl::Hours(48));
  std::vector<int64_t> forgotten;
  retention_.forget = [&](sql::Database&, int64_t revision) {
    forgotten.push_back(revision);
    return absl::OkStatus();
  };
  Compact();
  EXPECT_THAT(forgotten, ElementsAre(2));
  retention_.forget = [](sql::Database&, int64_t) {
    return InternalFault("stop");
  };
  Put("places/a", "C");
  clock_.Advance(absl::Hours(48));
  EXPECT_FALSE(CompactHistory(*changelog_, retention_).ok());
  EXPECT_EQ(Versions().size(), 2) << "all of a step, or nothing";
}

TEST_F(HistoryCompactionTest, NothingIsForgottenUnlessAsked) {
  Put("places/a", "A");
  Put("places/a", "B");
  clock_.Advance(absl::Hours(1'000'000));
  retention_ = HistoryRetention();
  EXPECT_EQ(Compact().versions_removed, 0);
  EXPECT_EQ(Versions().size(), 2);
}

TEST_F(HistoryCompactionTest, NoRevisionIsTaken) {
  Put("places/a", "A");
  Put("places/a", "B");
  clock_.Advance(absl::Hours(48));
  const int64_t head = Head();
  Compact();
  EXPECT_EQ(Head(), head);
}

TEST_F(HistoryCompactionTest, AThreadOfItsOwnTakesTheSteps) {
  Put("places/a", "A");
  Put("places/a", "B");
  clock_.Advance(absl::Hours(48));
  absl::Mutex mutex;
  int64_t removed = 0;
  HistoryCompactor compactor(changelog_.get(), retention_,
                             [&](const CompactionStep& step) {
                               absl::MutexLock lock(&mutex);
                               removed += step.versions_removed;
                             });
  absl::MutexLock lock(&mutex);
  const auto done = [&removed] { return removed == 1; };
  mutex.Await(absl::Condition(&done));
}

}  // namespace
}  // namespace sangam
