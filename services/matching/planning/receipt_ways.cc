#include "services/matching/planning/receipt_ways.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/algorithm/container.h"
#include "services/matching/engine/optional_condition.h"
#include "services/matching/planning/supposed_receipts.h"

namespace sangam::matching {
namespace {

// Of the schemes asked for, by bit.
using Set = unsigned;

// What holds by which receipts.
class Table {
 public:
  // `holds` by each set of so many schemes.
  Table(size_t schemes, std::vector<char> holds)
      : all_((1U << schemes) - 1), holds_(std::move(holds)) {}

  std::vector<Set> Ways() {
    std::vector<Set> ways;
    for (Set set = 0; set <= all_; ++set) {
      if (holds_[set] != 0 && !HasToSpare(set)) ways.push_back(set);
    }
    absl::c_stable_sort(ways, [](Set one, Set other) {
      return __builtin_popcount(one) < __builtin_popcount(other);
    });
    return ways;
  }

 private:
  // Whether it holds after `first`, whatever of `beside` is received too.
  bool IsSturdy(Set first, Set beside) const {
    for (Set some = beside;; some = (some - 1) & beside) {
      if (holds_[first | some] == 0) return false;
      if (some == 0) return true;
    }
  }

  // Whether a part of it does as well.
  bool HasToSpare(Set set) const {
    if (set == 0) return false;
    for (Set part = (set - 1) & set;; part = (part - 1) & set) {
      if (holds_[part] != 0 && DoesAsWell(part, set)) return true;
      if (part == 0) return false;
    }
  }

  bool DoesAsWell(Set part, Set set) const {
    const Set others = all_ & ~set;
    for (Set beside = others;; beside = (beside - 1) & others) {
      if (IsSturdy(set, beside) && !IsSturdy(part, beside | (set & ~part))) {
        return false;
      }
      if (beside == 0) return true;
    }
  }

  const Set all_;
  const std::vector<char> holds_;
};

ReceiptWay NamesIn(Set set, const std::vector<std::string>& names) {
  ReceiptWay way;
  for (size_t i = 0; i < names.size(); ++i) {
    if ((set >> i & 1U) != 0) way.push_back(names[i]);
  }
  return way;
}

ReceiptWay Together(const ReceiptWay& one, const ReceiptWay& other) {
  std::set<std::string> names(one.begin(), one.end());
  names.insert(other.begin(), other.end());
  return {names.begin(), names.end()};
}

bool AllHold(const CompiledVersion& version, const std::vector<int>& conditions,
             const MatchContext& context) {
  return absl::c_all_of(conditions, [&](int c) {
    return EvaluateOptional(version.conditions[c], "", context) == Truth::kTrue;
  });
}

// Of all that are asked for, those that it does not hold without.
ReceiptWay FewerOf(const ReceiptWay& all, const CompiledVersion& version,
                   const std::vector<int>& conditions,
                   const MatchContext& context) {
  SupposedReceipts supposed;
  const auto holds_with = [&](const ReceiptWay& way) {
    return AllHold(version, conditions, supposed.With(context, way));
  };
  for (const std::string& one : all) {
    if (holds_with({one})) return {one};
  }
  if (!holds_with(all)) return {};
  ReceiptWay needed = all;
  for (size_t i = needed.size(); i-- > 0;) {
    ReceiptWay fewer = needed;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (holds_with(fewer)) needed = std::move(fewer);
  }
  return needed;
}

}  // namespace

std::vector<ReceiptWay> WaysToHold(const CompiledVersion& version,
                                   const std::vector<int>& conditions,
                                   const ReceiptWay& had,
                                   const MatchContext& context) {
  std::set<std::string> asked;
  for (const int c : conditions) {
    asked.merge(OthersAskedBy(version, version.conditions[c]));
  }
  for (const std::string& one : had) asked.erase(one);
  const std::vector<std::string> names(asked.begin(), asked.end());
  if (names.size() > kMostTriedTogether) {
    ReceiptWay way;
    for (const int c : conditions) {
      way = Together(way, ReceiptsNeededBy(version, c, context));
    }
    return {way};
  }
  SupposedReceipts supposed;
  std::vector<char> holds;
  for (Set set = 0; set < 1U << names.size(); ++set) {
    const ReceiptWay way = Together(NamesIn(set, names), had);
    holds.push_back(
        AllHold(version, conditions, supposed.With(context, way)) ? 1 : 0);
  }
  std::vector<ReceiptWay> ways;
  for (const Set set : Table(names.size(), std::move(holds)).Ways()) {
    ways.push_back(NamesIn(set, names));
  }
  return ways;
}

bool CanHoldByReceipts(const CompiledVersion& version, int condition,
                       const MatchContext& context) {
  if (condition >= version.own_conditions) return false;
  const OptionalRule& rule = version.conditions[condition];
  const std::set<std::string> asked = OthersAskedBy(version, rule);
  if (asked.empty() || EvaluateOptional(rule, "", context) != Truth::kFalse) {
    return false;
  }
  const std::vector<std::string> names(asked.begin(), asked.end());
  if (names.size() > kMostTriedTogether) {
    return !ReceiptsNeededBy(version, condition, context).empty();
  }
  SupposedReceipts supposed;
  const Set all = (1U << names.size()) - 1;
  // All and all but few first, which is where most rules hold.
  for (Set left_out = 0; left_out < all; ++left_out) {
    if (AllHold(version, {condition},
                supposed.With(context, NamesIn(all & ~left_out, names)))) {
      return true;
    }
  }
  return false;
}

ReceiptWay ReceiptsNeededBy(const CompiledVersion& version, int condition,
                            const MatchContext& context) {
  if (condition >= version.own_conditions) return {};
  const OptionalRule& rule = version.conditions[condition];
  const std::set<std::string> asked = OthersAskedBy(version, rule);
  if (asked.empty() || EvaluateOptional(rule, "", context) != Truth::kFalse) {
    return {};
  }
  if (asked.size() > kMostTriedTogether) {
    return FewerOf({asked.begin(), asked.end()}, version, {condition}, context);
  }
  const auto ways = WaysToHold(version, {condition}, {}, context);
  return ways.empty() ? ReceiptWay() : ways.front();
}

}  // namespace sangam::matching
