#include "services/scheme_catalog/domain/attribute_check.h"

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/rules/reserved_word.h"
#include "common/rules/rule.h"
#include "common/validation/enum_value.h"
#include "common/validation/provenance.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"
#include "common/validation/violations.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/scheme_catalog/domain/version_parts.h"

namespace sangam::scheme_catalog {
namespace {

using type::v1::ATTRIBUTE_UNIT_UNSPECIFIED;
using v1::Attribute;

constexpr char kCollection[] = "attributes/";
constexpr size_t kMaxNameBytes = 100;
constexpr char kNameForm[] =
    "must be attributes/ and a name for expressions such as loom_count: a-z,"
    " 0-9 and _, a letter first";

bool IsWord(absl::string_view word) {
  if (word.empty() || !absl::ascii_islower(word[0])) return false;
  for (const char c : word) {
    if (!absl::ascii_islower(c) && !absl::ascii_isdigit(c) && c != '_') {
      return false;
    }
  }
  return true;
}

// `name` is without the collection.
void CheckOwnName(Violations& violations, const std::string& field,
                  absl::string_view name) {
  const absl::string_view first = name.substr(0, name.find('.'));
  const std::string kept = rules::WhyNoAttribute(first);
  if (!kept.empty()) {
    violations.Add(field, absl::StrCat("begins with `", first, "`, which ",
                                       kept, "; choose another name"));
  } else if (!IsAttributeName(absl::StrCat(kCollection, name))) {
    violations.Add(field, kNameForm);
  }
}

void CheckType(Violations& violations, const Attribute& attribute) {
  CheckRequiredEnum(violations, "type", attribute.type());
  if (attribute.type() == v1::ATTRIBUTE_TYPE_CHILDREN) {
    violations.Add("type", "CHILDREN is for the built-in attribute only");
  }
  CheckOptionalEnum(violations, "unit", attribute.unit());
  CheckOptionalEnum(violations, "absence", attribute.absence());
  if (attribute.type() != v1::ATTRIBUTE_TYPE_NUMBER &&
      attribute.unit() != ATTRIBUTE_UNIT_UNSPECIFIED) {
    violations.Add("unit", "is for numbers only");
  }
  if (attribute.type() == v1::ATTRIBUTE_TYPE_NUMBER &&
      attribute.unit() == ATTRIBUTE_UNIT_UNSPECIFIED) {
    violations.Add("unit",
                   "is required for a number; say COUNT, PAISE,"
                   " BASIS_POINTS or MONTHS");
  }
  if (attribute.absence() == type::v1::ATTRIBUTE_ABSENCE_FALSE &&
      attribute.type() != v1::ATTRIBUTE_TYPE_TRUTH) {
    violations.Add("absence", "can be FALSE for yes or no only");
  }
}

void CheckFormerNames(Violations& violations, const Attribute& attribute) {
  if (!CheckSize(violations, "former_names", attribute.former_names_size(),
                 kMaxFormerNames)) {
    return;
  }
  absl::flat_hash_set<std::string> seen = {NameInExpressions(attribute.name())};
  for (int i = 0; i < attribute.former_names_size(); ++i) {
    const std::string field = absl::StrCat("former_names[", i, "]");
    const std::string name = NameInExpressions(attribute.former_names(i));
    CheckOwnName(violations, field, name);
    if (!seen.insert(name).second) {
      violations.Add(field, "is listed twice, or is the present name");
    }
  }
}

void CheckAllowedValues(Violations& violations, const Attribute& attribute) {
  if (!CheckSize(violations, "allowed_values", attribute.allowed_values_size(),
                 kMaxAllowedValues)) {
    return;
  }
  if (!attribute.allowed_values().empty() &&
      attribute.type() != v1::ATTRIBUTE_TYPE_TEXT &&
      attribute.type() != v1::ATTRIBUTE_TYPE_LIST) {
    violations.Add("allowed_values", "are for texts and lists only");
  }
  absl::flat_hash_set<std::string> seen;
  for (int i = 0; i < attribute.allowed_values_size(); ++i) {
    const std::string field = absl::StrCat("allowed_values[", i, "]");
    CheckRequiredText(violations, field, attribute.allowed_values(i),
                      kTitleLength);
    if (!seen.insert(attribute.allowed_values(i)).second) {
      violations.Add(field, "is listed twice");
    }
  }
}

void CheckReplacement(Violations& violations, const Attribute& attribute) {
  if (attribute.replaced_by().empty()) return;
  if (!IsAttributeName(attribute.replaced_by())) {
    violations.Add("replaced_by", kNameForm);
  } else if (attribute.replaced_by() == attribute.name()) {
    violations.Add("replaced_by", "is the attribute itself");
  }
}

}  // namespace

bool IsAttributeName(absl::string_view name) {
  if (!absl::ConsumePrefix(&name, kCollection)) return false;
  if (name.size() > kMaxNameBytes) return false;
  for (const absl::string_view word : absl::StrSplit(name, '.')) {
    if (!IsWord(word)) return false;
  }
  const absl::string_view first = name.substr(0, name.find('.'));
  return first != "in" && first != "true" && first != "false" &&
         first != "null" && !rules::IsReservedWord(first);
}

std::string NameInExpressions(absl::string_view name) {
  return std::string(absl::StripPrefix(name, kCollection));
}

absl::Status CheckAttribute(const Attribute& attribute) {
  Violations violations;
  if (!absl::StartsWith(attribute.name(), kCollection)) {
    violations.Add("name", kNameForm);
  } else {
    CheckOwnName(violations, "name", NameInExpressions(attribute.name()));
  }
  CheckType(violations, attribute);
  CheckRequiredLocalizedText(violations, "label", attribute.label(),
                             kTitleLength);
  if (attribute.derivation().empty()) {
    CheckRequiredLocalizedText(violations, "question", attribute.question(),
                               kTextLength);
  } else {
    CheckOptionalLocalizedText(violations, "question", attribute.question(),
                               kTextLength);
  }
  CheckAllowedValues(violations, attribute);
  if (attribute.derivation().size() > Rule::kMaxBytes) {
    violations.Add("derivation", absl::StrCat("must have at most ",
                                              Rule::kMaxBytes / 1024, " KiB"));
  }
  CheckFormerNames(violations, attribute);
  CheckReplacement(violations, attribute);
  CheckOptionalName(violations, "department", attribute.department(),
                    {"departments"});
  CheckProvenance(violations, "provenance", attribute.provenance());
  return violations.ToStatus();
}

absl::Status CheckAdditions(const Attribute& attribute) {
  Violations violations;
  CheckOptionalLocalizedText(violations, "label", attribute.label(),
                             kTitleLength);
  CheckOptionalLocalizedText(violations, "question", attribute.question(),
                             kTextLength);
  CheckFormerNames(violations, attribute);
  CheckReplacement(violations, attribute);
  return violations.ToStatus();
}

bool SameInLanguage(const Attribute& before, const Attribute& after) {
  const auto face = [](Attribute attribute) {
    for (const char* field :
         {"label", "question", "changeable", "deprecated", "replaced_by",
          "department", "provenance", "origin", "source_field", "etag",
          "update_time"}) {
      attribute.GetReflection()->ClearField(
          &attribute, Attribute::descriptor()->FindFieldByName(field));
    }
    return attribute;
  };
  return google::protobuf::util::MessageDifferencer::Equals(face(before),
                                                            face(after));
}

absl::Status CheckAttributeChange(const Attribute& before,
                                  const Attribute& after) {
  Violations violations;
  if (before.type() != after.type()) violations.Add("type", "never changes");
  if (before.unit() != after.unit()) violations.Add("unit", "never changes");
  const auto absence = [](const Attribute& attribute) {
    // Not stated is the same as unknown.
    return attribute.absence() == type::v1::ATTRIBUTE_ABSENCE_FALSE;
  };
  if (absence(before) != absence(after)) {
    violations.Add("absence", "never changes");
  }
  return violations.ToStatus();
}

}  // namespace sangam::scheme_catalog
