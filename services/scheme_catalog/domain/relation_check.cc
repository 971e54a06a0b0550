#include "services/scheme_catalog/domain/relation_check.h"

#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/validation/enum_value.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"
#include "services/scheme_catalog/domain/version_parts.h"

namespace sangam::scheme_catalog {
namespace {

void CheckWithinMonths(Violations& violations, const std::string& field,
                       const v1::SchemeRelation& relation) {
  if (!relation.has_within_months()) return;
  if (relation.kind() != v1::SCHEME_RELATION_KIND_EXCLUDES) {
    violations.Add(field, "is for EXCLUDES only");
  } else if (relation.within_months() < 1 ||
             relation.within_months() > kMaxExclusionMonths) {
    violations.Add(field, absl::StrCat("must be 1 to ", kMaxExclusionMonths,
                                       "; leave it out for ever"));
  }
}

void CheckRelation(Violations& violations, const std::string& path,
                   const v1::SchemeRelation& relation,
                   absl::string_view own_scheme) {
  CheckRequiredEnum(violations, absl::StrCat(path, ".kind"), relation.kind());
  CheckRequiredName(violations, absl::StrCat(path, ".scheme"),
                    relation.scheme(), {"schemes"});
  if (!relation.scheme().empty() && relation.scheme() == own_scheme) {
    violations.Add(absl::StrCat(path, ".scheme"), "is the scheme itself");
  }
  CheckWithinMonths(violations, absl::StrCat(path, ".within_months"), relation);
  CheckOptionalLocalizedText(violations, absl::StrCat(path, ".description"),
                             relation.description(), kTextLength);
  CheckRequiredCitations(violations, absl::StrCat(path, ".citations"),
                         relation.citations());
}

void CheckSupersedes(Violations& violations, const v1::SchemeVersion& version,
                     absl::string_view own_scheme) {
  if (!CheckSize(violations, "supersedes", version.supersedes_size(),
                 kMaxSuperseded)) {
    return;
  }
  absl::flat_hash_set<std::string> seen;
  for (int i = 0; i < version.supersedes_size(); ++i) {
    const std::string& named = version.supersedes(i);
    const std::string field = absl::StrCat("supersedes[", i, "]");
    CheckRequiredName(violations, field, named, {"schemes/versions"});
    if (!IsResourceName(named, "schemes/versions")) continue;
    if (named == version.name()) {
      violations.Add(field, "is the version itself");
    } else if (ParentNameOf(named) != own_scheme) {
      violations.Add(field, "is a version of another scheme");
    } else if (!seen.insert(named).second) {
      violations.Add(field, "is listed twice");
    }
  }
}

}  // namespace

void CheckRelations(Violations& violations, const v1::SchemeVersion& version) {
  const absl::string_view own_scheme = ParentNameOf(version.name());
  CheckSupersedes(violations, version, own_scheme);
  if (!CheckSize(violations, "relations", version.relations_size(),
                 kMaxRelations)) {
    return;
  }
  for (int i = 0; i < version.relations_size(); ++i) {
    CheckRelation(violations, absl::StrCat("relations[", i, "]"),
                  version.relations(i), own_scheme);
  }
}

}  // namespace sangam::scheme_catalog
