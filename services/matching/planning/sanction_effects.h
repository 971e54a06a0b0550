// What sanctions that have not come yet change of what schemes offer, and what
// came of others that exclude them.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_SANCTION_EFFECTS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_SANCTION_EFFECTS_H_

#include <string>

#include "services/matching/planning/need_contexts.h"
#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/plan_question.h"

namespace sangam::matching {

// How the version's conditions stand for the participant, with what is
// sanctioned to it counted as received and told in rests_on and kept_out. A
// scheme that is sanctioned outside the plan, or was received, keeps out what
// it excludes, but for what needs it first: there the order settles it.
// `benefit`: see FitnessOf.
SchemeFitness FitnessFor(const NeedContexts& contexts,
                         const CompiledVersion& version, int need,
                         int participant,
                         const OptionalRule* benefit = nullptr);

// Adds what the offer's benefit, its condition and its sum, rests on to
// offer.fitness, and why what is sanctioned keeps it out; that is returned,
// too: empty if it doesn't.
std::string AddEffectsOnBenefit(const PlanQuestion& question,
                                const NeedContexts& contexts,
                                const CompiledVersion& version, int need,
                                GrantOffer& offer);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_SANCTION_EFFECTS_H_
