// That each declared pair of a filter and an order is read off the index that
// it is declared to have: what a list asks of a file is explained, by SQLite
// and by PostgreSQL.
#include "services/registry/lists/declared_lists.h"

#include <sqlite3.h>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/synchronization/mutex.h"
#include "common/sql/temporary_folder.h"
#include "common/status/macros.h"
#include "gmock/gmock.h"
#include "services/registry/lists/list_fixture.h"
#include "services/registry/lists/list_index.h"

namespace sangam::registry {
namespace {

using testing::IsEmpty;
using testing::Not;

// The queries that any connection to a file runs, with their values, while it
// is told to listen.
class Queries {
 public:
  static Queries& Get() {
    static auto* const queries = new Queries;
    return *queries;
  }

  // Before the first connection is made.
  void Attach() {
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(&OnConnection));
  }

  void Listen() {
    absl::MutexLock lock(&mutex_);
    listening_ = true;
    texts_.clear();
  }
  std::vector<std::string> Heard() {
    absl::MutexLock lock(&mutex_);
    listening_ = false;
    return texts_;
  }

 private:
  static int OnConnection(sqlite3* connection, const char**, const void*) {
    return sqlite3_trace_v2(connection, SQLITE_TRACE_STMT, &OnStatement,
                            nullptr);
  }
  static int OnStatement(unsigned, void*, void* statement, void*) {
    char* text = sqlite3_expanded_sql(static_cast<sqlite3_stmt*>(statement));
    Get().Hear(text);
    sqlite3_free(text);
    return 0;
  }

  void Hear(const std::string& text) {
    absl::MutexLock lock(&mutex_);
    const bool query =
        absl::StartsWith(text, "SELECT") || absl::StartsWith(text, "WITH");
    if (listening_ && query) texts_.push_back(text);
  }

  absl::Mutex mutex_;
  bool listening_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::string> texts_ ABSL_GUARDED_BY(mutex_);
};

// Filters of the form that is declared. With their places, some are of few
// records and some of many.
std::vector<std::string> FiltersOf(const DeclaredFilter& declared) {
  switch (declared.path) {
    case ListPath::kAll:
      return {""};
    case ListPath::kClass:
      return declared.collection == "groups"
                 ? std::vector<std::string>{"subject.kind == 'SHG'",
                                            "subject.kind in ['SHG', 'VO']"}
                 : std::vector<std::string>{"affiliation == 'DRAFT'"};
    case ListPath::kArea:
      return {"place.within('places/d1')", "place.within('places/b')",
              "place.within('places/v')",
              "place.within(['places/d1', 'places/p'])"};
    case ListPath::kMembers:
      return {"members >= 12", "members == 12", "members < 13"};
    case ListPath::kReference:
      return {absl::StrCat(
          declared.attribute, " == '",
          declared.attribute == "cluster" ? "clusters/c" : "groups/vo", "'")};
  }
  return {};
}

// Those of all rows that an index is to have sorted.
bool ReadsInOrder(const DeclaredFilter& declared, const std::string& filter) {
  if (declared.path == ListPath::kArea) {
    return !absl::StrContains(filter, "places/v");
  }
  return declared.path != ListPath::kReference;
}

std::string OrderText(ListOrder::By by, bool descending) {
  return ListOrder(by, descending).ToText();
}

std::string ColumnOf(ListOrder::By by) {
  const ListOrder order(by, false);
  return order.column().empty() ? "key" : std::string(order.column());
}

class DeclaredListsTest : public ListTest {
 protected:
  static void SetUpTestSuite() { Queries::Get().Attach(); }

