// What is shared out among many is all shared out, as far as they can take it.
#ifndef SANGAM_COMMON_MONEY_SHARE_OUT_H_
#define SANGAM_COMMON_MONEY_SHARE_OUT_H_

#include <cstdint>
#include <limits>
#include <vector>

namespace sangam {

// What one party has a claim to. Neither counts below 0.
struct ShareClaim {
  static constexpr int64_t kNoLimit = std::numeric_limits<int64_t>::max();

  int64_t weight = 0;
  // It gets no more than this.
  int64_t most = kNoLimit;
};

// Splits whole units (paise, houses) in proportion to weights, nobody above
// what it can take: what one can't take goes to the others by their weights.
// What can't be divided goes to the largest remainders, of equal ones to the
// first. The parts are as many as the claims and sum to `whole`, or to what
// those with a weight can take together, if that is less.
std::vector<int64_t> ShareInProportion(int64_t whole,
                                       const std::vector<ShareClaim>& claims);

// One after the other: each that has a weight gets all that it can take of what
// those before it left. Parts as above.
std::vector<int64_t> ShareInOrder(int64_t whole,
                                  const std::vector<ShareClaim>& claims);

}  // namespace sangam

#endif  // SANGAM_COMMON_MONEY_SHARE_OUT_H_
