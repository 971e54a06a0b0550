#include "services/registry/lists/list_index.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam::registry {
namespace {

// A statement asks for so many partitions or rows at most.
constexpr size_t kMostPartsAtOnce = 32;
constexpr size_t kRowsAtOnce = 64;

}  // namespace

std::string ListIndex::Table() const {
  return absl::StrCat("\"", table_.table->collection(), "\"");
}

size_t ListIndex::PartsAtOnce(size_t left) {
  size_t parts = kMostPartsAtOnce;
  while (parts > left) parts /= 2;
  return parts;
}

std::string ListIndex::EntryColumns(absl::string_view table) const {
  const auto column = [&](absl::string_view name) {
    return absl::StrCat(table, ".", name);
  };
  const auto where = [&](bool asked, absl::string_view name,
                         const char* otherwise) {
    return asked && !name.empty() ? column(name) : std::string(otherwise);
  };
  return absl::StrJoin({column("key"), where(true, order_.column(), "0"),
                        where(parts_.record_class, table_.class_column, "0"),
                        where(parts_.members, "members", "0"),
                        where(parts_.place, "place", "''")},
                       ", ");
}

ListEntry ListIndex::EntryOf(const sql::Statement& row, int first) const {
  ListEntry entry;
  entry.position.name = row.Text(first);
  if (order_.is_by_number()) {
    entry.position.number = row.Int(first + 1);
  } else if (!order_.column().empty()) {
    entry.position.text = row.Text(first + 1);
  }
  entry.record_class = row.Int(first + 2);
  if (parts_.members) entry.members = row.Int(first + 3);
  if (parts_.place) entry.place = row.Text(first + 4);
  return entry;
}

std::string ListIndex::AfterCondition() const {
  const char* sign = order_.descending() ? "<" : ">";
  return order_.column().empty()
             ? absl::StrCat("key ", sign, " ?")
             : absl::StrCat("(", order_.column(), ", key) ", sign, " (?, ?)");
}

void ListIndex::BindAfter(const ListPosition& after,
                          sql::Statement* statement) const {
  if (order_.is_by_number()) {
    statement->Bind(after.number);
  } else if (!order_.column().empty()) {
    statement->Bind(after.text);
  }
  statement->Bind(after.name);
}

std::string ListIndex::OrderAndLimit() const {
  const char* direction = order_.descending() ? " DESC" : "";
  std::string columns = absl::StrCat("key", direction);
  if (!order_.column().empty()) {
    columns = absl::StrCat(order_.column(), direction, ", ", columns);
  }
  return absl::StrCat(" ORDER BY ", columns, " LIMIT ?");
}

std::string ListIndex::FromPartition(const ListPartition& partition,
                                     absl::string_view condition) const {
  std::vector<std::string> conditions;
  if (partition.area) conditions.push_back("area = ?");
  if (!table_.class_column.empty()) {
    conditions.push_back(absl::StrCat(table_.class_column, " = ?"));
  }
  if (!condition.empty()) conditions.push_back(std::string(condition));
  return absl::StrCat(" FROM ", Table(), conditions.empty() ? "" : " WHERE ",
                      absl::StrJoin(conditions, " AND "));
}

void ListIndex::BindPartition(const ListPartition& partition,
                              sql::Statement* statement) const {
  if (partition.area) statement->Bind(*partition.area);
  if (!table_.class_column.empty()) statement->Bind(partition.record_class);
}

absl::StatusOr<std::set<int64_t>> ListIndex::Classes() {
  if (table_.class_column.empty()) return std::set<int64_t>{0};
  // From each to the next one: a step of the index each, however many records
  // they have.
  const std::string least =
      absl::StrCat("SELECT min(", table_.class_column, ") FROM ", Table());
  sql::Statement rows = snapshot_.database().Prepare(
      absl::StrCat("WITH RECURSIVE class (number) AS (", least,
                   " UNION ALL SELECT (", least, " WHERE ", table_.class_column,
                   " > class.number) FROM class WHERE class.number IS NOT NULL)"
                   " SELECT number FROM class WHERE number IS NOT NULL"));
  std::set<int64_t> classes;
  while (rows.Next()) classes.insert(rows.Int(0));
  SANGAM_RETURN_IF_ERROR(rows.status());
  return classes;
}

