#include "services/matching/federation/federation_assessment.h"

#include <algorithm>
#include <utility>

#include "common/rules/explanation.h"
#include "common/status/errors.h"
#include "services/matching/engine/condition_explanation.h"
#include "services/matching/engine/localized_text.h"
#include "services/matching/engine/question_context.h"
#include "services/matching/federation/child_counts.h"
#include "services/matching/federation/child_readiness.h"
#include "services/matching/federation/norm_judgement.h"
#include "services/matching/federation/people_short.h"
#include "services/matching/federation/villages_of_groups.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::ReadinessNorm;
using scheme_catalog::v1::ReadinessRule;

// One body by one rule.
class RuleAssessor {
 public:
  RuleAssessor(const CompiledReadinessRule& rule, const AssessedBody& body,
               const MatchContext& context, const AssessmentQuery& query)
      : compiled_(rule), body_(body), context_(context), query_(query) {}

  v1::RuleAssessment Assess(Truth applies) const {
    const ReadinessRule& rule = *compiled_.source;
    const std::string& language = context_.phrases.language_code();
    v1::RuleAssessment assessment;
    assessment.set_readiness_rule(rule.name());
    assessment.set_applies(ToOutcome(applies));
    if (query_.in_full) {
      assessment.set_title(TextIn(rule.title(), language));
      assessment.set_department(rule.department());
      assessment.set_notes(rule.notes());
    }
    const std::vector<AskedTest> tests = AskChildren(compiled_, context_);
    for (int i = 0; i < rule.norms_size(); ++i) {
      v1::NormResult& norm = *assessment.add_norms();
      AssessNorm(rule.norms(i), compiled_.norms[i], &norm);
      AddCounts(tests, rule.norms(i), context_, &norm);
      if (norm.force() == scheme_catalog::v1::NORM_FORCE_ADVISORY &&
          norm.outcome() == v1::OUTCOME_NOT_MET) {
        assessment.add_advisories(norm.id());
      }
    }
    const Truth enough = AddTally(tests, &assessment);
    AddChildren(body_, tests, context_, query_.most_children, &assessment);
    assessment.set_readiness(ReadinessOf(assessment, enough));
    return assessment;
  }

 private:
  void AssessNorm(const ReadinessNorm& norm, const CompiledNorm& compiled,
                  v1::NormResult* result) const {
    result->set_id(norm.id());
    result->set_force(norm.force());
    const v1::Outcome says = compiled.rule
                                 ? ToOutcome(compiled.rule->Evaluate(
                                       context_.subject, context_.reference))
                                 : v1::OUTCOME_UNKNOWN;
    result->set_outcome(says);
    if (norm.force() == scheme_catalog::v1::NORM_FORCE_HUMAN_JUDGEMENT) {
      Judge(norm, result);
      if (!norm.expression().empty()) result->set_informed_by(says);
    }
    if (query_.in_full) Tell(norm, compiled, result);
  }

  // What people decided, before all in this request.
  void Judge(const ReadinessNorm& norm, v1::NormResult* result) const {
    const std::string& rule = compiled_.source->name();
    const type::v1::NormJudgement* decided = nullptr;
    if (query_.judgements != nullptr) {
      decided =
          LastJudgement(*query_.judgements, rule, norm.id(), query_.as_of);
    }
    if (decided == nullptr) {
      decided = LastJudgement(body_.judgements, rule, norm.id(), query_.as_of);
    }
    result->set_outcome(v1::OUTCOME_UNKNOWN);
    if (decided == nullptr) return;
    result->set_outcome(decided->holds() ? v1::OUTCOME_MET
                                         : v1::OUTCOME_NOT_MET);
    *result->mutable_judgement() = *decided;
  }

  // The norm in words.
  void Tell(const ReadinessNorm& norm, const CompiledNorm& compiled,
            v1::NormResult* result) const {
    result->set_description(
        TextIn(norm.description(), context_.phrases.language_code()));
    result->set_expression(norm.expression());
    result->set_interpretation(norm.interpretation());
    *result->mutable_citations() = norm.citations();
    if (!compiled.rule) return;
    const rules::Explanation explanation = rules::Explain(
        *compiled.rule, context_.subject, context_.reference, context_.phrases);
    for (const rules::TestFinding& finding : explanation.findings) {
      FillFinding(finding, result->add_findings());
    }
    for (const std::string& attribute : explanation.missing_attributes) {
      FillQuestion(attribute, context_, result->add_collect());
    }
    AddPeopleShort(compiled.rule->root(), context_, result);
  }

