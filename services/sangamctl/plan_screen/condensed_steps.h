// The steps of a plan on few lines.
#ifndef SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_CONDENSED_STEPS_H_
#define SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_CONDENSED_STEPS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "sangam/type/v1/plan.pb.h"
#include "services/sangamctl/plan_screen/plan_names.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// Lines of at most `width` columns, at most `most` of them (two or more).
// Steps of one kind that follow each other are told together, those of one
// owner before its name; needs by their numbers in the plan:
//   3-5. Apply: Design Clinic [5, 6], Pehchan card [8] — Umden Eri Cluster
// Where not all go in, the last line counts the rest.
std::vector<std::string> CondenseSteps(const type::v1::ConvergencePlan& plan,
                                       const type::v1::PlanTerms& terms,
                                       const PlanTitles& titles,
                                       const Words& words, int width,
                                       size_t most);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_CONDENSED_STEPS_H_
