#include "common/sql/write_turn.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <functional>
#include <new>
#include <numeric>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "common/sql/connection_pool.h"
#include "common/sql/temporary_folder.h"
#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::sql {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(20);
// 50 ms are promised; this also holds on a busy machine, and is far less than
// what is waited for otherwise.
constexpr absl::Duration kSoon = absl::Seconds(1);

class WriteTurnTest : public testing::Test {
 protected:
  std::unique_ptr<ConnectionPool> Open() {
    auto pool = ConnectionPool::Open(file_, {});
    EXPECT_TRUE(pool.ok()) << pool.status();
    return *std::move(pool);
  }

  // Runs `work` in a process of its own, which this one may end.
  pid_t Fork(const std::function<bool()>& work) {
    const pid_t child = fork();
    if (child == 0) _exit(work() ? 0 : 1);
    return child;
  }

  // Waits until somebody else has the turn.
  bool IsTaken() {
    const absl::Time end = absl::Now() + kPatience;
    while (WriteTurn::Take(file_, absl::ZeroDuration()).ok()) {
      if (absl::Now() > end) return false;
      absl::SleepFor(absl::Milliseconds(5));
    }
    return true;
  }

  TemporaryFolder folder_;
  const StoreAddress file_{folder_.File("a.db")};
  // The same file, for which this process has another line.
  const StoreAddress same_file_{folder_.File("./a.db")};
  // Has its line alone.
  const StoreAddress database_ = *StoreAddress::Postgres("postgres://host/db");
};

TEST_F(WriteTurnTest, GoesToThoseOfThisProcessInTheirOrder) {
  for (const StoreAddress& address : {file_, database_}) {
    auto first = WriteTurn::Take(address, kPatience);
    ASSERT_TRUE(first.ok()) << first.status();
    std::vector<int> order;  // Touched by whoever has the turn.
    std::vector<std::thread> others;
    for (int i = 0; i < 6; ++i) {
      others.emplace_back([&, i] {
        const auto turn = WriteTurn::Take(address, kPatience);
        EXPECT_TRUE(turn.ok()) << turn.status();
        order.push_back(i);
      });
      absl::SleepFor(absl::Milliseconds(20));
    }
    EXPECT_TRUE(order.empty());
    first->reset();
    // Whoever ends a turn stands at the end of the line.
    first = WriteTurn::Take(address, kPatience);
    ASSERT_TRUE(first.ok()) << first.status();
    EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4, 5}));
    for (std::thread& other : others) other.join();
  }
}

TEST_F(WriteTurnTest, WaitsForAsLongAsItMayAndLeavesTheLine) {
  const std::vector<std::pair<StoreAddress, StoreAddress>> same = {
      {file_, file_}, {file_, same_file_}, {database_, database_}};
  for (const auto& [mine, others] : same) {
    auto held = WriteTurn::Take(mine, kPatience);
    ASSERT_TRUE(held.ok()) << held.status();
    EXPECT_EQ(
        ReasonOf(WriteTurn::Take(others, absl::Milliseconds(20)).status()),
        type::v1::ERROR_REASON_SERVER_BUSY);
    held->reset();
    EXPECT_TRUE(WriteTurn::Take(others, absl::ZeroDuration()).ok());
  }
}

TEST_F(WriteTurnTest, WhoNoLongerWantsItLeavesTheLineToThoseBehind) {
  const std::vector<std::pair<StoreAddress, StoreAddress>> same = {
      {file_, file_}, {file_, same_file_}, {database_, database_}};
  for (const auto& [mine, others] : same) {
    auto held = WriteTurn::Take(mine, kPatience);
    ASSERT_TRUE(held.ok()) << held.status();
    std::atomic<bool> cancelled = false;
    absl::Status left;
    std::thread leaving([&, &address = others] {
      left = WriteTurn::Take(address, kPatience, [&] {
               return cancelled.load();
             }).status();
    });
    absl::SleepFor(absl::Milliseconds(100));
    std::atomic<bool> taken = false;
    std::thread behind([&, &address = others] {
      const auto turn = WriteTurn::Take(address, kPatience);
      taken = turn.ok();
    });
    absl::SleepFor(absl::Milliseconds(100));
    const absl::Time begin = absl::Now();
    cancelled = true;
    leaving.join();
    EXPECT_LT(absl::Now() - begin, kSoon);
    EXPECT_EQ(ReasonOf(left), type::v1::ERROR_REASON_DEADLINE_EXCEEDED);
    EXPECT_FALSE(taken);
    held->reset();
    behind.join();
    EXPECT_TRUE(taken);
  }
}

