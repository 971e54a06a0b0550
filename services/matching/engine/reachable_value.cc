#include "services/matching/engine/reachable_value.h"

#include <algorithm>
#include <vector>

#include "absl/types/optional.h"
#include "common/rules/distance.h"
#include "common/rules/evaluator.h"
#include "services/matching/engine/supposed_value.h"

namespace sangam::matching {
namespace {

using rules::CheckedNode;
using rules::Comparison;
using rules::Predicate;
using rules::Value;

// Rules that test one attribute more often are left alone.
constexpr size_t kMostTests = 64;

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
                IsPlainTest(node.predicate);
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
    return TruthSupposing(node, [this](const Predicate& test) {
      return tests_.Contains(test)
                 ? ToTruth(Holds(test, value_))
                 : rules::EvaluatePredicate(test, context_.subject,
                                            context_.reference)
                       .truth;
    });
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
