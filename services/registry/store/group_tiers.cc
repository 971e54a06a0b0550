#include "services/registry/store/group_tiers.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/subjects/subject_kinds.h"
#include "services/registry/domain/roll_up_facts.h"
#include "services/registry/store/validities.h"

namespace sangam::registry {
namespace {

using type::v1::SubjectKind;

bool CanBeUnder(SubjectKind child, SubjectKind parent) {
  const std::vector<SubjectKind> kinds = ParentKinds(child);
  return std::find(kinds.begin(), kinds.end(), parent) != kinds.end();
}

std::string Expected(SubjectKind child) {
  const std::vector<SubjectKind> kinds = ParentKinds(child);
  if (kinds.empty()) {
    return absl::StrCat("a group of kind ", SubjectKindText(child),
                        " has no parent");
  }
  return absl::StrCat(
      "a group of kind ", SubjectKindText(child), " belongs to one of kind ",
      absl::StrJoin(kinds, " or ", [](std::string* out, SubjectKind kind) {
        out->append(SubjectKindText(kind));
      }));
}

}  // namespace

absl::StatusOr<SubjectKind> StoredKindOf(Snapshot& snapshot,
                                         absl::string_view group) {
  sql::Statement row = snapshot.database().Prepare(
      "SELECT kind FROM groups WHERE key = ?", group);
  const bool found = row.Next();
  SANGAM_RETURN_IF_ERROR(row.status());
  return found ? static_cast<SubjectKind>(row.Int(0))
               : type::v1::SUBJECT_KIND_UNSPECIFIED;
}

absl::Status CheckTier(SubjectKind child, SubjectKind parent) {
  if (CanBeUnder(child, parent)) return absl::OkStatus();
  return InvalidFieldError("parent", Expected(child));
}

absl::Status CheckDrawnOn(absl::string_view name, SubjectKind kind) {
  if (kind == type::v1::SUBJECT_KIND_SHG) return absl::OkStatus();
  return InvalidFieldError(
      kDrawsOnField, absl::StrCat(name, " is of kind ", SubjectKindText(kind),
                                  ", and no SHG"));
}

absl::Status CheckTiersBelow(Snapshot& snapshot, const v1::Group& group,
                             const absl::flat_hash_set<std::string>& written) {
  sql::Statement below = snapshot.database().Prepare(
      "SELECT source, kind FROM reference"
      " JOIN groups ON groups.key = source"
      " WHERE target = ? AND field = 'parent' AND source <> target"
      " AND to_revision = ?",
      group.name(), kHoldsStill);
  while (below.Next()) {
    const auto kind = static_cast<SubjectKind>(below.Int(1));
    if (CanBeUnder(kind, group.kind()) || written.contains(below.Text(0))) {
      continue;
    }
    return InvalidFieldError(
        "kind",
        absl::StrCat(below.Text(0), " belongs to it, and ", Expected(kind)));
  }
  SANGAM_RETURN_IF_ERROR(below.status());
  if (group.kind() == type::v1::SUBJECT_KIND_SHG) return absl::OkStatus();
  sql::Statement drawing = snapshot.database().Prepare(
      "SELECT source FROM reference WHERE target = ? AND field = ?"
      " AND to_revision = ?",
      group.name(), kDrawsOnField, kHoldsStill);
  while (drawing.Next()) {
    if (written.contains(drawing.Text(0))) continue;
    return InvalidFieldError(
        "kind", absl::StrCat(drawing.Text(0), " draws on it as an SHG"));
  }
  return drawing.status();
}

}  // namespace sangam::registry
