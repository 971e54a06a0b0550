// What a need is made of, and what that costs.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_NEED_SIZE_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_NEED_SIZE_H_

#include <cstdint>
#include <vector>

#include "sangam/type/v1/plan.pb.h"

namespace sangam::matching {

// What a need costs: its lots, else its cost.
inline int64_t CostOf(const type::v1::PlanNeed& need) {
  if (need.lots().empty()) return need.cost_paise();
  int64_t cost = 0;
  for (const auto& lot : need.lots()) cost += lot.units() * lot.paise_each();
  return cost;
}

// How many units a need is made of; 0: not stated.
inline int64_t UnitsOf(const type::v1::PlanNeed& need) {
  if (need.lots().empty()) return need.units();
  int64_t units = 0;
  for (const auto& lot : need.lots()) units += lot.units();
  return units;
}

// Equal units of a need and the price of each, in paise.
struct PricedUnits {
  int64_t units = 0;
  int64_t paise_each = 0;
};

struct NeedSize {
  int64_t cost = 0;
  // 0: not stated.
  int64_t units = 0;
  // Units with prices of their own; they come to `units` and `cost`. Empty: all
  // cost the same.
  std::vector<PricedUnits> lots;
};

inline NeedSize SizeOf(const type::v1::PlanNeed& need) {
  NeedSize size{CostOf(need), UnitsOf(need), {}};
  for (const auto& lot : need.lots()) {
    size.lots.push_back({lot.units(), lot.paise_each()});
  }
  return size;
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_NEED_SIZE_H_
