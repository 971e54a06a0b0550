// From a list of schemes to a funded plan.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_CONVERGENCE_PLANNER_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_CONVERGENCE_PLANNER_H_

#include "absl/status/statusor.h"
#include "common/clock/clock.h"
#include "sangam/type/v1/plan.pb.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/planning/plan_question.h"

namespace sangam::matching {

// Part of every plan's reply.
inline constexpr char kPlanDisclaimer[] =
    "This is a proposal, not a sanction. The departments that offer the "
    "schemes "
    "decide.";

// Gathers what schemes offer, has the best plan made, checks it, and tells it.
// Terms that can't be kept together give a plan with conflicts and no lines.
// Where not all ways to have what a scheme needs first were looked at, an
// assumption says so, and nothing is called optimal or infeasible: terms that
// can't be kept by the ways that were looked at give a plan that is not found,
// with conflicts of which the last names these schemes.
// Pure but for the clock; several threads may call it at once.
//
// Errors: those of CheckNamedSchemes; DEADLINE_EXCEEDED soon after the question
// is cancelled; INTERNAL if the plan breaks a money rule, which the checker
// would have found: no such plan is shown.
absl::StatusOr<type::v1::ConvergencePlan> MakePlan(
    const CatalogSnapshot& catalog, const PlanQuestion& question,
    const Clock& clock);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_CONVERGENCE_PLANNER_H_
