#include "services/matching/coverage/working_turns.h"

#include <memory>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "common/clock/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/coverage/sliced_answer.h"

namespace sangam::matching {
namespace {

TEST(WorkingTurnsTest, WhoFindsNoneWaitsInALine) {
  WorkingTurns turns(1);
  int woken[3] = {0, 0, 0};
  WorkingTurns::Asker busy(&turns, [&] { ++woken[0]; });
  WorkingTurns::Asker next(&turns, [&] { ++woken[1]; });
  absl::optional<WorkingTurns::Asker> last;
  last.emplace(&turns, [&] { ++woken[2]; });
  auto turn = busy.TryTake();
  ASSERT_NE(turn, nullptr);
  EXPECT_EQ(next.TryTake(), nullptr);
  EXPECT_EQ(last->TryTake(), nullptr);
  turn.reset();
  EXPECT_THAT(woken, testing::ElementsAre(0, 1, 0));
  EXPECT_EQ(busy.TryTake(), nullptr) << "goes before those who wait";
  EXPECT_EQ(last->TryTake(), nullptr);
  turn = next.TryTake();
  ASSERT_NE(turn, nullptr);
  turn.reset();
  EXPECT_THAT(woken, testing::ElementsAre(0, 1, 1));
  // Whoever leaves keeps nobody waiting.
  last.reset();
  EXPECT_THAT(woken, testing::ElementsAre(1, 1, 1));
  EXPECT_NE(busy.TryTake(), nullptr);
}

TEST(WorkingTurnsTest, ThoseWhoWorkUseNoMoreThreadsThanThereAre) {
  WorkingTurns turns(3);
  EXPECT_EQ(turns.ThreadsOf(4), 4u);
  std::vector<std::unique_ptr<WorkingTurns::Asker>> askers;
  std::vector<std::unique_ptr<WorkingTurns::Turn>> working;
  for (const unsigned threads : {4u, 2u, 1u}) {
    askers.push_back(std::make_unique<WorkingTurns::Asker>(&turns, [] {}));
    working.push_back(askers.back()->TryTake());
    EXPECT_EQ(turns.ThreadsOf(4), threads);
  }
  EXPECT_EQ(turns.ThreadsOf(1), 1u);
  working.clear();
  EXPECT_EQ(turns.ThreadsOf(4), 4u);
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
  WorkingTurns::Asker other(&turns, [] {});
  auto turn = other.TryTake();
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

// Takes 20 milliseconds for each step, for ever.
class EvenSteps : public SlicedAnswer<int> {
 public:
  EvenSteps(FakeClock* clock, WorkingTurns* turns)
      : SlicedAnswer(clock, turns), clock_(*clock) {}

 protected:
  absl::Status Begin(const CallContext&, int*) override {
    return absl::OkStatus();
  }
  absl::StatusOr<bool> Step(int* response) override {
    clock_.Advance(absl::Milliseconds(20));
    ++*response;
    return true;
  }
  bool IsFull(const int&) const override { return false; }
  void End(int*) override {}
  void SetProgress(int*) const override {}

 private:
  FakeClock& clock_;
};

TEST(SlicedAnswerTest, WorksLessAtATimeTheMoreOthersWait) {
  FakeClock clock(absl::UnixEpoch());
  WorkingTurns turns(1);
  const CallContext call;
  EvenSteps answer(&clock, &turns);
  answer.OnStart([] {});
  EXPECT_EQ(**answer.Next(call), 20) << "400 milliseconds, alone";
  WorkingTurns::Asker works(&turns, [] {});
  auto turn = works.TryTake();
  EXPECT_EQ(*answer.Next(call), absl::nullopt) << "stands in the line";
  std::vector<std::unique_ptr<WorkingTurns::Asker>> line;
  for (int i = 0; i < 3; ++i) {
    line.push_back(std::make_unique<WorkingTurns::Asker>(&turns, [] {}));
    EXPECT_EQ(line.back()->TryTake(), nullptr);
  }
  turn.reset();
  EXPECT_EQ(**answer.Next(call), 5) << "one of four";
}

TEST(SlicedAnswerTest, TellsItsProgressWhileItWaits) {
  FakeClock clock(absl::UnixEpoch());
  WorkingTurns turns(1);
  const CallContext call;
  EvenSteps answer(&clock, &turns);
  answer.OnStart([] {});
  EXPECT_EQ(**answer.Next(call), 20);
  WorkingTurns::Asker works(&turns, [] {});
  auto turn = works.TryTake();
  EXPECT_EQ(*answer.Next(call), absl::nullopt);
  clock.Advance(absl::Seconds(1));
  EXPECT_EQ(*answer.Next(call), 0) << "nothing new but that it goes on";
  EXPECT_EQ(*answer.Next(call), absl::nullopt);
  clock.Advance(absl::Seconds(1));
  EXPECT_EQ(*answer.Next(call), 0);
  // Its caller has not read that yet, and keeps nobody from their turn.
  bool woken = false;
  WorkingTurns::Asker behind(&turns, [&woken] { woken = true; });
  EXPECT_EQ(behind.TryTake(), nullptr);
  turn.reset();
  EXPECT_TRUE(woken);
  turn = behind.TryTake();
  ASSERT_NE(turn, nullptr);
  // It has kept its place, before those who came later.
  EXPECT_EQ(works.TryTake(), nullptr);
  EXPECT_EQ(*answer.Next(call), absl::nullopt);
  turn.reset();
  EXPECT_EQ(works.TryTake(), nullptr);
  EXPECT_GT(**answer.Next(call), 0);
}

// Works until it is told to stop, while the clock goes on.
class EndlessStep : public SlicedAnswer<int> {
 public:
  explicit EndlessStep(FakeClock* clock)
      : SlicedAnswer(clock, nullptr), clock_(*clock) {}

 protected:
  absl::Status Begin(const CallContext& call, int*) override {
    cancelled_ = call.cancelled;
    return absl::OkStatus();
  }
  absl::StatusOr<bool> Step(int*) override {
    while (!cancelled_()) clock_.Advance(absl::Milliseconds(100));
    return true;
  }
  bool IsFull(const int&) const override { return false; }
  void End(int*) override {}
  void SetProgress(int*) const override {}

 private:
  FakeClock& clock_;
  std::function<bool()> cancelled_;
};

TEST(SlicedAnswerTest, AStepThatTakesTooLongEndsTheAnswer) {
  FakeClock clock(absl::UnixEpoch());
  EndlessStep answer(&clock);
  const auto told = answer.Next(CallContext());
  EXPECT_EQ(told.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(clock.Now(), absl::UnixEpoch() + absl::Seconds(5));
}

}  // namespace
}  // namespace sangam::matching
