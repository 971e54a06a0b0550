#include "services/registry/store/list_indexes.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/macros.h"
#include "services/registry/store/list_columns.h"

namespace sangam::registry {
namespace {

constexpr char kName[] = "key";
constexpr const char* kOrders[] = {kName, "title", "members",
                                   "update_time_micros"};

using Columns = std::vector<std::string>;

// `first`, the order, and those of `last` that are not among them.
std::string IndexSql(const std::string& table, const std::string& index,
                     const Columns& first, const std::string& order,
                     const Columns& last) {
  Columns columns = first;
  for (const std::string& column : {order, std::string(kName)}) {
    if (!absl::c_linear_search(columns, column)) columns.push_back(column);
  }
  for (const std::string& column : last) {
    if (!absl::c_linear_search(columns, column)) columns.push_back(column);
  }
  return absl::StrCat("CREATE INDEX ", index, " ON \"", table, "\" (",
                      absl::StrJoin(columns, ", "), ");");
}

absl::StatusOr<int64_t> CountRows(sql::Database& database,
                                  const std::string& table) {
  sql::Statement row =
      database.Prepare(absl::StrCat("SELECT count(*) FROM \"", table, "\""));
  const int64_t rows = row.Next() ? row.Int(0) : 0;
  SANGAM_RETURN_IF_ERROR(row.status());
  return rows;
}

}  // namespace

absl::Status MakeListIndexes(sql::Database& database,
                             const MigrationProgress& progress) {
  for (const auto& [table, class_column] : ListedTables()) {
    const std::string& name = table->collection();
    SANGAM_ASSIGN_OR_RETURN(const int64_t rows, CountRows(database, name));
    const auto make = [&](const std::string& index, const std::string& script) {
      absl::Status status = database.Execute(script);
      if (status.ok() && progress) {
        progress(absl::StrCat("index ", index), rows);
      }
      return status;
    };
    const Columns of_class =
        class_column.empty() ? Columns{} : Columns{class_column};
    for (const std::string order : kOrders) {
      const std::string by_area = absl::StrCat(name, "_by_area_and_", order);
      Columns partition = {"area"};
      partition.insert(partition.end(), of_class.begin(), of_class.end());
      SANGAM_RETURN_IF_ERROR(
          make(by_area, absl::StrCat("DROP INDEX ", by_area, ";",
                                     IndexSql(name, by_area, partition, order,
                                              {"members", "place"}))));
      if (class_column.empty() && order == kName) continue;
      const std::string by_class =
          class_column.empty()
              ? absl::StrCat(name, "_by_", order)
              : absl::StrCat(name, "_by_", class_column, "_and_", order);
      SANGAM_RETURN_IF_ERROR(make(
          by_class, IndexSql(name, by_class, of_class, order, {"members"})));
    }
  }
  return absl::OkStatus();
}

}  // namespace sangam::registry
