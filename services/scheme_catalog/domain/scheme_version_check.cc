#include "services/scheme_catalog/domain/scheme_version_check.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/rules/rule.h"
#include "common/validation/code_format.h"
#include "common/validation/enum_value.h"
#include "common/validation/provenance.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"
#include "common/validation/violations.h"
#include "services/scheme_catalog/domain/benefit_check.h"
#include "services/scheme_catalog/domain/funding_check.h"
#include "services/scheme_catalog/domain/plan_terms_check.h"
#include "services/scheme_catalog/domain/relation_check.h"
#include "services/scheme_catalog/domain/version_parts.h"

namespace sangam::scheme_catalog {
namespace {

using v1::SchemeVersion;

void CheckConditionCitations(Violations& violations, const std::string& field,
                             const v1::Condition& condition) {
  if (condition.citations().empty()) {
    violations.Add(field, "is required: say where the condition is stated");
  }
  CheckCitations(violations, field, condition.citations());
  for (int i = 0; i < condition.citations_size(); ++i) {
    if (condition.citations(i).confidence() !=
        type::v1::CONFIDENCE_UNSPECIFIED) {
      continue;
    }
    CheckRequiredEnum(violations, absl::StrCat(field, "[", i, "].confidence"),
                      condition.citations(i).confidence());
  }
}

void CheckConditions(Violations& violations, const SchemeVersion& version,
                     RuleVocabulary& vocabulary) {
  if (version.conditions().empty() && !version.open_to_all()) {
    violations.Add("conditions",
                   "is required; if the scheme is for everyone, say so with"
                   " open_to_all");
  }
  if (!version.conditions().empty() && version.open_to_all()) {
    violations.Add("open_to_all", "must not be set where there are conditions");
  }
  ShortNames ids;
  for (int i = 0; i < version.conditions_size(); ++i) {
    const v1::Condition& condition = version.conditions(i);
    const std::string path = absl::StrCat("conditions[", i, "]");
    ids.Check(violations, absl::StrCat(path, ".id"), condition.id());
    vocabulary.CheckCondition(violations, absl::StrCat(path, ".expression"),
                              condition.expression());
    CheckRequiredLocalizedText(violations, absl::StrCat(path, ".description"),
                               condition.description(), kTextLength);
    CheckConditionCitations(violations, absl::StrCat(path, ".citations"),
                            condition);
  }
}

void CheckBeneficiary(Violations& violations, const SchemeVersion& version,
                      RuleVocabulary& vocabulary) {
  const v1::Beneficiary& beneficiary = version.beneficiary();
  CheckOptionalEnum(violations, "beneficiary.unit", beneficiary.unit());
  const std::string field = "beneficiary.count_attributes";
  if (!CheckSize(violations, field, beneficiary.count_attributes_size(),
                 kMaxCountAttributes)) {
    return;
  }
  for (int i = 0; i < beneficiary.count_attributes_size(); ++i) {
    CheckCountAttribute(violations, absl::StrCat(field, "[", i, "]"),
                        beneficiary.count_attributes(i), vocabulary);
  }
}

void CheckDocuments(Violations& violations, const SchemeVersion& version,
                    RuleVocabulary& vocabulary) {
  ShortNames ids;
  for (int i = 0; i < version.documents_size(); ++i) {
    const v1::DocumentRequirement& document = version.documents(i);
    const std::string path = absl::StrCat("documents[", i, "]");
    ids.Check(violations, absl::StrCat(path, ".id"), document.id());
    CheckRequiredText(violations, absl::StrCat(path, ".description"),
                      document.description(), kTextLength);
    if (!document.held_attribute().empty()) {
      CheckTruthAttribute(violations, absl::StrCat(path, ".held_attribute"),
                          document.held_attribute(), vocabulary);
    }
  }
}

void CheckApplicationRoutes(Violations& violations,
                            const SchemeVersion& version) {
  for (int i = 0; i < version.where_to_apply_size(); ++i) {
    const v1::ApplicationRoute& route = version.where_to_apply(i);
    const std::string path = absl::StrCat("where_to_apply[", i, "]");
    if (route.description().empty() && route.department().empty() &&
        route.uri().empty()) {
      violations.Add(path,
                     "is empty; give a description, a department or a"
                     " uri");
    }
    CheckOptionalText(violations, absl::StrCat(path, ".description"),
                      route.description(), kTextLength);
    CheckOptionalName(violations, absl::StrCat(path, ".department"),
                      route.department(), {"departments"});
    CheckWebAddress(violations, absl::StrCat(path, ".uri"), route.uri());
  }
}

size_t ExpressionBytes(const v1::Amount& amount) {
  size_t bytes = amount.computed().expression().size();
  for (const v1::Amount& part : amount.lesser_of().amounts()) {
    bytes += ExpressionBytes(part);
  }
  return bytes;
}

// Compiling takes time that grows with the text, so a version may not hold more
// of it than one expression may.
bool CheckExpressionBytes(Violations& violations,
                          const SchemeVersion& version) {
  size_t bytes = 0;
  for (const v1::Condition& condition : version.conditions()) {
    bytes += condition.expression().size();
  }
  for (const v1::Benefit& benefit : version.benefits()) {
    bytes += benefit.condition().size() + ExpressionBytes(benefit.amount());
    for (const v1::Tranche& tranche : benefit.tranches()) {
      bytes += tranche.condition().size();
    }
  }
  for (const v1::FundingRule& rule : version.funding()) {
    bytes += rule.condition().size();
  }
  if (bytes <= Rule::kMaxBytes) return true;
  violations.Add("conditions",
                 absl::StrCat("the expressions of a version must have at most ",
                              Rule::kMaxBytes / 1024, " KiB together"));
  return false;
}

// Whether every list is of a size worth a look at its elements.
bool CheckSizes(Violations& violations, const SchemeVersion& version) {
  const bool sizes[] = {
      CheckSize(violations, "conditions", version.conditions_size(),
                kMaxConditions),
      CheckSize(violations, "benefits", version.benefits_size(), kMaxBenefits),
      CheckSize(violations, "funding", version.funding_size(),
                kMaxFundingRules),
      CheckSize(violations, "cost_components", version.cost_components_size(),
                kMaxCostComponents),
      CheckSize(violations, "documents", version.documents_size(),
                kMaxDocuments),
      CheckSize(violations, "where_to_apply", version.where_to_apply_size(),
                kMaxApplicationRoutes),
      CheckExpressionBytes(violations, version)};
  return std::all_of(std::begin(sizes), std::end(sizes),
                     [](bool good) { return good; });
}

// The parts that name attributes or hold expressions.
void CheckTermsInLanguage(Violations& violations, const SchemeVersion& version,
                          RuleVocabulary& vocabulary) {
  CheckConditions(violations, version, vocabulary);
  CheckBeneficiary(violations, version, vocabulary);
  CheckBenefits(violations, version.benefits(), vocabulary);
  CheckFunding(violations, version, vocabulary);
  CheckDocuments(violations, version, vocabulary);
  CheckPlanTerms(violations, version, vocabulary);
}

}  // namespace

absl::Status CheckSchemeVersion(const SchemeVersion& version,
                                RuleVocabulary& vocabulary) {
  Violations violations;
  CheckRequiredName(violations, "name", version.name(), {"schemes/versions"});
  CheckRequiredEnum(violations, "state", version.state());
  CheckEffectivePeriod(violations, "", version);
  if (CheckSizes(violations, version)) {
    CheckTermsInLanguage(violations, version, vocabulary);
    CheckApplicationRoutes(violations, version);
  }
  CheckRelations(violations, version);
  const v1::ApplicationWindow& window = version.window();
  CheckPeriod(violations, "window.opens_on", window.has_opens_on(),
              window.opens_on(), "window.closes_on", window.has_closes_on(),
              window.closes_on());
  CheckPeriod(violations, "verified_on", version.has_verified_on(),
              version.verified_on(), "review_by", version.has_review_by(),
              version.review_by());
  CheckOptionalText(violations, "notes", version.notes(), kTextLength);
  CheckCitations(violations, "citations", version.citations());
  return violations.ToStatus();
}

bool Compiles(const SchemeVersion& version,
              const AttributeDictionary& dictionary) {
  RuleVocabulary vocabulary(&dictionary);
  Violations ignored;
  CheckTermsInLanguage(ignored, version, vocabulary);
  return !vocabulary.faulty();
}

}  // namespace sangam::scheme_catalog
