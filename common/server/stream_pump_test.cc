// Calls the state machine directly, so that it can be run under
// ThreadSanitizer, which gRPC can't.
#include "common/server/stream_pump.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <random>
#include <thread>
#include <vector>

#include "common/server/server_errors.h"
#include "common/server/stream.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace sangam {
namespace {

constexpr std::chrono::seconds kPatience(20);

// A flag to wait for, made of what ThreadSanitizer understands.
class Flag {
 public:
  void Raise() {
    const std::lock_guard<std::mutex> lock(mutex_);
    raised_ = true;
    changed_.notify_all();
  }
  bool Wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    return changed_.wait_for(lock, kPatience, [this] { return raised_; });
  }
  bool raised() {
    const std::lock_guard<std::mutex> lock(mutex_);
    return raised_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool raised_ = false;
};

// What Step does is a script; Write is confirmed by the test.
class Scripted : public StreamPump::Stream {
 public:
  absl::StatusOr<bool> Step() override { return step(); }
  void Write() override { written.Raise(); }
  absl::Duration ReaderTime(absl::Duration left) override {
    return reader_time ? reader_time(left) : absl::InfiniteDuration();
  }
  absl::Duration Patience() const override {
    return impatient ? absl::ZeroDuration() : absl::InfiniteDuration();
  }
  bool CanGoOn() const override { return can_go_on; }
  void CutOff(const absl::Status& why) override {
    EXPECT_FALSE(finished.raised());
    cut_off(why);
  }
  void Finish(const absl::Status& status) override {
    EXPECT_FALSE(finished.raised());
    end = status;
    finished.Raise();
  }

  std::function<absl::StatusOr<bool>()> step;
  std::function<absl::Duration(absl::Duration)> reader_time;
  std::atomic<bool> impatient{false};
  bool can_go_on = true;
  std::function<void(const absl::Status&)> cut_off;
  Flag written;
  Flag finished;
  absl::Status end;
};

class StreamPumpTest : public testing::Test {
 protected:
  std::shared_ptr<StreamPump> Pump(absl::Duration park_time) {
    return std::make_shared<StreamPump>(&stream_, &pool_, park_time);
  }

