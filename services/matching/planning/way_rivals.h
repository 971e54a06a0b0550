// What is needed first in one way and not in another keeps rivals out of a plan
// only where it is had that way.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_WAY_RIVALS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_WAY_RIVALS_H_

#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/plan_setup.h"

namespace sangam::matching {

// What relations say of what a scheme needs first in whichever way, the setup
// has as exclusions of schemes. Adds what they say of the rest: premises of the
// offers that need it, such as "schemes/b with schemes/a first can't be had
// beside schemes/c", and what these exclude.
void ExcludeRivalsOfWays(const PlanOffers& offers, PlanSetup* setup);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_WAY_RIVALS_H_
