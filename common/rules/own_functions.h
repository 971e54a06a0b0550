// The functions that are ours and not CEL's: places, industries, benefits.
#ifndef SANGAM_COMMON_RULES_OWN_FUNCTIONS_H_
#define SANGAM_COMMON_RULES_OWN_FUNCTIONS_H_

#include <string>
#include <vector>

#include "common/rules/evaluator.h"

namespace sangam::rules {

// place.within(names) for a place with this chain; see EvaluateTree.
Evaluated PlaceWithin(const PlaceChain& chain,
                      const std::vector<std::string>& names,
                      absl::CivilDay as_of, const ReferenceData& reference);

// nic.within(codes) for these industries: true if any of them lies in any of
// the codes, unknown if one might.
Evaluated IndustriesWithin(const std::vector<std::string>& industries,
                           const std::vector<std::string>& codes);

// received(scheme, months); see EvaluateTree.
Evaluated Received(const SubjectView& subject, const std::string& scheme,
                   const absl::optional<int64_t>& within_months);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_OWN_FUNCTIONS_H_
