#include "services/matching/lookup/owner_read_limit.h"

#include <thread>

#include "absl/synchronization/notification.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "services/matching/feeds/await_for_test.h"
#include "services/matching/lookup/owner_patience.h"
#include "services/matching/lookup/profiles_for_test.h"

namespace sangam::matching {
namespace {

class OwnerReadLimitTest : public testing::Test {
 protected:
  OwnerReadLimitTest() {
    owner_.Set([this](const ProfileQuery&) {
      go_on_.WaitForNotification();
      return MakeProfile("groups/a", 4, 9);
    });
  }

  absl::Status Get(OwnerReadLimit& limit, const CallContext& call = {}) {
    LookupBudget budget;
    return limit.Get(ProfileQuery(), call, budget).status();
  }

  SystemClock clock_;
  ScriptedProfileSource owner_;
  absl::Notification go_on_;
};

TEST_F(OwnerReadLimitTest, OneMoreThanTheLimitIsBusy) {
  OwnerReadLimit limit(&owner_, &clock_, {2, absl::Milliseconds(10)});
  std::thread first([&] { EXPECT_TRUE(Get(limit).ok()); });
  std::thread second([&] { EXPECT_TRUE(Get(limit).ok()); });
  EXPECT_TRUE(Eventually([this] { return owner_.reads() == 2; }));
  EXPECT_EQ(ReasonOf(Get(limit)), type::v1::ERROR_REASON_SERVER_BUSY);
  CallContext late;
  late.deadline = clock_.Now();
  EXPECT_EQ(Get(limit, late), DeadlineExceededError());
  EXPECT_EQ(owner_.reads(), 2u);
  go_on_.Notify();
  first.join();
  second.join();
  EXPECT_TRUE(Get(limit).ok());
}

TEST_F(OwnerReadLimitTest, AWaitingReadTakesTheNextPlace) {
  OwnerReadLimit limit(&owner_, &clock_, {1, absl::Minutes(5)});
  std::thread first([&] { EXPECT_TRUE(Get(limit).ok()); });
  EXPECT_TRUE(Eventually([this] { return owner_.reads() == 1; }));
  std::thread second([&] { EXPECT_TRUE(Get(limit).ok()); });
  go_on_.Notify();
  first.join();
  second.join();
  EXPECT_EQ(owner_.reads(), 2u);
}

TEST_F(OwnerReadLimitTest, ACancelledReadWaitsNoLonger) {
  OwnerReadLimit limit(&owner_, &clock_, {1, absl::Minutes(1)});
  std::thread first([&] { EXPECT_TRUE(Get(limit).ok()); });
  EXPECT_TRUE(Eventually([this] { return owner_.reads() == 1; }));
  CallContext gone;
  gone.cancelled = [] { return true; };
  const absl::Time began = clock_.Now();
  EXPECT_EQ(Get(limit, gone), DeadlineExceededError());
  EXPECT_LT(clock_.Now() - began, absl::Seconds(30));
  go_on_.Notify();
  first.join();
}

TEST_F(OwnerReadLimitTest, AnOwnerThatIsLeftAloneIsNotWaitedFor) {
  OwnerReadLimit limit(&owner_, &clock_, {1, absl::Minutes(5)});
  FakeClock clock(absl::FromUnixSeconds(1'800'000'000));
  OwnerPatience patience(&clock);
  LookupBudget budget;
  budget.patience = &patience;
  owner_.Set([&clock](const ProfileQuery&) -> absl::StatusOr<SubjectProfile> {
    clock.Advance(absl::Seconds(2));
    return OwnerUnavailableError("registry");
  });
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(limit.Get(ProfileQuery(), {}, budget).status(),
              OwnerUnavailableError("registry"));
  }
  EXPECT_EQ(owner_.reads(), 2u);

  // Another call holds the only place; this one has its error at once.
  owner_.Set([this](const ProfileQuery&) {
    go_on_.WaitForNotification();
    return MakeProfile("groups/a", 4, 9);
  });
  std::thread other([&] { EXPECT_TRUE(Get(limit).ok()); });
  EXPECT_TRUE(Eventually([this] { return owner_.reads() == 3; }));
  EXPECT_EQ(limit.Get(ProfileQuery(), {}, budget).status(),
            OwnerUnavailableError("registry"));
  go_on_.Notify();
  other.join();
}

}  // namespace
}  // namespace sangam::matching
