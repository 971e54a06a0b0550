#include "services/scheme_catalog/domain/parameter_check.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/validation/date.h"
#include "common/validation/enum_value.h"
#include "common/validation/number.h"
#include "common/validation/provenance.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"
#include "common/validation/violations.h"
#include "services/scheme_catalog/domain/version_parts.h"

namespace sangam::scheme_catalog {
namespace {

using type::v1::AttributeValue;
using v1::Parameter;

constexpr int kMaxListEntries = 1'000;

// The part of AttributeValue that holds a value of this type; NOT_SET for a
// type that a parameter can't have.
AttributeValue::ValueCase CaseOf(v1::AttributeType type) {
  switch (type) {
    case v1::ATTRIBUTE_TYPE_NUMBER:
      return AttributeValue::kNumber;
    case v1::ATTRIBUTE_TYPE_TRUTH:
      return AttributeValue::kTruth;
    case v1::ATTRIBUTE_TYPE_TEXT:
      return AttributeValue::kText;
    case v1::ATTRIBUTE_TYPE_LIST:
      return AttributeValue::kList;
    case v1::ATTRIBUTE_TYPE_DATE:
      return AttributeValue::kDate;
    default:
      return AttributeValue::VALUE_NOT_SET;
  }
}

void CheckValue(Violations& violations, const std::string& field,
                const AttributeValue& value, const Parameter& parameter) {
  if (value.value_case() == AttributeValue::VALUE_NOT_SET) {
    violations.Add(field, "is required");
    return;
  }
  if (value.value_case() != CaseOf(parameter.type())) {
    violations.Add(field, "is not of the parameter's type");
    return;
  }
  switch (value.value_case()) {
    case AttributeValue::kNumber:
      return CheckNumber(violations, field, value.number(), parameter.unit());
    case AttributeValue::kText:
      return CheckRequiredText(violations, field, value.text(), kTextLength);
    case AttributeValue::kDate:
      CheckDate(violations, field, value.date());
      return;
    case AttributeValue::kList:
      break;
    default:
      return;
  }
  const auto& texts = value.list().values();
  if (!CheckSize(violations, field, texts.size(), kMaxListEntries)) return;
  for (int i = 0; i < texts.size(); ++i) {
    CheckRequiredText(violations, absl::StrCat(field, ".list.values[", i, "]"),
                      texts[i], kTitleLength);
  }
}

void CheckValues(Violations& violations, const Parameter& parameter) {
  if (!CheckSize(violations, "values", parameter.values_size(),
                 kMaxParameterValues)) {
    return;
  }
  std::vector<EffectivePeriod> periods;
  for (int i = 0; i < parameter.values_size(); ++i) {
    const v1::ParameterValue& value = parameter.values(i);
    const std::string path = absl::StrCat("values[", i, "]");
    const EffectivePeriod period =
        CheckEffectivePeriod(violations, path, value);
    for (size_t other = 0; other < periods.size(); ++other) {
      if (!Overlap(period, periods[other])) continue;
      violations.Add(absl::StrCat(path, ".effective_from"),
                     absl::StrCat("overlaps with values[", other,
                                  "], which holds ", InWords(periods[other])));
      break;
    }
    periods.push_back(period);
    CheckValue(violations, absl::StrCat(path, ".value"), value.value(),
               parameter);
    CheckRequiredCitations(violations, absl::StrCat(path, ".citations"),
                           value.citations());
  }
}

}  // namespace

absl::Status CheckParameter(const Parameter& parameter) {
  Violations violations;
  CheckRequiredName(violations, "name", parameter.name(), {"parameters"});
  CheckRequiredLocalizedText(violations, "title", parameter.title(),
                             kTitleLength);
  CheckRequiredEnum(violations, "type", parameter.type());
  if (v1::AttributeType_IsValid(parameter.type()) &&
      parameter.type() != v1::ATTRIBUTE_TYPE_UNSPECIFIED &&
      CaseOf(parameter.type()) == AttributeValue::VALUE_NOT_SET) {
    violations.Add("type", "must be NUMBER, TRUTH, TEXT, LIST or DATE");
  }
  CheckOptionalEnum(violations, "unit", parameter.unit());
  if (parameter.unit() != type::v1::ATTRIBUTE_UNIT_UNSPECIFIED &&
      parameter.type() != v1::ATTRIBUTE_TYPE_NUMBER) {
    violations.Add("unit", "is for numbers only");
  }
  CheckValues(violations, parameter);
  CheckOptionalName(violations, "department", parameter.department(),
                    {"departments"});
  CheckProvenance(violations, "provenance", parameter.provenance());
  return violations.ToStatus();
}

absl::Status CheckParameterChange(const Parameter& before,
                                  const Parameter& after) {
  Violations violations;
  if (before.type() != after.type()) violations.Add("type", "never changes");
  if (before.unit() != after.unit()) violations.Add("unit", "never changes");
  return violations.ToStatus();
}

}  // namespace sangam::scheme_catalog
