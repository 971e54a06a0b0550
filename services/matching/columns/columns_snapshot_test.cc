#include "services/matching/columns/columns_snapshot.h"

#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/columns/checksum.h"
#include "services/matching/columns/random_registry.h"

namespace sangam::matching {
namespace {

absl::Status WriteSnapshot(const std::string& path, const ColumnsView& view) {
  SnapshotWriter writer(path);
  WriteColumns(view, &writer);
  return writer.Commit();
}

// Null unless it is a whole snapshot.
std::shared_ptr<const ColumnsView> ReadSnapshot(const std::string& path) {
  SnapshotReader reader(path);
  auto view = ReadColumns(&reader);
  return reader.IsWhole() ? view : nullptr;
}

class ColumnsSnapshotTest : public ::testing::Test {
 protected:
  ColumnsSnapshotTest()
      : folder_(absl::StrCat(
            ::testing::TempDir(), "/columns_snapshot_",
            ::testing::UnitTest::GetInstance()->current_test_info()->name())) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~ColumnsSnapshotTest() override { std::filesystem::remove_all(folder_); }

  std::string path() const { return folder_ + "/columns"; }
  std::string Contents() const {
    std::stringstream contents;
    contents << std::ifstream(path(), std::ios::binary).rdbuf();
    return contents.str();
  }
  void SetContents(const std::string& contents) const {
    std::ofstream(path(), std::ios::binary) << contents;
  }

