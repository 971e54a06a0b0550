#include "services/scheme_catalog/domain/version_parts.h"

#include "absl/strings/str_cat.h"
#include "common/validation/date.h"
#include "common/validation/provenance.h"
#include "common/validation/resource_name.h"

namespace sangam::scheme_catalog {
namespace {

void CheckUnit(Violations& violations, const std::string& field,
               const std::string& name, RuleVocabulary& vocabulary,
               type::v1::AttributeUnit unit, absl::string_view description) {
  const AttributeInfo* attribute =
      vocabulary.FindAttribute(violations, field, name);
  if (attribute != nullptr && attribute->unit != unit) {
    violations.Add(field, absl::StrCat(name, " ", description));
  }
}

}  // namespace

void ShortNames::Check(Violations& violations, const std::string& field,
                       const std::string& id) {
  if (!IsResourceId(id)) {
    violations.Add(
        field,
        "must be a short name such as group-size: 1 to 63 of a-z, 0-9"
        " and hyphens, none at an end");
  } else if (!seen_.insert(id).second) {
    violations.Add(field, absl::StrCat("\"", id, "\" is used twice"));
  }
}

bool CheckSize(Violations& violations, absl::string_view field, int size,
               int most) {
  if (size <= most) return true;
  violations.Add(field, absl::StrCat("must have at most ", most, " entries"));
  return false;
}

void CheckRequiredCitations(
    Violations& violations, const std::string& field,
    const google::protobuf::RepeatedPtrField<type::v1::Citation>& citations) {
  if (citations.empty()) {
    violations.Add(field, "is required: say where it is stated");
  }
  CheckCitations(violations, field, citations);
}

EffectivePeriod CheckPeriod(Violations& violations,
                            const std::string& from_field, bool has_from,
                            const google::type::Date& from,
                            const std::string& until_field, bool has_until,
                            const google::type::Date& until) {
  EffectivePeriod period;
  if (has_from) period.from = CheckDate(violations, from_field, from);
  if (has_until) period.until = CheckDate(violations, until_field, until);
  CheckDateOrder(violations, period.from, until_field, period.until);
  return period;
}

void CheckCountAttribute(Violations& violations, const std::string& field,
                         const std::string& name, RuleVocabulary& vocabulary) {
  CheckUnit(violations, field, name, vocabulary, type::v1::ATTRIBUTE_UNIT_COUNT,
            "does not count anything");
}

void CheckPaiseAttribute(Violations& violations, const std::string& field,
                         const std::string& name, RuleVocabulary& vocabulary) {
  CheckUnit(violations, field, name, vocabulary, type::v1::ATTRIBUTE_UNIT_PAISE,
            "does not hold money in paise");
}

void CheckTruthAttribute(Violations& violations, const std::string& field,
                         const std::string& name, RuleVocabulary& vocabulary) {
  const AttributeInfo* attribute =
      vocabulary.FindAttribute(violations, field, name);
  if (attribute != nullptr && attribute->type != v1::ATTRIBUTE_TYPE_TRUTH) {
    violations.Add(field, absl::StrCat(name, " is not a yes-or-no attribute"));
  }
}

}  // namespace sangam::scheme_catalog
