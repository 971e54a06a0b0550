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

// What makes up a bound, for those who ask about many sets of options at the
// same prices.
struct CostsAtPrices {
  // By need and option; kNeverWide where its terms can't be kept.
  std::vector<std::vector<Wide>> options;
  // By resource, 0 or less: what the bound owes for it.
  std::vector<Wide> resources;
  // The rest.
  Wide others = 0;
};

// More than any sum of a need, and so little that those of all needs, times as
// many, fit a Wide.
inline constexpr Wide kNeverWide = Wide{1} << 112;

// A plan whose parts before `part` are at most the target's, and out of any
// options, has at least so much of `part`: the sum of the least option of each
// need, of the resources that these options use, and of the rest, in units of
// kPriceOne times the part's scale.
CostsAtPrices CostsAt(const PricedProblem& problem, const SharedPrices& prices,
                      const PlanValue& target, int part);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_EXACT_BOUND_H_
