#include "services/matching/engine/encoded_match.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/rules/described_outcome.h"
#include "common/rules/distance.h"
#include "common/rules/explanation.h"
#include "services/matching/engine/benefit_estimate.h"
#include "services/matching/engine/benefit_worth.h"
#include "services/matching/engine/condition_explanation.h"
#include "services/matching/engine/scheme_match.h"
#include "services/matching/engine/wire_writer.h"

namespace sangam::matching {
namespace {

using rules::CheckedNode;
using rules::Predicate;

}  // namespace

MatchEncoder::MatchEncoder(const AnswerTables& tables,
                           const MatchContext& context, const Answer& answer,
                           ProgramEvaluator* evaluator)
    : tables_(tables),
      context_(context),
      answer_(answer),
      evaluator_(*evaluator),
      kept_(tables.TemplatesIn(context.phrases.language_code())),
      texts_(context.dictionary.all().size()) {}

const MatchTemplate& MatchEncoder::TemplateOf(size_t position) {
  const MatchTemplate* made = kept_.Find(position);
  if (made != nullptr) return *made;
  own_ = MakeTemplate(tables_.scheme(position), tables_.version(position),
                      context_);
  made = kept_.Keep(position, &own_);
  return made != nullptr ? *made : *own_;
}

void MatchEncoder::Append(size_t position, std::string* bytes) {
  const MatchTemplate& made = TemplateOf(position);
  const CompiledVersion& version = tables_.version(position);
  WireWriter writer(bytes);
  writer.Fields(made.fixed);

  const VersionVerdict verdict = answer_.VerdictAt(position);
  const bool wants_questions = verdict.verdict == v1::VERDICT_NEEDS_INFORMATION;
  std::map<std::string, int> missing;
  size_t met = 0;
  for (const MatchTemplate::Condition& condition : made.conditions) {
    if (AppendCondition(position, condition, bytes) == Truth::kTrue) ++met;
    if (!wants_questions || condition.root == nullptr) continue;
    missing_.clear();
    size_t next = 0;
    CollectMissing(*condition.root, &next);
    for (const std::string& attribute : missing_) ++missing[attribute];
  }
  AppendBenefits(made, version, bytes);

  match_.Clear();
  match_.set_scheme(tables_.scheme(position).scheme.name());
  match_.set_verdict(verdict.verdict);
  AddQuestions(missing, context_, &match_);
  FillVariableFields(version, verdict, context_, MatchFields(),
                     made.has_funding, made.has_documents, &match_);
  answer_.FillPlace(position, verdict.verdict, &match_, met);
  match_.clear_scheme();
  match_.AppendPartialToString(bytes);
}

Truth MatchEncoder::AppendCondition(size_t position,
                                    const MatchTemplate::Condition& condition,
                                    std::string* bytes) {
  condition_bytes_.clear();
  WireWriter writer(&condition_bytes_);
  writer.Fields(condition.fixed);
  results_.resize(condition.tests.size());
  for (size_t i = 0; i < condition.tests.size(); ++i) {
    finding_bytes_.clear();
    results_[i] = evaluator_.Test(position, *condition.tests[i].step);
    AppendTest(condition.tests[i], results_[i], &finding_bytes_);
    writer.Block(v1::ConditionResult::kFindingsFieldNumber, finding_bytes_);
  }
  size_t next = 0;
  const Truth truth = condition.root == nullptr
                          ? Truth::kUnknown
                          : Combine(*condition.root, &next);
  writer.Number(v1::ConditionResult::kOutcomeFieldNumber, ToOutcome(truth));
  WireWriter(bytes).Block(v1::SchemeMatch::kConditionsFieldNumber,
                          condition_bytes_);
  return truth;
}

void MatchEncoder::AppendTest(const MatchTemplate::Test& test,
                              const TestOutcome& outcome, std::string* bytes) {
  const Predicate& predicate = *test.predicate;
  if (!test.is_plain ||
      outcome.reason == rules::UnknownReason::kEvaluationError ||
      outcome.reason == rules::UnknownReason::kParameterWithoutValue) {
    v1::Finding finding;
    FillFinding(rules::DescribeOutcome(
                    predicate, test.negated,
                    {outcome.truth, outcome.reason, outcome.causes},
                    context_.subject, context_.reference, context_.phrases),
                &finding);
    finding.AppendPartialToString(bytes);
    return;
  }
  WireWriter writer(bytes);
  writer.Fields(test.words);
  const Truth told = test.negated ? Not(outcome.truth) : outcome.truth;
  writer.Number(v1::Finding::kOutcomeFieldNumber, ToOutcome(told));
  writer.Text(v1::Finding::kActualFieldNumber, TextOf(*predicate.attribute));
  if (told != Truth::kFalse || predicate.kind != Predicate::Kind::kCompare) {
    return;
  }
  const auto distance = rules::DistanceTo(predicate, test.negated,
                                          context_.subject, context_.reference);
  if (!distance) return;
  writer.Text(v1::Finding::kDistanceFieldNumber,
              context_.phrases.DistanceText(
                  *distance, rules::NumberTestOf(predicate)->measured->unit));
  writer.PresentNumber(v1::Finding::kDistanceValueFieldNumber,
                       static_cast<uint64_t>(distance->amount));
}

// By the tables of three-valued logic, out of the results of the tests from
// `next` on, which it moves behind those of the node.
Truth MatchEncoder::Combine(const CheckedNode& node, size_t* next) const {
  switch (node.kind) {
    case CheckedNode::Kind::kConstant:
      return ToTruth(node.constant);
    case CheckedNode::Kind::kPredicate:
      return results_[(*next)++].truth;
    case CheckedNode::Kind::kNot:
      return Not(Combine(node.children.front(), next));
    case CheckedNode::Kind::kAnd: {
      Truth all = Truth::kTrue;
      for (const CheckedNode& child : node.children) {
        all = And(all, Combine(child, next));
      }
      return all;
    }
    case CheckedNode::Kind::kOr: {
      Truth any = Truth::kFalse;
      for (const CheckedNode& child : node.children) {
        any = Or(any, Combine(child, next));
      }
      return any;
    }
    case CheckedNode::Kind::kConditional: {
      const Truth condition = Combine(node.children[0], next);
      const Truth yes = Combine(node.children[1], next);
      const Truth no = Combine(node.children[2], next);
      if (condition == Truth::kUnknown) return condition;
      return condition == Truth::kTrue ? yes : no;
    }
  }
  return Truth::kUnknown;
}

// As rules::MissingAttributes, out of the same results.
void MatchEncoder::CollectMissing(const CheckedNode& node, size_t* next) {
  if (node.kind == CheckedNode::Kind::kPredicate) {
    const TestOutcome& outcome = results_[(*next)++];
    if (outcome.attribute != TestOutcome::kNone) {
      AddMissing(context_.dictionary.all()[outcome.attribute].name);
    }
    for (const rules::UnknownCause& cause : outcome.causes) {
      AddMissing(rules::ToAsk(cause));
    }
    return;
  }
  size_t end = *next;
  const Truth truth = Combine(node, &end);
  if (truth != Truth::kUnknown) {
    *next = end;
    return;
  }
  if (node.kind == CheckedNode::Kind::kConditional) {
    size_t after_condition = *next;
    const Truth condition = Combine(node.children[0], &after_condition);
    CollectMissing(node.children[0], next);
    if (condition == Truth::kTrue) {
      CollectMissing(node.children[1], next);
    } else if (condition == Truth::kFalse) {
      Combine(node.children[1], next);
      CollectMissing(node.children[2], next);
    }
    *next = end;
    return;
  }
  for (const CheckedNode& child : node.children) CollectMissing(child, next);
}

void MatchEncoder::AddMissing(absl::string_view attribute) {
  if (!attribute.empty() && std::find(missing_.begin(), missing_.end(),
                                      attribute) == missing_.end()) {
    missing_.emplace_back(attribute);
  }
}

void MatchEncoder::AppendBenefits(const MatchTemplate& made,
                                  const CompiledVersion& version,
                                  std::string* bytes) {
  WireWriter writer(bytes);
  for (size_t i = 0; i < made.benefits.size(); ++i) {
    const MatchTemplate::Benefit& benefit = made.benefits[i];
    if (benefit.measure != nullptr) {
      AppendBenefit(benefit, version, static_cast<int>(i), bytes);
      continue;
    }
    if (!benefit.fixed.empty()) {
      writer.Block(v1::SchemeMatch::kBenefitsFieldNumber, benefit.fixed);
      continue;
    }
    match_.clear_benefits();
    AddBenefit(version, static_cast<int>(i), context_, &match_);
    for (const v1::BenefitEstimate& estimate : match_.benefits()) {
      writer.Message(v1::SchemeMatch::kBenefitsFieldNumber, estimate);
    }
  }
}

void MatchEncoder::AppendBenefit(const MatchTemplate::Benefit& made,
                                 const CompiledVersion& version, int index,
                                 std::string* bytes) {
  using Estimate = v1::BenefitEstimate;
  const AmountRange worth = WorthOf(version.version.benefits(index),
                                    version.benefits[index], context_);
  const bool is_known = absl::holds_alternative<int64_t>(
      context_.subject.value(made.measure->index));
  benefit_bytes_ = made.fixed;
  WireWriter writer(&benefit_bytes_);
  if (worth.min_paise) {
    writer.PresentNumber(Estimate::kMinPaiseFieldNumber,
                         static_cast<uint64_t>(*worth.min_paise));
  }
  if (worth.max_paise) {
    writer.PresentNumber(Estimate::kMaxPaiseFieldNumber,
                         static_cast<uint64_t>(*worth.max_paise));
  }
  writer.Text(Estimate::kFormulaFieldNumber,
              absl::StrCat(made.before_measure,
                           is_known ? TextOf(*made.measure) : made.unmeasured,
                           made.after_measure));
  if (!is_known) {
    writer.Text(Estimate::kMissingAttributesFieldNumber, made.measure->name);
  }
  WireWriter(bytes).Block(v1::SchemeMatch::kBenefitsFieldNumber,
                          benefit_bytes_);
}

const std::string& MatchEncoder::TextOf(const AttributeInfo& info) {
  absl::optional<std::string>& text = texts_[info.index];
  if (!text)
    text = rules::AttributeText(info, context_.subject, context_.phrases);
  return *text;
}

}  // namespace sangam::matching
