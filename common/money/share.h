// Parts of sums in whole paise: what is split comes together again.
#ifndef SANGAM_COMMON_MONEY_SHARE_H_
#define SANGAM_COMMON_MONEY_SHARE_H_

#include <cstdint>
#include <vector>

namespace sangam {

// A share of a sum, floored to the paisa: what a grant comes to. Neither counts
// below 0; the result is at most what an int64 holds.
int64_t FloorShare(int64_t paise, int64_t share_bps);

// A share of a sum, raised to the paisa: what must at least be there.
int64_t CeilShare(int64_t paise, int64_t share_bps);

// Simple interest on a principal: rate a year in basis points, for months,
// floored to the paisa. Nothing counts below 0; at most what an int64 holds.
int64_t SimpleInterest(int64_t principal_paise, int64_t rate_bps,
                       int64_t months);

// Splits a sum in proportion to weights of 0 or more: each part is floored to
// the paisa, and what is left over goes to the first part with a weight, so
// that the parts sum to the whole. Without any weight all parts are 0. The sum
// of the weights must fit an int64.
std::vector<int64_t> SplitInProportion(int64_t paise,
                                       const std::vector<int64_t>& weights);

}  // namespace sangam

#endif  // SANGAM_COMMON_MONEY_SHARE_H_
