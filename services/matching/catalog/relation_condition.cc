#include "services/matching/catalog/relation_condition.h"

#include "absl/strings/str_cat.h"

namespace sangam::matching {

std::string ConditionOf(const scheme_catalog::v1::SchemeRelation& relation) {
  const bool excludes =
      relation.kind() == scheme_catalog::v1::SCHEME_RELATION_KIND_EXCLUDES;
  std::string expression =
      absl::StrCat(excludes ? "!" : "", "received(\"", relation.scheme(), "\"");
  if (excludes && relation.has_within_months()) {
    absl::StrAppend(&expression, ", ", relation.within_months());
  }
  absl::StrAppend(&expression, ")");
  return expression;
}

}  // namespace sangam::matching
