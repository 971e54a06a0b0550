// A file that is opened while its disk has no room.
#include <signal.h>
#include <sys/resource.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "common/changelog/place_store_fixture.h"
#include "common/status/errors.h"

namespace sangam {
namespace {

// While it lives, no file grows: its process meets that as a full disk. What is
// written into the room that a file has, and files smaller than it, pass.
class NoRoomBeyond {
 public:
  explicit NoRoomBeyond(uintmax_t bytes) {
    signal(SIGXFSZ, SIG_IGN);
    EXPECT_EQ(getrlimit(RLIMIT_FSIZE, &before_), 0);
    rlimit tight = before_;
    tight.rlim_cur = bytes;
    EXPECT_EQ(setrlimit(RLIMIT_FSIZE, &tight), 0);
  }
  ~NoRoomBeyond() { EXPECT_EQ(setrlimit(RLIMIT_FSIZE, &before_), 0); }

 private:
  rlimit before_;
};

class FullDiskTest : public PlaceStoreTest {
 protected:
  uintmax_t SizeOfLog(const std::string& file) {
    const std::string log = absl::StrCat(store_.Address(file).text(), "-wal");
    return std::filesystem::file_size(log);
  }

  // Makes the store's log longer than all else that opening it writes. Somebody
  // who keeps it open keeps the log, too.
  void WriteMuch() {
    for (int i = 0; i < 20; ++i) {
      ASSERT_TRUE(
          Create(absl::StrCat("places/much-", i), std::string(10'000, 'x'))
              .ok());
    }
  }

  static absl::Status Put(Changelog& changelog, const ResourceTable& table,
                          const std::string& name) {
    return changelog.Write([&](WriteTransaction& transaction) {
      return table.Put(transaction, name, "").status();
    });
  }

  static int64_t HeadOf(Changelog& changelog) {
    int64_t head = -1;
    EXPECT_TRUE(changelog
                    .Read([&](Snapshot& snapshot) {
                      head = snapshot.position().revision;
                      return absl::OkStatus();
                    })
                    .ok());
    return head;
  }
};

TEST_F(FullDiskTest, AStoreIsReadAndWrittenWhenThereIsRoom) {
  WriteMuch();
  const int64_t head = Head();
  std::unique_ptr<Changelog> opened;
  {
    const NoRoomBeyond limit(SizeOfLog("store.db"));
    auto reader = Changelog::Open(OptionsOf("store.db"), &clock_);
    ASSERT_TRUE(reader.ok()) << reader.status();
    opened = *std::move(reader);
    EXPECT_EQ(opened->epoch(), changelog_->epoch());
    EXPECT_EQ(HeadOf(*opened), head);
    const absl::Status full = Put(*opened, type_.table(), "places/new");
    EXPECT_EQ(full.code(), absl::StatusCode::kResourceExhausted) << full;
    EXPECT_EQ(HeadOf(*opened), head);
  }
  ASSERT_TRUE(Put(*opened, type_.table(), "places/new").ok());
  EXPECT_EQ(HeadOf(*opened), head + 1);
  const std::string epoch = opened->epoch();
  opened = nullptr;
  Open();
  EXPECT_EQ(changelog_->epoch(), epoch);
  EXPECT_EQ(Head(), head + 1);
}

// It enters its life with its first write, so it is noticed as any other.
TEST_F(FullDiskTest, ACopyOfAStoreThatFoundNoRoomIsNoticed) {
  WriteMuch();
  std::unique_ptr<Changelog> opened;
  {
    const NoRoomBeyond limit(SizeOfLog("store.db"));
    opened = *Changelog::Open(OptionsOf("store.db"), &clock_);
  }
  const auto place = [&] {
    std::string text;
    EXPECT_TRUE(opened
                    ->Read([&](Snapshot& snapshot) {
                      sql::Statement row =
                          snapshot.database().Prepare("SELECT place FROM life");
                      if (row.Next()) text = row.Text(0);
                      return row.status();
                    })
                    .ok());
    return text;
  };
  const std::string before = place();
  ASSERT_TRUE(Put(*opened, type_.table(), "places/a").ok());
  const std::string entered = place();
  EXPECT_NE(entered, before);
  ASSERT_TRUE(Put(*opened, type_.table(), "places/b").ok());
  EXPECT_EQ(place(), entered) << "once is enough";
}

TEST_F(FullDiskTest, AnotherLifeWaitsForRoomAndIsNotForgotten) {
  ASSERT_TRUE(Create("places/a").ok());
  const std::string epoch = changelog_->epoch();
  methods_ = nullptr;
  changelog_ = nullptr;
  const sql::StoreAddress copy = store_.Address("copy.db");
  std::filesystem::copy_file(store_.Address("store.db").text(), copy.text());
  auto other = sql::Database::Open(copy, sql::Database::Access::kReadWrite);
  ASSERT_TRUE(other.ok()) << other.status();
  ASSERT_TRUE((*other)
                  ->Execute("CREATE TABLE much (body);"
                            " INSERT INTO much VALUES (zeroblob(200000))")
                  .ok());
  {
    const NoRoomBeyond limit(SizeOfLog("copy.db"));
    // The note beside the file finds room, what is in its tables does not.
    for (int i = 0; i < 2; ++i) {
      EXPECT_EQ(Changelog::Open(OptionsOf("copy.db"), &clock_).status(),
                StoreFailedError(
                    absl::StatusCode::kResourceExhausted,
                    "the store can't be opened until its new life is on record;"
                    " the store failed: database or disk is full"));
    }
  }
  const auto opened = Changelog::Open(OptionsOf("copy.db"), &clock_);
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_NE((*opened)->epoch(), epoch);
}

TEST_F(FullDiskTest, AMigrationWaitsForRoom) {
  WriteMuch();
  Changelog::Options newer = OptionsOf("store.db");
  newer.migrations.push_back({2, "CREATE TABLE added (name TEXT)"});
  {
    const NoRoomBeyond limit(SizeOfLog("store.db"));
    EXPECT_EQ(Changelog::Open(newer, &clock_).status(),
              StoreFailedError(
                  absl::StatusCode::kResourceExhausted,
                  "the store can't be opened until its schema is this binary's;"
                  " the store failed: database or disk is full"));
  }
  EXPECT_TRUE(Changelog::Open(newer, &clock_).ok());
}

}  // namespace
}  // namespace sangam
