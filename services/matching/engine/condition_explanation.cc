#include "services/matching/engine/condition_explanation.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/rules/explanation.h"
#include "services/matching/engine/localized_text.h"

namespace sangam::matching {
void AddQuestions(const std::map<std::string, int>& missing,
                  const MatchContext& context, v1::SchemeMatch* match) {
  std::vector<std::pair<std::string, int>> ordered(missing.begin(),
                                                   missing.end());
  // Stable, so that equals stay in the order of their names.
  std::stable_sort(
      ordered.begin(), ordered.end(),
      [](const auto& a, const auto& b) { return a.second > b.second; });
  for (const auto& [attribute, count] : ordered) {
    FillQuestion(attribute, context, match->add_collect());
  }
}

void FillTerms(const scheme_catalog::v1::Condition& condition,
               const MatchContext& context, v1::ConditionResult* result) {
  result->set_id(condition.id());
  result->set_description(
      TextIn(condition.description(), context.phrases.language_code()));
  result->set_expression(condition.expression());
  *result->mutable_citations() = condition.citations();
}

void FillFinding(const rules::TestFinding& test, v1::Finding* finding) {
  finding->set_attribute(test.attribute);
  finding->set_label(test.label);
  finding->set_outcome(ToOutcome(test.truth));
  finding->set_required(test.required);
  finding->set_actual(test.actual);
  finding->set_distance(test.distance);
  if (test.distance_value) finding->set_distance_value(*test.distance_value);
}

void FillQuestion(const std::string& attribute, const MatchContext& context,
                  v1::FieldToCollect* field) {
  field->set_attribute(attribute);
  const AttributeInfo* info = context.dictionary.Find(attribute);
  const std::string& language = context.phrases.language_code();
  field->set_label(info == nullptr ? context.phrases.ReceivedLabel()
                                   : info->Label(language));
  field->set_question(info == nullptr ? context.phrases.ReceivedQuestion()
                                      : info->Question(language));
}

void AddConditions(const CompiledVersion& version, const MatchContext& context,
                   const MatchFields& fields, v1::SchemeMatch* match) {
  const bool wants_conditions =
      fields.Has(v1::SchemeMatch::kConditionsFieldNumber);
  const bool wants_findings =
      fields.Has(v1::SchemeMatch::kConditionsFieldNumber,
                 v1::ConditionResult::kFindingsFieldNumber);
  const bool wants_questions =
      match->verdict() == v1::VERDICT_NEEDS_INFORMATION &&
      fields.Has(v1::SchemeMatch::kCollectFieldNumber);
  std::map<std::string, int> missing;
  for (int i = 0; i < version.version.conditions_size(); ++i) {
    const OptionalRule& rule = version.conditions[i];
    if (wants_questions && version.defect.empty()) {
      for (const std::string& attribute : rules::MissingAttributes(
               *rule, context.subject, context.reference)) {
        ++missing[attribute];
      }
    }
    if (!wants_conditions) continue;
    v1::ConditionResult* result = match->add_conditions();
    FillTerms(version.version.conditions(i), context, result);
    if (!version.defect.empty()) {
      result->set_outcome(v1::OUTCOME_UNKNOWN);
      continue;
    }
    result->set_outcome(
        ToOutcome(rule->Evaluate(context.subject, context.reference)));
    if (!wants_findings) continue;
    for (const rules::TestFinding& test :
         rules::Explain(*rule, context.subject, context.reference,
                        context.phrases)
             .findings) {
      FillFinding(test, result->add_findings());
    }
  }
  AddQuestions(missing, context, match);
}

}  // namespace sangam::matching
