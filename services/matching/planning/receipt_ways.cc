#include "services/matching/planning/receipt_ways.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "absl/algorithm/container.h"
#include "services/matching/engine/beneficiary_estimate.h"
#include "services/matching/engine/optional_condition.h"
#include "services/matching/planning/supposed_receipts.h"

namespace sangam::matching {
namespace {

// Of the schemes asked for, by bit.
using Set = unsigned;

// How surely it holds by which receipts.
class Table {
 public:
  // By each set of so many schemes.
  Table(size_t schemes, std::vector<Truth> truths)
      : all_((1U << schemes) - 1), truths_(std::move(truths)) {}

  std::vector<Set> Ways() {
    std::vector<Set> ways;
    for (Set set = 0; set <= all_; ++set) {
      if (truths_[set] != Truth::kFalse && !HasToSpare(set)) {
        ways.push_back(set);
      }
    }
    absl::c_stable_sort(ways, [this](Set one, Set other) {
      if (truths_[one] != truths_[other]) return truths_[other] < truths_[one];
      return __builtin_popcount(one) < __builtin_popcount(other);
    });
    return ways;
  }

  bool IsSure(Set set) const { return truths_[set] == Truth::kTrue; }

 private:
  // Whether it holds as surely after `first`, whatever of `beside` is received
  // too.
  bool IsSturdy(Set first, Set beside) const {
    for (Set some = beside;; some = (some - 1) & beside) {
      if (truths_[first | some] < truths_[first]) return false;
      if (some == 0) return true;
    }
  }

