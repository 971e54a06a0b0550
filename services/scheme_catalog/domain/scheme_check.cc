#include "services/scheme_catalog/domain/scheme_check.h"

#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/validation/code_format.h"
#include "common/validation/provenance.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"
#include "common/validation/violations.h"

namespace sangam::scheme_catalog {
namespace {

constexpr int kMaxThemes = 50;
constexpr int kMaxOtherNames = 50;

void CheckThemes(Violations& violations, const v1::Scheme& scheme) {
  if (scheme.themes_size() > kMaxThemes) {
    violations.Add("themes",
                   absl::StrCat("must have at most ", kMaxThemes, " entries"));
    return;
  }
  absl::flat_hash_set<std::string> seen;
  for (int i = 0; i < scheme.themes_size(); ++i) {
    const std::string field = absl::StrCat("themes[", i, "]");
    if (scheme.themes(i).empty()) violations.Add(field, "is empty");
    CheckCapitalCode(violations, field, scheme.themes(i));
    if (!seen.insert(scheme.themes(i)).second) {
      violations.Add(field, "is listed twice");
    }
  }
}

void CheckOtherNames(Violations& violations, const v1::Scheme& scheme) {
  if (scheme.also_known_as_size() > kMaxOtherNames) {
    violations.Add("also_known_as", absl::StrCat("must have at most ",
                                                 kMaxOtherNames, " entries"));
    return;
  }
  for (int i = 0; i < scheme.also_known_as_size(); ++i) {
    CheckRequiredText(violations, absl::StrCat("also_known_as[", i, "]"),
                      scheme.also_known_as(i), kTitleLength);
  }
}

}  // namespace

absl::Status CheckScheme(const v1::Scheme& scheme) {
  Violations violations;
  CheckRequiredName(violations, "name", scheme.name(), {"schemes"});
  CheckRequiredLocalizedText(violations, "title", scheme.title(), kTitleLength);
  CheckRequiredName(violations, "department", scheme.department(),
                    {"departments"});
  CheckOptionalLocalizedText(violations, "purpose", scheme.purpose(),
                             kTextLength);
  CheckThemes(violations, scheme);
  CheckOptionalName(violations, "superseded_by", scheme.superseded_by(),
                    {"schemes"});
  CheckOptionalName(violations, "variant_of", scheme.variant_of(), {"schemes"});
  CheckOptionalName(violations, "tops_up", scheme.tops_up(), {"schemes"});
  CheckOtherNames(violations, scheme);
  CheckProvenance(violations, "provenance", scheme.provenance());
  return violations.ToStatus();
}

}  // namespace sangam::scheme_catalog
