// What the versions of one scheme mean for one another.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_SUCCESSION_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_SUCCESSION_H_

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/scheme_catalog/domain/effective_period.h"

namespace sangam::scheme_catalog {

// A version, and the days on which it is in force.
struct VersionInForce {
  std::string name;
  EffectivePeriod period;
};

// The first of `versions` that was published and is in force on a day on which
// `version` is, or would be if it were published now. `versions` are those of
// its scheme, in any state; an older record of `version` among them does not
// count.
absl::optional<VersionInForce> FindOverlap(
    const v1::SchemeVersion& version,
    const std::vector<v1::SchemeVersion>& versions);

// Days without terms: `older`, which a version supersedes, would be in force in
// `period`, in which neither it nor another version is.
struct TermsGap {
  std::string older;
  EffectivePeriod period;
};

// The days after the last one of `version` that it takes from a version that it
// supersedes and leaves to none; nothing if there are no such days. `versions`
// as in FindOverlap.
absl::optional<TermsGap> FindGapAfter(
    const v1::SchemeVersion& version,
    const std::vector<v1::SchemeVersion>& versions);

// Sets superseded_by, in_force_until and never_in_force of `version` as they
// follow from `versions`, all those of its scheme, itself among them or not;
// and clears them where it was never published.
void FillSuccession(const std::vector<v1::SchemeVersion>& versions,
                    v1::SchemeVersion* version);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_SUCCESSION_H_
