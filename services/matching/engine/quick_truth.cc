#include "services/matching/engine/quick_truth.h"

#include <algorithm>
#include <string>
#include <vector>

namespace sangam::matching {
namespace {

using rules::Predicate;

template <typename T>
bool Compares(rules::Comparison comparison, const T& a, const T& b) {
  switch (comparison) {
    case rules::Comparison::kEqual:
      return a == b;
    case rules::Comparison::kNotEqual:
      return a != b;
    case rules::Comparison::kLess:
      return a < b;
    case rules::Comparison::kLessOrEqual:
      return a <= b;
    case rules::Comparison::kGreater:
      return a > b;
    case rules::Comparison::kGreaterOrEqual:
      return a >= b;
  }
  return false;
}

// Where both are of type T.
template <typename T>
absl::optional<bool> CompareAs(const Predicate& test,
                               const rules::Value& value) {
  const T* known = absl::get_if<T>(&value);
  const T* limit = absl::get_if<T>(&test.values.front());
  if (known == nullptr || limit == nullptr) return absl::nullopt;
  return Compares(test.comparison, *known, *limit);
}

bool HoldsText(const std::vector<rules::Value>& values,
               const std::string& wanted) {
  return std::any_of(values.begin(), values.end(),
                     [&wanted](const rules::Value& value) {
                       const auto* text = absl::get_if<std::string>(&value);
                       return text != nullptr && *text == wanted;
                     });
}

}  // namespace

absl::optional<bool> QuickTruth(const Predicate& test,
                                const SubjectView& subject) {
  if (test.kind == Predicate::Kind::kWithin) {
    // Within one of the places named is within any of them; of the others
    // nothing need be known.
    const auto& names = test.names;
    if (std::any_of(names.begin(), names.end(), [&](const std::string& name) {
          return subject.place_chain().Contains(name);
        })) {
      return true;
    }
    return absl::nullopt;
  }
  if (test.attribute == nullptr) return absl::nullopt;
  const rules::Value& value = subject.value(test.attribute->index);
  switch (test.kind) {
    case Predicate::Kind::kIsTrue:
      if (const auto* known = absl::get_if<bool>(&value)) return *known;
      return absl::nullopt;
    case Predicate::Kind::kCompare:
      if (!test.parameter.empty()) return absl::nullopt;
      if (const auto truth = CompareAs<int64_t>(test, value)) return truth;
      return CompareAs<absl::CivilDay>(test, value);
    case Predicate::Kind::kIn:
      if (const auto* known = absl::get_if<std::string>(&value)) {
        return HoldsText(test.values, *known);
      }
      return absl::nullopt;
    default:
      return absl::nullopt;
  }
}

}  // namespace sangam::matching
