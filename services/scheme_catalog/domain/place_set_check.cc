#include "services/scheme_catalog/domain/place_set_check.h"

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "common/validation/provenance.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"
#include "common/validation/violations.h"
#include "services/scheme_catalog/domain/version_parts.h"

namespace sangam::scheme_catalog {
namespace {

void CheckMembers(Violations& violations, const v1::PlaceSet& set) {
  if (set.members().empty()) {
    violations.Add("members", "is required: at least one place");
  }
  if (!CheckSize(violations, "members", set.members_size(),
                 kMaxPlaceSetMembers)) {
    return;
  }
  absl::flat_hash_map<std::string, std::vector<EffectivePeriod>> periods;
  for (int i = 0; i < set.members_size(); ++i) {
    const v1::PlaceSetMember& member = set.members(i);
    const std::string path = absl::StrCat("members[", i, "]");
    const std::string place = absl::StrCat(path, ".place");
    CheckRequiredName(violations, place, member.place(), {"places"});
    const EffectivePeriod period =
        CheckEffectivePeriod(violations, path, member);
    CheckCitations(violations, absl::StrCat(path, ".citations"),
                   member.citations());
    std::vector<EffectivePeriod>& seen = periods[member.place()];
    for (const EffectivePeriod& other : seen) {
      if (!Overlap(period, other)) continue;
      violations.Add(place, "is listed twice for the same days");
      break;
    }
    seen.push_back(period);
  }
}

}  // namespace

absl::Status CheckPlaceSet(const v1::PlaceSet& set) {
  Violations violations;
  CheckRequiredName(violations, "name", set.name(), {"placeSets"});
  CheckRequiredLocalizedText(violations, "title", set.title(), kTitleLength);
  CheckMembers(violations, set);
  CheckProvenance(violations, "provenance", set.provenance());
  return violations.ToStatus();
}

}  // namespace sangam::scheme_catalog
