#include "services/matching/lookup/single_flight_profile_source.h"

#include <atomic>
#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "services/matching/feeds/await_for_test.h"
#include "services/matching/lookup/profiles_for_test.h"

namespace sangam::matching {
namespace {

class SingleFlightTest : public testing::Test {
 protected:
  static ProfileQuery Query(const std::string& subject, int64_t revision) {
    ProfileQuery query;
    query.subject = subject;
    query.newest = ProfileState{"e1", revision, 1};
    return query;
  }

  // A call that says when somebody waits on its behalf.
  CallContext Waiting() {
    CallContext call;
    call.cancelled = [this] {
      waited_ = true;
      return false;
    };
    return call;
  }

  absl::StatusOr<SubjectProfilePtr> Get(const ProfileQuery& query,
                                        const CallContext& call = {}) {
    LookupBudget budget;
    return single_flight_.Get(query, call, budget);
  }

  SystemClock clock_;
  ScriptedProfileSource source_;
  SingleFlightProfileSource single_flight_{&source_, &clock_,
                                           absl::InfiniteDuration()};
  absl::Notification go_on_;
  std::atomic<bool> waited_{false};
};

TEST_F(SingleFlightTest, ManyCallsMakeOneRead) {
  constexpr int kCalls = 32;
  std::atomic<int> waiting{0};
  source_.Set([this](const ProfileQuery&) {
    go_on_.WaitForNotification();
    return MakeProfile("groups/a", 4, 9);
  });
  std::vector<std::thread> threads;
  for (int i = 0; i < kCalls; ++i) {
    threads.emplace_back([&] {
      CallContext call;
      bool first = true;
      call.cancelled = [&] {
        if (first) ++waiting;
        first = false;
        return false;
      };
      const auto profile = Get(Query("groups/a", 4), call);
      ASSERT_TRUE(profile.ok());
      EXPECT_EQ((*profile)->profile().members(), 4);
    });
  }
  EXPECT_TRUE(Eventually([&] { return waiting == kCalls - 1; }));
  go_on_.Notify();
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(source_.reads(), 1u);
  EXPECT_TRUE(Get(Query("groups/a", 4)).ok());
  EXPECT_EQ(source_.reads(), 2u) << "nothing is remembered";
}

TEST_F(SingleFlightTest, AnotherSubjectOrStateIsReadOnItsOwn) {
  source_.Set([this](const ProfileQuery& query) {
    if (query.subject == "groups/a" && query.newest &&
        query.newest->profile_revision == 4) {
      go_on_.WaitForNotification();
    }
    return MakeProfile(query.subject, 4, 9);
  });
  std::thread first([this] { EXPECT_TRUE(Get(Query("groups/a", 4)).ok()); });
  EXPECT_TRUE(Eventually([this] { return source_.reads() == 1; }));
  EXPECT_TRUE(Get(Query("groups/b", 4)).ok());
  EXPECT_TRUE(Get(Query("groups/a", 5)).ok());
  ProfileQuery owner_only;
  owner_only.subject = "groups/a";
  EXPECT_TRUE(Get(owner_only).ok());
  EXPECT_EQ(source_.reads(), 4u);
  go_on_.Notify();
  first.join();
}

TEST_F(SingleFlightTest, ErrorsAreSharedButNotACallsOwnDeadline) {
  source_.Set([this](const ProfileQuery&) -> absl::StatusOr<SubjectProfile> {
    if (source_.reads() == 1) {
      go_on_.WaitForNotification();
      return DeadlineExceededError();
    }
    return NotFoundError("groups/a");
  });
  std::thread first([this] {
    EXPECT_EQ(Get(Query("groups/a", 4)).status(), DeadlineExceededError());
  });
  EXPECT_TRUE(Eventually([this] { return source_.reads() == 1; }));
  std::thread second([this] {
    EXPECT_TRUE(
        absl::IsNotFound(Get(Query("groups/a", 4), Waiting()).status()));
  });
  EXPECT_TRUE(Eventually([this] { return waited_.load(); }));
  go_on_.Notify();
  first.join();
  second.join();
  EXPECT_EQ(source_.reads(), 2u);
}

TEST_F(SingleFlightTest, WhoHasWaitedLongEnoughAsksAfterAll) {
  std::atomic<int> started{0};
  source_.Set([&](const ProfileQuery&) {
    if (started.fetch_add(1) == 0) go_on_.WaitForNotification();
    return MakeProfile("groups/a", 4, 9);
  });
  SingleFlightProfileSource impatient(&source_, &clock_, absl::Milliseconds(1));
  LookupBudget budget;
  std::thread first([&] {
    LookupBudget own_budget;
    EXPECT_TRUE(impatient.Get(Query("groups/a", 4), {}, own_budget).ok());
  });
  EXPECT_TRUE(Eventually([&] { return started == 1; }));
  EXPECT_TRUE(impatient.Get(Query("groups/a", 4), Waiting(), budget).ok());
  EXPECT_TRUE(waited_);
  EXPECT_EQ(source_.reads(), 2u);
  go_on_.Notify();
  first.join();
}

TEST_F(SingleFlightTest, AWaitingCallKeepsItsDeadline) {
  source_.Set([this](const ProfileQuery&) {
    go_on_.WaitForNotification();
    return MakeProfile("groups/a", 4, 9);
  });
  std::thread first([this] { EXPECT_TRUE(Get(Query("groups/a", 4)).ok()); });
  EXPECT_TRUE(Eventually([this] { return source_.reads() == 1; }));
  CallContext late;
  late.deadline = clock_.Now();
  EXPECT_EQ(Get(Query("groups/a", 4), late).status(), DeadlineExceededError());
  CallContext unwanted;
  unwanted.cancelled = [] { return true; };
  EXPECT_EQ(Get(Query("groups/a", 4), unwanted).status(),
            DeadlineExceededError());
  go_on_.Notify();
  first.join();
}

}  // namespace
}  // namespace sangam::matching
