// A convergence plan on one screen.
#ifndef SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_SUMMARY_H_
#define SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_SUMMARY_H_

#include <string>

#include "services/sangamctl/plan_screen/plan_screen.h"

namespace sangam::sangamctl {

// A screen of a terminal; on one of 80 columns or more no plan takes more.
inline constexpr int kSummaryLines = 40;

// Who pays what, a line for each need; what of it rests on assumptions, and on
// which; what is still open; in which order to go about it, as far as the
// screen goes; or which terms can't be kept together. What is left out is
// counted. Parameters as of DrawPlan.
std::string DrawPlanSummary(type::v1::ConvergencePlan plan,
                            const type::v1::PlanTerms& terms,
                            const PlanHeading& heading, const Words& words,
                            const Layout& layout);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_SUMMARY_H_
