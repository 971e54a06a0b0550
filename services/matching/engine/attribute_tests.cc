#include "services/matching/engine/attribute_tests.h"

#include <algorithm>
#include <string>

#include "common/rules/evaluator.h"
#include "services/matching/engine/related_attributes.h"
#include "services/matching/engine/supposed_value.h"

namespace sangam::matching {
namespace {

using rules::CheckedNode;
using rules::Predicate;
using rules::Value;

constexpr size_t kMostTests = 64;

bool HasOrderOrFewValues(const AttributeInfo& attribute) {
  switch (attribute.type) {
    case scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER:
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH:
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT:
    case scheme_catalog::v1::ATTRIBUTE_TYPE_DATE:
      return true;
    default:
      return false;
  }
}

// Some value, for rules that name none.
Value AnyOf(const AttributeInfo& attribute, absl::CivilDay day) {
  switch (attribute.type) {
    case scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER:
      return int64_t{0};
    case scheme_catalog::v1::ATTRIBUTE_TYPE_DATE:
      return day;
    default:
      return OtherText();
  }
}

// Whether the value of the attribute of this name changes with the other one.
bool GoesBy(const std::string& name, const AttributeInfo& attribute,
            const AttributeDictionary& dictionary) {
  if (name == attribute.name) return true;
  if (const PartsOfWhole* share = ShareOf(name)) {
    return share->whole == attribute.name ||
           std::find(share->parts.begin(), share->parts.end(),
                     attribute.name) != share->parts.end();
  }
  if (name == "age_months") return attribute.name == "formed_on";
  const AttributeInfo* info = dictionary.Find(name);
  bool goes = false;
  if (info != nullptr && info->derivation_root != nullptr) {
    rules::VisitAll(*info->derivation_root, [&](const rules::TypedNode& node) {
      goes = goes || (node.attribute != nullptr &&
                      GoesBy(node.attribute->name, attribute, dictionary));
    });
  }
  return goes;
}

}  // namespace

bool AttributeTest::HoldsAt(const Value& value) const {
  return Holds(plain(), value);
}

AttributeTests::AttributeTests(const CompiledVersion& version,
                               const AttributeInfo& attribute,
                               const MatchContext& context)
    : version_(version), attribute_(attribute), context_(context) {
  for (const OptionalRule& rule : version.conditions) {
    Collect(rule->root(), true, false);
  }
}

void AttributeTests::Collect(const CheckedNode& node, bool wanted,
                             bool unwanted) {
  switch (node.kind) {
    case CheckedNode::Kind::kConstant:
      return;
    case CheckedNode::Kind::kPredicate:
      return Add(node.predicate, wanted, unwanted);
    case CheckedNode::Kind::kNot:
      return Collect(node.children.front(), unwanted, wanted);
    case CheckedNode::Kind::kConditional:
      Collect(node.children[0], true, true);
      Collect(node.children[1], wanted, unwanted);
      return Collect(node.children[2], wanted, unwanted);
    default:
      for (const CheckedNode& child : node.children) {
        Collect(child, wanted, unwanted);
      }
  }
}

void AttributeTests::Add(const Predicate& predicate, bool wanted,
                         bool unwanted) {
  const auto& names = predicate.attribute_names();
  if (std::none_of(names.begin(), names.end(), [&](const std::string& name) {
        return GoesBy(name, attribute_, context_.dictionary);
      })) {
    return;
  }
  AttributeTest test = {&predicate, wanted, unwanted, nullptr};
  if (!predicate.parameter.empty() &&
      predicate.kind == Predicate::Kind::kCompare) {
    const Value bound = context_.reference.dated.Parameter(
        predicate.parameter, context_.subject.as_of());
    if (rules::IsKnown(bound)) {
      Predicate known = predicate;
      known.parameter.clear();
      known.values = {bound};
      test.with_value = std::make_shared<const Predicate>(std::move(known));
    }
  }
  tell_by_value_ = tell_by_value_ && predicate.attribute == &attribute_ &&
                   IsPlainTest(test.plain());
  tests_.push_back(std::move(test));
}

bool AttributeTests::AreFew() const { return tests_.size() <= kMostTests; }

bool AttributeTests::TellByValue() const {
  return tell_by_value_ && HasOrderOrFewValues(attribute_);
}

bool AttributeTests::CanBecome(const Value& value) const {
  const auto* number = absl::get_if<int64_t>(&value);
  if (number == nullptr || !IsNeverNegative(attribute_.unit)) return true;
  if (*number < 0) return false;
  const auto* now = absl::get_if<int64_t>(&actual());
  return now == nullptr || *number > *now ||
         attribute_.unit != type::v1::ATTRIBUTE_UNIT_MONTHS;
}

std::vector<Value> AttributeTests::Candidates() const {
  if (attribute_.type == scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH) {
    return {true, false};
  }
  if (!attribute_.allowed_values.empty()) {
    return {attribute_.allowed_values.begin(), attribute_.allowed_values.end()};
  }
  std::vector<Value> values;
  for (const AttributeTest& test : tests_) {
    for (const Value& bound : test.plain().values) {
      AddValuesAround(bound, &values);
    }
  }
  values.push_back(AnyOf(attribute_, context_.subject.as_of()));
  values.erase(
      std::remove_if(values.begin(), values.end(),
                     [this](const Value& value) { return !CanBecome(value); }),
      values.end());
  std::sort(values.begin(), values.end(),
            [this](const Value& a, const Value& b) {
              const __int128 to_a = Between(actual(), a);
              const __int128 to_b = Between(actual(), b);
              if (to_a != to_b) return to_a < to_b;
              // The larger of two that are as near; texts by the alphabet.
              return Between(a, b) == 0 ? a < b : b < a;
            });
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

bool AttributeTests::AllHoldAt(const Value& value) const {
  const auto truth_of = [&](const Predicate& predicate) {
    for (const AttributeTest& test : tests_) {
      if (test.predicate == &predicate) return ToTruth(test.HoldsAt(value));
    }
    return rules::EvaluatePredicate(predicate, context_.subject,
                                    context_.reference)
        .truth;
  };
  return std::all_of(version_.conditions.begin(), version_.conditions.end(),
                     [&](const OptionalRule& rule) {
                       return TruthSupposing(rule->root(), truth_of) ==
                              Truth::kTrue;
                     });
}

const Value& OtherText() {
  static const auto* const kText = new Value(std::string("\n"));
  return *kText;
}

__int128 Between(const Value& a, const Value& b) {
  __int128 apart = 0;
  if (const auto* number = absl::get_if<int64_t>(&a)) {
    const auto* other = absl::get_if<int64_t>(&b);
    if (other != nullptr) apart = static_cast<__int128>(*number) - *other;
  } else if (const auto* day = absl::get_if<absl::CivilDay>(&a)) {
    const auto* other = absl::get_if<absl::CivilDay>(&b);
    if (other != nullptr) apart = *day - *other;
  }
  return apart < 0 ? -apart : apart;
}

}  // namespace sangam::matching
