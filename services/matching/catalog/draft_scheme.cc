#include "services/matching/catalog/draft_scheme.h"

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

}  // namespace sangam::matching
