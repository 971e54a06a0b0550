#include "services/matching/coverage/working_turns.h"

#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "common/clock/clock.h"
#include "gtest/gtest.h"
#include "services/matching/coverage/sliced_answer.h"

namespace sangam::matching {
namespace {

TEST(WorkingTurnsTest, WhoFindsNoneIsWokenWhenOneIsGivenBack) {
  WorkingTurns turns(1);
  int woken = 0;
  const auto wake = [&woken] { ++woken; };
  auto turn = turns.TryTake(wake);
  ASSERT_NE(turn, nullptr);
  EXPECT_EQ(turns.TryTake(wake), nullptr);
  EXPECT_EQ(turns.TryTake(wake), nullptr);
  EXPECT_EQ(woken, 0);
  turn.reset();
  EXPECT_EQ(woken, 2);
  turn = turns.TryTake(wake);
  EXPECT_NE(turn, nullptr);
  turn.reset();
  EXPECT_EQ(woken, 2) << "who has a turn does not wait";
}

// Counts its steps, one a message.
class Steps : public SlicedAnswer<int> {
 public:
  using SlicedAnswer::SlicedAnswer;

 protected:
  absl::Status Begin(const CallContext&, int*) override {
    return absl::OkStatus();
  }
  absl::StatusOr<bool> Step(int* response) override {
    *response = ++steps_;
    return steps_ < 3;
  }
  bool IsFull(const int&) const override { return true; }
  void End(int*) override {}
  void SetProgress(int*) const override {}

 private:
  int steps_ = 0;
};

TEST(SlicedAnswerTest, WorksInTurnsAndHoldsNoneWhileItsCallerReads) {
  FakeClock clock(absl::UnixEpoch());
  WorkingTurns turns(1);
  const CallContext call;
  Steps answer(&clock, &turns);
  bool woken = false;
  answer.OnStart([&woken] { woken = true; });
  EXPECT_EQ(**answer.Next(call), 1);
  EXPECT_EQ(answer.ReaderTime(absl::ZeroDuration()), kReaderTime);
  auto turn = turns.TryTake([] {});
  ASSERT_NE(turn, nullptr) << "held while its caller reads";
  const auto none = answer.Next(call);
  ASSERT_TRUE(none.ok());
  EXPECT_EQ(*none, absl::nullopt);
  EXPECT_FALSE(woken);
  turn.reset();
  EXPECT_TRUE(woken);
  EXPECT_EQ(**answer.Next(call), 2);
  // All messages together have the time that the first one had.
  EXPECT_EQ(answer.ReaderTime(absl::Seconds(9)), absl::Seconds(9));
}

}  // namespace
}  // namespace sangam::matching