  SystemClock clock_;
  Scripted stream_;
  // Goes first, so no step outlives the stream.
  WorkerPool pool_{2, 1, &clock_};
};

TEST_F(StreamPumpTest, AWakeBringsAParkedStreamBack) {
  std::atomic<int> steps{0};
  Flag first;
  stream_.step = [&]() -> absl::StatusOr<bool> {
    if (++steps > 1) return EndOfStream();
    first.Raise();
    return false;
  };
  const auto pump = Pump(absl::Hours(1));
  pump->Start();
  ASSERT_TRUE(first.Wait());
  pump->Wake();
  ASSERT_TRUE(stream_.finished.Wait());
  EXPECT_TRUE(stream_.end.ok());
}

TEST_F(StreamPumpTest, AWakeDuringAStepIsNotLost) {
  std::atomic<int> steps{0};
  std::shared_ptr<StreamPump> pump = Pump(absl::Hours(1));
  stream_.step = [&]() -> absl::StatusOr<bool> {
    if (++steps > 1) return EndOfStream();
    pump->Wake();
    return false;
  };
  pump->Start();
  EXPECT_TRUE(stream_.finished.Wait());
}

TEST_F(StreamPumpTest, AParkedStreamIsAskedAgainInTime) {
  std::atomic<int> steps{0};
  stream_.step = [&]() -> absl::StatusOr<bool> {
    if (++steps > 3) return EndOfStream();
    return false;
  };
  const auto pump = Pump(absl::Milliseconds(2));
  pump->Start();
  EXPECT_TRUE(stream_.finished.Wait());
}

TEST_F(StreamPumpTest, NoStepBeforeTheWriteIsDone) {
  std::atomic<int> steps{0};
  stream_.step = [&]() -> absl::StatusOr<bool> {
    if (++steps > 1) return EndOfStream();
    return true;
  };
  const auto pump = Pump(absl::Milliseconds(1));
  pump->Start();
  ASSERT_TRUE(stream_.written.Wait());
  pump->Wake();
  Flag passed;
  pool_.PostAfter(absl::Milliseconds(10), [&] { passed.Raise(); });
  ASSERT_TRUE(passed.Wait());
  EXPECT_EQ(steps, 1);
  pump->WriteDone(true);
  EXPECT_TRUE(stream_.finished.Wait());
  EXPECT_EQ(steps, 2);
}

TEST_F(StreamPumpTest, AFailedWriteEndsTheStream) {
  stream_.step = []() -> absl::StatusOr<bool> { return true; };
  const auto pump = Pump(absl::Hours(1));
  pump->Start();
  ASSERT_TRUE(stream_.written.Wait());
  pump->WriteDone(false);
  ASSERT_TRUE(stream_.finished.Wait());
  EXPECT_EQ(stream_.end.code(), absl::StatusCode::kCancelled);
}

TEST_F(StreamPumpTest, AnErrorOfAStepEndsTheStreamWithIt) {
  stream_.step = []() -> absl::StatusOr<bool> {
    return RevisionCompactedError("registry");
  };
  const auto pump = Pump(absl::Hours(1));
  pump->Start();
  ASSERT_TRUE(stream_.finished.Wait());
  EXPECT_EQ(ReasonOf(stream_.end), type::v1::ERROR_REASON_REVISION_COMPACTED);
}

TEST_F(StreamPumpTest, EndWaitsForAStepAndTheFirstReasonCounts) {
  Flag stepping, go_on;
  stream_.step = [&]() -> absl::StatusOr<bool> {
    stepping.Raise();
    go_on.Wait();
    return true;
  };
  const auto pump = Pump(absl::Hours(1));
  pump->Start();
  ASSERT_TRUE(stepping.Wait());
  EXPECT_FALSE(pump->ended());
  pump->End(ServerStoppingError());
  pump->End(DeadlineExceededError());
  EXPECT_TRUE(pump->ended());
  EXPECT_FALSE(stream_.finished.raised());
  go_on.Raise();
  ASSERT_TRUE(stream_.finished.Wait());
  EXPECT_EQ(ReasonOf(stream_.end), type::v1::ERROR_REASON_SERVER_STOPPING);
  // The message that came too late is not written.
  EXPECT_FALSE(stream_.written.raised());
}

TEST_F(StreamPumpTest, EndBeforeTheStartMeansNoStep) {
  stream_.step = []() -> absl::StatusOr<bool> {
    ADD_FAILURE() << "stepped";
    return EndOfStream();
  };
  const auto pump = Pump(absl::Hours(1));
  pump->End(ServerStoppingError());
  EXPECT_TRUE(stream_.finished.raised());
  pump->Start();
  pump->Wake();
  Flag passed;
  pool_.Post([&] { passed.Raise(); });
  EXPECT_TRUE(passed.Wait());
}

TEST_F(StreamPumpTest, AReaderWhoTakesTooLongIsCutOff) {
  stream_.step = []() -> absl::StatusOr<bool> { return true; };
  stream_.reader_time = [](absl::Duration) { return absl::Milliseconds(2); };
  Flag cut;
  stream_.cut_off = [&](const absl::Status& why) {
    EXPECT_EQ(why, ReaderTooSlowError(true));
    cut.Raise();
  };
  const auto pump = Pump(absl::Hours(1));
  pump->Start();
  ASSERT_TRUE(cut.Wait());
  EXPECT_TRUE(pump->ended());
  EXPECT_FALSE(stream_.finished.raised());
  pump->WriteDone(false);
  ASSERT_TRUE(stream_.finished.Wait());
  EXPECT_EQ(stream_.end, ReaderTooSlowError(true));
}

TEST_F(StreamPumpTest, PatienceMayEndWhileAReaderTakesItsTime) {
  stream_.step = []() -> absl::StatusOr<bool> { return true; };
  stream_.reader_time = [](absl::Duration) { return absl::Hours(1); };
  stream_.can_go_on = false;
  Flag cut;
  stream_.cut_off = [&](const absl::Status& why) {
    EXPECT_EQ(why, ReaderTooSlowError(false));
    cut.Raise();
  };
  const auto pump = Pump(absl::Hours(1));
  pump->Start();
  ASSERT_TRUE(stream_.written.Wait());
  EXPECT_FALSE(pump->ended());
  stream_.impatient = true;
  ASSERT_TRUE(cut.Wait());
  pump->WriteDone(false);
  ASSERT_TRUE(stream_.finished.Wait());
  EXPECT_EQ(stream_.end, ReaderTooSlowError(false));
  EXPECT_NE(stream_.end, ReaderTooSlowError(true));
}

TEST_F(StreamPumpTest, AWriteMayFailWhileItsReaderIsCutOff) {
  const auto pump = Pump(absl::Hours(1));
  stream_.step = []() -> absl::StatusOr<bool> { return true; };
  stream_.reader_time = [](absl::Duration) { return absl::Milliseconds(2); };
  stream_.cut_off = [&](const absl::Status&) {
    pump->WriteDone(false);
    // Whoever cuts off finishes, when this has returned.
    EXPECT_FALSE(stream_.finished.raised());
  };
  pump->Start();
  ASSERT_TRUE(stream_.finished.Wait());
  EXPECT_EQ(stream_.end, ReaderTooSlowError(true));
}

TEST_F(StreamPumpTest, AReadersTimeIsUsedUpByTheMessagesTogether) {
  std::atomic<int> asked{0};
  absl::Duration left_after_one;
  stream_.step = []() -> absl::StatusOr<bool> { return true; };
  stream_.reader_time = [&](absl::Duration left) {
    if (++asked == 1) return absl::Duration(absl::Hours(1));
    left_after_one = left;
    return absl::ZeroDuration();
  };
  const auto pump = Pump(absl::Hours(1));
  pump->Start();
  ASSERT_TRUE(stream_.written.Wait());
  Flag passed;
  pool_.PostAfter(absl::Milliseconds(5), [&] { passed.Raise(); });
  ASSERT_TRUE(passed.Wait());
  pump->WriteDone(true);
  // None left: the second message is not even begun.
  ASSERT_TRUE(stream_.finished.Wait());
  EXPECT_EQ(stream_.end, ReaderTooSlowError(true));
  EXPECT_LE(left_after_one, absl::Hours(1) - absl::Milliseconds(5));
}

// Checks that no two of Step, Write and Finish overlap, confirms writes from
// another thread, and deletes itself at the end, as a call does.
class Fragile : public StreamPump::Stream {
 public:
  Fragile(WorkerPool* writer, std::atomic<int>* left, uint64_t seed)
      : writer_(*writer), left_(*left), random_(seed) {}

