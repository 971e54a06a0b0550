#include "services/scheme_catalog/domain/readiness_rule_check.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/rules/rule.h"
#include "common/validation/enum_value.h"
#include "common/validation/provenance.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"
#include "common/validation/violations.h"
#include "services/scheme_catalog/domain/version_parts.h"

namespace sangam::scheme_catalog {
namespace {

void CheckNorm(Violations& violations, const std::string& path,
               const v1::ReadinessNorm& norm, RuleVocabulary& vocabulary) {
  CheckRequiredEnum(violations, absl::StrCat(path, ".force"), norm.force());
  if (!norm.expression().empty()) {
    vocabulary.CheckCondition(violations, absl::StrCat(path, ".expression"),
                              norm.expression());
  } else if (norm.force() != v1::NORM_FORCE_HUMAN_JUDGEMENT) {
    violations.Add(absl::StrCat(path, ".expression"),
                   "is required unless the norm is a human judgement");
  }
  CheckRequiredLocalizedText(violations, absl::StrCat(path, ".description"),
                             norm.description(), kTextLength);
  CheckOptionalText(violations, absl::StrCat(path, ".interpretation"),
                    norm.interpretation(), kTextLength);
  CheckRequiredCitations(violations, absl::StrCat(path, ".citations"),
                         norm.citations());
}

// As for versions: compiling takes time that grows with the text.
bool CheckExpressionBytes(Violations& violations,
                          const v1::ReadinessRule& rule) {
  size_t bytes = rule.applies_where().size();
  for (const v1::ReadinessNorm& norm : rule.norms()) {
    bytes += norm.expression().size();
  }
  if (bytes <= Rule::kMaxBytes) return true;
  violations.Add("norms",
                 absl::StrCat("the expressions of a rule must have at"
                              " most ",
                              Rule::kMaxBytes / 1024, " KiB together"));
  return false;
}

void CheckNorms(Violations& violations, const v1::ReadinessRule& rule,
                RuleVocabulary& vocabulary) {
  if (rule.norms().empty()) {
    violations.Add("norms", "is required: at least one norm");
  }
  if (!CheckSize(violations, "norms", rule.norms_size(), kMaxNorms) ||
      !CheckExpressionBytes(violations, rule)) {
    return;
  }
  if (!rule.applies_where().empty()) {
    vocabulary.CheckCondition(violations, "applies_where",
                              rule.applies_where());
  }
  ShortNames ids;
  for (int i = 0; i < rule.norms_size(); ++i) {
    const std::string path = absl::StrCat("norms[", i, "]");
    ids.Check(violations, absl::StrCat(path, ".id"), rule.norms(i).id());
    CheckNorm(violations, path, rule.norms(i), vocabulary);
  }
}

}  // namespace

absl::Status CheckReadinessRule(const v1::ReadinessRule& rule,
                                RuleVocabulary& vocabulary) {
  Violations violations;
  CheckRequiredName(violations, "name", rule.name(), {"readinessRules"});
  CheckRequiredLocalizedText(violations, "title", rule.title(), kTitleLength);
  CheckRequiredName(violations, "department", rule.department(),
                    {"departments"});
  CheckRequiredEnum(violations, "subject_kind", rule.subject_kind());
  CheckNorms(violations, rule, vocabulary);
  CheckEffectivePeriod(violations, "", rule);
  CheckProvenance(violations, "provenance", rule.provenance());
  CheckOptionalText(violations, "notes", rule.notes(), kTextLength);
  return violations.ToStatus();
}

bool Compiles(const v1::ReadinessRule& rule,
              const AttributeDictionary& dictionary) {
  RuleVocabulary vocabulary(&dictionary);
  Violations ignored;
  if (!rule.applies_where().empty()) {
    vocabulary.CheckCondition(ignored, "applies_where", rule.applies_where());
  }
  for (const v1::ReadinessNorm& norm : rule.norms()) {
    if (norm.expression().empty()) continue;
    vocabulary.CheckCondition(ignored, "norms", norm.expression());
  }
  return !vocabulary.faulty();
}

}  // namespace sangam::scheme_catalog
