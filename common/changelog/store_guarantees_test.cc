// What a store promises, one test for each guarantee, on every engine. Two
// changelogs stand for two processes that use one store.
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <thread>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/changelog/change_feed.h"
#include "common/changelog/place_store_fixture.h"
#include "gmock/gmock.h"

namespace sangam {
namespace {

// How long writers and watchers run; tests/run --long sets a minute.
absl::Duration RunTime() {
  const char* text = std::getenv("SANGAM_TEST_SECONDS");
  int seconds = 2;
  if (text != nullptr && !absl::SimpleAtoi(text, &seconds)) seconds = 2;
  return absl::Seconds(seconds);
}

class StoreGuarantees : public PlaceStoreTest {
 protected:
  void SetUp() override {
    PlaceStoreTest::SetUp();
    auto opened = Changelog::Open(OptionsOf("store.db"), &clock_);
    ASSERT_TRUE(opened.ok()) << opened.status();
    other_ = *std::move(opened);
    other_methods_ = std::make_unique<StandardMethods>(other_.get(), &type_);
  }
  // Feeds are cut off from a process that ends.
  void TearDown() override {
    other_methods_ = nullptr;
    other_ = nullptr;
  }

  // The database alone, without what may stand beside it.
  sql::StoreAddress Copy(const std::string& from, const std::string& to) {
    if (sql::TestEngine() == sql::Engine::kPostgres) {
      return *sql::TestServer().CopyDatabase(store_.Address(from),
                                             to + "_copy");
    }
    std::filesystem::copy_file(
        store_.Address(from).text(), store_.Address(to).text(),
        std::filesystem::copy_options::overwrite_existing);
    return store_.Address(to);
  }

  Changelog& Process(int number) {
    return number % 2 == 0 ? *changelog_ : *other_;
  }

  // Two places in one transaction.
  absl::Status PutPair(Changelog& changelog, const std::string& name,
                       const std::string& body) {
    return changelog.Write([&](WriteTransaction& transaction) -> absl::Status {
      for (const char* half : {"-a", "-b"}) {
        absl::Status put =
            type_.table()
                .Put(transaction, absl::StrCat("places/", name, half), body)
                .status();
        if (!put.ok()) return put;
      }
      return absl::OkStatus();
    });
  }

  std::unique_ptr<ChangeFeed> Watch(Changelog& changelog,
                                    const std::string& token = "") {
    return std::make_unique<ChangeFeed>(
        &changelog, std::vector<const ResourceTable*>{&type_.table()}, token);
  }

  // All rows as they are now: name and body.
  std::map<std::string, std::string> Rows() {
    std::map<std::string, std::string> rows;
    EXPECT_TRUE(changelog_
                    ->Read([&](Snapshot& snapshot) -> absl::Status {
                      std::string after;
                      while (true) {
                        auto page = type_.table().List(snapshot, after, 500);
                        if (!page.ok()) return page.status();
                        if (page->empty()) return absl::OkStatus();
                        for (auto& row : *page) rows[row.key] = row.body;
                        after = page->back().key;
                      }
                    })
                    .ok());
    return rows;
  }

  std::unique_ptr<Changelog> other_;
  std::unique_ptr<StandardMethods> other_methods_;
};

// A watcher that keeps what it is told, and checks each batch.
class Watcher {
 public:
  void Take(const ChangeBatch& batch) {
    for (const Change& change : batch.changes) {
      if (listed_) CheckPlace(change);
      rows_[change.resource.key] = change.resource.body;
    }
    if (!batch.token.empty()) {
      EXPECT_EQ(rows_of_revision_ % 2, 0) << "half a transaction";
      if (listed_) {
        EXPECT_EQ(batch.revision, revision_) << "revisions were left out";
      }
      token_ = batch.token;
      revision_ = batch.revision;
      listed_ = true;
    }
  }

  const std::string& token() const { return token_; }
  int64_t revision() const { return revision_; }
  const std::map<std::string, std::string>& rows() const { return rows_; }

