// What units of a benefit come to for the units of a need.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_UNIT_SUMS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_UNIT_SUMS_H_

#include <cstdint>
#include <string>

#include "absl/types/optional.h"
#include "sangam/scheme_catalog/v1/benefit.pb.h"
#include "services/matching/engine/match_context.h"
#include "services/matching/planning/need_size.h"

namespace sangam::matching {

struct UnitSum {
  // In paise, never below 0. What an int64 can't hold is its highest value:
  // more than any need costs.
  int64_t least = 0;
  int64_t most = 0;
  // "64 × ₹9,000 + 36 × ₹25,000", "64 × ₹9,000 (what each costs) + ...", the
  // least for each first.
  std::string formula;
};

// Of a benefit whose sum goes by units that are known: lots, a sum for each, or
// things of a known worth. For no more units than the need has, where it states
// some, and none of them more than it costs: the dearest units get the dearest
// lots, so that the sum is the most of all ways to pair them, and goes by no
// order in which either are listed.
// Nothing for every other benefit.
absl::optional<UnitSum> SumByUnits(const scheme_catalog::v1::Benefit& benefit,
                                   const NeedSize& size,
                                   const MatchContext& sums);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_UNIT_SUMS_H_
