// Whether one can apply for a version on a day, and whether its text is due to
// be checked.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_AVAILABILITY_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_AVAILABILITY_H_

#include "absl/time/civil_time.h"
#include "sangam/matching/v1/match.pb.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"

namespace sangam::matching {

// A suspension counts before the window, and an order before a spent budget.
// First and last days are included. A date that is not a day of the calendar
// counts as not given.
v1::Availability AvailabilityOn(
    const scheme_catalog::v1::SchemeVersion& version, absl::CivilDay day);

// Whether the day by which the version should have been compared with its
// sources again lies before `day`.
bool IsReviewOverdue(const scheme_catalog::v1::SchemeVersion& version,
                     absl::CivilDay day);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_AVAILABILITY_H_
