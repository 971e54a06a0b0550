#include "services/matching/engine/reachable_value.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/types/optional.h"
#include "common/rules/distance.h"
#include "common/rules/evaluator.h"

namespace sangam::matching {
namespace {

using rules::CheckedNode;
using rules::Comparison;
using rules::Predicate;
using rules::Value;

// Rules that test one attribute more often are left alone.
constexpr size_t kMostTests = 64;

bool IsNeverNegative(type::v1::AttributeUnit unit) {
  return unit == type::v1::ATTRIBUTE_UNIT_COUNT ||
         unit == type::v1::ATTRIBUTE_UNIT_MONTHS;
}

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

// Whether a test of the attribute tells by the value alone.
bool IsPlain(const Predicate& test) {
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

// Of a plain test, and a value of the type that it tests.
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

// Each part of the values in which no test of `bound` changes has one here.
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

// All tests of one attribute in a version.
class TestsOf {
 public:
  TestsOf(const CompiledVersion& version, const AttributeInfo& attribute)
      : attribute_(attribute) {
    for (const OptionalRule& rule : version.conditions) Collect(rule->root());
  }

  // Whether CanBeMet is to be told by values at all.
  bool can_tell() const { return can_tell_ && tests_.size() <= kMostTests; }
  size_t size() const { return tests_.size(); }
  bool Contains(const Predicate& test) const {
    return std::find(tests_.begin(), tests_.end(), &test) != tests_.end();
  }

  std::vector<Value> Candidates() const {
    std::vector<Value> values;
    for (const Predicate* test : tests_) {
      if (test->kind == Predicate::Kind::kIsTrue) {
        values.emplace_back(true);
        values.emplace_back(false);
      }
      for (const Value& bound : test->values) AddValuesAround(bound, &values);
    }
    if (!IsNeverNegative(attribute_.unit)) return values;
    values.emplace_back(int64_t{0});
    const auto negative = [](const Value& value) {
      const auto* number = absl::get_if<int64_t>(&value);
      return number != nullptr && *number < 0;
    };
    values.erase(std::remove_if(values.begin(), values.end(), negative),
                 values.end());
    return values;
  }

 private:
  void Collect(const CheckedNode& node) {
    for (const CheckedNode& child : node.children) Collect(child);
    if (node.kind != CheckedNode::Kind::kPredicate) return;
    const auto& names = node.predicate.attribute_names();
    if (std::find(names.begin(), names.end(), attribute_.name) == names.end()) {
      return;
    }
    can_tell_ = can_tell_ && node.predicate.attribute == &attribute_ &&
                IsPlain(node.predicate);
    tests_.push_back(&node.predicate);
  }

  const AttributeInfo& attribute_;
  std::vector<const Predicate*> tests_;
  bool can_tell_ = true;
};

// What a rule comes to where one attribute has another value.
class Supposition {
 public:
  Supposition(const TestsOf& tests, const Value& value,
              const MatchContext& context)
      : tests_(tests), value_(value), context_(context) {}

  Truth Of(const CheckedNode& node) const {
    switch (node.kind) {
      case CheckedNode::Kind::kConstant:
        return ToTruth(node.constant);
      case CheckedNode::Kind::kPredicate:
        return tests_.Contains(node.predicate)
                   ? ToTruth(Holds(node.predicate, value_))
                   : rules::EvaluatePredicate(node.predicate, context_.subject,
                                              context_.reference)
                         .truth;
      case CheckedNode::Kind::kNot:
        return Not(Of(node.children.front()));
      case CheckedNode::Kind::kConditional: {
        const Truth condition = Of(node.children[0]);
        if (condition == Truth::kUnknown) return condition;
        return Of(node.children[condition == Truth::kTrue ? 1 : 2]);
      }
      default:
        break;
    }
    const bool all = node.kind == CheckedNode::Kind::kAnd;
    Truth truth = ToTruth(all);
    for (const CheckedNode& child : node.children) {
      truth = all ? And(truth, Of(child)) : Or(truth, Of(child));
    }
    return truth;
  }

 private:
  const TestsOf& tests_;
  const Value& value_;
  const MatchContext& context_;
};

// Of a comparison of numbers: no number that what is measured can be is wanted.
bool NeverHolds(const rules::Obstacle& obstacle, const MatchContext& context) {
  const auto test = rules::NumberTestOf(*obstacle.predicate);
  if (!test || (test->measured->op != rules::TypedNode::Op::kSize &&
                !(test->measured->op == rules::TypedNode::Op::kAttribute &&
                  IsNeverNegative(test->measured->unit)))) {
    return false;
  }
  const rules::Datum bound =
      rules::EvaluateTree(*test->bound, context.subject, context.reference)
          .value;
  const auto* limit = absl::get_if<int64_t>(&bound);
  if (limit == nullptr) return false;
  switch (rules::Wanted(test->comparison, obstacle.negated)) {
    case Comparison::kLess:
      return *limit <= 0;
    case Comparison::kLessOrEqual:
    case Comparison::kEqual:
      return *limit < 0;
    default:
      return false;
  }
}

}  // namespace

bool CanBeMet(const CompiledVersion& version, const rules::Obstacle& obstacle,
              const MatchContext& context) {
  if (NeverHolds(obstacle, context)) return false;
  const TestsOf tests(version, *obstacle.predicate->attribute);
  if (!tests.can_tell()) return true;
  const std::vector<Value> values = tests.Candidates();
  // Mostly there is one test, and then nothing else changes with the value.
  if (tests.size() == 1) {
    return std::any_of(values.begin(), values.end(), [&](const Value& value) {
      return Holds(*obstacle.predicate, value) != obstacle.negated;
    });
  }
  return std::any_of(values.begin(), values.end(), [&](const Value& value) {
    const Supposition supposed(tests, value, context);
    return std::all_of(version.conditions.begin(), version.conditions.end(),
                       [&](const OptionalRule& rule) {
                         return supposed.Of(rule->root()) == Truth::kTrue;
                       });
  });
}

}  // namespace sangam::matching
