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
    CheckRequiredEnum(violations,
                      absl::StrCat(field, ".relations[", i, "].kind"),
                      version.relations(i).kind());
  }
}

}  // namespace sangam::matching