  const std::string folder_;
};

// Everything that a view says of its subjects.
std::string Dump(const ColumnsView& view) {
  std::string dump = view.token();
  for (const auto& block : view.blocks()) {
    for (uint32_t row = 0; row < block->size(); ++row) {
      absl::StrAppend(&dump, "\n", block->NameOf(row), " ",
                      block->ProfileOf(row, view.texts()).ShortDebugString());
    }
  }
  return dump;
}

TEST_F(ColumnsSnapshotTest, ARestoredViewIsTheSame) {
  RandomRegistry registry(1);
  registry.List(5'000);
  registry.Change(500);
  const auto view = registry.columns().view();
  ASSERT_TRUE(WriteSnapshot(path(), *view).ok());
  const auto restored = ReadSnapshot(path());
  ASSERT_TRUE(restored);
  EXPECT_EQ(restored->token(), "change");
  EXPECT_EQ(restored->size(), registry.profiles().size());
  EXPECT_EQ(Dump(*restored).size(), Dump(*view).size());
  std::vector<std::shared_ptr<const CompiledVersion>> versions;
  std::vector<const CompiledVersion*> pointers;
  for (int i = 0; i < 20; ++i) {
    versions.push_back(registry.Version());
    pointers.push_back(versions.back().get());
  }
  const rules::SamplePlaces places;
  const ReverseBasis basis = {absl::CivilDay(2024, 4, 1),
                              ReferenceData(places, rules::SampleReferences())};
  int64_t pairs = 0;
  EXPECT_EQ(FirstDifference(registry.profiles(), restored, pointers,
                            rules::SampleDictionary(), basis, &pairs),
            "");
}

TEST_F(ColumnsSnapshotTest, ARestoredRegistryTakesChanges) {
  RandomRegistry registry(1);
  registry.List(3'000);
  ASSERT_TRUE(WriteSnapshot(path(), *registry.columns().view()).ok());
  auto restored = ReadSnapshot(path());
  ASSERT_TRUE(restored);
  registry.columns().Restore(restored);
  EXPECT_EQ(registry.columns().view()->token(), "list");
  registry.Change(300);
  int64_t pairs = 0;
  const auto version = registry.Version();
  const rules::SamplePlaces places;
  const ReverseBasis basis = {absl::CivilDay(2024, 4, 1),
                              ReferenceData(places, rules::SampleReferences())};
  EXPECT_EQ(FirstDifference(registry.profiles(), registry.columns().view(),
                            {version.get()}, rules::SampleDictionary(), basis,
                            &pairs),
            "");
}

TEST_F(ColumnsSnapshotTest, WhatNobodySaysAnyMoreIsNotOnDisk) {
  const auto profile = [](const std::string& text) {
    type::v1::Profile profile;
    (*profile.mutable_extra())["note"].set_text("text " + text);
    (*profile.mutable_extra())["notes"].mutable_list()->add_values("listed " +
                                                                   text);
    (*profile.mutable_children()->add_profiles()->mutable_extra())["note"]
        .set_text("child " + text);
    return profile;
  };
  SubjectColumns columns;
  columns.BeginList();
  columns.Upsert("groups/gone", profile("gone"));
  columns.Upsert("groups/new", profile("old"));
  columns.Publish("list");
  columns.Delete("groups/gone");
  columns.Upsert("groups/new", profile("new"));
  columns.Publish("change");
  // Twice: a placeholder is not in use either.
  for (int turn = 0; turn < 2; ++turn) {
    ASSERT_TRUE(WriteSnapshot(path(), *columns.view()).ok());
    const std::string contents = Contents();
    for (const char* kind : {"text ", "listed ", "child "}) {
      EXPECT_NE(contents.find(absl::StrCat(kind, "new")), contents.npos);
      EXPECT_EQ(contents.find(absl::StrCat(kind, "old")), contents.npos);
      EXPECT_EQ(contents.find(absl::StrCat(kind, "gone")), contents.npos);
    }
    const auto restored = ReadSnapshot(path());
    ASSERT_TRUE(restored);
    EXPECT_EQ(Dump(*restored), Dump(*columns.view()));
    columns.Restore(restored);
  }
}

TEST_F(ColumnsSnapshotTest, NobodyElseMayReadIt) {
  SubjectColumns columns;
  // What a killed program left, with other rights.
  std::ofstream(path() + ".new") << "half a snapshot";
  std::filesystem::permissions(path() + ".new", std::filesystem::perms::all);
  SetContents("something else");
  ASSERT_TRUE(WriteSnapshot(path(), *columns.view()).ok());
  EXPECT_TRUE(ReadSnapshot(path()));
  EXPECT_EQ(
      std::filesystem::status(path()).permissions(),
      std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(ColumnsSnapshotTest, ADraftThatLeadsElsewhereIsNotFollowed) {
  const std::string elsewhere = folder_ + "/elsewhere";
  std::ofstream(elsewhere) << "untouched";
  std::filesystem::create_symlink(elsewhere, path() + ".new");
  SubjectColumns columns;
  ASSERT_TRUE(WriteSnapshot(path(), *columns.view()).ok());
  EXPECT_EQ(std::filesystem::file_size(elsewhere), 9u);
}

// As after kill -9.
TEST_F(ColumnsSnapshotTest, AWriterThatIsKilledLeavesTheOldSnapshot) {
  SubjectColumns columns;
  ASSERT_TRUE(WriteSnapshot(path(), *columns.view()).ok());
  EXPECT_EXIT(
      {
        SnapshotWriter writer(path());
        WriteColumns(*columns.view(), &writer);
        std::_Exit(7);
      },
      ::testing::ExitedWithCode(7), "");
  EXPECT_TRUE(std::filesystem::exists(path() + ".new"));
  EXPECT_TRUE(ReadSnapshot(path()));
  SnapshotWriter::RemoveLeftovers(path());
  EXPECT_FALSE(std::filesystem::exists(path() + ".new"));
  EXPECT_TRUE(ReadSnapshot(path()));
}

TEST_F(ColumnsSnapshotTest, AFullDiskIsToldAndLeavesTheOldSnapshot) {
  RandomRegistry registry(1);
  registry.List(1'000);
  SubjectColumns columns;
  ASSERT_TRUE(WriteSnapshot(path(), *columns.view()).ok());
  EXPECT_EXIT(
      {
        // To a process, its limit is what a full disk is.
        signal(SIGXFSZ, SIG_IGN);
        rlimit limit = {};
        limit.rlim_cur = limit.rlim_max = 10'000;
        setrlimit(RLIMIT_FSIZE, &limit);
        const absl::Status status =
            WriteSnapshot(path(), *registry.columns().view());
        std::_Exit(absl::IsResourceExhausted(status) ? 7 : 1);
      },
      ::testing::ExitedWithCode(7), "");
  EXPECT_FALSE(std::filesystem::exists(path() + ".new"));
  EXPECT_TRUE(ReadSnapshot(path()));
}

TEST_F(ColumnsSnapshotTest, EmptyColumnsCanBeKept) {
  SubjectColumns columns;
  ASSERT_TRUE(WriteSnapshot(path(), *columns.view()).ok());
  const auto restored = ReadSnapshot(path());
  ASSERT_TRUE(restored);
  EXPECT_EQ(restored->size(), 0u);
}

TEST_F(ColumnsSnapshotTest, NoFileMeansListAgain) {
  EXPECT_FALSE(ReadSnapshot(path()));
  EXPECT_FALSE(ReadSnapshot(folder_));
  SetContents("");
  EXPECT_FALSE(ReadSnapshot(path()));
  SetContents("something else altogether");
  EXPECT_FALSE(ReadSnapshot(path()));
}

TEST_F(ColumnsSnapshotTest, EveryDamageMeansListAgain) {
  RandomRegistry registry(1);
  registry.List(3);
  ASSERT_TRUE(WriteSnapshot(path(), *registry.columns().view()).ok());
  const std::string whole = Contents();
  ASSERT_GT(whole.size(), 1'000u);
  for (size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(static_cast<unsigned char>(damaged[at]) ^
                                    1u << at % 8);
    SetContents(damaged);
    EXPECT_FALSE(ReadSnapshot(path())) << "byte " << at;
  }
  for (size_t length = 0; length < whole.size(); ++length) {
    SetContents(whole.substr(0, length));
    EXPECT_FALSE(ReadSnapshot(path())) << "cut at " << length;
  }
  SetContents(whole + '\0');
  EXPECT_FALSE(ReadSnapshot(path()));
  SetContents(whole + whole);
  EXPECT_FALSE(ReadSnapshot(path()));
  SetContents(whole);
  EXPECT_TRUE(ReadSnapshot(path()));
}

// Damage that keeps the checksum right, as a faulty program would write it.
TEST_F(ColumnsSnapshotTest, WrongContentsUnderARightChecksumDoNoHarm) {
  RandomRegistry registry(1);
  registry.List(3);
  ASSERT_TRUE(WriteSnapshot(path(), *registry.columns().view()).ok());
  const std::string whole = Contents();
  for (size_t at = 0; at + sizeof(uint64_t) < whole.size(); ++at) {
    std::string wrong = whole.substr(0, whole.size() - sizeof(uint64_t));
    wrong[at] = static_cast<char>(static_cast<unsigned char>(wrong[at]) ^
                                  (at % 3 == 0 ? 0xFFu : 1u << at % 8));
    Checksum checksum;
    checksum.Add(wrong.data(), wrong.size());
    const uint64_t value = checksum.value();
    wrong.append(reinterpret_cast<const char*>(&value), sizeof(value));
    SetContents(wrong);
    const auto restored = ReadSnapshot(path());
    // What can be read can be used.
    if (restored) Dump(*restored);
  }
}

TEST_F(ColumnsSnapshotTest, AFailedWriteLeavesTheOldSnapshot) {
  RandomRegistry registry(1);
  registry.List(3);
  const auto view = registry.columns().view();
  ASSERT_TRUE(WriteSnapshot(path(), *view).ok());
  // Nothing can be created where a folder of that name is.
  std::filesystem::create_directories(path() + ".new/in_the_way");
  EXPECT_FALSE(WriteSnapshot(path(), *view).ok());
  EXPECT_TRUE(ReadSnapshot(path()));
  EXPECT_FALSE(WriteSnapshot(folder_ + "/none/columns", *view).ok());
}

TEST_F(ColumnsSnapshotTest, NothingIsLeftBesideTheSnapshot) {
  SubjectColumns columns;
  ASSERT_TRUE(WriteSnapshot(path(), *columns.view()).ok());
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    static_cast<void>(entry);
    ++files;
  }
  EXPECT_EQ(files, 1);
}

TEST(ChecksumTest, DoesNotDependOnThePieces) {
  const std::string text = "The quick brown fox jumps over the lazy dog";
  Checksum whole;
  whole.Add("123456789", 9);
  // The published check value of this code.
  EXPECT_EQ(whole.value(), 0x995DC9BBDF1939FAu);
  Checksum once;
  once.Add(text.data(), text.size());
  for (size_t cut = 0; cut <= text.size(); ++cut) {
    Checksum pieces;
    pieces.Add(text.data(), cut);
    pieces.Add(text.data() + cut, text.size() - cut);
    EXPECT_EQ(pieces.value(), once.value());
  }
}

}  // namespace
}  // namespace sangam::matching
