#include "services/matching/engine/reachable_value.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "common/rules/evaluator.h"
#include "services/matching/engine/attribute_tests.h"
#include "services/matching/engine/step_search.h"
#include "services/matching/engine/supposed_value.h"

namespace sangam::matching {
namespace {

using rules::Comparison;
using rules::Value;

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

WayOut Told(WayOut::Kind kind, const rules::Obstacle& obstacle) {
  WayOut way;
  way.kind = kind;
  way.test = obstacle.predicate;
  way.negated = obstacle.negated;
  return way;
}

bool Contains(const std::vector<Value>& values, const Value& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

// Finds the way out by going through the values.
class Search {
 public:
  Search(const AttributeTests& tests, const rules::Obstacle& obstacle,
         const MatchContext& context)
      : tests_(tests),
        context_(context),
        values_(tests.Candidates()),
        way_(Told(WayOut::Kind::kNone, obstacle)) {}

  WayOut Run() {
    // Mostly there is one test, and then nothing else changes with the value.
    if (tests_.all().size() == 1) {
      if (NearestOf(tests_.all().front(), !way_.negated) != nullptr) {
        way_.kind = WayOut::Kind::kOpen;
      }
      return way_;
    }
    const auto nearest =
        std::find_if(values_.begin(), values_.end(), [this](const Value& at) {
          return ChangesTests(at) && tests_.AllHoldAt(at);
        });
    if (nearest == values_.end()) return way_;
    way_.kind = WayOut::Kind::kOpen;
    TellBy(*nearest);
    return way_;
  }

 private:
  // The nearest value at which the test comes to this; null: none.
  const Value* NearestOf(const AttributeTest& test, bool holds) const {
    for (const Value& value : values_) {
      if (test.HoldsAt(value) == holds) return &value;
    }
    return nullptr;
  }

  bool ChangesTests(const Value& value) const {
    const Value& actual = tests_.actual();
    return !rules::IsKnown(actual) ||
           std::any_of(tests_.all().begin(), tests_.all().end(),
                       [&](const AttributeTest& test) {
                         return test.HoldsAt(value) != test.HoldsAt(actual);
                       });
  }

  // Tells the way to this value by the hardest test that it makes come to what
  // is wanted.
  void TellBy(const Value& value) {
    const Value& actual = tests_.actual();
    if (!rules::IsKnown(actual)) return;
    const AttributeTest* hardest = nullptr;
    const Value* enough = nullptr;
    for (const AttributeTest& test : tests_.all()) {
      const bool holds = test.HoldsAt(value);
      if (holds == test.HoldsAt(actual)) continue;
      if (!(holds ? test.wanted : test.unwanted)) continue;
      const Value* nearest = NearestOf(test, holds);
      if (hardest != nullptr &&
          Between(actual, *nearest) <= Between(actual, *enough)) {
        continue;
      }
      hardest = &test;
      enough = nearest;
    }
    if (hardest == nullptr) return;
    way_.test = hardest->predicate;
    way_.negated = !hardest->HoldsAt(value);
    if (!absl::holds_alternative<int64_t>(value)) {
      way_.required = Required(*hardest, value);
    } else if (IsMetTooSoon(*hardest, value)) {
      way_.further = DistanceFrom(actual, value);
    }
  }

  // Whether another value that is as near would meet the test, but not all
  // conditions: 17 that `members != 18`, where 19 is what works.
  bool IsMetTooSoon(const AttributeTest& test, const Value& value) const {
    const __int128 far = Between(tests_.actual(), value);
    return std::any_of(values_.begin(), values_.end(), [&](const Value& other) {
      return Between(tests_.actual(), other) <= far &&
             test.HoldsAt(other) == test.HoldsAt(value) &&
             !tests_.AllHoldAt(other);
    });
  }

  static absl::optional<rules::Distance> DistanceFrom(const Value& actual,
                                                      const Value& value) {
    const __int128 amount = Between(actual, value);
    if (amount > std::numeric_limits<int64_t>::max()) return absl::nullopt;
    return rules::Distance{static_cast<int64_t>(amount), actual < value};
  }

  // Empty where every value that meets the test will do.
  std::string Required(const AttributeTest& told, const Value& nearest) const {
    std::vector<Value> good;
    std::vector<Value> bad;
    bool misleads = false;
    for (const Value& value : values_) {
      const bool meets_all = tests_.AllHoldAt(value);
      (meets_all ? good : bad).push_back(value);
      misleads = misleads ||
                 (!meets_all && told.HoldsAt(value) == told.HoldsAt(nearest));
    }
    if (!misleads) return "";
    const AttributeInfo& attribute = tests_.attribute();
    const rules::Phrases& phrases = context_.phrases;
    if (absl::holds_alternative<absl::CivilDay>(nearest) ||
        (good.size() == 1 && good.front() != OtherText())) {
      return phrases.Required(Comparison::kEqual, nearest, attribute);
    }
    if (bad.size() >= good.size() && !Contains(good, OtherText())) {
      return phrases.OneOf(good, attribute, false);
    }
    bad.erase(std::remove(bad.begin(), bad.end(), OtherText()), bad.end());
    if (!Contains(bad, tests_.actual())) bad.push_back(tests_.actual());
    return phrases.OneOf(bad, attribute, true);
  }

  const AttributeTests& tests_;
  const MatchContext& context_;
  const std::vector<Value> values_;
  WayOut way_;
};

}  // namespace

WayOut WayOutOf(const CompiledVersion& version, const rules::Obstacle& obstacle,
                const MatchContext& context) {
  const AttributeTests tests(version, *obstacle.predicate->attribute, context);
  if (tests.AreFew() && tests.TellByValue()) {
    return Search(tests, obstacle, context).Run();
  }
  const bool is_only = tests.all().size() == 1;
  if (!is_only && tests.AreFew()) {
    auto found = FindByStep(version, tests, context);
    if (found) return *std::move(found);
  }
  if (NeverHolds(obstacle, context)) {
    return Told(WayOut::Kind::kNone, obstacle);
  }
  // Nothing else changes with what one test measures; but what is computed may
  // never come to it.
  const bool is_open =
      is_only && obstacle.predicate->kind != rules::Predicate::Kind::kComputed;
  return Told(is_open ? WayOut::Kind::kOpen : WayOut::Kind::kNotTold, obstacle);
}

}  // namespace sangam::matching
