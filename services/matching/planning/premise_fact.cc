#include "services/matching/planning/premise_fact.h"

#include <algorithm>
#include <string>

#include "services/matching/engine/supposed_value.h"
#include "services/matching/index/predicate_identity.h"

namespace sangam::matching {

using rules::Predicate;
using rules::Value;

bool TellsByValue(const Predicate& test) {
  if (!IsPlainTest(test) || test.kind == Predicate::Kind::kHas) return false;
  return test.kind != Predicate::Kind::kCompare ||
         test.comparison == rules::Comparison::kEqual ||
         test.comparison == rules::Comparison::kNotEqual ||
         !absl::holds_alternative<std::string>(test.values.front());
}

bool IsSharedWordForWord(const Predicate& test) {
  return test.kind == Predicate::Kind::kContains ||
         test.kind == Predicate::Kind::kWithin ||
         test.kind == Predicate::Kind::kReceived ||
         test.kind == Predicate::Kind::kNicWithin ||
         (test.kind == Predicate::Kind::kCompare && !test.parameter.empty());
}

bool PremiseFact::IsAsked(const Predicate& asked) const {
  if (attribute != nullptr) {
    return asked.attribute == attribute && TellsByValue(asked);
  }
  return SamePredicate()(test, &asked);
}

void PremiseFact::Complete() {
  if (attribute == nullptr || values.empty() ||
      absl::holds_alternative<bool>(values.front())) {
    values = {true, false};
    return;
  }
  if (!attribute->allowed_values.empty()) {
    values.assign(attribute->allowed_values.begin(),
                  attribute->allowed_values.end());
  }
  if (IsNeverNegative(attribute->unit)) {
    values.emplace_back(int64_t{0});
    std::erase_if(values, [](const Value& value) {
      const auto* number = absl::get_if<int64_t>(&value);
      return number != nullptr && *number < 0;
    });
  }
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace sangam::matching
