// The note beside a file, in a folder that others may write, or nobody.
#include "common/changelog/life_note.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "common/changelog/place_store_fixture.h"
#include "gmock/gmock.h"

namespace sangam {
namespace {

constexpr uid_t kService = 65'534;

class LifeNoteTest : public PlaceStoreTest {
 protected:
  std::string NotePath() { return absl::StrCat(Path(), ".life"); }
  std::string Path() { return store_.Address("store.db").text(); }

  static std::string TextOf(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }

  void Close() {
    methods_ = nullptr;
    changelog_ = nullptr;
  }
};

TEST_F(LifeNoteTest, IsWrittenThroughNoLink) {
  const std::string victim = absl::StrCat(Path(), ".victim");
  std::ofstream(victim) << "7 precious words";
  for (const char* name : {".new", ""}) {
    Close();
    const std::string link = absl::StrCat(NotePath(), name);
    std::filesystem::remove(link);
    std::filesystem::create_symlink(victim, link);
    EXPECT_EQ(ReadLifeNote(Path()).there, *name != '\0') << link;
    Open();
    ASSERT_TRUE(Create(absl::StrCat("places/a", name)).ok());
    EXPECT_EQ(TextOf(victim), "7 precious words");
    EXPECT_FALSE(std::filesystem::is_symlink(NotePath()));
    EXPECT_TRUE(ReadLifeNote(Path()).there);
  }
}

TEST_F(LifeNoteTest, APipeInItsPlaceIsNotWaitedFor) {
  Close();
  std::filesystem::remove(NotePath());
  ASSERT_EQ(mkfifo(NotePath().c_str(), 0600), 0);
  Open();
  EXPECT_TRUE(ReadLifeNote(Path()).there);
}

TEST_F(LifeNoteTest, WhatSomebodyLeftBehindDoesNotBlockIt) {
  const std::string epoch = changelog_->epoch();
  std::filesystem::create_directories(absl::StrCat(NotePath(), ".new/kept"));
  Open();
  EXPECT_EQ(changelog_->epoch(), epoch);
  EXPECT_TRUE(Create("places/a").ok());
}

TEST_F(LifeNoteTest, BelongsToWhomTheStoreBelongs) {
  if (geteuid() != 0) GTEST_SKIP() << "only root gives files to others";
  ASSERT_EQ(chown(Path().c_str(), kService, kService), 0);
  Open();
  struct stat about = {};
  ASSERT_EQ(stat(NotePath().c_str(), &about), 0);
  EXPECT_EQ(about.st_uid, kService);
  EXPECT_EQ(about.st_mode & 0777, 0640u);
}

// Taken for a full disk, the store would be served and never written.
TEST_F(LifeNoteTest, AFolderThatMayNotBeWrittenIsNoFullDisk) {
  using std::filesystem::perms;
  const std::filesystem::path folder =
      std::filesystem::path(Path()).parent_path();
  if (geteuid() == 0) {
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
      ASSERT_EQ(chown(file.path().c_str(), kService, kService), 0);
    }
    ASSERT_EQ(chown(folder.c_str(), kService, kService), 0);
  }
  Close();
  std::filesystem::permissions(folder, perms::owner_read | perms::owner_exec);
  const bool root = geteuid() == 0;
  EXPECT_TRUE(!root || seteuid(kService) == 0);
  const absl::Status refused =
      Changelog::Open(OptionsOf("store.db"), &clock_).status();
  EXPECT_TRUE(!root || seteuid(0) == 0);
  std::filesystem::permissions(folder, perms::owner_all);
  EXPECT_EQ(refused.code(), absl::StatusCode::kInternal) << refused;
  EXPECT_THAT(std::string(refused.message()),
              testing::AllOf(testing::HasSubstr(NotePath()),
                             testing::HasSubstr("Permission denied")));
}

}  // namespace
}  // namespace sangam
