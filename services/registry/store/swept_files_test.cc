// What is left of an erased subject in the files of the store.
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/sql/transaction.h"
#include "services/registry/store/erasure_sweeper.h"
#include "services/registry/store/subject_care_fixture.h"

namespace sangam::registry {
namespace {

constexpr char kMark[] = "Telltale";
constexpr absl::Duration kLong = absl::Seconds(60);

class SweptFilesTest : public SubjectCareTest {
 protected:
  sql::StoreAddress Address() { return database_.Address("registry.db"); }

  // How often the mark stands in the files of a SQLite store.
  int Marks() {
    int marks = 0;
    for (const char* end : {"", "-wal"}) {
      std::ifstream file(absl::StrCat(Address().text(), end), std::ios::binary);
      const std::string bytes(std::istreambuf_iterator<char>(file), {});
      for (size_t at = 0; (at = bytes.find(kMark, at)) != std::string::npos;
           ++at) {
        ++marks;
      }
    }
    return marks;
  }

  // Several versions, each longer than a page of the file, and others around.
  void PutMarked() {
    for (int version = 0; version < 4; ++version) {
      std::string about;
      for (int i = 0; i < 50 * (1 + version); ++i) {
        absl::StrAppend(&about, " values: '", kMark, i, std::string(80, 'x'),
                        "'");
      }
      const absl::Status put = PutGroup(absl::StrCat(
          "name: 'groups/g' kind: SUBJECT_KIND_SHG title: '", kMark, version,
          "' profile { extra { key: 'about' value { list {", about,
          " } } } } outside_ids { system: 'LOKOS' value: '", kMark, "' }"));
      ASSERT_TRUE(put.ok()) << put;
      for (int other = 0; other < 20; ++other) {
        ASSERT_TRUE(PutGroup(absl::StrCat("name: 'groups/o", version, "-",
                                          other, "' kind: SUBJECT_KIND_SHG"))
                        .ok());
      }
    }
  }

  ErasureSweeper sweeper_{
      Address(), [](const absl::Status& status) { ADD_FAILURE() << status; }};
};

TEST_F(SweptFilesTest, NothingErasedIsLeftInTheFileOrItsLog) {
  SANGAM_SQLITE_ONLY("PostgreSQL has files of its own");
  PutMarked();
  EXPECT_GT(Marks(), 0);
  ASSERT_TRUE(Erase("name: 'groups/g'").ok());
  EXPECT_TRUE(sweeper_.Sweep(kLong));
  EXPECT_EQ(Marks(), 0);
}

TEST_F(SweptFilesTest, AReaderOfAnOlderStateIsWaitedForAndHoldsUpNoWriter) {
  SANGAM_SQLITE_ONLY("PostgreSQL has files of its own");
  PutMarked();
  const auto reader =
      sql::Database::Open(Address(), sql::Database::Access::kReadOnly);
  ASSERT_TRUE(reader.ok()) << reader.status();
  {
    sql::Transaction transaction(**reader);
    ASSERT_TRUE(transaction.BeginRead().ok());
    {
      sql::Statement row = (*reader)->Prepare("SELECT 1 FROM groups");
      ASSERT_TRUE(row.Next()) << row.status();
    }
    ASSERT_TRUE(Erase("name: 'groups/g'").ok());
    EXPECT_FALSE(sweeper_.Sweep(absl::Milliseconds(300)));
    EXPECT_GT(Marks(), 0) << "what the reader reads";
    EXPECT_TRUE(PutGroup("name: 'groups/p' kind: SUBJECT_KIND_SHG").ok());
  }
  // It goes on by itself.
  const absl::Time until = absl::Now() + kLong;
  while (Marks() > 0 && absl::Now() < until) {
    absl::SleepFor(absl::Milliseconds(10));
  }
  EXPECT_EQ(Marks(), 0);
}

TEST_F(SweptFilesTest, TablesOfPostgresAreVacuumed) {
  SANGAM_POSTGRES_ONLY("a file is swept otherwise");
  PutMarked();
  ASSERT_TRUE(Erase("name: 'groups/g'").ok());
  EXPECT_TRUE(sweeper_.Sweep(kLong));
  ASSERT_TRUE(
      store_->changelog()
          .Read([](Snapshot& snapshot) {
            sql::Statement rows = snapshot.database().Prepare(
                "SELECT relname::text FROM pg_stat_user_tables"
                " WHERE vacuum_count > 0");
            std::set<std::string> vacuumed;
            while (rows.Next()) vacuumed.insert(rows.Text(0));
            for (const char* table : {"groups", "history", "outside_id"}) {
              EXPECT_TRUE(vacuumed.contains(table)) << table;
            }
            return rows.status();
          })
          .ok());
}

}  // namespace
}  // namespace sangam::registry
