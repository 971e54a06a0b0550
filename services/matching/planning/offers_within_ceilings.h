// What ceilings of benefits leave of what a scheme offers to a need.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_OFFERS_WITHIN_CEILINGS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_OFFERS_WITHIN_CEILINGS_H_

#include <string>
#include <utility>
#include <vector>

#include "services/matching/planning/offered_scheme.h"
#include "services/matching/planning/plan_offers.h"

namespace sangam::matching {

// Leaves out the money of benefits that give the applicant no more, and adds
// to `why_not`, by the benefit's id, what is told of them. The others take for
// granted what the applicant had before.
void KeepWithinCeilings(
    const OfferedScheme& offered, std::vector<GrantOffer>& offers,
    std::vector<std::pair<std::string, std::string>>& why_not);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_OFFERS_WITHIN_CEILINGS_H_
