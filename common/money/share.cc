#include "common/money/share.h"

#include <algorithm>
#include <limits>

namespace sangam {
namespace {

using Wide = __int128;

constexpr Wide kWhole = 10'000;
constexpr Wide kMost = std::numeric_limits<int64_t>::max();

Wide Counted(int64_t value) { return std::max<int64_t>(value, 0); }

int64_t Narrow(Wide value) {
  return static_cast<int64_t>(std::min(value, kMost));
}

}  // namespace

int64_t FloorShare(int64_t paise, int64_t share_bps) {
  return Narrow(Counted(paise) * Counted(share_bps) / kWhole);
}

int64_t CeilShare(int64_t paise, int64_t share_bps) {
  return Narrow((Counted(paise) * Counted(share_bps) + kWhole - 1) / kWhole);
}

int64_t SimpleInterest(int64_t principal_paise, int64_t rate_bps,
                       int64_t months) {
  // The product of two factors is clamped, so that a third one fits: what
  // exceeds that exceeds an int64 after the division, too.
  const Wide most_product = kMost * kMost;
  const Wide rate_months = std::min(Counted(rate_bps) * Counted(months), kMost);
  return Narrow(std::min(Counted(principal_paise) * rate_months, most_product) /
                (12 * kWhole));
}

std::vector<int64_t> SplitInProportion(int64_t paise,
                                       const std::vector<int64_t>& weights) {
  std::vector<int64_t> parts(weights.size(), 0);
  Wide all = 0;
  for (const int64_t weight : weights) all += Counted(weight);
  if (all == 0) return parts;
  int64_t left = paise;
  for (size_t i = 0; i < weights.size(); ++i) {
    parts[i] = static_cast<int64_t>(Wide{paise} * Counted(weights[i]) / all);
    left -= parts[i];
  }
  for (size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] <= 0) continue;
    parts[i] += left;
    break;
  }
  return parts;
}

}  // namespace sangam
