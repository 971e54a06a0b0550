#include "services/matching/feeds/watermark.h"

#include <thread>
#include <vector>

#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "services/matching/feeds/await_for_test.h"
#include "services/matching/feeds/batches_for_test.h"

namespace sangam::matching {
namespace {

bool NeverCancelled() { return false; }

class WatermarkTest : public testing::Test {
 protected:
  absl::Time Soon() const { return clock_.Now() + absl::Milliseconds(50); }
  absl::Time Late() const { return clock_.Now() + absl::Minutes(5); }

  FakeClock clock_{absl::FromUnixSeconds(1'790'000'000)};
  Watermark watermark_{"registry", &clock_};
};

TEST_F(WatermarkTest, IsIncompleteAndLaggingBeforeTheFirstState) {
  EXPECT_FALSE(watermark_.IsComplete());
  EXPECT_TRUE(watermark_.IsLagging());
  watermark_.Advance(RegistryAt(0));
  EXPECT_TRUE(watermark_.IsComplete()) << "an empty store is complete too";
  EXPECT_FALSE(watermark_.IsLagging());
}

TEST_F(WatermarkTest, LagsAfterThreeMissedBookmarks) {
  watermark_.Advance(RegistryAt(4));
  clock_.Advance(absl::Seconds(3));
  EXPECT_FALSE(watermark_.IsLagging());
  clock_.Advance(absl::Milliseconds(1));
  EXPECT_TRUE(watermark_.IsLagging());
  watermark_.Advance(RegistryAt(4));
  EXPECT_FALSE(watermark_.IsLagging());
}

TEST_F(WatermarkTest, LagsWhereTheClockWasSetBack) {
  watermark_.Advance(RegistryAt(4));
  clock_.Advance(-absl::Hours(1));
  EXPECT_TRUE(watermark_.IsLagging());
}

TEST_F(WatermarkTest, AReachedPositionNeedsNoWait) {
  watermark_.Advance(RegistryAt(4));
  EXPECT_TRUE(watermark_.WaitFor(RegistryAt(4), Soon(), NeverCancelled).ok());
  EXPECT_TRUE(
      watermark_.WaitFor(RegistryAt(3), clock_.Now(), NeverCancelled).ok());
}

TEST_F(WatermarkTest, WaitsUntilTheFeedArrives) {
  watermark_.Advance(RegistryAt(4));
  absl::Status status = absl::UnknownError("");
  std::thread waiting([&] {
    status = watermark_.WaitFor(RegistryAt(6), Late(), NeverCancelled);
  });
  watermark_.Advance(RegistryAt(5));
  watermark_.Advance(RegistryAt(7));
  waiting.join();
  EXPECT_TRUE(status.ok()) << status;
}

TEST_F(WatermarkTest, GivesUpAtTheDeadline) {
  watermark_.Advance(RegistryAt(4));
  const auto status =
      watermark_.WaitFor(RegistryAt(5), clock_.Now(), NeverCancelled);
  EXPECT_EQ(ReasonOf(status),
            type::v1::ERROR_REASON_REVISION_NOT_YET_AVAILABLE);
}

TEST_F(WatermarkTest, GivesUpWhenTheFeedLags) {
  watermark_.Advance(RegistryAt(4));
  clock_.Advance(absl::Seconds(4));
  const auto status = watermark_.WaitFor(RegistryAt(5), Late(), NeverCancelled);
  EXPECT_EQ(ReasonOf(status),
            type::v1::ERROR_REASON_REVISION_NOT_YET_AVAILABLE);
}

TEST_F(WatermarkTest, GivesUpWhenNobodyWantsToKnow) {
  watermark_.Advance(RegistryAt(4));
  const auto status =
      watermark_.WaitFor(RegistryAt(5), Late(), [] { return true; });
  EXPECT_EQ(status, DeadlineExceededError());
}

TEST_F(WatermarkTest, RefusesAnotherEpochAtOnceWhileConnected) {
  watermark_.Advance(RegistryAt(4, "e2"));
  const auto status =
      watermark_.WaitFor(RegistryAt(1, "e1"), Late(), NeverCancelled);
  EXPECT_EQ(ReasonOf(status), type::v1::ERROR_REASON_STORE_EPOCH_CHANGED);
}

TEST_F(WatermarkTest, WaitsForANewEpochWhileDisconnected) {
  watermark_.Advance(RegistryAt(4, "e1"));
  watermark_.Disconnected();
  EXPECT_EQ(ReasonOf(watermark_.WaitFor(RegistryAt(1, "e2"), clock_.Now(),
                                        NeverCancelled)),
            type::v1::ERROR_REASON_REVISION_NOT_YET_AVAILABLE);
  absl::Status status = absl::UnknownError("");
  std::thread waiting([&] {
    status = watermark_.WaitFor(RegistryAt(1, "e2"), Late(), NeverCancelled);
  });
  watermark_.Advance(RegistryAt(1, "e2"));
  waiting.join();
  EXPECT_TRUE(status.ok()) << status;
}

TEST_F(WatermarkTest, LetsOnlySoManyWait) {
  Watermark::Options options;
  options.max_waiters = 2;
  options.crowded_wait = absl::ZeroDuration();
  Watermark watermark("registry", &clock_, options);
  watermark.Advance(RegistryAt(1));
  std::atomic<int> looked{0};
  std::vector<std::thread> waiting;
  for (int i = 0; i < 2; ++i) {
    waiting.emplace_back([&] {
      bool first = true;
      EXPECT_TRUE(watermark
                      .WaitFor(RegistryAt(2), Late(),
                               [&] {
                                 if (first) ++looked;
                                 first = false;
                                 return false;
                               })
                      .ok());
    });
  }
  EXPECT_TRUE(Eventually([&] { return looked == 2; }));
  EXPECT_EQ(ReasonOf(watermark.WaitFor(RegistryAt(2), Late(), NeverCancelled)),
            type::v1::ERROR_REASON_REVISION_NOT_YET_AVAILABLE);
  EXPECT_TRUE(watermark.WaitFor(RegistryAt(1), Late(), NeverCancelled).ok())
      << "what need not wait is not refused";
  watermark.Advance(RegistryAt(2));
  for (std::thread& thread : waiting) thread.join();
}

TEST_F(WatermarkTest, InACrowdWaitsForAFeedInGoodOrder) {
  Watermark::Options options;
  options.max_waiters = 0;
  Watermark watermark("registry", &clock_, options);
  watermark.Advance(RegistryAt(1));
  std::atomic<bool> looked{false};
  std::thread waiting([&] {
    EXPECT_TRUE(watermark
                    .WaitFor(RegistryAt(2), Late(),
                             [&] {
                               looked = true;
                               return false;
                             })
                    .ok());
  });
  EXPECT_TRUE(Eventually([&] { return looked.load(); }));
  watermark.Advance(RegistryAt(2));
  waiting.join();
}

}  // namespace
}  // namespace sangam::matching
