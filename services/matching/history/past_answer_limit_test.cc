#include "services/matching/history/past_answer_limit.h"

#include <atomic>
#include <thread>

#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "services/matching/feeds/await_for_test.h"

namespace sangam::matching {
namespace {

type::v1::ErrorReason ReasonOfEntering(PastAnswerLimit& limit,
                                       const CallContext& call = {}) {
  return ReasonOf(limit.Enter(call).status());
}

TEST(PastAnswerLimitTest, LetsSoManyInAndOthersOnceTheyLeave) {
  SystemClock clock;
  PastAnswerLimit limit(&clock, {2, 1, absl::Minutes(1)});
  auto first = limit.Enter({});
  auto second = limit.Enter({});
  ASSERT_TRUE(first.ok() && second.ok());
  std::atomic<bool> entered = false;
  std::thread third([&] {
    auto permit = limit.Enter({});
    // It is refused itself where it comes while the other one below waits.
    while (!permit.ok()) permit = limit.Enter({});
    entered = true;
  });
  // Whoever finds one waiting already is refused.
  EXPECT_TRUE(Eventually([&] {
    CallContext hurried;
    hurried.deadline = clock.Now();
    return ReasonOfEntering(limit, hurried) ==
           type::v1::ERROR_REASON_SERVER_BUSY;
  }));
  EXPECT_FALSE(entered);
  first->reset();
  third.join();
  EXPECT_TRUE(entered);
}

TEST(PastAnswerLimitTest, NobodyWaitsForLong) {
  SystemClock clock;
  PastAnswerLimit limit(&clock, {1, 1, absl::Milliseconds(5)});
  const auto permit = limit.Enter({});
  EXPECT_EQ(ReasonOfEntering(limit), type::v1::ERROR_REASON_SERVER_BUSY);
  CallContext hurried;
  hurried.deadline = clock.Now();
  EXPECT_EQ(ReasonOfEntering(limit, hurried),
            type::v1::ERROR_REASON_DEADLINE_EXCEEDED);
}

TEST(PastAnswerLimitTest, ACancelledCallWaitsNoLonger) {
  SystemClock clock;
  PastAnswerLimit limit(&clock, {1, 1, absl::Minutes(1)});
  const auto permit = limit.Enter({});
  CallContext gone;
  gone.cancelled = [] { return true; };
  const absl::Time began = clock.Now();
  EXPECT_EQ(ReasonOfEntering(limit, gone),
            type::v1::ERROR_REASON_DEADLINE_EXCEEDED);
  EXPECT_LT(clock.Now() - began, absl::Seconds(30));
}

}  // namespace
}  // namespace sangam::matching