  // Whether a part of it does as well.
  bool HasToSpare(Set set) const {
    if (set == 0) return false;
    for (Set part = (set - 1) & set;; part = (part - 1) & set) {
      if (truths_[part] >= truths_[set] && DoesAsWell(part, set)) return true;
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
  const std::vector<Truth> truths_;
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

// As surely as the least sure of them.
Truth AllHold(const ReceiptRules& rules, const MatchContext& context) {
  Truth all = Truth::kTrue;
  for (const OptionalRule* rule : rules) {
    all = std::min(all, EvaluateOptional(*rule, "", context));
    if (all == Truth::kFalse) break;
  }
  return all;
}

// Which way receipts move rules.
struct Moves {
  // Up: a rule holds no less surely; down: no more surely.
  std::set<std::string> up;
  std::set<std::string> down;
  std::set<std::string> either;

  void Add(const rules::TypedNode& node, bool negated) {
    using Op = rules::TypedNode::Op;
    switch (node.op) {
      case Op::kReceived:
        (negated ? down : up).insert(node.names.front());
        return;
      case Op::kNot:
      case Op::kAnd:
      case Op::kOr:
        for (const auto& child : node.children) {
          Add(child, negated != (node.op == Op::kNot));
        }
        return;
      default:
        AddSchemesAskedOf(node, &either);
    }
  }
};

// What a few rules ask for, and what of it is worth trying.
struct Asked {
  std::vector<std::string> names;
  // Whether each receipt makes the rules hold no less surely.
  bool all_help = true;
};

Asked AskedOf(const CompiledVersion& version, const ReceiptRules& rules,
              const ReceiptWay& had) {
  std::set<std::string> all;
  for (const OptionalRule* rule : rules) {
    all.merge(OthersAskedBy(version, *rule));
  }
  for (const std::string& one : had) all.erase(one);
  Asked asked;
  if (all.size() <= kMostTriedTogether) {
    asked.names.assign(all.begin(), all.end());
    return asked;
  }
  Moves moves;
  for (const OptionalRule* rule : rules) {
    if (*rule) moves.Add((*rule)->typed_root(), false);
  }
  for (const std::string& one : all) {
    const bool up = moves.up.count(one) > 0 || moves.either.count(one) > 0;
    if (!up) continue;
    asked.names.push_back(one);
    if (moves.down.count(one) > 0 || moves.either.count(one) > 0) {
      asked.all_help = false;
    }
  }
  return asked;
}

// Of all that are asked for, those without which it holds less surely.
ReceiptWay FewerOf(const ReceiptWay& all, const OptionalRule& rule,
                   const MatchContext& context) {
  SupposedReceipts supposed;
  const auto truth_with = [&](const ReceiptWay& way) {
    return AllHold({&rule}, supposed.With(context, way));
  };
  for (const std::string& one : all) {
    if (truth_with({one}) == Truth::kTrue) return {one};
  }
  const Truth most = truth_with(all);
  if (most == Truth::kFalse) return {};
  ReceiptWay needed = all;
  for (size_t i = needed.size(); i-- > 0;) {
    ReceiptWay fewer = needed;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (truth_with(fewer) >= most) needed = std::move(fewer);
  }
  return needed;
}

// Where there are too many to try all sets of them.
ReceiptWays SomeWays(const CompiledVersion& version, const ReceiptRules& rules,
                     const Asked& asked, const ReceiptWay& had,
                     const MatchContext& context) {
  SupposedReceipts supposed;
  const auto truth_with = [&](const ReceiptWay& way) {
    return AllHold(rules, supposed.With(context, Together(way, had)));
  };
  ReceiptWays found;
  std::vector<ReceiptWay> unsure;
  const auto add = [&](ReceiptWay way, Truth truth) {
    if (truth == Truth::kTrue) found.ways.push_back(std::move(way));
    if (truth == Truth::kUnknown) unsure.push_back(std::move(way));
  };
  const Truth none = truth_with({});
  add({}, none);
  const Truth all = truth_with(asked.names);
  found.left_out = !asked.all_help;
  for (const std::string& one : asked.names) {
    const Truth then = truth_with({one});
    if (then > none) add({one}, then);
    if (then != all) found.left_out = true;
  }
  if (found.ways.empty()) {
    ReceiptWay way;
    for (const OptionalRule* rule : rules) {
      way = Together(way, ReceiptsNeededBy(version, *rule, context));
    }
    const Truth then = truth_with(way);
    if (then == Truth::kTrue || unsure.empty()) add(std::move(way), then);
  }
  found.sure = found.ways.size();
  absl::c_move(unsure, std::back_inserter(found.ways));
  return found;
}

// By what was received so far.
ReceiptWays WaysFrom(const CompiledVersion& version, const ReceiptRules& rules,
                     const Asked& asked, const ReceiptWay& had,
                     const MatchContext& context) {
  const std::vector<std::string>& names = asked.names;
  if (names.size() > kMostTriedTogether) {
    return SomeWays(version, rules, asked, had, context);
  }
  SupposedReceipts supposed;
  std::vector<Truth> truths;
  for (Set set = 0; set < 1U << names.size(); ++set) {
    const ReceiptWay way = Together(NamesIn(set, names), had);
    truths.push_back(AllHold(rules, supposed.With(context, way)));
  }
  ReceiptWays found;
  Table table(names.size(), std::move(truths));
  for (const Set set : table.Ways()) {
    found.ways.push_back(NamesIn(set, names));
    if (table.IsSure(set)) ++found.sure;
  }
  return found;
}

ReceiptWay ReceivedOf(const std::vector<std::string>& names,
                      const MatchContext& context) {
  ReceiptWay received;
  for (const std::string& name : names) {
    if (absl::c_any_of(
            context.profile.received_benefits(), [&](const auto& benefit) {
              return benefit.scheme() == name &&
                     !ReceivedLater(benefit, context.subject.as_of());
            })) {
      received.push_back(name);
    }
  }
  return received;
}

}  // namespace

ReceiptWays WaysToHold(const CompiledVersion& version,
                       const ReceiptRules& rules, const ReceiptWay& had,
                       const MatchContext& context) {
  const Asked asked = AskedOf(version, rules, had);
  ReceiptWays found = WaysFrom(version, rules, asked, had, context);
  const ReceiptWay received = ReceivedOf(asked.names, context);
  if (received.empty()) return found;
  SupposedReceipts supposed;
  const ReceiptWays before =
      WaysFrom(version, rules, asked, had, supposed.Without(context, received));
  for (const ReceiptWay& way : before.ways) {
    ReceiptWay rest;
    absl::c_set_difference(way, received, std::back_inserter(rest));
    if (absl::c_linear_search(found.ways, rest) ||
        absl::c_linear_search(found.to_spare, rest)) {
      continue;
    }
    const Truth then =
        AllHold(rules, supposed.With(context, Together(rest, had)));
    if (then == Truth::kFalse) continue;
    const bool sure = then == Truth::kTrue;
    found.to_spare.insert(sure ? found.to_spare.begin() + found.sure_to_spare
                               : found.to_spare.end(),
                          std::move(rest));
    if (sure) ++found.sure_to_spare;
  }
  return found;
}

bool CanHoldByReceipts(const CompiledVersion& version, const OptionalRule& rule,
                       const MatchContext& context) {
  if (OthersAskedBy(version, rule).empty() ||
      EvaluateOptional(rule, "", context) != Truth::kFalse) {
    return false;
  }
  const std::vector<std::string> names = AskedOf(version, {&rule}, {}).names;
  if (names.size() > kMostTriedTogether) {
    return !ReceiptsNeededBy(version, rule, context).empty();
  }
  SupposedReceipts supposed;
  const Set all = (1U << names.size()) - 1;
  // All and all but few first, which is where most rules hold.
  for (Set left_out = 0; left_out < all; ++left_out) {
    if (AllHold({&rule},
                supposed.With(context, NamesIn(all & ~left_out, names))) !=
        Truth::kFalse) {
      return true;
    }
  }
  return false;
}

bool CanGainByReceipts(const CompiledVersion& version, const OptionalRule& rule,
                       const MatchContext& context) {
  if (OthersAskedBy(version, rule).empty()) return false;
  const std::vector<std::string> names = AskedOf(version, {&rule}, {}).names;
  if (names.size() > kMostTriedTogether) return true;
  SupposedReceipts supposed;
  const Set end = 1U << names.size();
  std::vector<Truth> truths;
  for (Set had = 0; had < end; ++had) {
    truths.push_back(
        AllHold({&rule}, supposed.With(context, NamesIn(had, names))));
  }
  for (Set had = 0; had < end; ++had) {
    for (Set one = 1; one < end; one <<= 1U) {
      if (truths[had | one] > truths[had]) return true;
    }
  }
  return false;
}

bool GoesByReceipts(const CompiledVersion& version, const OptionalRule& rule,
                    const MatchContext& context) {
  return !OthersAskedBy(version, rule).empty() &&
         (EvaluateOptional(rule, "", context) != Truth::kFalse ||
          CanHoldByReceipts(version, rule, context));
}

ReceiptWay ReceiptsNeededBy(const CompiledVersion& version,
                            const OptionalRule& rule,
                            const MatchContext& context) {
  if (OthersAskedBy(version, rule).empty() ||
      EvaluateOptional(rule, "", context) != Truth::kFalse) {
    return {};
  }
  const Asked asked = AskedOf(version, {&rule}, {});
  if (asked.names.size() > kMostTriedTogether) {
    return FewerOf(asked.names, rule, context);
  }
  const auto found = WaysToHold(version, {&rule}, {}, context);
  return found.ways.empty() ? ReceiptWay() : found.ways.front();
}

}  // namespace sangam::matching
