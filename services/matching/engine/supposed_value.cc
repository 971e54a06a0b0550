#include "services/matching/engine/supposed_value.h"

#include <algorithm>
#include <limits>
#include <string>

namespace sangam::matching {
namespace {

using rules::CheckedNode;
using rules::Comparison;
using rules::Predicate;
using rules::Value;

template <typename Ordered>
bool Compare(Comparison comparison, const Ordered& left, const Ordered& right) {
  switch (comparison) {
    case Comparison::kEqual:
      return left == right;
    case Comparison::kNotEqual:
      return left != right;
    case Comparison::kLess:
      return left < right;
    case Comparison::kLessOrEqual:
      return left <= right;
    case Comparison::kGreater:
      return left > right;
    case Comparison::kGreaterOrEqual:
      return left >= right;
  }
  return false;
}

}  // namespace

bool IsNeverNegative(type::v1::AttributeUnit unit) {
  return unit == type::v1::ATTRIBUTE_UNIT_COUNT ||
         unit == type::v1::ATTRIBUTE_UNIT_MONTHS;
}

bool IsPlainTest(const Predicate& test) {
  switch (test.kind) {
    case Predicate::Kind::kIsTrue:
    case Predicate::Kind::kHas:
      return true;
    case Predicate::Kind::kIn:
      return !test.values.empty();
    case Predicate::Kind::kCompare:
      return !test.values.empty() && test.parameter.empty();
    default:
      return false;
  }
}

bool Holds(const Predicate& test, const Value& value) {
  switch (test.kind) {
    case Predicate::Kind::kIsTrue:
      return absl::get<bool>(value);
    case Predicate::Kind::kHas:
      return true;
    case Predicate::Kind::kIn:
      return std::find(test.values.begin(), test.values.end(), value) !=
             test.values.end();
    default:
      return Compare(test.comparison, value, test.values.front());
  }
}

void AddValuesAround(const Value& bound, std::vector<Value>* values) {
  values->emplace_back(bound);
  if (const auto* number = absl::get_if<int64_t>(&bound)) {
    if (*number != std::numeric_limits<int64_t>::min()) {
      values->emplace_back(*number - 1);
    }
    if (*number != std::numeric_limits<int64_t>::max()) {
      values->emplace_back(*number + 1);
    }
  } else if (const auto* day = absl::get_if<absl::CivilDay>(&bound)) {
    values->emplace_back(*day - 1);
    values->emplace_back(*day + 1);
  } else if (absl::holds_alternative<std::string>(bound)) {
    // No rule names a text with a line's end in it.
    values->emplace_back(std::string("\n"));
  }
}

Truth TruthSupposing(
    const CheckedNode& node,
    const std::function<Truth(const Predicate& test)>& truth_of) {
  switch (node.kind) {
    case CheckedNode::Kind::kConstant:
      return ToTruth(node.constant);
    case CheckedNode::Kind::kPredicate:
      return truth_of(node.predicate);
    case CheckedNode::Kind::kNot:
      return Not(TruthSupposing(node.children.front(), truth_of));
    case CheckedNode::Kind::kConditional: {
      const Truth condition = TruthSupposing(node.children[0], truth_of);
      if (condition == Truth::kUnknown) return condition;
      return TruthSupposing(node.children[condition == Truth::kTrue ? 1 : 2],
                            truth_of);
    }
    default:
      break;
  }
  const bool all = node.kind == CheckedNode::Kind::kAnd;
  Truth truth = ToTruth(all);
  for (const CheckedNode& child : node.children) {
    const Truth part = TruthSupposing(child, truth_of);
    truth = all ? And(truth, part) : Or(truth, part);
  }
  return truth;
}

}  // namespace sangam::matching
