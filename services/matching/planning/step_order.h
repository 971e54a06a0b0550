// Puts steps in an order in which each comes after what it waits for.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_STEP_ORDER_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_STEP_ORDER_H_

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "sangam/type/v1/plan.pb.h"

namespace sangam::matching {

// Has the step come after another, once.
void PutAfter(const std::string& earlier, type::v1::PlanStep& step);

// Of steps that may come next, the first by kind, then as given. Sets the
// earliest day of each, by windows and lead times, and adds a blocker where a
// window closes before it. Steps that wait for each other in a circle are freed
// in the order given, with a blocker that says so.
std::vector<type::v1::PlanStep> OrderSteps(
    std::vector<type::v1::PlanStep> steps, absl::CivilDay first_day);

// Blocks a step that carries out a need which must be there before the step's
// earliest day: what waits for other needs may come too late by itself.
void BlockIfLate(const type::v1::PlanTerms& terms, type::v1::PlanStep& step);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_STEP_ORDER_H_
