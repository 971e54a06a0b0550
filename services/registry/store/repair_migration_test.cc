// Stores that an earlier release left wrong.
#include <string>

#include "absl/strings/str_cat.h"
#include "services/registry/store/subject_care_fixture.h"

namespace sangam::registry {
namespace {

class RepairMigrationTest : public SubjectCareTest {
 protected:
  // How many rows the query gives.
  int64_t Rows(const std::string& query) {
    int64_t rows = 0;
    EXPECT_TRUE(store_->changelog()
                    .Read([&](Snapshot& snapshot) {
                      sql::Statement found = snapshot.database().Prepare(query);
                      while (found.Next()) ++rows;
                      return found.status();
                    })
                    .ok());
    return rows;
  }
  // As the release before the tenth migration left it.
  void LeaveWrong(const std::string& script) {
    ASSERT_TRUE(store_->changelog()
                    .Write([&](WriteTransaction& transaction) {
                      return transaction.database().Execute(
                          absl::StrCat(script,
                                       "UPDATE schema_version SET version = 9"
                                       " WHERE part = 'registry';"));
                    })
                    .ok());
    Open();
  }
};

constexpr char kPastSums[] =
    "SELECT 1 FROM history WHERE collection = 'profiles' AND length(body) > 0";

TEST_F(RepairMigrationTest, SumsThatKeptWhatWasErasedAreForgotten) {
  ASSERT_TRUE(PutGroup("name: 'groups/vo' kind: SUBJECT_KIND_VO").ok());
  ASSERT_TRUE(PutGroup("name: 'groups/g' kind: SUBJECT_KIND_SHG"
                       " parent: 'groups/vo' profile { members: 10 }")
                  .ok());
  EXPECT_GT(Rows(kPastSums), 0);
  ASSERT_TRUE(Erase("name: 'groups/g'").ok());
  // The release before left the sums as they were.
  LeaveWrong(
      "UPDATE history SET body = 'with it'"
      " WHERE collection = 'profiles' AND key = 'groups/vo'"
      " AND deleted = 0 AND length(body) = 0;");
  EXPECT_EQ(Rows(kPastSums), 0);
}

TEST_F(RepairMigrationTest, MergedSubjectsAreListedInTheirAreasAgain) {
  PutPlaces();
  ASSERT_TRUE(PutGroup("name: 'groups/g' kind: SUBJECT_KIND_SHG"
                       " place: 'places/v'")
                  .ok());
  LeaveWrong("UPDATE groups SET area = ''; DELETE FROM list_partition;");
  EXPECT_EQ(Rows("SELECT 1 FROM groups WHERE area = 'places/d1'"), 1);
  EXPECT_EQ(Rows("SELECT 1 FROM list_partition WHERE collection = 'groups'"
                 " AND area = 'places/d1' AND record_class = 1"),
            1);
}

}  // namespace
}  // namespace sangam::registry