  void SetUp() override {
    ListTest::SetUp();
    PutPlaces();
    auto file = RegistryStore::Open(folder_.File("lists.db"), &clock_,
                                    {.migrate = true});
    ASSERT_TRUE(file.ok()) << file.status();
    // What is asked depends on how much there is, so the file is filled.
    std::swap(store_, *file);
    PutPlaces();
    ASSERT_TRUE(PutCluster("name: 'clusters/c' place: 'places/b'").ok());
    ASSERT_TRUE(PutGroup("name: 'groups/vo' kind: SUBJECT_KIND_VO"
                         " place: 'places/b' cluster: 'clusters/c'")
                    .ok());
    ASSERT_TRUE(PutEnterprise("name: 'enterprises/e' group: 'groups/vo'"
                              " place: 'places/v' cluster: 'clusters/c'"
                              " affiliation: AFFILIATION_STATE_DRAFT")
                    .ok());
    FillBlock();
    std::swap(store_, *file);
    file_ = *std::move(file);
  }

  // Many groups in the block 'places/b', and a few in the village.
  void FillBlock() {
    v1::ImportEntitiesRequest request;
    request.set_request_id("fill");
    for (int i = 0; i < ListIndex::kMostWithin + 100; ++i) {
      v1::Group* group =
          request.add_records()->mutable_entity()->mutable_group();
      group->set_name(absl::StrCat("groups/g", 1'000 + i));
      group->set_kind(type::v1::SUBJECT_KIND_SHG);
      group->set_title(absl::StrCat("T", i % 7));
      group->set_parent("groups/vo");
      group->set_place(i % 50 == 0 ? "places/v" : "places/b");
      group->mutable_profile()->set_members(10 + i % 5);
    }
    const auto stored = store_->ImportEntities()->Store(request);
    ASSERT_TRUE(stored.ok()) << stored.status();
    ASSERT_EQ(stored->rejected_size(), 0);
  }

  // The queries of the first two pages, out of the file.
  std::vector<std::string> QueriesOf(const std::string& collection,
                                     const std::string& filter,
                                     const std::string& order) {
    Queries::Get().Listen();
    if (collection == "groups") {
      AskTwice<v1::ListGroupsRequest, v1::ListGroupsResponse>(GroupType(),
                                                              filter, order);
    } else if (collection == "enterprises") {
      AskTwice<v1::ListEnterprisesRequest, v1::ListEnterprisesResponse>(
          EnterpriseType(), filter, order);
    } else {
      AskTwice<v1::ListClustersRequest, v1::ListClustersResponse>(
          ClusterType(), filter, order);
    }
    return Queries::Get().Heard();
  }

  template <typename Request, typename Response>
  void AskTwice(const ResourceType& type, const std::string& filter,
                const std::string& order) {
    Request request;
    request.set_filter(filter);
    request.set_order_by(order);
    request.set_page_size(3);
    for (int page = 0; page < 2; ++page) {
      const auto list =
          ListSubjectsAs<Response>(file_->changelog(), type, request);
      ASSERT_TRUE(list.ok()) << filter << ": " << list.status();
      request.set_page_token(list->next_page_token());
    }
  }

  // The steps that the engine under test takes for a query.
  std::vector<std::string> PlanOf(const std::string& query) {
    const bool file = sql::TestEngine() == sql::Engine::kSqlite;
    std::vector<std::string> steps;
    const absl::Status read =
        store_->changelog().Read([&](Snapshot& snapshot) -> absl::Status {
          sql::Database& database = snapshot.database();
          // PostgreSQL would not trouble an index with so few rows.
          if (!file) {
            SANGAM_RETURN_IF_ERROR(database.Execute(
                "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off;"
                "SET LOCAL enable_bitmapscan = off;"));
          }
          // A parameter is in the order of bytes, its value is not.
          sql::Statement plan = database.Prepare(
              file ? absl::StrCat("EXPLAIN QUERY PLAN ", query)
                   : absl::StrCat(
                         "EXPLAIN ",
                         absl::StrReplaceAll(
                             query, {{"' UNION SELECT",
                                      "' COLLATE \"C\" UNION SELECT"}})));
          while (plan.Next()) steps.push_back(plan.Text(file ? 3 : 0));
          return plan.status();
        });
    EXPECT_TRUE(read.ok()) << read << "\n" << query;
    return steps;
  }

  sql::TemporaryFolder folder_;
  std::unique_ptr<RegistryStore> file_;
};

// Steps that look at every row of a table, or sort what should be sorted.
bool IsSlow(const std::string& step) {
  for (const char* table : {"groups", "enterprises", "clusters", "reference",
                            "listed", "places", "list_partition", "history"}) {
    if (step == absl::StrCat("SCAN ", table) ||
        absl::StrContains(step, absl::StrCat("Seq Scan on ", table)) ||
        absl::StrContains(step, absl::StrCat("Seq Scan on \"", table))) {
      return true;
    }
  }
  return absl::StrContains(step, "TEMP B-TREE") ||
         absl::StrContains(step, "Sort Key");
}

TEST_F(DeclaredListsTest, EachPairIsReadOffItsIndex) {
  int pairs = 0;
  for (const DeclaredFilter& declared : DeclaredFilters()) {
    const std::string collection(declared.collection);
    for (const std::string& filter : FiltersOf(declared)) {
      for (const ListOrder::By by : declared.orders) {
        for (const bool descending : {false, true}) {
          const std::string order = OrderText(by, descending);
          SCOPED_TRACE(absl::StrCat(collection, ": ", filter, " by ", order));
          ++pairs;
          const auto queries = QueriesOf(collection, filter, order);
          ASSERT_THAT(queries, Not(IsEmpty()));
          std::string all;
          for (const std::string& query : queries) {
            for (const std::string& step : PlanOf(query)) {
              EXPECT_FALSE(IsSlow(step)) << step << "\n" << query;
              absl::StrAppend(&all, step, "\n");
            }
          }
          if (!ReadsInOrder(declared, filter) || collection != "groups") {
            continue;
          }
          // The area's or the class's; the table's own for all by name.
          const std::string index = absl::StrCat(
              declared.path == ListPath::kArea ? "groups_by_area_and_"
                                               : "groups_by_kind_and_",
              ColumnOf(by));
          const bool by_key =
              declared.path == ListPath::kAll && by == ListOrder::By::kName;
          EXPECT_TRUE(absl::StrContains(all, by_key ? "groups" : index)) << all;
        }
      }
    }
  }
  EXPECT_GE(pairs, 150);
}

// Entries are read without a look at the table: rows are looked up for what the
// page holds alone.
TEST_F(DeclaredListsTest, EntriesAreCoveredByTheirIndexes) {
  SANGAM_SQLITE_ONLY("PostgreSQL looks at tables until they are vacuumed");
  const std::vector<std::string> every = {"name", "title", "members",
                                          "update_time desc"};
  const std::vector<std::pair<std::string, std::vector<std::string>>> lists = {
      {"", every},
      {"subject.kind == 'SHG'", every},
      {"place.within('places/d1')", every},
      {"place.within('places/b')", every},
      {"place.within('places/b') && subject.kind == 'SHG'", every},
      {"members > 9", {"members", "members desc"}},
      {"place.within('places/b') && members >= 11", {"members desc"}},
  };
  for (const auto& [filter, orders] : lists) {
    for (const std::string& order : orders) {
      for (const std::string& query : QueriesOf("groups", filter, order)) {
        for (const std::string& step : PlanOf(query)) {
          const bool looked_up = absl::EndsWith(step, "(key=?)");
          EXPECT_TRUE(looked_up || !absl::StrContains(step, " groups USING") ||
                      absl::StrContains(step, " COVERING "))
              << filter << " by " << order << ": " << step << "\n"
              << query;
        }
      }
    }
  }
}

// A range of one thing is together in no order of another.
TEST_F(DeclaredListsTest, RangesAreDeclaredInTheirOwnOrderAlone) {
  for (const DeclaredFilter& declared : DeclaredFilters()) {
    EXPECT_EQ(declared.orders.size(),
              declared.path == ListPath::kMembers ? 1u : 4u)
        << declared.collection << " " << declared.attribute;
    EXPECT_TRUE(
        absl::c_linear_search(declared.orders, ListOrder::By::kMembers));
  }
}

}  // namespace
}  // namespace sangam::registry
