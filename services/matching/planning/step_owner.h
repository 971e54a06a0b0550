// Who sees to a step of a plan.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_STEP_OWNER_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_STEP_OWNER_H_

#include <string>

#include "sangam/type/v1/plan.pb.h"
#include "services/matching/planning/plan_question.h"

namespace sangam::matching {

// The role of whoever applies.
inline constexpr char kApplicantRole[] = "APPLICANT";

// Sets the role and who holds it by the terms; an applicant that no role names
// is told by its title. Where there is nobody, the step is blocked.
void SetOwner(const PlanQuestion& question, const std::string& role,
              int participant, type::v1::PlanStep& step);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_STEP_OWNER_H_
