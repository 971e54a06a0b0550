// The terms of a convergence plan.
#ifndef SANGAM_COMMON_VALIDATION_PLAN_TERMS_H_
#define SANGAM_COMMON_VALIDATION_PLAN_TERMS_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "common/validation/violations.h"
#include "sangam/type/v1/plan.pb.h"

namespace sangam {

inline constexpr int kMaxPlanNeeds = 100;
inline constexpr int kMaxPlanApplicants = 10;
inline constexpr int kMaxPlanEntries = 300;
// Ten lakh crore rupees for one need or contribution, in paise, so that a
// plan's sums stay within an int64.
inline constexpr int64_t kMaxPlanPaise = 1'000'000'000'000'000;

// Adds the faults of terms as "terms.needs[2].lots[0].units": ids that are
// missing, used twice or not known, codes and names of another shape, sums out
// of bounds or that contradict each other, needs that wait for each other,
// things without a value that somebody accepted, assumptions without a reason.
// Subjects of applicants are left to the caller.
//
// Two needs of one head are a fault, too. A head has at most one grant scheme,
// and shares, slabs and caps are for the cost of the whole head: in two needs
// it would get two grants, each up to the cap. They are not added up for the
// caller, because days, pins, things and owners of the two may differ.
void CheckPlanTerms(Violations& violations, absl::string_view field,
                    const type::v1::PlanTerms& terms);

}  // namespace sangam

#endif  // SANGAM_COMMON_VALIDATION_PLAN_TERMS_H_
