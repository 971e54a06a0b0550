// Who pays a plan, in all.
#ifndef SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_PAYERS_H_
#define SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_PAYERS_H_

#include <cstddef>
#include <string>

#include "sangam/type/v1/plan.pb.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// Every party with its sum, by departments the largest first, where none is
// known by schemes; with a sign what rests on assumptions: "Centre ₹23,00,000 —
// Textiles ₹20,00,000 (of it ₹3,00,000*), MSME ₹3,00,000*; Own ₹5,00,000".
// Departments of one title are told apart by their resource names. Beyond
// `most` departments of one party (at least one) the rest are told as a sum.
std::string PayersInWords(const type::v1::ConvergencePlan& plan,
                          const Words& words, size_t most);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_PAYERS_H_
