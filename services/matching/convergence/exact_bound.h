// What no plan can undercut, by prices for what needs share, in whole numbers.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_EXACT_BOUND_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_EXACT_BOUND_H_

#include <array>
#include <cstdint>
#include <vector>

#include "services/matching/convergence/priced_problem.h"

namespace sangam::matching {

using Wide = __int128;

// Prices are counted in these: so many to a paisa.
inline constexpr int64_t kPriceOne = int64_t{1} << 44;
// The highest price of a paisa; with it no sum leaves a Wide.
inline constexpr int64_t kMostPrice = kPriceOne << 12;

// Any prices of 0 or more give a true bound; good ones give a high one.
struct SharedPrices {
  // Of a paisa by which a part of the value exceeds the target's.
  std::array<int64_t, kValueParts> parts{};
  // Of a paisa, by resource.
  std::vector<int64_t> resources;
  // Of a need's use of a switch, by need and switch.
  std::vector<std::vector<Wide>> switches;
  // By pair of switches that exclude each other.
  std::vector<Wide> exclusions;
};

// What a plan may still take.
struct OpenOptions {
  // By need and option.
  std::vector<std::vector<char>> needs;
  // Switches that are on.
  std::vector<char> on;
};

// The part of the value that is bounded; kValueParts bounds nothing, but tells
// whether any plan is no worse than the target.
//
// Returns the most that is proven: every plan out of the open options whose
// parts before `part` are at most the target's has so much of `part`, or more.
// With kValueParts: 1 if there is no plan as good as the target, else 0.
// Closes the options that no such plan takes whose `part` is at most the
// target's, too.
int64_t ExactBound(const PricedProblem& problem, const SharedPrices& prices,
                   const PlanValue& target, int part, OpenOptions& open);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_EXACT_BOUND_H_