// Of a program that takes no turns.
TEST_F(WriteTurnTest, WhoNoLongerWantsItWaitsForNoLockOfSqlite) {
  const auto pool = Open();
  const auto other = Database::Open(file_, Database::Access::kReadWrite);
  ASSERT_TRUE(other.ok()) << other.status();
  ASSERT_TRUE((*other)->Execute("BEGIN IMMEDIATE").ok());
  const auto write = [&](const std::function<bool()>& cancelled) {
    return pool->Rehearse([](Database&) { return absl::OkStatus(); },
                          cancelled);
  };
  const absl::Time gone = absl::Now() + absl::Milliseconds(100);
  EXPECT_EQ(ReasonOf(write([gone] { return absl::Now() >= gone; })),
            type::v1::ERROR_REASON_DEADLINE_EXCEEDED);
  EXPECT_LT(absl::Now() - gone, kSoon);
  std::thread behind([&] { EXPECT_TRUE(write(nullptr).ok()); });
  absl::SleepFor(absl::Milliseconds(100));
  EXPECT_TRUE((*other)->Execute("ROLLBACK").ok());
  behind.join();
}

TEST_F(WriteTurnTest, StoresDoNotWaitForEachOther) {
  const auto held = WriteTurn::Take(file_, kPatience);
  const StoreAddress other(folder_.File("b.db"));
  EXPECT_TRUE(WriteTurn::Take(other, absl::ZeroDuration()).ok());
}

TEST_F(WriteTurnTest, SaysWhatItCannotLock) {
  EXPECT_EQ(ReasonOf(WriteTurn::Take(StoreAddress(folder_.File("no/such.db")),
                                     kPatience)
                         .status()),
            type::v1::ERROR_REASON_STORE_FAILED);
}

// Whoever may write the folder may have put anything there.
TEST_F(WriteTurnTest, FollowsNoLinkAndWaitsForNoPipe) {
  const std::string lock = folder_.File("a.db.lock");
  const std::string victim = folder_.File("victim");
  std::ofstream(victim) << "precious";
  const auto refusal = [&] {
    const absl::Status status = WriteTurn::Take(file_, kPatience).status();
    EXPECT_EQ(ReasonOf(status), type::v1::ERROR_REASON_STORE_FAILED) << status;
    return std::string(status.message());
  };
  const auto says_so =
      testing::AllOf(testing::HasSubstr(lock),
                     testing::HasSubstr("is no regular file; remove it"));
  std::filesystem::create_symlink(victim, lock);
  EXPECT_THAT(refusal(), says_so);
  std::filesystem::remove(lock);
  std::filesystem::create_symlink(folder_.File("not there"), lock);
  EXPECT_THAT(refusal(), says_so);
  EXPECT_FALSE(std::filesystem::exists(folder_.File("not there")));
  std::filesystem::remove(lock);
  ASSERT_EQ(mkfifo(lock.c_str(), 0600), 0);
  EXPECT_THAT(refusal(), says_so);
  std::filesystem::remove(lock);
  std::filesystem::create_directory(lock);
  EXPECT_THAT(refusal(), says_so);
  std::filesystem::remove(lock);
  EXPECT_TRUE(WriteTurn::Take(file_, absl::ZeroDuration()).ok());
}

TEST_F(WriteTurnTest, RootGivesAwayOnlyWhatItMade) {
  if (geteuid() != 0) GTEST_SKIP() << "only root gives files to others";
  constexpr uid_t kService = 65'534;
  const std::string lock = folder_.File("a.db.lock");
  const auto owner = [&lock] {
    struct stat about = {};
    EXPECT_EQ(stat(lock.c_str(), &about), 0);
    return about.st_uid;
  };
  Open();
  ASSERT_EQ(chown(file_.text().c_str(), kService, kService), 0);
  EXPECT_TRUE(WriteTurn::Take(file_, absl::ZeroDuration()).ok());
  EXPECT_EQ(owner(), kService);
  // Of a name that the folder's owner gave to a file of root's.
  ASSERT_EQ(chown(lock.c_str(), 0, 0), 0);
  EXPECT_TRUE(WriteTurn::Take(file_, absl::ZeroDuration()).ok());
  EXPECT_EQ(owner(), 0u);
}

TEST_F(WriteTurnTest, TimeThatPassesWhileItIsStoppedIsTimeWaited) {
  const auto held = WriteTurn::Take(file_, kPatience);
  ASSERT_TRUE(held.ok()) << held.status();
  const absl::Time begin = absl::Now();
  const pid_t child = Fork([this] {
    return ReasonOf(WriteTurn::Take(same_file_, absl::Seconds(3)).status()) ==
           type::v1::ERROR_REASON_SERVER_BUSY;
  });
  absl::SleepFor(absl::Milliseconds(200));
  kill(child, SIGSTOP);
  absl::SleepFor(absl::Seconds(3));
  kill(child, SIGCONT);
  int code = -1;
  ASSERT_EQ(waitpid(child, &code, 0), child);
  EXPECT_EQ(code, 0);
  EXPECT_LT(absl::Now() - begin, absl::Seconds(5));
}

