#include "services/matching/subjects_keeper.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "prometheus/registry.h"
#include "services/matching/feeds/await_for_test.h"
#include "services/matching/feeds/batches_for_test.h"
#include "services/matching/feeds/subjects_snapshot.h"

namespace sangam::matching {
namespace {

// One start of the program.
struct Start {
  Start(const std::string& path, const Clock* clock)
      : logger(NewStreamLogger(&log, LogLevel::kInfo, clock)),
        newest(kRegistryStore, clock),
        watermark(kRegistryStore, clock),
        state(&watermark),
        keeper({path, absl::Minutes(10), absl::Seconds(2)}, &state, &newest,
               &metrics, logger.get(), clock) {}

  // The registry's whole state: so many groups.
  void List(int64_t revision, int groups, const std::string& epoch = "e1") {
    state.BeginList();
    auto batch = RegistryBatch(revision, epoch);
    for (int i = 0; i < groups; ++i) {
      AddProfile(batch, absl::StrCat("groups/g", i), revision);
      batch.mutable_profiles(i)->mutable_profile()->set_members(i);
    }
    batch.set_snapshot_complete(true);
    ASSERT_TRUE(state.Apply(batch).ok());
    state.Publish();
  }
  void Change(int64_t revision) {
    auto batch = RegistryBatch(revision);
    AddProfile(batch, "groups/new", revision);
    batch.mutable_profiles(0)->mutable_profile()->set_members(1);
    ASSERT_TRUE(state.Apply(batch).ok());
    state.Publish();
  }
  // How many lines were logged of this event.
  int Logged(const std::string& event) const {
    std::istringstream lines(log.str());
    int count = 0;
    for (std::string line; std::getline(lines, line);) {
      if (line.find("\"" + event + "\"") != line.npos) ++count;
    }
    return count;
  }

