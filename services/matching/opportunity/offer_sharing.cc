#include "services/matching/opportunity/offer_sharing.h"

#include <algorithm>

#include "common/money/share_out.h"

namespace sangam::matching {
namespace {

// Those who can be served, the heaviest first, of equal ones the first by name.
std::vector<Taker*> Heaviest(std::vector<Taker>* takers, SharedUse* use) {
  std::vector<Taker*> heaviest;
  for (Taker& taker : *takers) {
    taker.part = 0;
    if (!taker.numbers.unknown.empty()) {
      taker.reason = v1::NOT_SERVED_REASON_NUMBER_UNKNOWN;
      ++use->number_unknown;
    } else if (taker.numbers.weight <= 0 ||
               taker.numbers.capacity.value_or(1) <= 0) {
      taker.reason = v1::NOT_SERVED_REASON_NO_CAPACITY;
      ++use->no_capacity;
    } else {
      heaviest.push_back(&taker);
    }
  }
  std::stable_sort(heaviest.begin(), heaviest.end(),
                   [](const Taker* a, const Taker* b) {
                     return a->numbers.weight > b->numbers.weight;
                   });
  return heaviest;
}

void AddCapacity(const Taker& taker, SharedUse* use) {
  if (!taker.numbers.capacity) {
    use->capacity.reset();
  } else if (use->capacity &&
             __builtin_add_overflow(*use->capacity, *taker.numbers.capacity,
                                    &*use->capacity)) {
    // More than can ever be offered.
    use->capacity.reset();
  }
}

}  // namespace

SharedUse ShareUse(int64_t offered, const SharingRule& rule,
                   std::vector<Taker>* takers) {
  SharedUse use;
  std::vector<Taker*> served = Heaviest(takers, &use);
  if (rule.most_takers > 0 &&
      served.size() > static_cast<size_t>(rule.most_takers)) {
    const auto last = served.begin() + rule.most_takers;
    for (auto beyond = last; beyond != served.end(); ++beyond) {
      (*beyond)->reason = v1::NOT_SERVED_REASON_BEYOND_MOST_TAKERS;
      ++use.beyond_most_takers;
    }
    served.erase(last, served.end());
  }
  if (rule.method == v1::SHARE_METHOD_IN_PROPORTION) {
    // Equal remainders go by name.
    std::sort(served.begin(), served.end());
  }
  std::vector<ShareClaim> claims;
  claims.reserve(served.size());
  for (const Taker* taker : served) {
    claims.push_back({taker->numbers.weight,
                      taker->numbers.capacity.value_or(ShareClaim::kNoLimit)});
    AddCapacity(*taker, &use);
  }
  const std::vector<int64_t> parts = rule.method == v1::SHARE_METHOD_IN_ORDER
                                         ? ShareInOrder(offered, claims)
                                         : ShareInProportion(offered, claims);
  for (size_t i = 0; i < served.size(); ++i) {
    served[i]->part = parts[i];
    use.assigned += parts[i];
    if (parts[i] > 0) {
      ++use.takers;
    } else {
      served[i]->reason = v1::NOT_SERVED_REASON_NOTHING_LEFT;
    }
  }
  return use;
}

}  // namespace sangam::matching