  absl::StatusOr<bool> Step() override {
    EXPECT_FALSE(busy_.exchange(true));
    const unsigned dice = random_() % 64;
    busy_ = false;
    if (dice == 0) return EndOfStream();
    return dice < 32;
  }
  void Write() override {
    EXPECT_FALSE(busy_.exchange(true));
    writer_.Post([this] {
      EXPECT_TRUE(busy_.exchange(false));
      const std::shared_ptr<StreamPump> pump = pump_.lock();
      pump->WriteDone(++writes_ % 50 != 0);
    });
  }
  void Finish(const absl::Status&) override {
    EXPECT_FALSE(busy_.exchange(true));
    std::atomic<int>& left = left_;
    delete this;
    --left;
  }
  absl::Duration ReaderTime(absl::Duration) override {
    return random_() % 8 == 0 ? absl::Nanoseconds(random_() % 100'000)
                              : absl::InfiniteDuration();
  }
  void CutOff(const absl::Status&) override {}
  void set_pump(std::weak_ptr<StreamPump> pump) { pump_ = std::move(pump); }

 private:
  WorkerPool& writer_;
  std::atomic<int>& left_;
  std::mt19937_64 random_;
  std::atomic<bool> busy_{false};
  int writes_ = 0;
  std::weak_ptr<StreamPump> pump_;
};

TEST(StreamPumpStressTest, SurvivesWakesWritesAndEndsFromEverywhere) {
  constexpr int kStreams = 1000;
  SystemClock clock;
  std::atomic<int> left{kStreams};
  WorkerPool writer(2, 1, &clock);
  WorkerPool pool(3, 1, &clock);
  std::vector<std::shared_ptr<StreamPump>> pumps;
  for (int i = 0; i < kStreams; ++i) {
    auto* stream = new Fragile(&writer, &left, i);
    pumps.push_back(
        std::make_shared<StreamPump>(stream, &pool, absl::Microseconds(300)));
    stream->set_pump(pumps.back());
  }
  const auto disturb = [&](uint64_t seed) {
    std::mt19937_64 random(seed);
    for (int i = 0; i < 40 * kStreams; ++i) {
      StreamPump& pump = *pumps[random() % kStreams];
      if (random() % 100 == 0) {
        pump.End(ServerStoppingError());
      } else {
        pump.Wake();
      }
    }
  };
  std::vector<std::thread> threads;
  threads.emplace_back([&] {
    for (const auto& pump : pumps) pump->Start();
  });
  threads.emplace_back(disturb, 1);
  threads.emplace_back(disturb, 2);
  for (std::thread& thread : threads) thread.join();
  for (const auto& pump : pumps) pump->End(ServerStoppingError());
  const auto give_up = std::chrono::steady_clock::now() + kPatience;
  while (left > 0 && std::chrono::steady_clock::now() < give_up) {
    std::this_thread::yield();
  }
  EXPECT_EQ(left, 0);
}

}  // namespace
}  // namespace sangam
