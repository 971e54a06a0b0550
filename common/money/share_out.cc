#include "common/money/share_out.h"

#include <algorithm>
#include <cstddef>

namespace sangam {
namespace {

using Wide = __int128;

int64_t MostOf(const ShareClaim& claim, int64_t whole) {
  return std::clamp<int64_t>(claim.most, 0, whole);
}

// The claims that count, those that are filled soonest first.
std::vector<size_t> ByHowSoonFilled(int64_t whole,
                                    const std::vector<ShareClaim>& claims) {
  std::vector<size_t> order;
  for (size_t i = 0; i < claims.size(); ++i) {
    if (claims[i].weight > 0) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return Wide{MostOf(claims[a], whole)} * claims[b].weight <
           Wide{MostOf(claims[b], whole)} * claims[a].weight;
  });
  return order;
}

}  // namespace

std::vector<int64_t> ShareInProportion(int64_t whole,
                                       const std::vector<ShareClaim>& claims) {
  std::vector<int64_t> parts(claims.size(), 0);
  int64_t left = std::max<int64_t>(whole, 0);
  const std::vector<size_t> order = ByHowSoonFilled(left, claims);
  Wide weights = 0;
  for (const size_t i : order) weights += claims[i].weight;
  // Once one is not filled, none after it is.
  size_t filled = 0;
  for (; filled < order.size(); ++filled) {
    const size_t i = order[filled];
    const int64_t most = MostOf(claims[i], left);
    if (Wide{left} * claims[i].weight / weights < most) break;
    parts[i] = most;
    left -= most;
    weights -= claims[i].weight;
  }
  if (filled == order.size()) return parts;

  struct Remainder {
    Wide of;
    size_t claim;
  };
  std::vector<Remainder> remainders;
  int64_t undivided = left;
  for (size_t at = filled; at < order.size(); ++at) {
    const size_t i = order[at];
    const Wide share = Wide{left} * claims[i].weight;
    parts[i] = static_cast<int64_t>(share / weights);
    undivided -= parts[i];
    remainders.push_back({share % weights, i});
  }
  std::sort(remainders.begin(), remainders.end(),
            [](const Remainder& a, const Remainder& b) {
              return a.of != b.of ? a.of > b.of : a.claim < b.claim;
            });
  // Fewer are undivided than there are remainders, and each part lies below
  // what its claim can take.
  for (int64_t i = 0; i < undivided; ++i) {
    ++parts[remainders[static_cast<size_t>(i)].claim];
  }
  return parts;
}

std::vector<int64_t> ShareInOrder(int64_t whole,
                                  const std::vector<ShareClaim>& claims) {
  std::vector<int64_t> parts(claims.size(), 0);
  int64_t left = std::max<int64_t>(whole, 0);
  for (size_t i = 0; i < claims.size(); ++i) {
    if (claims[i].weight <= 0) continue;
    parts[i] = MostOf(claims[i], left);
    left -= parts[i];
  }
  return parts;
}

}  // namespace sangam
