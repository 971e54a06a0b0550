#include "services/scheme_catalog/domain/version_parts.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "common/rules/rule.h"
#include "common/validation/resource_name.h"

namespace sangam::scheme_catalog {
namespace {

// The attribute of this name; adds a fault if there is none.
const AttributeInfo* FindAttribute(Violations& violations,
                                   const std::string& field,
                                   const std::string& name,
                                   const AttributeDictionary& dictionary) {
  if (name.empty()) {
    violations.Add(field, "is required: the name of an attribute");
    return nullptr;
  }
  const AttributeInfo* attribute = dictionary.Find(name);
  if (attribute != nullptr) return attribute;
  const std::string nearest = dictionary.NearestName(name);
  violations.Add(field, nearest.empty()
                            ? "is not an attribute; see ListAttributes"
                            : absl::StrCat("is not an attribute; did you mean ",
                                           nearest, "?"));
  return nullptr;
}

void CheckUnit(Violations& violations, const std::string& field,
               const std::string& name, const AttributeDictionary& dictionary,
               type::v1::AttributeUnit unit, absl::string_view description) {
  const AttributeInfo* attribute =
      FindAttribute(violations, field, name, dictionary);
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

void CheckExpression(Violations& violations, const std::string& field,
                     const std::string& expression,
                     const AttributeDictionary& dictionary) {
  const absl::Status status = Rule::Compile(expression, dictionary).status();
  if (status.ok()) return;
  const std::vector<FieldViolation> found = FieldViolationsOf(status);
  if (found.empty()) violations.Add(field, status.message());
  for (const FieldViolation& violation : found) {
    violations.Add(field, violation.description, ReasonOf(status));
  }
}

void CheckCountAttribute(Violations& violations, const std::string& field,
                         const std::string& name,
                         const AttributeDictionary& dictionary) {
  CheckUnit(violations, field, name, dictionary, type::v1::ATTRIBUTE_UNIT_COUNT,
            "does not count anything");
}

void CheckPaiseAttribute(Violations& violations, const std::string& field,
                         const std::string& name,
                         const AttributeDictionary& dictionary) {
  CheckUnit(violations, field, name, dictionary, type::v1::ATTRIBUTE_UNIT_PAISE,
            "does not hold money in paise");
}

void CheckTruthAttribute(Violations& violations, const std::string& field,
                         const std::string& name,
                         const AttributeDictionary& dictionary) {
  const AttributeInfo* attribute =
      FindAttribute(violations, field, name, dictionary);
  if (attribute != nullptr && attribute->type != v1::ATTRIBUTE_TYPE_TRUTH) {
    violations.Add(field, absl::StrCat(name, " is not a yes-or-no attribute"));
  }
}

}  // namespace sangam::scheme_catalog
