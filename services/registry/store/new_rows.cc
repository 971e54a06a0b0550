#include "services/registry/store/new_rows.h"

#include <map>
#include <string>

#include "absl/time/time.h"
#include "common/sql/insertion.h"
#include "common/status/macros.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

sql::Insertion InsertionInto(const ResourceTable& table) {
  using Type = sql::Insertion::Type;
  std::vector<sql::Insertion::Column> columns = {
      {"key", Type::kText},
      {"revision", Type::kInteger},
      {"update_time_micros", Type::kInteger},
      {"body", Type::kBytes}};
  for (const ResourceTable::Column& column : table.columns()) {
    columns.push_back(
        {column.name, column.type == ResourceTable::Column::Type::kInteger
                          ? Type::kInteger
                          : Type::kText});
  }
  return sql::Insertion(table.collection(), std::move(columns));
}

const sql::Insertion& RowsOf(const ResourceTable& table) {
  static const auto* const kRows = [] {
    auto* rows = new std::map<const ResourceTable*, const sql::Insertion>();
    for (const ResourceTable* any :
         {&PlaceTable(), &GroupTable(), &EnterpriseTable(), &ClusterTable(),
          &LinkageTable(), &PlanTable(), &DemandTable()}) {
      rows->emplace(any, InsertionInto(*any));
    }
    return rows;
  }();
  return kRows->at(&table);
}

}  // namespace

absl::Status AddRow(WriteTransaction& transaction, const ResourceTable& table,
                    absl::string_view key, absl::string_view body,
                    const std::vector<sql::Value>& values) {
  sql::Statement row = transaction.database().PrepareInsert(
      RowsOf(table), key, transaction.revision(),
      absl::ToUnixMicros(transaction.now()), sql::Blob{body});
  for (const sql::Value& value : values) row.BindValue(value);
  SANGAM_RETURN_IF_ERROR(row.Run());
  return transaction.Record(table.collection(), key, /*deleted=*/false, body);
}

}  // namespace sangam::registry
