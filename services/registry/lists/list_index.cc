#include "services/registry/lists/list_index.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/registry/store/validities.h"

namespace sangam::registry {
namespace {

// A statement asks for so many partitions or rows at most, and for a power of
// two of partitions, so that few forms of it are prepared.
constexpr size_t kMostPartsAtOnce = 32;
constexpr size_t kRowsAtOnce = 64;

size_t PartsAtOnce(size_t left) {
  size_t parts = kMostPartsAtOnce;
  while (parts > left) parts /= 2;
  return parts;
}

std::string Quoted(const ListedTable& table) {
  return absl::StrCat("\"", table.table->collection(), "\"");
}

}  // namespace

std::string ListIndex::EntryColumns(absl::string_view table) const {
  const auto column = [&](absl::string_view name) {
    return absl::StrCat(table, ".", name);
  };
  return absl::StrCat(
      column("key"), ", ",
      order_.column().empty() ? std::string("0") : column(order_.column()),
      ", ",
      table_.class_column.empty() ? std::string("0")
                                  : column(table_.class_column),
      ", ", column("members"), ", ", column("place"));
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
  entry.members = row.Int(first + 3);
  entry.place = row.Text(first + 4);
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

std::string ListIndex::PartitionCondition() const {
  return table_.class_column.empty()
             ? "area = ?"
             : absl::StrCat("area = ? AND ", table_.class_column, " = ?");
}

void ListIndex::BindPartition(const ListPartition& partition,
                              sql::Statement* statement) const {
  statement->Bind(partition.area);
  if (!table_.class_column.empty()) statement->Bind(partition.record_class);
}

absl::StatusOr<std::vector<ListPartition>> ListIndex::Partitions(
    const absl::optional<std::set<std::string>>& areas,
    const absl::optional<std::set<int64_t>>& classes) {
  sql::Statement rows = snapshot_.database().Prepare(
      "SELECT area, record_class FROM list_partition WHERE collection = ?",
      table_.table->collection());
  std::vector<ListPartition> partitions;
  while (rows.Next()) {
    ListPartition partition = {rows.Text(0), rows.Int(1)};
    if (areas && areas->count(partition.area) == 0) continue;
    if (classes && classes->count(partition.record_class) == 0) continue;
    partitions.push_back(std::move(partition));
  }
  SANGAM_RETURN_IF_ERROR(rows.status());
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
          " AS part, ", EntryColumns(Quoted(table_)), " FROM ", Quoted(table_),
          " WHERE ", PartitionCondition(), after ? " AND " : "",
          after ? AfterCondition() : "", OrderAndLimit(), ") AS part", i);
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
      "SELECT ", EntryColumns(Quoted(table_)), " FROM ", Quoted(table_),
      after ? " WHERE " : "", after ? AfterCondition() : "", OrderAndLimit()));
  if (after) BindAfter(*after, &rows);
  rows.Bind(limit);
  while (rows.Next()) receive(0, EntryOf(rows, 0));
  return rows.status();
}

ListIndex::Collected ListIndex::Collect(sql::Statement* rows) const {
  std::vector<ListEntry> entries;
  while (rows->Next()) entries.push_back(EntryOf(*rows, 0));
  SANGAM_RETURN_IF_ERROR(rows->status());
  if (static_cast<int64_t>(entries.size()) > kMostCollected) {
    return absl::optional<std::vector<ListEntry>>();
  }
  return absl::make_optional(std::move(entries));
}

ListIndex::Collected ListIndex::Referring(const ListFilter::ReferringTo& to) {
  sql::Statement rows = snapshot_.database().Prepare(
      absl::StrCat("SELECT ", EntryColumns("listed"), " FROM reference JOIN ",
                   Quoted(table_),
                   " AS listed ON listed.key = source"
                   " WHERE target = ? AND field = ? AND to_revision = ?"
                   " LIMIT ?"),
      to.target, to.field, kHoldsStill, kMostCollected + 1);
  return Collect(&rows);
}

