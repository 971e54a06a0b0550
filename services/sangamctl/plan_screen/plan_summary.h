// A convergence plan on one screen.
#ifndef SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_SUMMARY_H_
#define SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_SUMMARY_H_

#include <string>

#include "services/sangamctl/plan_screen/plan_screen.h"

namespace sangam::sangamctl {

// A screen of a terminal; no plan takes more.
inline constexpr int kSummaryLines = 40;

// Who pays what, a line for each need; what is still open; in which order to go
// about it, as far as the screen goes. What is left out is counted. A plan that
// came to nothing is told as DrawPlan tells it. Parameters as there.
std::string DrawPlanSummary(type::v1::ConvergencePlan plan,
                            const type::v1::PlanTerms& terms,
                            const PlanHeading& heading, const Words& words,
                            const Layout& layout);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_SUMMARY_H_
