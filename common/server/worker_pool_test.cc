#include "common/server/worker_pool.h"

#include <memory>
#include <vector>

#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"

namespace sangam {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(20);

class Recorder : public WorkerPool::Job {
 public:
  void Run() override { Over("ran"); }
  void Expire() override { Over("expired"); }
  std::string Wait() {
    EXPECT_TRUE(over_.WaitForNotificationWithTimeout(kPatience));
    return outcome_;
  }
  bool over() const { return over_.HasBeenNotified(); }

 private:
  void Over(const char* outcome) {
    outcome_ = outcome;
    over_.Notify();
  }
  std::string outcome_;
  absl::Notification over_;
};

class WorkerPoolTest : public testing::Test {
 protected:
  ~WorkerPoolTest() override { Release(); }

  // Returns when the only worker is held.
  void Hold() {
    pool_.Post([this] {
      held_.Notify();
      release_.WaitForNotification();
    });
    held_.WaitForNotification();
  }
  void Release() {
    if (!release_.HasBeenNotified()) release_.Notify();
  }
  absl::Time In(absl::Duration duration) { return clock_.Now() + duration; }

  FakeClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  absl::Notification held_;
  absl::Notification release_;
  WorkerPool pool_{1, 2, &clock_};
};

TEST_F(WorkerPoolTest, RefusesWhenTheQueueIsFullAndOnlyThen) {
  Hold();
  Recorder first, second, third;
  EXPECT_TRUE(pool_.Submit(&first, In(absl::Minutes(1))));
  EXPECT_TRUE(pool_.Submit(&second, In(absl::Minutes(1))));
  EXPECT_FALSE(pool_.Submit(&third, In(absl::Minutes(1))));
  EXPECT_EQ(pool_.queued(), 2);
  Release();
  EXPECT_EQ(first.Wait(), "ran");
  EXPECT_EQ(second.Wait(), "ran");
  EXPECT_FALSE(third.over());
}

TEST_F(WorkerPoolTest, ExpiredJobsMakeRoomForNewOnes) {
  Hold();
  Recorder early, late, third;
  EXPECT_TRUE(pool_.Submit(&early, In(absl::Seconds(1))));
  EXPECT_TRUE(pool_.Submit(&late, In(absl::Minutes(1))));
  clock_.Advance(absl::Seconds(2));
  EXPECT_TRUE(pool_.Submit(&third, In(absl::Minutes(1))));
  // While the worker is still held.
  EXPECT_EQ(early.Wait(), "expired");
  Release();
  EXPECT_EQ(late.Wait(), "ran");
  EXPECT_EQ(third.Wait(), "ran");
}

TEST_F(WorkerPoolTest, DoesNotRunWhatExpiredInTheQueue) {
  Hold();
  Recorder job;
  EXPECT_TRUE(pool_.Submit(&job, In(absl::Seconds(1))));
  clock_.Advance(absl::Seconds(1));
  Release();
  EXPECT_EQ(job.Wait(), "expired");
}

TEST_F(WorkerPoolTest, AWithdrawnJobIsNeitherRunNorExpired) {
  Hold();
  Recorder withdrawn, other;
  EXPECT_TRUE(pool_.Submit(&withdrawn, In(absl::Minutes(1))));
  EXPECT_TRUE(pool_.Submit(&other, In(absl::Minutes(1))));
  EXPECT_TRUE(pool_.Withdraw(&withdrawn));
  EXPECT_FALSE(pool_.Withdraw(&withdrawn));
  Recorder third;
  EXPECT_TRUE(pool_.Submit(&third, In(absl::Minutes(1))));
  Release();
  EXPECT_EQ(third.Wait(), "ran");
  EXPECT_FALSE(withdrawn.over());
  EXPECT_FALSE(pool_.Withdraw(&third));
}

TEST_F(WorkerPoolTest, StepsAreTakenThoughTheQueueIsFull) {
  Hold();
  Recorder first, second;
  EXPECT_TRUE(pool_.Submit(&first, In(absl::Minutes(1))));
  EXPECT_TRUE(pool_.Submit(&second, In(absl::Minutes(1))));
  absl::Notification stepped;
  pool_.Post([&] { stepped.Notify(); });
  Release();
  EXPECT_TRUE(stepped.WaitForNotificationWithTimeout(kPatience));
  EXPECT_EQ(second.Wait(), "ran");
}

TEST_F(WorkerPoolTest, TimersRunWhenTheirTimeHasCome) {
  std::vector<int> order;
  pool_.PostAfter(absl::Seconds(20), [&] { order.push_back(20); });
  pool_.PostAfter(absl::Seconds(10), [&] { order.push_back(10); });
  absl::Notification looked;
  pool_.Post([&] {
    EXPECT_TRUE(order.empty());
    looked.Notify();
  });
  ASSERT_TRUE(looked.WaitForNotificationWithTimeout(kPatience));
  clock_.Advance(absl::Seconds(20));
  absl::Notification done;
  pool_.Post([&] { pool_.Post([&] { done.Notify(); }); });
  ASSERT_TRUE(done.WaitForNotificationWithTimeout(kPatience));
  EXPECT_EQ(order, (std::vector<int>{10, 20}));
}

TEST_F(WorkerPoolTest, AClockThatIsSetBackHoldsUpNoTimer) {
  absl::Notification ran;
  pool_.PostAfter(absl::Seconds(10), [&] { ran.Notify(); });
  clock_.Advance(-absl::Hours(1));
  pool_.Post([] {});
  EXPECT_TRUE(ran.WaitForNotificationWithTimeout(kPatience));
}

TEST(WorkerPoolRealClockTest, AnIdlePoolWakesForItsTimers) {
  SystemClock clock;
  absl::Notification ran;
  WorkerPool pool(3, 1, &clock);
  pool.PostAfter(absl::Milliseconds(5), [&] { ran.Notify(); });
  EXPECT_TRUE(ran.WaitForNotificationWithTimeout(kPatience));
}

TEST(WorkerPoolRealClockTest, DropsWhatWaitsWhenItStops) {
  SystemClock clock;
  auto held = std::make_shared<int>(1);
  {
    WorkerPool pool(1, 1, &clock);
    pool.PostAfter(absl::Hours(1), [held] {});
  }
  EXPECT_EQ(held.use_count(), 1);
}

}  // namespace
}  // namespace sangam