ListIndex::Collected ListIndex::Within(const std::vector<std::string>& places) {
  std::vector<ListEntry> all;
  absl::flat_hash_set<std::string> seen;
  for (const std::string& place : places) {
    sql::Statement rows = snapshot_.database().Prepare(
        absl::StrCat("WITH RECURSIVE down (name) AS ("
                     " SELECT ?1 UNION"
                     " SELECT source FROM reference"
                     " JOIN down ON target = down.name WHERE to_revision = ?2"
                     " AND field IN ('revenue_parent', 'development_parent',"
                     " 'urban_parent'))"
                     " SELECT ",
                     EntryColumns("listed"),
                     " FROM down JOIN reference ON target = down.name JOIN ",
                     Quoted(table_),
                     " AS listed ON listed.key = source"
                     " WHERE field = 'place' AND to_revision = ?2 LIMIT ?3"),
        place, kHoldsStill, kMostCollected + 1);
    SANGAM_ASSIGN_OR_RETURN(auto found, Collect(&rows));
    if (!found) return found;
    for (ListEntry& entry : *found) {
      // One place may lie within another.
      if (!seen.insert(entry.position.name).second) continue;
      all.push_back(std::move(entry));
    }
    if (static_cast<int64_t>(all.size()) > kMostCollected) {
      return absl::optional<std::vector<ListEntry>>();
    }
  }
  return absl::make_optional(std::move(all));
}

absl::StatusOr<int64_t> ListIndex::CountWithMembers(
    absl::Span<const ListPartition> partitions,
    const ListFilter::Range& range) {
  int64_t count = 0;
  for (size_t begin = 0;
       begin < partitions.size() && count <= kMostCollected;) {
    const size_t parts = PartsAtOnce(partitions.size() - begin);
    std::string text;
    for (size_t i = 0; i < parts; ++i) {
      absl::StrAppend(&text, i == 0 ? "" : " UNION ALL ",
                      "SELECT count(*) FROM (SELECT 1 FROM ", Quoted(table_),
                      " WHERE ", PartitionCondition(),
                      " AND members >= ? AND members <= ? LIMIT ?) AS part", i);
    }
    sql::Statement rows = snapshot_.database().Prepare(text);
    for (size_t i = 0; i < parts; ++i) {
      BindPartition(partitions[begin + i], &rows);
      rows.Bind(range.least).Bind(range.most).Bind(kMostCollected + 1);
    }
    while (rows.Next()) count += rows.Int(0);
    SANGAM_RETURN_IF_ERROR(rows.status());
    begin += parts;
  }
  return count;
}

ListIndex::Collected ListIndex::WithMembers(
    const std::vector<ListPartition>& partitions,
    const ListFilter::Range& range) {
  SANGAM_ASSIGN_OR_RETURN(const int64_t count,
                          CountWithMembers(partitions, range));
  if (count > kMostCollected) return absl::optional<std::vector<ListEntry>>();
  std::vector<ListEntry> all;
  for (const ListPartition& partition : partitions) {
    if (count == 0) break;
    sql::Statement rows = snapshot_.database().Prepare(absl::StrCat(
        "SELECT ", EntryColumns(Quoted(table_)), " FROM ", Quoted(table_),
        " WHERE ", PartitionCondition(), " AND members >= ? AND members <= ?"));
    BindPartition(partition, &rows);
    rows.Bind(range.least).Bind(range.most);
    while (rows.Next()) all.push_back(EntryOf(rows, 0));
    SANGAM_RETURN_IF_ERROR(rows.status());
  }
  return absl::make_optional(std::move(all));
}

absl::StatusOr<std::vector<StoredResource>> ListIndex::Rows(
    const std::vector<std::string>& names) {
  std::string text =
      absl::StrCat("SELECT key, revision, update_time_micros, body FROM ",
                   Quoted(table_), " WHERE key IN (?");
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
