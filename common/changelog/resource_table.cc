#include "common/changelog/resource_table.h"

#include <cstddef>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/changelog/past_versions.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam {
namespace {

constexpr char kStoredColumns[] = "key, revision, update_time_micros, body";

StoredResource ReadRow(const sql::Statement& row) {
  return {row.Text(0), row.Int(1), absl::FromUnixMicros(row.Int(2)),
          row.Bytes(3)};
}

std::vector<sql::Insertion::Column> PutColumns(
    const std::vector<ResourceTable::Column>& extracted) {
  using Type = sql::Insertion::Type;
  std::vector<sql::Insertion::Column> columns = {
      {"key", Type::kText},
      {"revision", Type::kInteger},
      {"update_time_micros", Type::kInteger},
      {"body", Type::kBytes}};
  for (const auto& [column, type] : extracted) {
    columns.push_back({column, type == ResourceTable::Column::Type::kInteger
                                   ? Type::kInteger
                                   : Type::kText});
  }
  return columns;
}

absl::string_view TypeText(ResourceTable::Column::Type type) {
  return type == ResourceTable::Column::Type::kInteger ? "INTEGER" : "TEXT";
}

}  // namespace

ResourceTable::ResourceTable(std::string collection,
                             std::vector<Column> columns)
    : collection_(std::move(collection)),
      columns_(std::move(columns)),
      get_sql_(absl::StrCat("SELECT ", kStoredColumns, " FROM \"", collection_,
                            "\" WHERE key = ?")),
      put_(collection_, PutColumns(columns_),
           sql::Insertion::IfThere::kIsReplaced),
      delete_sql_(
          absl::StrCat("DELETE FROM \"", collection_, "\" WHERE key = ?")) {}

std::string ResourceTable::CreateTableSql() const {
  std::string script =
      absl::StrCat("CREATE TABLE \"", collection_,
                   "\" (key TEXT PRIMARY KEY, revision INTEGER NOT NULL,"
                   " update_time_micros INTEGER NOT NULL, body BLOB NOT NULL");
  for (const auto& [column, type] : columns_) {
    absl::StrAppend(&script, ", \"", column, "\" ", TypeText(type));
  }
  absl::StrAppend(&script, ");\n");
  for (const auto& [column, type] : columns_) {
    absl::StrAppend(&script, "CREATE INDEX \"", collection_, "_by_", column,
                    "\" ON \"", collection_, "\" (\"", column, "\", key);\n");
  }
  return script;
}

absl::StatusOr<absl::optional<StoredResource>> ResourceTable::Get(
    Snapshot& snapshot, absl::string_view key) const {
  if (snapshot.of_past()) return GetPast(snapshot, collection_, key);
  sql::Statement row = snapshot.database().Prepare(get_sql_, key);
  absl::optional<StoredResource> found;
  if (row.Next()) found = ReadRow(row);
  SANGAM_RETURN_IF_ERROR(row.status());
  return found;
}

absl::StatusOr<std::vector<absl::optional<StoredResource>>>
ResourceTable::GetEach(Snapshot& snapshot,
                       const std::vector<std::string>& keys) const {
  if (snapshot.of_past()) return GetEachPast(snapshot, collection_, keys);
  std::vector<absl::optional<StoredResource>> found(keys.size());
  std::vector<std::vector<sql::Value>> asked;
  asked.reserve(keys.size());
  for (const std::string& key : keys) asked.push_back({key});
  SANGAM_RETURN_IF_ERROR(snapshot.database().ReadEach(
      get_sql_, asked,
      [&](size_t i, const sql::Statement& row) { found[i] = ReadRow(row); }));
  return found;
}

absl::StatusOr<std::vector<StoredResource>> ResourceTable::List(
    Snapshot& snapshot, absl::string_view after, int64_t limit,
    const std::vector<Filter>& filters, int64_t max_bytes) const {
  if (snapshot.of_past()) {
    if (!filters.empty()) {
      return InternalFault("a list of the past needs its resource type");
    }
    constexpr int64_t kAll = std::numeric_limits<int64_t>::max();
    SANGAM_ASSIGN_OR_RETURN(
        PastPage page,
        ListPast(snapshot, collection_, after, limit, max_bytes, kAll));
    return std::move(page.resources);
  }
  std::string text = absl::StrCat("SELECT ", kStoredColumns, " FROM \"",
                                  collection_, "\" WHERE key > ?");
  for (const Filter& filter : filters) {
    absl::StrAppend(&text, " AND \"", filter.column, "\" = ?");
  }
  absl::StrAppend(&text, " ORDER BY key LIMIT ?");
  sql::Statement rows = snapshot.database().PrepareLong(text, after);
  for (const Filter& filter : filters) rows.Bind(filter.value);
  rows.Bind(limit);
  std::vector<StoredResource> page;
  int64_t bytes = 0;
  while (bytes < max_bytes && rows.Next()) {
    page.push_back(ReadRow(rows));
    // A row without a body still costs its key on the wire.
    bytes += page.back().body.size() + page.back().key.size();
  }
  SANGAM_RETURN_IF_ERROR(rows.status());
  return page;
}

absl::StatusOr<StoredResource> ResourceTable::Put(
    WriteTransaction& transaction, absl::string_view key,
    absl::string_view body, const std::vector<sql::Value>& values) const {
  StoredResource stored{std::string(key), transaction.revision(),
                        transaction.now(), std::string(body)};
  sql::Statement put = transaction.database().PrepareInsert(
      put_, key, stored.revision, absl::ToUnixMicros(stored.update_time),
      sql::Blob{body});
  for (const sql::Value& value : values) put.BindValue(value);
  SANGAM_RETURN_IF_ERROR(put.Run());
  SANGAM_RETURN_IF_ERROR(
      transaction.Record(collection_, key, /*deleted=*/false, body));
  return stored;
}

absl::Status ResourceTable::Delete(WriteTransaction& transaction,
                                   absl::string_view key) const {
  SANGAM_RETURN_IF_ERROR(
      transaction.database().Prepare(delete_sql_, key).Run());
  return transaction.Record(collection_, key, /*deleted=*/true, "");
}

}  // namespace sangam
