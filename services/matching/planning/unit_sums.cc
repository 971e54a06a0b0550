#include "services/matching/planning/unit_sums.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "absl/algorithm/container.h"
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

void PutDearestFirst(std::vector<PricedUnits>& lots) {
  absl::c_sort(lots, [](const PricedUnits& a, const PricedUnits& b) {
    return a.paise_each > b.paise_each;
  });
}

// Adds up what a benefit gives for unit after unit of a need, the dearest
// first, as long as there are units. Of all ways to pair what a benefit gives
// for units with these, dearest with dearest gives most.
class UnitAdder {
 public:
  explicit UnitAdder(const NeedSize& size)
      : size_(size),
        left_(size.units == 0 ? std::numeric_limits<int64_t>::max()
                              : size.units),
        lots_(size.lots) {
    PutDearestFirst(lots_);
  }

  // What gives most for each comes first.
  void Add(int64_t units, int64_t least_each, int64_t most_each) {
    units = std::min(left_, units);
    while (units > 0) {
      Part part{units, most_each, false};
      int64_t least = least_each;
      if (lot_ < lots_.size()) {
        PricedUnits& lot = lots_[lot_];
        part.units = std::min(units, lot.units);
        part.is_price = lot.paise_each < most_each;
        part.each = std::min(most_each, lot.paise_each);
        least = std::min(least, lot.paise_each);
        lot.units -= part.units;
        if (lot.units == 0) ++lot_;
      }
      units -= part.units;
      left_ -= part.units;
      taken_ = Clamped(taken_ + part.units);
      least_ = Clamped(least_ + Product(part.units, least));
      most_ = Clamped(most_ + Product(part.units, part.each));
      if (part.units > 0) Keep(part);
    }
  }

  UnitSum Sum() const {
    UnitSum sum{Saturated(least_), Saturated(most_), Formula()};
    // Of units that all cost the same, some cost so much of the whole.
    if (!size_.lots.empty() || taken_ >= size_.units) return sum;
    const int64_t price =
        Saturated(Wide{size_.cost} * taken_ / Wide{size_.units});
    if (sum.most <= price) return sum;
    sum.least = std::min(sum.least, price);
    sum.most = price;
    absl::StrAppend(&sum.formula, ", at most ", FormatPaise(price), " that ",
                    FormatCount(Saturated(taken_)), " of ",
                    FormatCount(size_.units), " units cost");
    return sum;
  }

 private:
  struct Part {
    int64_t units = 0;
    int64_t each = 0;
    // The unit's price, which is less than what the benefit would give.
    bool is_price = false;
  };

  void Keep(const Part& part) {
    if (!parts_.empty() && parts_.back().each == part.each &&
        parts_.back().is_price == part.is_price) {
      parts_.back().units += part.units;
    } else {
      parts_.push_back(part);
    }
  }

  // The least for each first.
  std::string Formula() const {
    return absl::StrJoin(parts_.rbegin(), parts_.rend(), " + ",
                         [](std::string* out, const Part& part) {
                           absl::StrAppend(
                               out, FormatCount(part.units), " × ",
                               FormatPaise(part.each),
                               part.is_price ? " (what each costs)" : "");
                         });
  }

  const NeedSize& size_;
  int64_t left_;
  std::vector<PricedUnits> lots_;
  // The lot of the need that comes next.
  size_t lot_ = 0;
  Wide taken_ = 0;
  Wide least_ = 0;
  Wide most_ = 0;
  std::vector<Part> parts_;
};

}  // namespace

absl::optional<UnitSum> SumByUnits(const Benefit& benefit, const NeedSize& size,
                                   const MatchContext& sums) {
  UnitAdder lots(size);
  if (benefit.amount().has_unit_lots()) {
    std::vector<PricedUnits> given;
    for (const auto& lot : benefit.amount().unit_lots().lots()) {
      given.push_back({lot.units(), lot.paise_each()});
    }
    PutDearestFirst(given);
    for (const PricedUnits& lot : given) {
      lots.Add(lot.units, lot.paise_each, lot.paise_each);
    }
    return lots.Sum();
  }
  if (benefit.amount().has_per_unit()) {
    const auto& each = benefit.amount().per_unit();
    const int64_t* counted = sums.Number(each.count_attribute());
    if (counted == nullptr && size.units == 0) return absl::nullopt;
    lots.Add(
        counted == nullptr ? size.units : *counted,
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
