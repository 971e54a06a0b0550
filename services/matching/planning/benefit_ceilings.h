// What bounds one benefit over all heads of cost that it pays.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_BENEFIT_CEILINGS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_BENEFIT_CEILINGS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "services/matching/catalog/compiled_version.h"
#include "services/matching/planning/earlier_receipts.h"
#include "services/matching/planning/need_contexts.h"
#include "services/matching/planning/plan_question.h"

namespace sangam::matching {

// Of one benefit that states one, for one applicant. A value type.
struct BenefitCeiling {
  // By place in the version.
  int benefit = 0;
  // Nothing if it can't be reckoned.
  absl::optional<int64_t> whole;
  // What is left of it for the applicant; nothing if it bounds nothing here.
  absl::optional<int64_t> left;
  // What a plan takes for granted where it can't be reckoned; empty else.
  std::string open;
  // What the applicant got of the benefit before, or was promised.
  EarlierReceipts receipts;
};

std::vector<BenefitCeiling> BenefitCeilingsOf(const CompiledVersion& version,
                                              const PlanQuestion& question,
                                              const NeedContexts& contexts,
                                              int participant,
                                              const std::string& scheme);

// "need assessment and design workshop together".
std::string HeadsTogether(const scheme_catalog::v1::Benefit& benefit);

// "at most ₹3,00,000 for need assessment and design workshop together", and
// how much of it was left if that is less. `ceiling` has a whole.
std::string AtMostTogether(const scheme_catalog::v1::Benefit& benefit,
                           const BenefitCeiling& ceiling);

// Why the benefit gives the applicant no more at all; empty if it may.
std::string WhyUsedUp(const scheme_catalog::v1::Benefit& benefit,
                      const BenefitCeiling& ceiling);

// What a plan that asks for more takes for granted; empty if there is nothing.
std::string TakenForGranted(const scheme_catalog::v1::Benefit& benefit,
                            const BenefitCeiling& ceiling);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_BENEFIT_CEILINGS_H_
