// A convergence plan as an officer takes it into a meeting.
#ifndef SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_SCREEN_H_
#define SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_SCREEN_H_

#include <string>

#include "google/type/date.pb.h"
#include "sangam/type/v1/plan.pb.h"
#include "services/sangamctl/plan_screen/plan_names.h"
#include "services/sangamctl/screen/terminal.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// What the screen tells beside the plan itself.
struct PlanHeading {
  // Whom it is for.
  std::string title;
  google::type::Date as_of;
  std::string disclaimer;
  // Of what the plan names, beside the titles that it tells itself.
  PlanTitles titles;
};

// The heading safe to print, with the titles of the plan, which is safe.
PlanHeading SafeHeading(const PlanHeading& heading,
                        const type::v1::ConvergencePlan& plan);

// All of it: who pays what, need by need; who pays what in all; what is still
// open; in which order to go about it. `terms` are those that the plan was made
// for. Text of the services is made safe to print.
std::string DrawPlan(type::v1::ConvergencePlan plan,
                     const type::v1::PlanTerms& terms,
                     const PlanHeading& heading, const Words& words,
                     const Layout& layout);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_SCREEN_H_
