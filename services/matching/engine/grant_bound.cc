#include "services/matching/engine/grant_bound.h"

#include <algorithm>
#include <limits>

#include "services/matching/engine/benefit_estimate.h"
#include "services/matching/engine/benefit_worth.h"
#include "services/matching/engine/wide_amount.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Amount;
using scheme_catalog::v1::Benefit;

constexpr int64_t kAnything = std::numeric_limits<int64_t>::max();

// A sum that no int64 holds can't be told.
GrantBound Exactly(Wide paise) {
  if (paise >= kTooMuch) return {absl::nullopt, true};
  return {static_cast<int64_t>(paise), true};
}

GrantBound AtMostCap(bool has_cap, int64_t cap_paise) {
  return {has_cap ? std::max<int64_t>(cap_paise, 0) : kAnything, false};
}

GrantBound OfAmount(const Amount& amount);

GrantBound OfLesser(const scheme_catalog::v1::LesserOf& lesser) {
  GrantBound least{absl::nullopt, true};
  for (const Amount& amount : lesser.amounts()) {
    const GrantBound one = OfAmount(amount);
    least.is_exact = least.is_exact && one.is_exact;
    // One of which nothing can be told does not bound the others.
    if (!one.most) continue;
    least.most = std::min(least.most.value_or(kAnything), *one.most);
  }
  return least;
}

GrantBound OfAmount(const Amount& amount) {
  switch (amount.formula_case()) {
    case Amount::kFixed:
      return Exactly(Clamped(amount.fixed().max_paise()));
    case Amount::kPerUnit:
      return AtMostCap(amount.per_unit().has_cap_paise(),
                       amount.per_unit().cap_paise());
    case Amount::kShareOfCost:
      return AtMostCap(amount.share_of_cost().has_cap_paise(),
                       amount.share_of_cost().cap_paise());
    case Amount::kUnitLots: {
      Wide sum = 0;
      for (const auto& lot : amount.unit_lots().lots()) {
        sum = Clamped(sum + Product(lot.units(), lot.paise_each()));
      }
      return Exactly(sum);
    }
    case Amount::kLesserOf:
      return OfLesser(amount.lesser_of());
    case Amount::kSlabs:
      return AtMostCap(amount.slabs().has_cap_paise(),
                       amount.slabs().cap_paise());
    case Amount::kInterestSubvention:
      return AtMostCap(amount.interest_subvention().has_cap_paise(),
                       amount.interest_subvention().cap_paise());
    case Amount::kComputed:
      return {kAnything, false};
    case Amount::FORMULA_NOT_SET:
      break;
  }
  return {absl::nullopt, true};
}

GrantBound OfWorth(const Benefit& benefit) {
  if (benefit.has_amount()) return OfAmount(benefit.amount());
  return {WorthOfDetail(benefit).max_paise, true};
}

}  // namespace

GrantBound BoundOfGrant(const CompiledVersion& version) {
  GrantBound largest{absl::nullopt, true};
  for (const Benefit& benefit : version.version.benefits()) {
    if (!CountsAsGrant(benefit)) continue;
    const GrantBound one = OfWorth(benefit);
    if (one.most && (!largest.most || *one.most > *largest.most)) {
      largest.most = one.most;
    }
    largest.is_exact =
        largest.is_exact && one.is_exact && benefit.condition().empty();
  }
  return largest;
}

}  // namespace sangam::matching
