#include "services/matching/engine/rule_evaluation.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"
#include "common/rules/explanation.h"
#include "common/rules/meaning.h"
#include "common/rules/nearest_word.h"
#include "common/rules/rule.h"
#include "common/rules/value_rule.h"
#include "common/rules/written_text.h"
#include "common/status/macros.h"
#include "common/validation/resource_name.h"
#include "services/matching/engine/condition_explanation.h"
#include "services/matching/engine/question_context.h"
#include "services/matching/engine/rule_advice.h"

namespace sangam::matching {
namespace {

// The value as one of an attribute of the rule's type and unit.
std::string ValueInWords(const ValueRule& rule, const rules::Value& value,
                         const rules::Phrases& phrases) {
  AttributeInfo info;
  info.type = rule.type();
  info.unit = rule.unit();
  return phrases.ValueOf(value, info);
}

void FillOutcome(const Rule& rule, const MatchContext& context,
                 v1::EvaluateRuleResponse* response) {
  const rules::Explanation explanation =
      rules::Explain(rule, context.subject, context.reference, context.phrases);
  response->set_outcome(ToOutcome(explanation.truth));
  for (const rules::TestFinding& test : explanation.findings) {
    FillFinding(test, response->add_findings());
  }
  for (const std::string& attribute : explanation.missing_attributes) {
    FillQuestion(attribute, context, response->add_collect());
  }
}

// A misspelt scheme was received by nobody, which would go unnoticed. No fault,
// because a draft may speak of a scheme that is stored after it.
void AdviseOnSchemes(const CatalogSnapshot& catalog, const ValueRule& rule,
                     v1::EvaluateRuleResponse* response) {
  std::vector<std::string> known;
  for (const std::string& name : rule.scheme_names()) {
    if (catalog.Find(name) != nullptr) continue;
    if (known.empty()) {
      for (const CompiledScheme& scheme : catalog.schemes()) {
        known.push_back(scheme.scheme.name());
      }
    }
    const std::string nearest = rules::NearestName(name, known);
    response->add_advice(absl::StrCat(
        rules::PlaceOfText(rule.text(), name), "`", name,
        "` is not a scheme of the catalogue, which refuses it in a version",
        nearest.empty() ? ""
                        : absl::StrCat("; did you mean `", nearest, "`?")));
  }
}

// The place of another kind that has the code of `place`, which there is not;
// empty if there is none.
std::string PlaceWithCodeOf(const std::string& place,
                            const PlaceDirectory& places) {
  if (!ParseLgdPlace(place)) return "";
  const std::string code = place.substr(place.rfind('-'));
  for (const absl::string_view kind :
       {"state", "district", "sub-district", "block", "gram-panchayat",
        "village", "urban-local-body"}) {
    std::string other = absl::StrCat("places/lgd-", kind, code);
    if (places.ChainOf(other)) return other;
  }
  return "";
}

// The registry may come to know a place later, so this is no fault.
void AdviseOnPlaces(const PlaceDirectory& places, const ValueRule& rule,
                    v1::EvaluateRuleResponse* response) {
  for (const std::string& name : rule.place_names()) {
    if (places.ChainOf(name)) continue;
    const std::string meant = PlaceWithCodeOf(name, places);
    response->add_advice(absl::StrCat(
        "`", name, "` is not a place of the registry",
        meant.empty() ? "" : absl::StrCat("; did you mean `", meant, "`?")));
  }
}

}  // namespace

absl::StatusOr<v1::EvaluateRuleResponse> EvaluateRuleText(
    const CatalogSnapshot& catalog, absl::string_view expression,
    const MatchSubject* subject, const PlaceDirectory& places,
    absl::CivilDay as_of, absl::string_view language_code) {
  SANGAM_ASSIGN_OR_RETURN(const ValueRule rule,
                          ValueRule::Compile(expression, catalog.dictionary()));
  absl::optional<Rule> condition;
  if (rule.is_condition()) {
    SANGAM_ASSIGN_OR_RETURN(condition,
                            Rule::Compile(expression, catalog.dictionary()));
  }
  v1::EvaluateRuleResponse response;
  response.set_canonical(rule.ToText());
  response.set_type(rule.type());
  for (const std::string& name : rule.attribute_names()) {
    response.add_attributes(name);
  }
  for (std::string& advice : AdviceOn(rule)) {
    response.add_advice(std::move(advice));
  }
  AdviseOnSchemes(catalog, rule, &response);
  AdviseOnPlaces(places, rule, &response);
  *response.mutable_basis()->mutable_as_of() = ToDate(as_of);
  response.mutable_basis()->set_engine_version(kEngineVersion);
  const MatchSubject nobody;
  const QuestionContext question(catalog,
                                 subject == nullptr ? nobody : *subject, places,
                                 as_of, language_code);
  const MatchContext& context = question.match();
  for (std::string& line :
       rules::Meaning(rule, context.reference, context.phrases)) {
    response.add_meaning(std::move(line));
  }
  if (subject == nullptr) return response;
  const ValueRule::Outcome outcome =
      rule.Evaluate(context.subject, context.reference);
  response.set_value(ValueInWords(rule, outcome.value, context.phrases));
  response.set_unknown_because(outcome.reason);
  if (condition) {
    FillOutcome(*condition, context, &response);
    return response;
  }
  for (const std::string& attribute : outcome.missing_attributes) {
    FillQuestion(attribute, context, response.add_collect());
  }
  return response;
}

}  // namespace sangam::matching
