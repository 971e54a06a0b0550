#include "services/matching/lookup/redis_connection_pool.h"

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "gtest/gtest.h"
#include "services/matching/feeds/await_for_test.h"
#include "services/matching/lookup/redis_server_for_test.h"
#include "services/matching/lookup/stopwatch.h"

namespace sangam::matching {
namespace {

class RedisConnectionPoolTest : public testing::Test {
 protected:
  RedisConnectionPoolTest() {
    options_.host = "127.0.0.1";
    options_.port = server_.port();
    options_.connections = 4;
    options_.probe_interval = absl::Milliseconds(20);
    // A machine under load must not look like a server that hangs, where a test
    // does not want it to.
    options_.connect_timeout = absl::Seconds(5);
    options_.command_timeout = absl::Seconds(5);
    options_.on_event = [this](LookupStoreEvent event) {
      ++events_[static_cast<int>(event)];
    };
  }

  void Open() {
    pool_ = std::make_unique<RedisConnectionPool>(options_);
    EXPECT_TRUE(Eventually([this] { return pool_->IsUsable(); }));
  }

  // With as much time as it needs.
  absl::optional<std::string> Get(absl::string_view key) {
    LookupBudget budget{absl::Seconds(10)};
    return pool_->Get(key, budget);
  }

  void Put(absl::string_view key, absl::string_view value) {
    LookupBudget budget{absl::Seconds(10)};
    pool_->Put(key, value, absl::Minutes(1), budget);
  }

  int Count(LookupStoreEvent event) { return events_[static_cast<int>(event)]; }

  RedisServerForTest server_;
  RedisConnectionPool::Options options_;
  std::atomic<int> events_[5] = {};
  std::unique_ptr<RedisConnectionPool> pool_;
};

TEST_F(RedisConnectionPoolTest, KeepsValuesWithAllBytes) {
  Open();
  const std::string value("\0\r\n$5\xff", 7);
  const std::string key("k\0 \n", 4);
  EXPECT_FALSE(Get(key));
  Put(key, value);
  EXPECT_EQ(Get(key), value);
  Put("empty", "");
  EXPECT_EQ(Get("empty"), "");
  EXPECT_EQ(Count(LookupStoreEvent::kMissing), 1);
  EXPECT_EQ(Count(LookupStoreEvent::kFound), 2);
  EXPECT_EQ(Count(LookupStoreEvent::kStored), 2);
}

TEST_F(RedisConnectionPoolTest, ValuesEnd) {
  Open();
  LookupBudget budget{absl::Seconds(10)};
  pool_->Put("short", "v", absl::Milliseconds(1), budget);
  EXPECT_TRUE(Eventually([this] { return !Get("short"); }));
}

TEST_F(RedisConnectionPoolTest, LargeValuesAreNeitherKeptNorRead) {
  options_.max_value_bytes = 1000;
  Open();
  Put("large", std::string(1001, 'x'));
  EXPECT_EQ(server_.Command({"GET", "large"}), "");
  EXPECT_EQ(Count(LookupStoreEvent::kSkipped), 1);
  server_.Command({"SET", "large", std::string(500'000, 'x')});
  EXPECT_FALSE(Get("large"));
  EXPECT_EQ(Count(LookupStoreEvent::kFailed), 1);
}

TEST_F(RedisConnectionPoolTest, AnotherTypeOfValueIsNoValue) {
  Open();
  server_.Command({"RPUSH", "list", "x"});
  EXPECT_FALSE(Get("list"));
  EXPECT_EQ(Count(LookupStoreEvent::kFailed), 1);
  Put("k", "v");
  EXPECT_EQ(Get("k"), "v") << "the connection is still good";
}

TEST_F(RedisConnectionPoolTest, ADeadServerOpensTheBreakerAndARestartClosesIt) {
  Open();
  Put("k", "v");
  server_.Kill();
  EXPECT_TRUE(Eventually([this] {
    EXPECT_FALSE(Get("k"));
    return Count(LookupStoreEvent::kSkipped) >= 3;
  }));
  EXPECT_FALSE(pool_->IsUsable());
  server_.Restart();
  EXPECT_TRUE(Eventually([this] { return pool_->IsUsable(); }));
  EXPECT_FALSE(Get("k")) << "it came back empty";
  Put("k", "w");
  EXPECT_EQ(Get("k"), "w");
}

TEST_F(RedisConnectionPoolTest, AHungServerCostsTheBudgetAndThenNothing) {
  options_.connect_timeout = absl::Milliseconds(20);
  options_.command_timeout = absl::Milliseconds(20);
  options_.failures_to_open = 3;
  Open();
  server_.Hang();
  const Stopwatch stopwatch;
  int calls = 0;
  while (Count(LookupStoreEvent::kSkipped) < 100) {
    LookupBudget budget;
    EXPECT_FALSE(pool_->Get("k", budget));
    ++calls;
  }
  // Few calls pay, however many come.
  EXPECT_LE(Count(LookupStoreEvent::kFailed), 3);
  EXPECT_GE(calls, 100);
  EXPECT_LT(stopwatch.Elapsed(), absl::Seconds(10));
  server_.GoOn();
  EXPECT_TRUE(Eventually([this] { return pool_->IsUsable(); }));
  Put("k", "v");
  EXPECT_TRUE(Eventually([this] { return Get("k") == "v"; }));
}

TEST_F(RedisConnectionPoolTest, ABudgetIsSpentOverAllCallsOfARequest) {
  options_.failures_to_open = 1000;
  Open();
  server_.Hang();
  LookupBudget budget{absl::Milliseconds(30)};
  EXPECT_FALSE(pool_->Get("k", budget));
  EXPECT_EQ(budget.left, absl::ZeroDuration());
  pool_->Put("k", "v", absl::Minutes(1), budget);
  EXPECT_FALSE(pool_->Get("k", budget));
  EXPECT_EQ(Count(LookupStoreEvent::kFailed), 1);
  EXPECT_EQ(Count(LookupStoreEvent::kSkipped), 2);
  server_.GoOn();
}

TEST_F(RedisConnectionPoolTest, ALateReplyIsNotTakenForTheNextOne) {
  options_.connections = 1;
  options_.failures_to_open = 1000;
  Open();
  Put("a", "value of a");
  Put("b", "value of b");
  server_.Hang();
  LookupBudget budget{absl::Milliseconds(10)};
  EXPECT_FALSE(pool_->Get("a", budget));
  server_.GoOn();
  EXPECT_TRUE(Eventually([this] {
    const auto value = Get("b");
    EXPECT_NE(value, "value of a");
    return value == "value of b";
  }));
}

TEST_F(RedisConnectionPoolTest, AServerThatWasNeverThereCostsNothing) {
  server_.Kill();
  pool_ = std::make_unique<RedisConnectionPool>(options_);
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(Get("k"));
  EXPECT_FALSE(pool_->IsUsable());
  EXPECT_EQ(Count(LookupStoreEvent::kSkipped), 100);
}

TEST_F(RedisConnectionPoolTest, ManyThreadsShareFewConnections) {
  options_.free_connection_timeout = absl::Seconds(5);
  Open();
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 16; ++thread) {
    threads.emplace_back([this, thread] {
      const std::string key = "k" + std::to_string(thread);
      for (int i = 0; i < 100; ++i) {
        Put(key, std::to_string(i));
        EXPECT_EQ(Get(key), std::to_string(i));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Count(LookupStoreEvent::kFailed), 0);
}

}  // namespace
}  // namespace sangam::matching
