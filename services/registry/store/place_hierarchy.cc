#include "services/registry/store/place_hierarchy.h"

#include <algorithm>
#include <tuple>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/changelog/resource_type.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/violations.h"
#include "services/registry/domain/place_rules.h"
#include "services/registry/store/references.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

using type::v1::PlaceKind;

// The condition of a parent's reference, at the revision ?2.
constexpr char kIsParent[] =
    " field IN ('revenue_parent', 'development_parent', 'urban_parent')"
    " AND to_revision > ?2 AND from_revision <= ?2";

// The place ?1 and all below it.
std::string Down() {
  return absl::StrCat(
      "down (name) AS ("
      " SELECT ?1 UNION"
      " SELECT source FROM reference JOIN down ON target = down.name WHERE",
      kIsParent, ")");
}

absl::StatusOr<PlaceKind> KindOf(Snapshot& snapshot, absl::string_view place) {
  sql::Statement row = snapshot.database().Prepare(
      "SELECT kind FROM places WHERE key = ?", place);
  const bool found = row.Next();
  SANGAM_RETURN_IF_ERROR(row.status());
  return found ? static_cast<PlaceKind>(row.Int(0))
               : type::v1::PLACE_KIND_UNSPECIFIED;
}

bool CanBeUnder(absl::string_view field, PlaceKind child, PlaceKind parent) {
  const std::vector<PlaceKind> kinds = ParentKinds(field, child);
  return std::find(kinds.begin(), kinds.end(), parent) != kinds.end();
}

std::string Expected(absl::string_view field, PlaceKind child) {
  const std::vector<PlaceKind> kinds = ParentKinds(field, child);
  if (kinds.empty()) {
    return absl::StrCat("a ", PlaceKindText(child), " has no ", field);
  }
  return absl::StrCat(
      "a ", PlaceKindText(child), "'s ", field, " is a ",
      absl::StrJoin(kinds, " or a ", [](std::string* out, PlaceKind kind) {
        out->append(PlaceKindText(kind));
      }));
}

}  // namespace

absl::Status CheckParentKinds(Snapshot& snapshot, const v1::Place& place) {
  Violations violations;
  for (const Reference& parent : ReferencesOf(place)) {
    SANGAM_ASSIGN_OR_RETURN(const PlaceKind kind,
                            KindOf(snapshot, parent.target));
    if (CanBeUnder(parent.field, place.kind(), kind)) continue;
    violations.Add(parent.field,
                   absl::StrCat(Expected(parent.field, place.kind()), "; ",
                                parent.target, " is a ", PlaceKindText(kind)));
  }
  sql::Statement below = snapshot.database().Prepare(
      absl::StrCat("SELECT source, field, kind FROM reference"
                   " JOIN places ON places.key = source"
                   " WHERE target = ?1 AND source <> ?1 AND",
                   kIsParent),
      place.name(), snapshot.visible_revision());
  while (below.Next()) {
    const auto kind = static_cast<PlaceKind>(below.Int(2));
    if (CanBeUnder(below.Text(1), kind, place.kind())) continue;
    violations.Add("kind", absl::StrCat(below.Text(0), " is below it, and ",
                                        Expected(below.Text(1), kind)));
    break;
  }
  SANGAM_RETURN_IF_ERROR(below.status());
  return violations.ToStatus();
}

absl::Status CheckOneAncestorOfEachKind(Snapshot& snapshot,
                                        const v1::Place& place) {
  // The kind of the place itself comes from the caller: its row is not yet
  // written.
  sql::Statement row = snapshot.database().Prepare(
      absl::StrCat(
          "WITH RECURSIVE ", Down(),
          ", chain (origin, name) AS ("
          " SELECT name, name FROM down UNION"
          " SELECT chain.origin, target FROM reference"
          " JOIN chain ON source = chain.name WHERE",
          kIsParent,
          ")"
          " SELECT origin, min(name) || ' and ' || max(name) FROM chain"
          " LEFT JOIN places ON places.key = name"
          " GROUP BY origin, CASE WHEN name = ?1 THEN ?3 ELSE places.kind END"
          " HAVING count(*) > 1 LIMIT 1"),
      place.name(), snapshot.visible_revision(),
      static_cast<int64_t>(place.kind()));
  const bool found = row.Next();
  SANGAM_RETURN_IF_ERROR(row.status());
  if (!found) return absl::OkStatus();
  const std::vector<Reference> parents = ReferencesOf(place);
  return InvalidFieldError(
      parents.empty() ? "kind" : parents.front().field,
      absl::StrCat(
          row.Text(0), " would lie in two places of one kind, ", row.Text(1),
          "; clear one parent, move what is above, then set it again"));
}

absl::StatusOr<std::set<std::string>> SubjectsWithin(Snapshot& snapshot,
                                                     absl::string_view place) {
  sql::Statement rows = snapshot.database().Prepare(
      absl::StrCat("WITH RECURSIVE ", Down(),
                   " SELECT source FROM reference"
                   " JOIN down ON target = down.name WHERE field = 'place'"
                   " AND source NOT LIKE 'demands/%'"
                   " AND to_revision > ?2 AND from_revision <= ?2"),
      place, snapshot.visible_revision());
  std::set<std::string> subjects;
  while (rows.Next()) subjects.insert(rows.Text(0));
  SANGAM_RETURN_IF_ERROR(rows.status());
  return subjects;
}

absl::StatusOr<std::vector<type::v1::PlaceRef>> PlaceChainOf(
    Snapshot& snapshot, absl::string_view place) {
  std::vector<type::v1::PlaceRef> chain;
  if (place.empty()) return chain;
  sql::Statement rows = snapshot.database().Prepare(
      absl::StrCat("WITH RECURSIVE up (name) AS ("
                   " SELECT ?1 UNION"
                   " SELECT target FROM reference"
                   " JOIN up ON source = up.name WHERE",
                   kIsParent, ") SELECT name FROM up"),
      place, snapshot.visible_revision());
  while (rows.Next()) {
    SANGAM_ASSIGN_OR_RETURN(const auto row,
                            PlaceTable().Get(snapshot, rows.Text(0)));
    if (!row) return InternalFault("a place above another is not there");
    v1::Place record;
    SANGAM_RETURN_IF_ERROR(
        ReadStored(*row, snapshot.position().epoch, &record));
    type::v1::PlaceRef& link = chain.emplace_back();
    link.set_place(record.name());
    link.set_kind(record.kind());
  }
  SANGAM_RETURN_IF_ERROR(rows.status());
  absl::c_sort(chain, [&](const auto& a, const auto& b) {
    return std::make_tuple(a.place() != place, -a.kind(), a.place()) <
           std::make_tuple(b.place() != place, -b.kind(), b.place());
  });
  return chain;
}

absl::Status AdvancePlacesGeneration(WriteTransaction& transaction) {
  return transaction.database()
      .Prepare(
          "INSERT INTO place_move (generation) VALUES (?)"
          " ON CONFLICT (generation) DO NOTHING",
          transaction.revision())
      .Run();
}

absl::StatusOr<int64_t> PlacesGenerationAt(Snapshot& snapshot,
                                           int64_t revision) {
  sql::Statement row = snapshot.database().Prepare(
      "SELECT max(generation) FROM place_move WHERE generation <= ?", revision);
  row.Next();
  SANGAM_RETURN_IF_ERROR(row.status());
  return row.Int(0);
}

}  // namespace sangam::registry
