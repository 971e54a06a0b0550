// What of a plan is still open, each point on a line.
#ifndef SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_OPEN_POINTS_H_
#define SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_OPEN_POINTS_H_

#include <string>
#include <vector>

#include "sangam/type/v1/plan.pb.h"
#include "services/sangamctl/plan_screen/plan_names.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// What must not be missed: what stands in the way of steps, which keeps the
// plan from being proposed, each once; then what was refused before and is
// asked for again; then sums that are sanctioned and that the plan does not
// count.
std::vector<std::string> PressingPoints(const type::v1::ConvergencePlan& plan,
                                        const PlanTitles& titles,
                                        const Words& words);

// All else that is open: sums that nobody pays first, then what is taken for
// granted of needs; then stages that no need serves.
std::vector<std::string> OpenPoints(const type::v1::ConvergencePlan& plan,
                                    const type::v1::PlanTerms& terms,
                                    const PlanTitles& titles,
                                    const Words& words);

// How many loans there are for which need: "Loans to be had, counted nowhere: 3
// (1*) for Working capital"; empty if there are none.
std::string LoansInShort(const type::v1::ConvergencePlan& plan,
                         const type::v1::PlanTerms& terms, const Words& words);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_OPEN_POINTS_H_