absl::StatusOr<std::vector<ListPartition>> ListIndex::Partitions(
    const absl::optional<std::set<std::string>>& areas,
    const absl::optional<std::set<int64_t>>& classes) {
  std::vector<ListPartition> partitions;
  if (!areas) {
    std::set<int64_t> all;
    if (!classes) {
      SANGAM_ASSIGN_OR_RETURN(all, Classes());
    }
    for (const int64_t record_class : classes ? *classes : all) {
      partitions.push_back({absl::nullopt, record_class});
    }
    return partitions;
  }
  for (const std::string& area : *areas) {
    sql::Statement rows = snapshot_.database().Prepare(
        "SELECT record_class FROM list_partition"
        " WHERE collection = ? AND area = ?",
        table_.table->collection(), area);
    while (rows.Next()) {
      if (classes && classes->count(rows.Int(0)) == 0) continue;
      partitions.push_back({area, rows.Int(0)});
    }
    SANGAM_RETURN_IF_ERROR(rows.status());
  }
  return partitions;
}

absl::Status ListIndex::Read(
    absl::Span<const ListPartition* const> partitions,
    const absl::optional<ListPosition>& after, int64_t limit,
    const std::function<void(size_t, ListEntry)>& receive) {
  for (size_t begin = 0; begin < partitions.size();) {
    const size_t parts = PartsAtOnce(partitions.size() - begin);
    std::string text;
    for (size_t i = 0; i < parts; ++i) {
      absl::StrAppend(
          &text, i == 0 ? "" : " UNION ALL ", "SELECT * FROM (SELECT ", i,
          " AS part, ", EntryColumns(Table()),
          FromPartition(*partitions[begin], after ? AfterCondition() : ""),
          OrderAndLimit(), ") AS part", i);
    }
    sql::Statement rows = snapshot_.database().Prepare(text);
    for (size_t i = 0; i < parts; ++i) {
      BindPartition(*partitions[begin + i], &rows);
      if (after) BindAfter(*after, &rows);
      rows.Bind(limit);
    }
    while (rows.Next()) {
      receive(begin + static_cast<size_t>(rows.Int(0)), EntryOf(rows, 1));
    }
    SANGAM_RETURN_IF_ERROR(rows.status());
    begin += parts;
  }
  return absl::OkStatus();
}

absl::Status ListIndex::ReadAll(
    const absl::optional<ListPosition>& after, int64_t limit,
    const std::function<void(size_t, ListEntry)>& receive) {
  sql::Statement rows = snapshot_.database().Prepare(absl::StrCat(
      "SELECT ", EntryColumns(Table()), " FROM ", Table(),
      after ? " WHERE " : "", after ? AfterCondition() : "", OrderAndLimit()));
  if (after) BindAfter(*after, &rows);
  rows.Bind(limit);
  while (rows.Next()) receive(0, EntryOf(rows, 0));
  return rows.status();
}

absl::StatusOr<std::vector<StoredResource>> ListIndex::Rows(
    const std::vector<std::string>& names) {
  std::string text =
      absl::StrCat("SELECT key, revision, update_time_micros, body FROM ",
                   Table(), " WHERE key IN (?");
  for (size_t i = 1; i < kRowsAtOnce; ++i) text += ", ?";
  text += ")";
  absl::flat_hash_map<std::string, StoredResource> found;
  for (size_t begin = 0; begin < names.size(); begin += kRowsAtOnce) {
    sql::Statement rows = snapshot_.database().Prepare(text);
    for (size_t i = 0; i < kRowsAtOnce; ++i) {
      // The last one over again, where there are no more.
      rows.Bind(names[std::min(begin + i, names.size() - 1)]);
    }
    while (rows.Next()) {
      StoredResource row = {rows.Text(0), rows.Int(1),
                            absl::FromUnixMicros(rows.Int(2)), rows.Bytes(3)};
      std::string name = row.key;
      found.insert_or_assign(std::move(name), std::move(row));
    }
    SANGAM_RETURN_IF_ERROR(rows.status());
  }
  std::vector<StoredResource> in_order;
  in_order.reserve(names.size());
  for (const std::string& name : names) {
    const auto row = found.find(name);
    if (row == found.end()) return InternalFault("an index names no row");
    in_order.push_back(std::move(row->second));
  }
  return in_order;
}

}  // namespace sangam::registry
