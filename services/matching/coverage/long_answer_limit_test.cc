#include "services/matching/coverage/long_answer_limit.h"

#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "services/matching/coverage/sliced_answer.h"

namespace sangam::matching {
namespace {

using Permit = std::unique_ptr<LongAnswerLimit::Permit>;

class LongAnswerLimitTest : public testing::Test {
 protected:
  static LongAnswerLimit::Options Few() {
    LongAnswerLimit::Options options;
    options.answers_at_once = 2;
    options.most_set_aside = 2;
    options.longest_wait = absl::Milliseconds(1);
    options.crowd = 1;
    return options;
  }

  // Null: refused.
  Permit Enter(int* woken = nullptr) {
    auto permit = limit_.Enter({}, [woken] {
      if (woken != nullptr) ++*woken;
    });
    if (permit.ok()) return *std::move(permit);
    EXPECT_EQ(ReasonOf(permit.status()), type::v1::ERROR_REASON_SERVER_BUSY);
    return nullptr;
  }
  void PatienceEnds() { clock_.Advance(absl::Seconds(1)); }

  FakeClock clock_{absl::UnixEpoch()};
  LongAnswerLimit limit_{&clock_, Few()};
};

TEST_F(LongAnswerLimitTest, LetsSoManyInAndOthersOnceTheyLeave) {
  Permit first = Enter();
  const Permit second = Enter();
  ASSERT_TRUE(first != nullptr && second != nullptr);
  PatienceEnds();
  EXPECT_EQ(Enter(), nullptr) << "both work";
  first.reset();
  EXPECT_NE(Enter(), nullptr);
}

TEST_F(LongAnswerLimitTest,
       OneWhoDoesNotReadMakesRoomAndReturnsThroughTheLine) {
  int woken = 0;
  const Permit slow = Enter(&woken);
  const Permit works = Enter();
  slow->Tell();
  EXPECT_EQ(Enter(), nullptr) << "may be reading yet";
  PatienceEnds();
  Permit other = Enter();
  ASSERT_NE(other, nullptr);
  EXPECT_FALSE(slow->GoOn());
  EXPECT_FALSE(slow->GoOn());
  EXPECT_EQ(woken, 0);
  other.reset();
  EXPECT_EQ(woken, 1);
  EXPECT_EQ(Enter(), nullptr) << "goes before the one in the line";
  EXPECT_TRUE(slow->GoOn());
  EXPECT_EQ(Enter(), nullptr) << "counted again";
}

TEST_F(LongAnswerLimitTest, OneWhoReadsInTimeStays) {
  const Permit first = Enter();
  const Permit second = Enter();
  for (int i = 0; i < 3; ++i) {
    first->Tell();
    clock_.Advance(absl::Milliseconds(900));
    EXPECT_EQ(Enter(), nullptr);
    EXPECT_TRUE(first->GoOn());
  }
}

TEST_F(LongAnswerLimitTest, WhoReadsAgainTakesThePlaceOfOneWhoDoesNot) {
  const Permit first = Enter();
  const Permit second = Enter();
  first->Tell();
  second->Tell();
  PatienceEnds();
  const Permit third = Enter();
  const Permit fourth = Enter();
  ASSERT_TRUE(third != nullptr && fourth != nullptr);
  third->Tell();
  PatienceEnds();
  // As many are set aside as may be, so nobody new comes in, but these two
  // exchange.
  EXPECT_EQ(Enter(), nullptr);
  EXPECT_TRUE(first->GoOn());
  EXPECT_FALSE(third->GoOn());
  EXPECT_FALSE(second->GoOn());
}

TEST(LongAnswerLimitWaitTest, ACancelledCallWaitsNoLonger) {
  const SystemClock clock;
  LongAnswerLimit::Options options;
  options.answers_at_once = 1;
  options.longest_wait = absl::Minutes(1);
  LongAnswerLimit limit(&clock, options);
  const auto entered = limit.Enter({}, [] {});
  CallContext gone;
  gone.cancelled = [] { return true; };
  const absl::Time began = clock.Now();
  EXPECT_EQ(limit.Enter(gone, [] {}).status(), DeadlineExceededError());
  EXPECT_LT(clock.Now() - began, absl::Seconds(30));
}

TEST_F(LongAnswerLimitTest, WhoLeavesTheLineHoldsNobodyUp) {
  Permit slow = Enter();
  int woken = 0;
  Permit next = Enter(&woken);
  slow->Tell();
  next->Tell();
  PatienceEnds();
  Permit works = Enter();
  const Permit other = Enter();
  EXPECT_FALSE(slow->GoOn());
  EXPECT_FALSE(next->GoOn());
  slow.reset();
  EXPECT_EQ(woken, 0) << "no room yet";
  works.reset();
  EXPECT_EQ(woken, 1);
  EXPECT_TRUE(next->GoOn());
}

// Tells a number for each message, for ever.
class Numbers : public SlicedAnswer<int> {
 public:
  using SlicedAnswer::SlicedAnswer;

