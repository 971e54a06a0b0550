// Conditions, findings and questions of a match, in words.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_CONDITION_EXPLANATION_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_CONDITION_EXPLANATION_H_

#include <map>
#include <string>

#include "common/rules/explanation.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/engine/match_context.h"
#include "services/matching/engine/match_fields.h"

namespace sangam::matching {

// Adds every condition with its findings to `match`; and, if match->verdict()
// is NEEDS_INFORMATION, what to collect: fields that most conditions lack
// first, then by name. Conditions of a version with a defect are unknown and
// have no findings. What is not in `fields` is not reckoned.
void AddConditions(const CompiledVersion& version, const MatchContext& context,
                   const MatchFields& fields, v1::SchemeMatch* match);

// Adds to `match` what to collect: of the names that conditions lack, those
// first that most of them lack. `missing` counts the conditions.
void AddQuestions(const std::map<std::string, int>& missing,
                  const MatchContext& context, v1::SchemeMatch* match);

// Fills what a condition says whatever the subject.
void FillTerms(const scheme_catalog::v1::Condition& condition,
               const MatchContext& context, v1::ConditionResult* result);

// Fills an empty finding.
void FillFinding(const rules::TestFinding& test, v1::Finding* finding);

// Fills the question that collects `attribute`, or "received".
void FillQuestion(const std::string& attribute, const MatchContext& context,
                  v1::FieldToCollect* field);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_CONDITION_EXPLANATION_H_
