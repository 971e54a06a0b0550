// Schemes that can't be had beside each other. What is needed first in one way
// and not in another keeps rivals out of a plan only where it is had that way.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_WAY_RIVALS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_WAY_RIVALS_H_

#include "services/matching/planning/need_contexts.h"
#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/plan_setup.h"

namespace sangam::matching {

// Adds what relations say of schemes that one applicant gets: exclusions of the
// schemes where these can't be had beside each other in any way; else premises
// of the offers of the ways that can't, such as "schemes/b with schemes/a first
// can't be had beside schemes/c", and what these exclude.
void ExcludeRivals(const NeedContexts& contexts, const PlanOffers& offers,
                   PlanSetup* setup);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_WAY_RIVALS_H_
