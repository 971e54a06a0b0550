// What of a plan rests on assumptions, and on which.
#ifndef SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_ASSUMPTIONS_H_
#define SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_ASSUMPTIONS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "sangam/type/v1/plan.pb.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// The sign of what rests on an assumption.
inline constexpr char kAssumedSign[] = "*";

// How much of the plan's money rests on assumptions, in paise.
int64_t AssumedPaise(const type::v1::ConvergencePlan& plan);

// Whether something is taken for granted of the loan's scheme that does not
// concern another need alone.
bool IsAssumed(const type::v1::PlanLoan& loan,
               const type::v1::ConvergencePlan& plan);

// "₹38,36,000 of ₹72,36,000 rests on assumptions"; empty where nothing does.
std::string AssumedInWords(const type::v1::ConvergencePlan& plan,
                           const Words& words);

// One assumption with what it is about, the need called by its description.
std::string AssumptionInWords(const type::v1::PlanAssumption& assumption,
                              const type::v1::PlanTerms& terms);

// What is assumed of schemes and of the whole, that of most money first; needs
// are told by their numbers in the plan, so that a line holds one: "needs 6, 7,
// schemes/design-clinic: a seminar has been held".
std::vector<std::string> AssumptionsInShort(
    const type::v1::ConvergencePlan& plan, const Words& words);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_ASSUMPTIONS_H_
