#include "services/matching/catalog/draft_scheme.h"

#include "absl/strings/str_cat.h"
#include "common/validation/enum_value.h"
#include "common/validation/resource_name.h"

namespace sangam::matching {

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
  for (int i = 0; i < version.relations_size(); ++i) {
    CheckRequiredEnum(violations,
                      absl::StrCat(field, ".relations[", i, "].kind"),
                      version.relations(i).kind());
  }
}

}  // namespace sangam::matching