  // Whether enough of those under the body satisfy all of it at once.
  Truth AddTally(const std::vector<AskedTest>& tests,
                 v1::RuleAssessment* assessment) const {
    if (tests.empty()) return Truth::kTrue;
    const SubjectView::Children* children = context_.subject.children();
    const ChildTally tally =
        TallyOf(tests, children == nullptr ? 0 : children->views.size(),
                children != nullptr && children->complete);
    assessment->set_children_ready(tally.ready);
    assessment->set_children_that_may_be(tally.may_be_ready);
    if (tally.required) assessment->set_children_required(*tally.required);
    assessment->set_children_short(tally.missing);
    return tally.enough;
  }

  static v1::Readiness ReadinessOf(const v1::RuleAssessment& assessment,
                                   Truth enough) {
    if (assessment.applies() == v1::OUTCOME_UNKNOWN) {
      return v1::READINESS_NEEDS_INFORMATION;
    }
    // By a rule for others nobody is ready, whatever its norms come to.
    if (assessment.applies() == v1::OUTCOME_NOT_MET) {
      return v1::READINESS_NOT_READY;
    }
    if (enough == Truth::kFalse) return v1::READINESS_NOT_READY;
    bool lacks_facts = enough == Truth::kUnknown;
    bool lacks_judgement = false;
    for (const v1::NormResult& norm : assessment.norms()) {
      const bool judged =
          norm.force() == scheme_catalog::v1::NORM_FORCE_HUMAN_JUDGEMENT;
      if (!judged && norm.force() != scheme_catalog::v1::NORM_FORCE_REQUIRED) {
        continue;
      }
      if (norm.outcome() == v1::OUTCOME_NOT_MET) return v1::READINESS_NOT_READY;
      if (norm.outcome() != v1::OUTCOME_UNKNOWN) continue;
      (judged ? lacks_judgement : lacks_facts) = true;
    }
    if (lacks_facts) return v1::READINESS_NEEDS_INFORMATION;
    if (lacks_judgement) return v1::READINESS_NEEDS_JUDGEMENT;
    return v1::READINESS_READY;
  }

  const CompiledReadinessRule& compiled_;
  const AssessedBody& body_;
  const MatchContext& context_;
  const AssessmentQuery& query_;
};

Truth Applies(const CompiledReadinessRule& rule, const MatchContext& context) {
  if (context.profile.kind() != rule.source->subject_kind()) {
    return Truth::kFalse;
  }
  if (rule.source->applies_where().empty()) return Truth::kTrue;
  if (!rule.applies_where) return Truth::kUnknown;
  return rule.applies_where->Evaluate(context.subject, context.reference);
}

}  // namespace

absl::StatusOr<ReadinessRules> FindReadinessRules(
    const ReadinessCatalog& catalog,
    const google::protobuf::RepeatedPtrField<std::string>& names,
    absl::CivilDay day) {
  ReadinessRules rules;
  if (names.empty()) {
    for (const auto& rule : catalog.rules()) {
      if (rule->IsInForceOn(day)) rules.push_back(rule);
    }
    return rules;
  }
  std::vector<std::string> wanted(names.begin(), names.end());
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  for (const std::string& name : wanted) {
    auto rule = catalog.Find(name);
    if (rule == nullptr) return NotFoundError(name);
    rules.push_back(std::move(rule));
  }
  return rules;
}

v1::FederationAssessment AssessBody(const CatalogSnapshot& catalog,
                                    AssessedBody body,
                                    const PlaceDirectory& places,
                                    const AssessmentQuery& query) {
  NoteVillagesOfGroups(places, &body);
  const MatchSubject& subject = body.subject;
  const QuestionContext question(catalog, subject, places, query.as_of,
                                 query.language_code);
  const MatchContext& context = question.match();
  v1::FederationAssessment assessment;
  assessment.set_subject(subject.name);
  assessment.set_title(subject.title);
  assessment.set_kind(subject.profile.kind());
  assessment.set_place(subject.profile.place());
  if (!subject.profile.place().empty()) {
    assessment.set_place_title(places.TitleOf(subject.profile.place()));
  }
  assessment.set_children(subject.profile.children().profiles_size());
  for (const auto& rule : query.rules) {
    const Truth applies = Applies(*rule, context);
    if (applies == Truth::kFalse && !query.only_named) continue;
    *assessment.add_rules() =
        RuleAssessor(*rule, body, context, query).Assess(applies);
  }
  return assessment;
}

}  // namespace sangam::matching
