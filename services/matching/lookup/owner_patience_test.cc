#include "services/matching/lookup/owner_patience.h"

#include "absl/status/statusor.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

class OwnerPatienceTest : public testing::Test {
 protected:
  // A read that takes so long and ends so.
  absl::Status Ask(absl::Duration takes, const absl::Status& outcome) {
    return patience_
        .Ask([&]() -> absl::StatusOr<int> {
          ++reads_;
          clock_.Advance(takes);
          if (!outcome.ok()) return outcome;
          return 0;
        })
        .status();
  }
  absl::Status AskSilentOwner() {
    return Ask(absl::Seconds(2), OwnerUnavailableError("registry"));
  }

  FakeClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  OwnerPatience patience_{&clock_};
  int reads_ = 0;
};

TEST_F(OwnerPatienceTest, ASilentOwnerIsLeftAloneForAWhile) {
  EXPECT_FALSE(AskSilentOwner().ok());
  EXPECT_TRUE(patience_.Check().ok()) << "one subject may be slow to read";
  EXPECT_FALSE(AskSilentOwner().ok());
  EXPECT_EQ(patience_.Check(), OwnerUnavailableError("registry"));
  EXPECT_EQ(AskSilentOwner(), OwnerUnavailableError("registry"));
  EXPECT_EQ(reads_, 2);

  clock_.Advance(OwnerPatience::kRest - absl::Nanoseconds(1));
  EXPECT_FALSE(patience_.Check().ok());
  clock_.Advance(absl::Nanoseconds(1));
  EXPECT_FALSE(AskSilentOwner().ok());
  EXPECT_EQ(reads_, 3);
  EXPECT_FALSE(patience_.Check().ok()) << "one more silence is enough now";
}

TEST_F(OwnerPatienceTest, AnOwnerThatIsBackIsTrustedAnew) {
  EXPECT_FALSE(AskSilentOwner().ok());
  EXPECT_FALSE(AskSilentOwner().ok());
  clock_.Advance(OwnerPatience::kRest);
  EXPECT_TRUE(Ask(absl::Milliseconds(1), absl::OkStatus()).ok());
  EXPECT_FALSE(AskSilentOwner().ok());
  EXPECT_TRUE(patience_.Check().ok());
}

TEST_F(OwnerPatienceTest, AnyAnswerEndsTheRow) {
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(AskSilentOwner().ok());
    EXPECT_TRUE(
        absl::IsNotFound(Ask(absl::Seconds(1), NotFoundError("groups/none"))));
  }
  EXPECT_EQ(reads_, 6);
}

TEST_F(OwnerPatienceTest, ARefusalAtOnceIsNoSilence) {
  for (int i = 0; i < 5; ++i) {
    EXPECT_FALSE(
        Ask(absl::Milliseconds(1), OwnerUnavailableError("registry")).ok());
  }
  EXPECT_EQ(reads_, 5);
  EXPECT_TRUE(patience_.Check().ok());
}

}  // namespace
}  // namespace sangam::matching
