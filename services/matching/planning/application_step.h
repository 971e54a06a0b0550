// The step of a plan that asks for a scheme.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_APPLICATION_STEP_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_APPLICATION_STEP_H_

#include "sangam/type/v1/plan.pb.h"
#include "services/matching/engine/match_context.h"
#include "services/matching/planning/offered_scheme.h"
#include "services/matching/planning/plan_question.h"

namespace sangam::matching {

// Fills in what is asked for, by whom, when and where, and what stands in the
// way: documents that are missing by the participant's context, and what was
// sanctioned before.
void FillApplicationStep(const PlanQuestion& question,
                         const OfferedScheme& offered,
                         const MatchContext& context, int participant,
                         type::v1::PlanStep& step);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_APPLICATION_STEP_H_
