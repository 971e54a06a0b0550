// What gap funders offer to the needs of a plan.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_GAP_OFFERS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_GAP_OFFERS_H_

#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/planning/best_participants.h"
#include "services/matching/planning/need_contexts.h"
#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/plan_question.h"

namespace sangam::matching {

// Pure. Adds the gap funders, by name, and why others can't be used. At most
// kMostGapFunders; those beyond are told. One that needs something first is
// there once for each of the ways of WaysBefore; each serves also the needs
// that ask for less, if its conditions hold for them with all that. It comes
// after a need's grant: what is too late beside all grants is told.
void GatherGapOffers(const CatalogSnapshot& catalog,
                     const PlanQuestion& question, const NeedContexts& contexts,
                     BestParticipants& participants, PlanOffers& offers);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_GAP_OFFERS_H_
