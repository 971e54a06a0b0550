#include "services/scheme_catalog/store/readiness_rule_type.h"

#include <string>

#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/scheme_catalog/domain/readiness_rule_check.h"
#include "services/scheme_catalog/store/known_names.h"

namespace sangam::scheme_catalog {

absl::Status ReadinessRuleType::CheckName(absl::string_view name) const {
  Violations violations;
  CheckRequiredName(violations, "name", name, {"readinessRules"});
  return violations.ToStatus();
}

// All else is checked in the transaction, where the dictionary is known.
absl::Status ReadinessRuleType::CheckResource(
    const v1::ReadinessRule& readiness_rule) const {
  return CheckName(readiness_rule.name());
}

std::vector<sql::Value> ReadinessRuleType::ColumnsOf(
    const v1::ReadinessRule& readiness_rule) const {
  return {readiness_rule.department()};
}

absl::Status ReadinessRuleType::OnResourceChange(
    WriteTransaction& transaction, const v1::ReadinessRule* before,
    const v1::ReadinessRule* after) const {
  if (after == nullptr) {
    SANGAM_RETURN_IF_ERROR(
        CheckNotReferred(transaction, tables_, before->name()));
    return tables_.references.Replace(transaction, before->name(), {});
  }
  SANGAM_ASSIGN_OR_RETURN(const auto built, dictionary_.Get(transaction));
  RuleVocabulary vocabulary(built->dictionary.get());
  SANGAM_RETURN_IF_ERROR(CheckReadinessRule(*after, vocabulary));
  SANGAM_RETURN_IF_ERROR(CheckKnown(transaction, tables_.departments,
                                    "department", after->department()));
  std::vector<std::string> targets = vocabulary.names_used();
  targets.push_back(after->department());
  return tables_.references.Replace(transaction, after->name(), targets);
}

}  // namespace sangam::scheme_catalog
