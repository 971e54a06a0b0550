// How a version stands to other versions and schemes.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_RELATION_CHECK_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_RELATION_CHECK_H_

#include "common/validation/violations.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"

namespace sangam::scheme_catalog {

inline constexpr int kMaxRelations = 100;
inline constexpr int kMaxSuperseded = 100;
inline constexpr int kMaxExclusionMonths = 1'200;

// Adds the faults of "relations[1].within_months" and "supersedes[0]": a kind
// or scheme that is missing, the scheme itself, months where none count, no
// citation; a version of another scheme, the version itself or one named twice.
// Whether those named exist is not known here.
void CheckRelations(Violations& violations, const v1::SchemeVersion& version);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_RELATION_CHECK_H_