 private:
  // Every transaction has two rows, and revisions have no gaps.
  void CheckPlace(const Change& change) {
    if (rows_of_revision_ == 0) {
      EXPECT_EQ(change.resource.revision, revision_ + 1);
      revision_ = change.resource.revision;
    }
    EXPECT_EQ(change.resource.revision, revision_);
    rows_of_revision_ = (rows_of_revision_ + 1) % 2;
  }

  bool listed_ = false;
  std::string token_;
  int64_t revision_ = 0;
  int rows_of_revision_ = 0;
  std::map<std::string, std::string> rows_;
};

TEST_F(StoreGuarantees, Durable) {
  const auto written = Create("places/a", "A");
  ASSERT_TRUE(written.ok()) << written.status();
  other_methods_ = nullptr;
  other_ = nullptr;
  Open();
  EXPECT_EQ(Get("places/a", written->token())->place().title(), "A");
}

TEST_F(StoreGuarantees, WhatOneProcessWroteAnotherReads) {
  registry::v1::CreatePlaceRequest request;
  request.mutable_place()->set_name("places/a");
  registry::v1::CreatePlaceResponse response;
  ASSERT_TRUE(other_methods_->Create(request, &response).ok());
  EXPECT_TRUE(Get("places/a", response.token()).ok());
}

TEST_F(StoreGuarantees, OneNameIsTakenByOneWriter) {
  for (int round = 0; round < 10; ++round) {
    std::atomic<int> taken = 0;
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 6; ++writer) {
      writers.emplace_back([&, writer] {
        registry::v1::CreatePlaceRequest request;
        request.mutable_place()->set_name(absl::StrCat("places/r", round));
        registry::v1::CreatePlaceResponse response;
        const absl::Status status =
            (writer % 2 == 0 ? *methods_ : *other_methods_)
                .Create(request, &response);
        EXPECT_TRUE(status.ok() || absl::IsAlreadyExists(status)) << status;
        if (status.ok()) ++taken;
      });
    }
    for (std::thread& writer : writers) writer.join();
    EXPECT_EQ(taken, 1);
  }
  EXPECT_EQ(Head(), 10);
}

TEST_F(StoreGuarantees, OneRequestHasOneEffect) {
  std::atomic<int> answered = 0;
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 6; ++writer) {
    writers.emplace_back([&, writer] {
      registry::v1::CreatePlaceRequest request;
      request.mutable_place()->set_name("places/a");
      request.set_request_id("the-same");
      registry::v1::CreatePlaceResponse response;
      const absl::Status status =
          (writer % 2 == 0 ? *methods_ : *other_methods_)
              .Create(request, &response);
      EXPECT_TRUE(status.ok()) << status;
      if (RevisionOf(response.token()) == 1) ++answered;
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(answered, 6);
  EXPECT_EQ(Head(), 1);
}

TEST_F(StoreGuarantees, Atomic) {
  const absl::Status status =
      changelog_->Write([&](WriteTransaction& transaction) -> absl::Status {
        EXPECT_TRUE(type_.table().Put(transaction, "places/a", "").ok());
        return InternalFault("stop");
      });
  EXPECT_EQ(status.message(), "stop");
  EXPECT_EQ(Head(), 0);
  EXPECT_TRUE(Rows().empty());
}

TEST_F(StoreGuarantees, Bookmarked) {
  auto feed = Watch(*changelog_);
  ASSERT_TRUE(feed->Next().ok());
  EXPECT_FALSE((*feed->Next()).has_value());
  clock_.Advance(absl::Seconds(1));
  const auto bookmark = feed->Next();
  ASSERT_TRUE(bookmark.ok() && *bookmark) << bookmark.status();
  EXPECT_TRUE((*bookmark)->changes.empty());
  EXPECT_FALSE((*bookmark)->token.empty());
}

TEST_F(StoreGuarantees, CompactedIsAnError) {
  const std::string first = Create("places/a")->token();
  ASSERT_TRUE(Create("places/b").ok());
  ASSERT_TRUE(changelog_->connections()
                  .Write([](sql::Database& database) {
                    return database.Execute(
                        "UPDATE meta SET compacted_revision = 2");
                  })
                  .ok());
  EXPECT_EQ(Watch(*other_, first)->Next().status(),
            RevisionCompactedError("registry"));
}

TEST_F(StoreGuarantees, AWatcherFindsWhatAnotherProcessWrote) {
  auto feed = Watch(*changelog_);
  ASSERT_TRUE(feed->Next().ok());
  EXPECT_FALSE((*feed->Next()).has_value());
  ASSERT_TRUE(PutPair(*other_, "a", "").ok());
  const auto batch = feed->Next();
  ASSERT_TRUE(batch.ok() && *batch) << batch.status();
  EXPECT_EQ((*batch)->changes.size(), 2u);
}

TEST_F(StoreGuarantees, AWatcherIsWokenByAnotherProcess) {
  SANGAM_POSTGRES_ONLY(
      "on a file it finds what another process wrote when it looks again,"
      " each second");
  absl::Mutex mutex;
  bool woken = false;
  const WatchHub::Subscription subscription =
      changelog_->watch_hub().Subscribe([&] {
        absl::MutexLock lock(&mutex);
        woken = true;
      });
  ASSERT_TRUE(PutPair(*other_, "a", "").ok());
  absl::MutexLock lock(&mutex);
  mutex.Await(absl::Condition(&woken));
}

// A store that was copied or put back has the numbers of another history.
TEST_F(StoreGuarantees, ACopyBeginsALifeOfItsOwn) {
  const std::string token = Create("places/a")->token();
  other_methods_ = nullptr;
  other_ = nullptr;
  const std::string epoch = changelog_->epoch();
  Open();
  EXPECT_EQ(changelog_->epoch(), epoch) << "opened again, it is the same";
  methods_ = nullptr;
  changelog_ = nullptr;
  const sql::StoreAddress copy = Copy("store.db", "copy.db");
  Changelog::Options options = OptionsOf("store.db");
  options.address = copy;
  const auto opened = Changelog::Open(options, &clock_);
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_NE((*opened)->epoch(), epoch);
  type::v1::ReadAt read_at;
  read_at.set_at_least_token(token);
  const auto read = [&] {
    return (*opened)->Read(read_at, [](Snapshot&) { return absl::OkStatus(); });
  };
  EXPECT_EQ(ReasonOf(read()), type::v1::ERROR_REASON_STORE_EPOCH_CHANGED);
}

TEST_F(StoreGuarantees, ABackupThatIsPutBackIsNoticed) {
  SANGAM_SQLITE_ONLY("a database is restored as another one");
  ASSERT_TRUE(Create("places/a").ok());
  const std::string epoch = changelog_->epoch();
  const auto close = [&] {
    other_methods_ = nullptr;
    other_ = nullptr;
    methods_ = nullptr;
    changelog_ = nullptr;
  };
  close();
  Copy("store.db", "backup.db");
  Open();
  ASSERT_TRUE(Create("places/lost").ok());
  EXPECT_EQ(changelog_->epoch(), epoch);
  close();
  Copy("backup.db", "store.db");
  Open();
  EXPECT_NE(changelog_->epoch(), epoch);
  EXPECT_FALSE(Get("places/lost").ok());
}

// Ordered, unique, resumable; list-then-watch misses nothing.
TEST_F(StoreGuarantees, WritersAndWatchersLoseRepeatAndReorderNothing) {
  constexpr int kWriters = 16;
  constexpr int kWatchers = 8;
  std::atomic<bool> stop = false;
  std::atomic<int64_t> written = 0;
  std::atomic<int64_t> cuts = 0;
  std::atomic<int64_t> head = -1;
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; !stop; ++i) {
        const absl::Status status =
            PutPair(Process(writer), absl::StrCat(writer, "-", i % 50),
                    absl::StrCat(i));
        ASSERT_TRUE(status.ok()) << status;
        ++written;
      }
    });
  }
  std::vector<Watcher> watchers(kWatchers);
  std::vector<std::thread> watching;
  for (int number = 0; number < kWatchers; ++number) {
    watching.emplace_back([&, number] {
      Watcher& watcher = watchers[number];
      std::minstd_rand random(number);
      auto feed = Watch(Process(number));
      while (head < 0 || watcher.revision() < head) {
        const auto batch = feed->Next();
        ASSERT_TRUE(batch.ok()) << batch.status();
        // Cut off before what was sent arrives, or after.
        const bool cut = random() % 8 == 0 && !watcher.token().empty();
        const bool arrived = random() % 2 == 0;
        if (*batch && (!cut || arrived)) watcher.Take(**batch);
        if (cut) {
          ++cuts;
          feed = Watch(Process(static_cast<int>(random())), watcher.token());
        }
        if (!*batch) absl::SleepFor(absl::Milliseconds(1));
      }
    });
  }
  absl::SleepFor(RunTime());
  stop = true;
  for (std::thread& writer : writers) writer.join();
  head = Head();
  for (std::thread& watcher : watching) watcher.join();
  EXPECT_EQ(head, written) << "one revision for each transaction";
  const auto rows = Rows();
  for (const Watcher& watcher : watchers) EXPECT_EQ(watcher.rows(), rows);
  std::printf(
      "%d writes, %d watchers cut %d times: lost 0, repeated 0,"
      " reordered 0\n",
      static_cast<int>(written), kWatchers, static_cast<int>(cuts));
}

