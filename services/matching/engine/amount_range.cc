#include "services/matching/engine/amount_range.h"

#include <algorithm>
#include <limits>

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Amount;

// Sums of products of int64 may exceed even 128 bits, so every step is clamped
// here. kTooMuch stands for anything that an int64 can't hold.
using Wide = __int128;
constexpr Wide kTooMuch = Wide{std::numeric_limits<int64_t>::max()} + 1;

struct WideRange {
  absl::optional<Wide> least;
  absl::optional<Wide> most;
};

Wide Clamped(Wide value) { return std::clamp<Wide>(value, 0, kTooMuch); }

Wide Product(int64_t a, int64_t b) {
  return Clamped(Wide{std::max<int64_t>(a, 0)} * std::max<int64_t>(b, 0));
}

WideRange Capped(WideRange range, bool has_cap, int64_t cap) {
  if (!has_cap) return range;
  const Wide limit = Clamped(cap);
  if (range.least) range.least = std::min(*range.least, limit);
  range.most = range.most ? std::min(*range.most, limit) : limit;
  return range;
}

WideRange Reckon(const Amount& amount, const MatchContext& context);

WideRange LesserOf(const scheme_catalog::v1::LesserOf& lesser,
                   const MatchContext& context) {
  WideRange range;
  bool all_known = true;
  for (const Amount& amount : lesser.amounts()) {
    const WideRange one = Reckon(amount, context);
    // The lesser is at most each of them, so one known most is enough; it is at
    // least something only if every least is known.
    if (one.most) {
      range.most = range.most ? std::min(*range.most, *one.most) : *one.most;
    }
    if (one.least) {
      range.least =
          range.least ? std::min(*range.least, *one.least) : *one.least;
    } else {
      all_known = false;
    }
  }
  if (!all_known) range.least.reset();
  return range;
}

WideRange Reckon(const Amount& amount, const MatchContext& context) {
  switch (amount.formula_case()) {
    case Amount::kFixed:
      return {Clamped(amount.fixed().min_paise()),
              Clamped(amount.fixed().max_paise())};
    case Amount::kPerUnit: {
      const auto& per_unit = amount.per_unit();
      WideRange range;
      if (const int64_t* count = context.Number(per_unit.count_attribute())) {
        range.most = Product(*count, per_unit.paise_each());
        range.least = per_unit.has_min_paise_each()
                          ? Product(*count, per_unit.min_paise_each())
                          : *range.most;
      }
      return Capped(range, per_unit.has_cap_paise(), per_unit.cap_paise());
    }
    case Amount::kShareOfCost: {
      const auto& share = amount.share_of_cost();
      WideRange range;
      if (const int64_t* cost = context.Number(share.cost_attribute())) {
        // Divide before clamping: the product exceeds an int64 long before the
        // share of it does.
        range.most = Clamped(Wide{std::max<int64_t>(*cost, 0)} *
                             std::max(share.share_bps(), 0) / 10'000);
        range.least = range.most;
      }
      return Capped(range, share.has_cap_paise(), share.cap_paise());
    }
    case Amount::kUnitLots: {
      Wide sum = 0;
      for (const auto& lot : amount.unit_lots().lots()) {
        sum = Clamped(sum + Product(lot.units(), lot.paise_each()));
      }
      return {sum, sum};
    }
    case Amount::kLesserOf:
      return LesserOf(amount.lesser_of(), context);
    case Amount::FORMULA_NOT_SET:
      break;
  }
  return {};
}

absl::optional<int64_t> Narrow(const absl::optional<Wide>& wide) {
  if (!wide || *wide >= kTooMuch) return absl::nullopt;
  return static_cast<int64_t>(*wide);
}

void AddIfMissing(const std::string& attribute, const MatchContext& context,
                  std::vector<std::string>* missing) {
  if (context.Number(attribute) != nullptr) return;
  if (std::find(missing->begin(), missing->end(), attribute) ==
      missing->end()) {
    missing->push_back(attribute);
  }
}

void CollectMissing(const Amount& amount, const MatchContext& context,
                    std::vector<std::string>* missing) {
  switch (amount.formula_case()) {
    case Amount::kPerUnit:
      AddIfMissing(amount.per_unit().count_attribute(), context, missing);
      return;
    case Amount::kShareOfCost:
      AddIfMissing(amount.share_of_cost().cost_attribute(), context, missing);
      return;
    case Amount::kLesserOf:
      for (const Amount& one : amount.lesser_of().amounts()) {
        CollectMissing(one, context, missing);
      }
      return;
    default:
      return;
  }
}

}  // namespace

AmountRange ReckonAmount(const Amount& amount, const MatchContext& context) {
  const WideRange range = Reckon(amount, context);
  return {Narrow(range.least), Narrow(range.most)};
}

std::vector<std::string> MissingForAmount(const Amount& amount,
                                          const MatchContext& context) {
  std::vector<std::string> missing;
  CollectMissing(amount, context, &missing);
  return missing;
}

}  // namespace sangam::matching