// Longer than SQLite's own lock is waited for.
TEST_F(WriteTurnTest, WaitsForALongWriteOfAnotherProcess) {
  Open();
  const pid_t child = Fork([this] {
    return Open()
        ->Write([](Database&) {
          absl::SleepFor(absl::Seconds(6));
          return absl::OkStatus();
        })
        .ok();
  });
  EXPECT_TRUE(IsTaken());
  const absl::Status status = Open()->Write([](Database& database) {
    return database.Execute("CREATE TABLE item (name)");
  });
  EXPECT_TRUE(status.ok()) << status;
  int code = -1;
  ASSERT_EQ(waitpid(child, &code, 0), child);
  EXPECT_EQ(code, 0);
}

TEST_F(WriteTurnTest, AProcessThatIsKilledLeavesItsTurn) {
  Open();
  const pid_t child = Fork([this] {
    return Open()
        ->Write([](Database&) {
          absl::SleepFor(kPatience);
          return absl::OkStatus();
        })
        .ok();
  });
  EXPECT_TRUE(IsTaken());
  EXPECT_EQ(ReasonOf(WriteTurn::Take(file_, absl::Milliseconds(50)).status()),
            type::v1::ERROR_REASON_SERVER_BUSY);
  kill(child, SIGKILL);
  ASSERT_EQ(waitpid(child, nullptr, 0), child);
  EXPECT_TRUE(WriteTurn::Take(file_, absl::ZeroDuration()).ok());
  EXPECT_TRUE(Open()->Write([](Database&) { return absl::OkStatus(); }).ok());
}

// It holds its turn nearly all the time, so whoever looks now and then would
// hardly ever find it free.
TEST_F(WriteTurnTest, AProcessThatAsksAgainAtOnceGoesBehindThoseThatWait) {
  constexpr int kRounds = 10;
  constexpr absl::Duration kTurn = absl::Milliseconds(5);
  struct Shared {
    std::atomic<int> turns = 0;
    std::atomic<bool> stop = false;
  };
  void* const memory = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE,
                            MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(memory, MAP_FAILED);
  auto& shared = *new (memory) Shared;
  const pid_t child = Fork([&] {
    const absl::Time end = absl::Now() + 3 * kPatience;
    while (!shared.stop && absl::Now() < end) {
      const auto turn = WriteTurn::Take(file_, kPatience);
      if (!turn.ok()) return false;
      ++shared.turns;
      absl::SleepFor(kTurn);
    }
    return true;
  });
  int passed_by = 0;
  for (int round = 0; round < kRounds; ++round) {
    const int seen = shared.turns;
    while (shared.turns == seen) absl::SleepFor(kTurn / 10);
    const int before = shared.turns;
    const auto turn = WriteTurn::Take(file_, kPatience);
    EXPECT_TRUE(turn.ok()) << turn.status();
    passed_by += shared.turns - before;
  }
  shared.stop = true;
  int code = -1;
  ASSERT_EQ(waitpid(child, &code, 0), child);
  EXPECT_EQ(code, 0);
  munmap(memory, sizeof(Shared));
  // One each where this process stood still before it asked.
  EXPECT_LE(passed_by, 2 * kRounds);
}

// Without turns, one process writes several times as often as the other.
TEST_F(WriteTurnTest, ManyWritersOfTwoProcessesEachGetTheirTurn) {
  constexpr int kWriters = 8;
  constexpr absl::Duration kTime = absl::Seconds(2);
  ASSERT_TRUE(Open()
                  ->Write([](Database& database) {
                    return database.Execute(
                        "CREATE TABLE item (process INTEGER, writer INTEGER)");
                  })
                  .ok());
  const auto write = [this](int64_t process) {
    const auto pool = Open();
    const absl::Time end = absl::Now() + kTime;
    std::atomic<bool> good = true;
    std::vector<std::thread> writers;
    for (int64_t writer = 0; writer < kWriters; ++writer) {
      writers.emplace_back([&, writer] {
        while (good && absl::Now() < end) {
          const absl::Status status = pool->Write([&](Database& database) {
            return database
                .Prepare("INSERT INTO item VALUES (?, ?)", process, writer)
                .Run();
          });
          if (!status.ok()) {
            ADD_FAILURE() << status;
            good = false;
          }
        }
      });
    }
    for (std::thread& writer : writers) writer.join();
    return good.load();
  };
  const pid_t child = Fork([&] { return write(1); });
  EXPECT_TRUE(write(2));
  int code = -1;
  ASSERT_EQ(waitpid(child, &code, 0), child);
  EXPECT_EQ(code, 0);
  std::vector<int64_t> counts;
  ASSERT_TRUE(Open()
                  ->Read([&](Database& database) {
                    Statement rows = database.Prepare(
                        "SELECT count(*) FROM item GROUP BY process, writer");
                    while (rows.Next()) counts.push_back(rows.Int(0));
                    return rows.status();
                  })
                  .ok());
  EXPECT_EQ(counts.size(), size_t{2} * kWriters);
  const int64_t all = std::accumulate(counts.begin(), counts.end(), int64_t{0});
  for (const int64_t count : counts) {
    EXPECT_GE(count * 2, all / (2 * kWriters)) << "less than half a share";
  }
}

}  // namespace
}  // namespace sangam::sql
