// What an index looks up to be sorted.
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/registry/lists/list_index.h"
#include "services/registry/store/validities.h"

namespace sangam::registry {
namespace {

constexpr char kInRange[] = "members >= ? AND members <= ?";

}  // namespace

const char* PlacesWithinSql() {
  return "WITH RECURSIVE down (name) AS ("
         " SELECT ?1 UNION"
         " SELECT source FROM reference JOIN down ON target = down.name"
         " WHERE to_revision = ?2 AND field IN ('revenue_parent',"
         " 'development_parent', 'urban_parent'))";
}

ListIndex::Collected ListIndex::Collect(sql::Statement* rows,
                                        int64_t most) const {
  std::vector<ListEntry> entries;
  while (rows->Next()) entries.push_back(EntryOf(*rows, 0));
  SANGAM_RETURN_IF_ERROR(rows->status());
  if (static_cast<int64_t>(entries.size()) > most) {
    return absl::optional<std::vector<ListEntry>>();
  }
  return absl::make_optional(std::move(entries));
}

ListIndex::Collected ListIndex::Referring(const ListFilter::ReferringTo& to) {
  sql::Statement rows = snapshot_.database().Prepare(
      absl::StrCat("SELECT ", EntryColumns("listed"), " FROM reference JOIN ",
                   Table(),
                   " AS listed ON listed.key = source"
                   " WHERE target = ? AND field = ? AND to_revision = ?"
                   " LIMIT ?"),
      to.target, to.field, kHoldsStill, kMostReferring + 1);
  return Collect(&rows, kMostReferring);
}

absl::StatusOr<bool> ListIndex::HoldsMany(const std::string& place) {
  const std::string names = absl::StrCat(table_.table->collection(), "/");
  sql::Statement row = snapshot_.database().Prepare(
      absl::StrCat(PlacesWithinSql(),
                   " SELECT count(*) FROM (SELECT 1 FROM down"
                   " JOIN reference ON target = down.name"
                   " WHERE field = 'place' AND to_revision = ?2"
                   " AND substr(source, 1, ",
                   names.size(), ") = ?3 LIMIT ?4) AS held"),
      place, kHoldsStill, names, kMostWithin + 1);
  const bool many = row.Next() && row.Int(0) > kMostWithin;
  SANGAM_RETURN_IF_ERROR(row.status());
  return many;
}

ListIndex::Collected ListIndex::Within(const std::vector<std::string>& places) {
  std::vector<ListEntry> all;
  absl::flat_hash_set<std::string> seen;
  for (const std::string& place : places) {
    // That is told without a look at the records.
    SANGAM_ASSIGN_OR_RETURN(const bool many, HoldsMany(place));
    if (many) return absl::optional<std::vector<ListEntry>>();
    sql::Statement rows = snapshot_.database().Prepare(
        absl::StrCat(PlacesWithinSql(), " SELECT ", EntryColumns("listed"),
                     " FROM down JOIN reference ON target = down.name JOIN ",
                     Table(),
                     " AS listed ON listed.key = source"
                     " WHERE field = 'place' AND to_revision = ?2 LIMIT ?3"),
        place, kHoldsStill, kMostWithin + 1);
    SANGAM_ASSIGN_OR_RETURN(auto found, Collect(&rows, kMostWithin));
    if (!found) return found;
    for (ListEntry& entry : *found) {
      // One place may lie within another.
      if (!seen.insert(entry.position.name).second) continue;
      all.push_back(std::move(entry));
    }
    if (static_cast<int64_t>(all.size()) > kMostWithin) {
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
       begin < partitions.size() && count <= kMostWithMembers;) {
    const size_t parts = PartsAtOnce(partitions.size() - begin);
    std::string text;
    for (size_t i = 0; i < parts; ++i) {
      absl::StrAppend(
          &text, i == 0 ? "" : " UNION ALL ", "SELECT count(*) FROM (SELECT 1",
          FromPartition(partitions[begin], kInRange), " LIMIT ?) AS part", i);
    }
    sql::Statement rows = snapshot_.database().Prepare(text);
    for (size_t i = 0; i < parts; ++i) {
      BindPartition(partitions[begin + i], &rows);
      rows.Bind(range.least).Bind(range.most).Bind(kMostWithMembers + 1);
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
  if (count > kMostWithMembers) return absl::optional<std::vector<ListEntry>>();
  std::vector<ListEntry> all;
  for (const ListPartition& partition : partitions) {
    if (count == 0) break;
    sql::Statement rows = snapshot_.database().Prepare(absl::StrCat(
        "SELECT ", EntryColumns(Table()), FromPartition(partition, kInRange)));
    BindPartition(partition, &rows);
    rows.Bind(range.least).Bind(range.most);
    while (rows.Next()) all.push_back(EntryOf(rows, 0));
    SANGAM_RETURN_IF_ERROR(rows.status());
  }
  return absl::make_optional(std::move(all));
}

}  // namespace sangam::registry
