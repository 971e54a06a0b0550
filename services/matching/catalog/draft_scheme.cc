#include "services/matching/catalog/draft_scheme.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/validation/enum_value.h"
#include "common/validation/resource_name.h"

namespace sangam::matching {

namespace {

// Two of the same id are told apart by nobody.
template <typename Parts>
void CheckIdsDiffer(Violations& violations, const std::string& field,
                    const Parts& parts) {
  std::set<std::string> seen;
  for (int i = 0; i < parts.size(); ++i) {
    const std::string& id = parts[i].id();
    if (id.empty() || seen.insert(id).second) continue;
    violations.Add(absl::StrCat(field, "[", i, "].id"),
                   absl::StrCat("\"", id, "\" is used twice"));
  }
}

// What publishing refuses, too. A scheme that the catalogue does not know yet
// may be stored before the draft is.
void CheckRelation(Violations& violations, const std::string& field,
                   const scheme_catalog::v1::SchemeRelation& relation,
                   absl::string_view version) {
  CheckRequiredEnum(violations, absl::StrCat(field, ".kind"), relation.kind());
  if (IsResourceName(version, "schemes/versions") &&
      relation.scheme() == ParentNameOf(version)) {
    violations.Add(absl::StrCat(field, ".scheme"), "is the scheme itself");
  }
  if (relation.has_within_months() &&
      relation.kind() != scheme_catalog::v1::SCHEME_RELATION_KIND_EXCLUDES) {
    violations.Add(absl::StrCat(field, ".within_months"),
                   "is for EXCLUDES only");
  }
}

}  // namespace

void CheckDraftScheme(Violations& violations,
                      const scheme_catalog::v1::Scheme& scheme,
                      absl::string_view version) {
  CheckRequiredName(violations, "scheme.name", scheme.name(), {"schemes"});
  if (IsResourceName(scheme.name(), "schemes") &&
      IsResourceName(version, "schemes/versions") &&
      scheme.name() != ParentNameOf(version)) {
    violations.Add("scheme.name", "is not the version's scheme");
  }
  CheckOptionalName(violations, "scheme.department", scheme.department(),
                    {"departments"});
  CheckOptionalName(violations, "scheme.superseded_by", scheme.superseded_by(),
                    {"schemes"});
  CheckOptionalName(violations, "scheme.variant_of", scheme.variant_of(),
                    {"schemes"});
  CheckOptionalName(violations, "scheme.tops_up", scheme.tops_up(),
                    {"schemes"});
}

void CheckDraftVersion(Violations& violations,
                       const scheme_catalog::v1::SchemeVersion& version,
                       absl::string_view field) {
  CheckOptionalName(violations, absl::StrCat(field, ".name"), version.name(),
                    {"schemes/versions"});
  CheckIdsDiffer(violations, absl::StrCat(field, ".conditions"),
                 version.conditions());
  CheckIdsDiffer(violations, absl::StrCat(field, ".benefits"),
                 version.benefits());
  CheckIdsDiffer(violations, absl::StrCat(field, ".funding"),
                 version.funding());
  for (int i = 0; i < version.relations_size(); ++i) {
    CheckRelation(violations, absl::StrCat(field, ".relations[", i, "]"),
                  version.relations(i), version.name());
  }
}

}  // namespace sangam::matching
