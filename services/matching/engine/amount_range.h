// Reckons what an Amount comes to for one subject.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_AMOUNT_RANGE_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_AMOUNT_RANGE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "sangam/scheme_catalog/v1/benefit.pb.h"
#include "services/matching/catalog/compiled_version.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// The least and the most, in paise. Absent: it can't be told, or it does not
// fit an int64. Where a count or a cost is not known but a cap is, the cap is
// the most.
struct AmountRange {
  absl::optional<int64_t> min_paise;
  absl::optional<int64_t> max_paise;
};

// Floors to the paisa, once for the whole of each formula. Never overflows.
// `computed` holds the rules of the computed amounts; one without a rule, with
// an error or with a result below 0 can't be told.
AmountRange ReckonAmount(const scheme_catalog::v1::Amount& amount,
                         const ComputedAmounts& computed,
                         const MatchContext& context);

// The attributes that the amount needs and that are not known, by their present
// names, each once, in the order of the amount.
std::vector<std::string> MissingForAmount(
    const scheme_catalog::v1::Amount& amount, const ComputedAmounts& computed,
    const MatchContext& context);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_AMOUNT_RANGE_H_
