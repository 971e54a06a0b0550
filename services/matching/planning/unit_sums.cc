#include "services/matching/planning/unit_sums.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/money/format.h"
#include "services/matching/engine/wide_amount.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Benefit;

int64_t Saturated(Wide paise) {
  return static_cast<int64_t>(
      std::min<Wide>(paise, std::numeric_limits<int64_t>::max()));
}

// Adds lots up as long as there are units for them.
class LotAdder {
 public:
  explicit LotAdder(int64_t units)
      : left_(units == 0 ? std::numeric_limits<int64_t>::max() : units) {}

  void Add(int64_t units, int64_t least_each, int64_t most_each) {
    const int64_t taken = std::min(left_, units);
    if (taken <= 0) return;
    left_ -= taken;
    least_ = Clamped(least_ + Product(taken, least_each));
    most_ = Clamped(most_ + Product(taken, most_each));
    parts_.push_back(
        absl::StrCat(FormatCount(taken), " × ", FormatPaise(most_each)));
  }

  UnitSum Sum() const {
    return {Saturated(least_), Saturated(most_), absl::StrJoin(parts_, " + ")};
  }

 private:
  int64_t left_;
  Wide least_ = 0;
  Wide most_ = 0;
  std::vector<std::string> parts_;
};

}  // namespace

absl::optional<UnitSum> SumByUnits(const Benefit& benefit, int64_t units,
                                   const MatchContext& sums) {
  LotAdder lots(units);
  if (benefit.amount().has_unit_lots()) {
    for (const auto& lot : benefit.amount().unit_lots().lots()) {
      lots.Add(lot.units(), lot.paise_each(), lot.paise_each());
    }
    return lots.Sum();
  }
  if (benefit.amount().has_per_unit()) {
    const auto& each = benefit.amount().per_unit();
    const int64_t* counted = sums.Number(each.count_attribute());
    if (counted == nullptr && units == 0) return absl::nullopt;
    lots.Add(
        counted == nullptr ? units : *counted,
        each.has_min_paise_each() ? each.min_paise_each() : each.paise_each(),
        each.paise_each());
    UnitSum sum = lots.Sum();
    if (each.has_cap_paise()) {
      sum.least = std::min(sum.least, each.cap_paise());
      sum.most = std::min(sum.most, each.cap_paise());
      absl::StrAppend(&sum.formula, ", at most ",
                      FormatPaise(each.cap_paise()));
    }
    return sum;
  }
  if (!benefit.has_amount() && benefit.in_kind().has_units() &&
      benefit.in_kind().has_paise_each()) {
    const int64_t worth = benefit.in_kind().paise_each();
    lots.Add(benefit.in_kind().units(), worth, worth);
    return lots.Sum();
  }
  return absl::nullopt;
}

}  // namespace sangam::matching