  std::ostringstream log;
  std::unique_ptr<Logger> logger;
  prometheus::Registry registry;
  MatchingMetrics metrics{&registry};
  Watermark newest;
  Watermark watermark;
  SubjectsState state;
  SubjectsKeeper keeper;
};

class SubjectsKeeperTest : public testing::Test {
 protected:
  SubjectsKeeperTest() {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~SubjectsKeeperTest() override { std::filesystem::remove_all(folder_); }

  // The revision that is on disk; 0 if none is.
  int64_t OnDisk() const {
    std::string problem;
    const auto view = ReadSubjects(path_, &problem);
    return view ? view->position.revision : 0;
  }
  void Pass(absl::Duration time) {
    clock_.Advance(time);
    start_.keeper.KeepIfDue();
  }

  const std::string folder_ = absl::StrCat(
      testing::TempDir(), "/subjects_keeper_",
      testing::UnitTest::GetInstance()->current_test_info()->name());
  const std::string path_ = folder_ + "/columns";
  FakeClock clock_{absl::FromUnixSeconds(1'790'000'000)};
  Start start_{path_, &clock_};
};

TEST_F(SubjectsKeeperTest, KeepsTheFirstListOnceItIsQuiet) {
  start_.keeper.Restore();
  start_.keeper.KeepIfDue();
  EXPECT_FALSE(std::filesystem::exists(path_)) << "there is nothing to keep";
  start_.List(5, 3);
  Pass(absl::Seconds(1));
  start_.Change(6);
  Pass(absl::Seconds(1));
  EXPECT_EQ(OnDisk(), 0);
  Pass(absl::Seconds(2));
  EXPECT_EQ(OnDisk(), 6);
  EXPECT_EQ(start_.Logged("columns_snapshot_written"), 1);
  EXPECT_EQ(start_.Logged("columns_snapshot_dropped"), 0);
}

TEST_F(SubjectsKeeperTest, KeepsChangesAtMostOnceAnInterval) {
  start_.List(5, 3);
  Pass(absl::ZeroDuration());
  Pass(absl::Seconds(2));
  ASSERT_EQ(OnDisk(), 5);
  start_.Change(6);
  Pass(absl::Minutes(9));
  EXPECT_EQ(OnDisk(), 5);
  Pass(absl::Minutes(1));
  EXPECT_EQ(OnDisk(), 6);
  Pass(absl::Hours(5));
  EXPECT_EQ(start_.Logged("columns_snapshot_written"), 2)
      << "nothing has changed";
}

TEST_F(SubjectsKeeperTest, ARegistryThatIsNeverQuietIsKeptToo) {
  for (int second = 0; second < 10 * 60; ++second) {
    if (second == 0) start_.List(5, 3);
    start_.Change(6 + second);
    Pass(absl::Seconds(1));
    ASSERT_EQ(OnDisk(), 0) << second;
  }
  start_.Change(1000);
  Pass(absl::Seconds(1));
  EXPECT_EQ(OnDisk(), 1000);
}

TEST_F(SubjectsKeeperTest, AClockThatIsSetBackPutsNothingOff) {
  start_.List(5, 3);
  Pass(absl::ZeroDuration());
  Pass(absl::Seconds(2));
  ASSERT_EQ(OnDisk(), 5);
  clock_.Advance(-absl::Hours(24));
  start_.Change(6);
  Pass(absl::ZeroDuration());
  Pass(absl::Seconds(2));
  EXPECT_EQ(OnDisk(), 6);
}

TEST_F(SubjectsKeeperTest, AFailedWriteIsToldAndTriedAgain) {
  // Nothing can be created where a folder of that name is.
  std::filesystem::create_directories(path_ + ".new/in_the_way");
  start_.List(5, 3);
  Pass(absl::ZeroDuration());
  Pass(absl::Seconds(2));
  EXPECT_EQ(start_.Logged("columns_snapshot_failed"), 1);
  Pass(absl::Minutes(1));
  EXPECT_EQ(start_.Logged("columns_snapshot_failed"), 1);
  std::filesystem::remove_all(path_ + ".new");
  Pass(absl::Minutes(9));
  EXPECT_EQ(OnDisk(), 5);
}

TEST_F(SubjectsKeeperTest, TheEndKeepsWhatHasChanged) {
  bool restored = false;
  start_.keeper.Start([&] {
    start_.List(5, 3);
    restored = true;
  });
  start_.keeper.Stop();
  EXPECT_TRUE(restored);
  EXPECT_EQ(OnDisk(), 5);
  start_.keeper.Stop();
  EXPECT_EQ(start_.Logged("columns_snapshot_written"), 1);
}

TEST_F(SubjectsKeeperTest, TheThreadKeepsByItself) {
  const SystemClock clock;
  Start start(path_, &clock);
  start.keeper.Start([&] { start.List(5, 3); });
  EXPECT_TRUE(Eventually([this] { return OnDisk() == 5; }));
  start.keeper.Stop();
  EXPECT_EQ(start.Logged("columns_snapshot_written"), 1)
      << "the end has nothing to add";
}

TEST_F(SubjectsKeeperTest, WithoutAFileOnlyTheFeedIsStarted) {
  Start start("", &clock_);
  bool restored = false;
  start.keeper.Start([&] { restored = true; });
  EXPECT_TRUE(restored);
  start.List(5, 3);
  start.keeper.Stop();
  EXPECT_EQ(start.log.str(), "");
}

TEST_F(SubjectsKeeperTest, TheNextStartGoesOn) {
  start_.List(5, 3);
  start_.keeper.Start([] {});
  start_.keeper.Stop();
  ASSERT_EQ(OnDisk(), 5);
  std::ofstream(path_ + ".new") << "what a killed program left";

  Start next(path_, &clock_);
  next.keeper.Restore();
  EXPECT_FALSE(std::filesystem::exists(path_ + ".new"));
  EXPECT_EQ(next.Logged("columns_snapshot_restored"), 1);
  next.newest.Advance(RegistryAt(6));
  next.Change(6);
  EXPECT_EQ(next.state.Read().columns->size(), 4u);
  // An interval from the start on, though it has never written.
  clock_.Advance(absl::Minutes(9));
  next.keeper.KeepIfDue();
  EXPECT_EQ(OnDisk(), 5);
  clock_.Advance(absl::Minutes(1));
  next.keeper.KeepIfDue();
  EXPECT_EQ(OnDisk(), 6);
  // Of a later break the snapshot is not to blame.
  next.state.Disconnected();
  next.state.ForgetPosition();
  next.keeper.Disconnected(absl::InternalError("compacted"));
  EXPECT_EQ(next.Logged("columns_snapshot_dropped"), 0);
}

TEST_F(SubjectsKeeperTest, ARefusedSnapshotIsToldOnce) {
  start_.List(5, 3);
  start_.keeper.Start([] {});
  start_.keeper.Stop();

  Start next(path_, &clock_);
  next.keeper.Restore();
  next.state.Disconnected();
  next.keeper.Disconnected(absl::UnavailableError("not there yet"));
  EXPECT_EQ(next.Logged("columns_snapshot_dropped"), 0);
  next.state.Disconnected();
  next.state.ForgetPosition();
  next.keeper.Disconnected(absl::FailedPreconditionError("another epoch"));
  next.keeper.Disconnected(absl::FailedPreconditionError("another epoch"));
  EXPECT_EQ(next.Logged("columns_snapshot_dropped"), 1);
  EXPECT_NE(next.log.str().find("another epoch"), std::string::npos);
  next.List(2, 1, "e2");
  next.keeper.KeepIfDue();
  clock_.Advance(absl::Seconds(2));
  next.keeper.KeepIfDue();
  EXPECT_EQ(OnDisk(), 2) << "what is on disk is useless: no reason to wait";
}

TEST_F(SubjectsKeeperTest, ADamagedSnapshotIsToldAndReplaced) {
  std::ofstream(path_) << "something else altogether, and long enough";
  start_.keeper.Restore();
  EXPECT_EQ(start_.Logged("columns_snapshot_dropped"), 1);
  EXPECT_EQ(start_.state.ResumeToken(), "");
  start_.List(5, 3);
  Pass(absl::ZeroDuration());
  Pass(absl::Seconds(2));
  EXPECT_EQ(OnDisk(), 5);
}

}  // namespace
}  // namespace sangam::matching
