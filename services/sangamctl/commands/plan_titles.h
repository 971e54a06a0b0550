// What a plan's names are called, asked of their owners.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_PLAN_TITLES_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_PLAN_TITLES_H_

#include <set>
#include <string>

#include "sangam/type/v1/plan.pb.h"
#include "services/sangamctl/plan_screen/plan_names.h"
#include "services/sangamctl/remote/service_caller.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// The titles, as they are now, of what the plan's words name, and of `others`,
// where the plan does not call it by a title itself. What an owner does not
// know, may not tell or can't be asked stays a name.
PlanTitles ReadPlanTitles(const type::v1::ConvergencePlan& plan,
                          ServiceCaller& caller, const Words& words,
                          const std::set<std::string>& others = {});

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_PLAN_TITLES_H_
