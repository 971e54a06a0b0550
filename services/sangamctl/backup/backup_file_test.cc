#include "services/sangamctl/backup/backup_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "common/sql/temporary_folder.h"
#include "gmock/gmock.h"

namespace sangam::sangamctl {
namespace {

using testing::HasSubstr;

BackupManifest Manifest() {
  BackupManifest manifest;
  manifest.position = {"registry", "e1", 7};
  manifest.schema = {{"changelog", 1}, {"registry", 2}};
  manifest.taken_at = absl::FromUnixSeconds(1'700'000'000);
  return manifest;
}

std::string Contents(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

void Put(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::trunc) << text;
}

class BackupFileTest : public testing::Test {
 protected:
  // A whole backup of `payload` at path_.
  void Write(const std::string& payload, BackupManifest manifest = Manifest()) {
    auto file = BackupFileWriter::Begin(path_);
    ASSERT_TRUE(file.ok()) << file.status();
    ASSERT_EQ(write((*file)->descriptor(), payload.data(), payload.size()),
              static_cast<ssize_t>(payload.size()));
    EXPECT_EQ((*file)->Seal(manifest, nullptr), absl::OkStatus());
  }

  std::string Refusal() const {
    const auto manifest = ReadBackup(path_);
    const absl::Status status = manifest.ok()
                                    ? CheckUndamaged(path_, *manifest, nullptr)
                                    : manifest.status();
    EXPECT_TRUE(status.ok() || absl::IsInvalidArgument(status)) << status;
    return std::string(status.message());
  }

  sql::TemporaryFolder folder_;
  const std::string path_ = folder_.File("b");
};

TEST_F(BackupFileTest, SaysWhatItHolds) {
  Write("PGDMP the engine's own");
  const auto manifest = ReadBackup(path_);
  ASSERT_TRUE(manifest.ok()) << manifest.status();
  EXPECT_EQ(manifest->position, Manifest().position);
  EXPECT_EQ(manifest->schema, Manifest().schema);
  EXPECT_EQ(manifest->taken_at, Manifest().taken_at);
  EXPECT_EQ(manifest->bytes, 22);
  EXPECT_EQ(Refusal(), "");
}

TEST_F(BackupFileTest, AByteThatChangedIsNoticedWhereverItIs) {
  Write("PGDMP the engine's own");
  const std::string whole = Contents(path_);
  for (size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    Put(path_, changed);
    EXPECT_NE(Refusal(), "") << "byte " << i;
  }
}

TEST_F(BackupFileTest, AFileThatWasCutIsNoticedWhereverThatWas) {
  Write("PGDMP the engine's own");
  const std::string whole = Contents(path_);
  for (size_t size = 0; size < whole.size(); ++size) {
    Put(path_, whole.substr(0, size));
    EXPECT_THAT(Refusal(), HasSubstr("is no backup: ")) << size << " bytes";
  }
  Put(path_, absl::StrCat(whole, "\n"));
  EXPECT_THAT(Refusal(), HasSubstr("is no backup: "));
}

TEST_F(BackupFileTest, SaysWhatIsWrongWithAFile) {
  EXPECT_THAT(Refusal(), HasSubstr("can't be read: No such file"));
  Put(path_, "");
  EXPECT_THAT(Refusal(), HasSubstr("it is empty"));
  Put(path_, "name,members\n");
  EXPECT_THAT(Refusal(), HasSubstr("sangamctl backup did not write it"));
  const std::string sqlite =
      absl::StrCat("SQLite format 3", std::string(53, 0));
  Put(path_, absl::StrCat(sqlite, "SgBk and so on"));
  EXPECT_THAT(Refusal(), HasSubstr("it was cut short"));
  Put(path_, absl::StrCat(sqlite, std::string(4, 0), "and so on"));
  EXPECT_THAT(Refusal(), HasSubstr("it is a SQLite file that"));
  Put(path_, "PGDMP and so on");
  EXPECT_THAT(Refusal(), HasSubstr("pg_dump wrote without"));
}

TEST_F(BackupFileTest, ABackupOfANewerReleaseIsNotTouched) {
  BackupManifest newer = Manifest();
  newer.schema["registry"] = 1'000;
  Write("PGDMP", newer);
  EXPECT_THAT(Refusal(), HasSubstr("is of a newer release: the store's schema"
                                   " (registry) is version 1000"));
}

TEST_F(BackupFileTest, NothingButABackupIsOverwritten) {
  Put(path_, "a live store");
  EXPECT_THAT(std::string(BackupFileWriter::Begin(path_).status().message()),
              HasSubstr("is not overwritten"));
  EXPECT_EQ(Contents(path_), "a live store");
  std::remove(path_.c_str());
  Write("PGDMP first");
  Write("PGDMP second");
  EXPECT_THAT(Contents(path_), HasSubstr("second"));
}

TEST_F(BackupFileTest, IsWrittenThroughNoLink) {
  const std::string precious = folder_.File("precious");
  Put(precious, "precious");
  const std::string part = absl::StrCat(path_, ".part");
  ASSERT_EQ(symlink(precious.c_str(), part.c_str()), 0);
  const absl::Status refused = BackupFileWriter::Begin(path_).status();
  EXPECT_THAT(std::string(refused.message()), HasSubstr(part));
  EXPECT_EQ(Contents(precious), "precious");
  std::remove(part.c_str());
  ASSERT_EQ(mkfifo(part.c_str(), 0600), 0);
  EXPECT_FALSE(BackupFileWriter::Begin(path_).ok());
}

TEST_F(BackupFileTest, WhatIsNotSealedIsNotThere) {
  {
    const auto file = BackupFileWriter::Begin(path_);
    ASSERT_TRUE(file.ok()) << file.status();
    const absl::Status second = BackupFileWriter::Begin(path_).status();
    EXPECT_TRUE(absl::IsFailedPrecondition(second)) << second;
  }
  EXPECT_NE(access(path_.c_str(), F_OK), 0);
  EXPECT_NE(access(absl::StrCat(path_, ".part").c_str(), F_OK), 0);
}

}  // namespace
}  // namespace sangam::sangamctl