 protected:
  absl::Status Begin(const CallContext&, int*) override {
    return absl::OkStatus();
  }
  absl::StatusOr<bool> Step(int* response) override {
    *response = ++steps_;
    return true;
  }
  bool IsFull(const int&) const override { return true; }
  void End(int*) override {}
  void SetProgress(int*) const override {}

 private:
  int steps_ = 0;
};

TEST_F(LongAnswerLimitTest, ASlicedAnswerThatNobodyReadsMakesRoomForOthers) {
  const auto answer = [this] {
    auto made = std::make_unique<Numbers>(&clock_, nullptr, &limit_);
    made->OnStart([] {});
    return made;
  };
  const auto next = [](Numbers& numbers) {
    const auto told = numbers.Next(CallContext());
    return told.ok() ? told->value_or(0) : -1;
  };
  auto first = answer();
  auto second = answer();
  auto third = answer();
  EXPECT_EQ(next(*first), 1);
  EXPECT_EQ(next(*second), 1);
  EXPECT_EQ(next(*third), -1) << "no room while callers read";
  PatienceEnds();
  EXPECT_EQ(next(*second), 2);
  third = answer();
  EXPECT_EQ(next(*third), 1);
  EXPECT_EQ(next(*first), 0) << "waits in the line";
  third.reset();
  EXPECT_EQ(next(*first), 2);
}

TEST_F(LongAnswerLimitTest, TimeIsShortWhileManyPlacesAreTaken) {
  const Permit first = Enter();
  EXPECT_EQ(first->ReaderTime(), absl::InfiniteDuration());
  Permit second = Enter();
  EXPECT_EQ(first->ReaderTime(), absl::Seconds(10));
  first->Tell();
  PatienceEnds();
  Permit third = Enter();
  second.reset();
  EXPECT_EQ(third->ReaderTime(), absl::Seconds(10)) << "the first is set aside";
  third.reset();
  EXPECT_EQ(first->ReaderTime(), absl::InfiniteDuration());
}

TEST_F(LongAnswerLimitTest, ACrowdShortensTheTimeOfAReaderWhoCameBefore) {
  const auto slow = std::make_unique<Numbers>(&clock_, nullptr, &limit_);
  slow->OnStart([] {});
  EXPECT_EQ(slow->Patience(), absl::InfiniteDuration());
  ASSERT_TRUE(slow->Next(CallContext()).ok());
  EXPECT_EQ(slow->ReaderTime(absl::ZeroDuration()), kReaderTime);
  EXPECT_EQ(slow->Patience(), absl::InfiniteDuration());
  Permit other = Enter();
  EXPECT_EQ(slow->Patience(), absl::Seconds(10));
  other.reset();
  EXPECT_EQ(slow->Patience(), absl::InfiniteDuration());
  EXPECT_FALSE(slow->CanGoOn()) << "what it counted is lost with it";
}

TEST_F(LongAnswerLimitTest, ASlowReaderInACrowdHasLittleTimeForAMessage) {
  const auto slow = std::make_unique<Numbers>(&clock_, nullptr, &limit_);
  slow->OnStart([] {});
  ASSERT_TRUE(slow->Next(CallContext()).ok());
  EXPECT_EQ(slow->ReaderTime(absl::ZeroDuration()), kReaderTime);
  Permit other = Enter();
  ASSERT_TRUE(slow->Next(CallContext()).ok());
  EXPECT_EQ(slow->ReaderTime(kReaderTime - absl::Seconds(60)),
            absl::Seconds(10));
  ASSERT_TRUE(slow->Next(CallContext()).ok());
  EXPECT_EQ(slow->ReaderTime(absl::Seconds(1)), absl::Seconds(10))
      << "for each message";
  other.reset();
  ASSERT_TRUE(slow->Next(CallContext()).ok());
  EXPECT_EQ(slow->ReaderTime(absl::Seconds(9)), kReaderTime - absl::Seconds(70))
      << "what is left of the whole";
}

}  // namespace
}  // namespace sangam::matching
