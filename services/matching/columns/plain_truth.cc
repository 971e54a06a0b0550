#include "services/matching/columns/plain_truth.h"

#include <algorithm>
#include <string>
#include <vector>

#include "common/rules/typed_node.h"

namespace sangam::matching {
namespace {

using rules::Comparison;
using rules::Predicate;
using rules::Value;

// The evaluator takes a step for each element of a list; where a rule leaves a
// test too few, only the evaluator can tell.
constexpr int64_t kStepsBesideElements = 8;

bool HasSteps(const Predicate& predicate, size_t elements) {
  return predicate.step_budget >
         static_cast<int64_t>(elements) + kStepsBesideElements;
}

bool Has(const std::vector<Value>& values, const Value& wanted) {
  return std::find(values.begin(), values.end(), wanted) != values.end();
}

// Whether it is surely unknown where the value is.
bool IsUnknownOfNothing(const Predicate& predicate) {
  if (predicate.attribute->absence == type::v1::ATTRIBUTE_ABSENCE_FALSE ||
      predicate.attribute->name == rules::kNicAttribute ||
      !HasSteps(predicate, predicate.values.size())) {
    return false;
  }
  return predicate.kind == Predicate::Kind::kIn ||
         predicate.kind == Predicate::Kind::kContains ||
         (predicate.kind == Predicate::Kind::kCompare &&
          (predicate.comparison == Comparison::kEqual ||
           predicate.comparison == Comparison::kNotEqual));
}

}  // namespace

absl::optional<Truth> PlainTruthOf(const Predicate& predicate,
                                   const Value& value) {
  if (predicate.attribute == nullptr || predicate.values.empty()) return {};
  if (!rules::IsKnown(value)) {
    if (IsUnknownOfNothing(predicate)) return Truth::kUnknown;
    return {};
  }
  if (absl::holds_alternative<std::string>(value)) {
    if (!HasSteps(predicate, predicate.values.size())) return {};
    if (predicate.kind == Predicate::Kind::kIn) {
      return ToTruth(Has(predicate.values, value));
    }
    if (predicate.kind == Predicate::Kind::kCompare) {
      const bool same = predicate.values.front() == value;
      if (predicate.comparison == Comparison::kEqual) return ToTruth(same);
      if (predicate.comparison == Comparison::kNotEqual) return ToTruth(!same);
    }
    return {};
  }
  const auto* list = absl::get_if<std::vector<std::string>>(&value);
  const auto* wanted = absl::get_if<std::string>(&predicate.values.front());
  if (list == nullptr || wanted == nullptr ||
      predicate.kind != Predicate::Kind::kContains ||
      predicate.attribute->name == rules::kNicAttribute ||
      !HasSteps(predicate, list->size())) {
    return {};
  }
  return ToTruth(std::find(list->begin(), list->end(), *wanted) != list->end());
}

}  // namespace sangam::matching
