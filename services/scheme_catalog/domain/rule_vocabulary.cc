#include "services/scheme_catalog/domain/rule_vocabulary.h"

#include "absl/strings/str_cat.h"
#include "common/rules/written_text.h"

namespace sangam::scheme_catalog {

void RuleVocabulary::AddCompileFaults(Violations& violations,
                                      const std::string& field,
                                      const absl::Status& status) {
  faulty_ = true;
  const std::vector<FieldViolation> found = FieldViolationsOf(status);
  if (found.empty()) violations.Add(field, status.message());
  for (const FieldViolation& violation : found) {
    violations.Add(field, violation.description, ReasonOf(status));
  }
}

template <typename AnyRule>
void RuleVocabulary::Note(const std::string& field, const AnyRule& rule) {
  for (const std::string& name : rule.attribute_names()) {
    names_used_.insert(absl::StrCat("attributes/", name));
  }
  for (const auto* names : {&rule.parameter_names(), &rule.place_set_names(),
                            &rule.scheme_names()}) {
    names_used_.insert(names->begin(), names->end());
  }
  for (const std::string& name : rule.scheme_names()) {
    schemes_named_.emplace(
        name, SchemeMention{field, rules::PlaceOfText(rule.text(), name)});
  }
}

void RuleVocabulary::CheckCondition(Violations& violations,
                                    const std::string& field,
                                    const std::string& expression) {
  const absl::StatusOr<Rule> rule = Rule::Compile(expression, dictionary_);
  if (!rule.ok()) return AddCompileFaults(violations, field, rule.status());
  Note(field, *rule);
}

void RuleVocabulary::CheckPaise(Violations& violations,
                                const std::string& field,
                                const std::string& expression) {
  const absl::StatusOr<ValueRule> rule =
      ValueRule::Compile(expression, dictionary_);
  if (!rule.ok()) return AddCompileFaults(violations, field, rule.status());
  Note(field, *rule);
  if (rule->type() != v1::ATTRIBUTE_TYPE_NUMBER) {
    violations.Add(field, "must give a whole number in paise",
                   type::v1::ERROR_REASON_INVALID_EXPRESSION);
  } else if (rule->unit() != type::v1::ATTRIBUTE_UNIT_UNSPECIFIED &&
             rule->unit() != type::v1::ATTRIBUTE_UNIT_PAISE) {
    violations.Add(field, "gives a number that is not money in paise",
                   type::v1::ERROR_REASON_INVALID_EXPRESSION);
  }
}

void RuleVocabulary::NoteValue(const std::string& field,
                               const std::string& expression) {
  const absl::StatusOr<ValueRule> rule =
      ValueRule::Compile(expression, dictionary_);
  if (rule.ok()) Note(field, *rule);
}

const AttributeInfo* RuleVocabulary::FindAttribute(Violations& violations,
                                                   const std::string& field,
                                                   const std::string& name) {
  if (name.empty()) {
    violations.Add(field, "is required: the name of an attribute");
    return nullptr;
  }
  const AttributeInfo* attribute = dictionary_.Find(name);
  if (attribute != nullptr) {
    names_used_.insert(absl::StrCat("attributes/", attribute->name));
    return attribute;
  }
  faulty_ = true;
  const std::string nearest = dictionary_.NearestName(name);
  violations.Add(field, nearest.empty()
                            ? "is not an attribute; see ListAttributes"
                            : absl::StrCat("is not an attribute; did you mean ",
                                           nearest, "?"));
  return nullptr;
}

}  // namespace sangam::scheme_catalog