// Connections are cut while writes are under way. Each write is repeated until
// it is acknowledged, by half of the writers without a request id: what is said
// to have failed was not done.
TEST_F(StoreGuarantees, Reliable) {
  SANGAM_POSTGRES_ONLY("a file has no connection to lose");
  constexpr int kWriters = 4;
  std::atomic<bool> stop = false;
  std::atomic<int> failures = 0;
  std::vector<std::vector<std::string>> acknowledged(kWriters);
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; !stop; ++i) {
        registry::v1::CreatePlaceRequest request;
        const std::string name = absl::StrCat("places/", writer, "-", i);
        request.mutable_place()->set_name(name);
        if (writer < kWriters / 2) request.set_request_id(name);
        registry::v1::CreatePlaceResponse response;
        const StandardMethods& methods =
            writer % 2 == 0 ? *methods_ : *other_methods_;
        absl::Status status;
        do {
          response.Clear();
          status = methods.Create(request, &response);
          if (!status.ok()) ++failures;
        } while (absl::IsUnavailable(status));
        ASSERT_TRUE(status.ok()) << name << " " << status;
        acknowledged[writer].push_back(name);
      }
    });
  }
  auto killer = sql::Database::Open(sql::TestServer().AddressOf("postgres"),
                                    sql::Database::Access::kReadWrite);
  ASSERT_TRUE(killer.ok()) << killer.status();
  int cut = 0;
  for (int i = 0; i < 60; ++i) {
    absl::SleepFor(RunTime() / 60);
    sql::Statement ended = (*killer)->Prepare(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE application_name = 'sangam' AND pid <> pg_backend_pid()"
        " AND datname <> 'postgres'");
    while (ended.Next()) ++cut;
    ASSERT_TRUE(ended.status().ok()) << ended.status();
  }
  stop = true;
  for (std::thread& writer : writers) writer.join();
  size_t count = 0;
  const auto rows = Rows();
  for (const auto& names : acknowledged) {
    count += names.size();
    for (const std::string& name : names) EXPECT_EQ(rows.count(name), 1u);
  }
  EXPECT_EQ(rows.size(), count);
  EXPECT_EQ(Head(), static_cast<int64_t>(count)) << "one revision each";
  std::printf(
      "%d connections cut, %d writes, %d calls failed and were repeated:"
      " lost 0, doubled 0\n",
      cut, static_cast<int>(count), failures.load());
}

}  // namespace
}  // namespace sangam
