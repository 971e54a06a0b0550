#include "common/rules/explanation.h"

#include <algorithm>
#include <utility>

#include "common/rules/checked_node.h"
#include "common/rules/described_outcome.h"
#include "common/rules/evaluator.h"
#include "common/rules/test_wording.h"

namespace sangam::rules {
namespace {

std::string PlaceText(const SubjectView& subject, UnknownReason reason,
                      const TestWording& wording, const Phrases& phrases) {
  if (subject.place_chain().empty()) return "";
  std::string place =
      wording.TitleOf(subject.place_chain().links.front().place);
  switch (reason) {
    case UnknownReason::kPlaceTooCoarse:
      return phrases.PlaceTooCoarse(place);
    case UnknownReason::kPlaceNotInDirectory:
    case UnknownReason::kPlaceSetNotKnown:
      return phrases.PlaceNotInDirectory(place);
    case UnknownReason::kPlaceSetIncomplete:
      return phrases.PlaceSetIncomplete(place);
    default:
      return place;
  }
}

std::string ReceivedText(const Predicate& predicate, const SubjectView& subject,
                         UnknownReason reason, const Phrases& phrases) {
  const auto& complete_until = subject.receipts_complete_until();
  if (reason == UnknownReason::kReceiptsIncomplete) {
    return complete_until ? phrases.NothingOnRecordUntil(*complete_until) : "";
  }
  // The latest receipt that was received by then tells most.
  absl::optional<absl::CivilDay> latest;
  bool undated = false;
  for (const Receipt& receipt : subject.receipts()) {
    if (receipt.scheme != predicate.names.front()) continue;
    if (!receipt.received_on) {
      undated = true;
    } else if (*receipt.received_on <= subject.as_of() &&
               (!latest || *latest < *receipt.received_on)) {
      latest = receipt.received_on;
    }
  }
  if (latest) return phrases.ReceivedOn(*latest);
  return undated ? phrases.ReceivedSometime() : phrases.NothingOnRecord();
}

std::string ComputedText(const Predicate& predicate, const SubjectView& subject,
                         const ReferenceData& reference,
                         const Phrases& phrases) {
  if (const auto test = NumberTestOf(predicate)) {
    const Datum measured =
        EvaluateTree(*test->measured, subject, reference, predicate.step_budget)
            .value;
    if (const auto* range = absl::get_if<NumberRange>(&measured)) {
      return phrases.Range(*range, test->measured->unit);
    }
    return phrases.ValueOf(ToValue(measured), test->measured->unit);
  }
  if (predicate.attribute == nullptr) return "";
  return AttributeText(*predicate.attribute, subject, phrases);
}

std::string ActualText(const Predicate& predicate, const SubjectView& subject,
                       const ReferenceData& reference,
                       const PredicateTruth& result, const TestWording& wording,
                       const Phrases& phrases) {
  if (result.reason == UnknownReason::kEvaluationError) {
    return phrases.CannotBeComputed(result.causes.front().what);
  }
  if (result.reason == UnknownReason::kParameterWithoutValue) {
    const std::string& what = result.causes.front().what;
    const AttributeInfo* attribute = predicate.attribute;
    return phrases.NoValueOnThatDay(
        attribute != nullptr && attribute->name == what
            ? attribute->Label(phrases.language_code())
            : wording.TitleOf(what));
  }
  switch (predicate.kind) {
    case Predicate::Kind::kWithin:
      return PlaceText(subject, result.reason, wording, phrases);
    case Predicate::Kind::kReceived:
      return ReceivedText(predicate, subject, result.reason, phrases);
    case Predicate::Kind::kComputed:
      return ComputedText(predicate, subject, reference, phrases);
    default:
      return AttributeText(*predicate.attribute, subject, phrases);
  }
}

class Explainer {
 public:
  Explainer(const SubjectView& subject, const ReferenceData& reference,
            const Phrases& phrases)
      : subject_(subject), reference_(reference), phrases_(phrases) {}

  void Describe(const CheckedNode& node, bool negated,
                std::vector<TestFinding>* findings) const {
    if (node.kind == CheckedNode::Kind::kPredicate) {
      findings->push_back(DescribeTest(node.predicate, negated, subject_,
                                       reference_, phrases_));
      return;
    }
    const bool below = negated != (node.kind == CheckedNode::Kind::kNot);
    for (const CheckedNode& child : node.children) {
      Describe(child, below, findings);
    }
  }

 private:
  const SubjectView& subject_;
  const ReferenceData& reference_;
  const Phrases& phrases_;
};

// Returns the truth of `node`, and adds what is missing in it if it is unknown.
Truth CollectMissing(const CheckedNode& node, const SubjectView& subject,
                     const ReferenceData& reference,
                     std::vector<std::string>* missing) {
  if (node.kind == CheckedNode::Kind::kPredicate) {
    const PredicateTruth result =
        EvaluatePredicate(node.predicate, subject, reference);
    for (const UnknownCause& cause : result.causes) {
      const std::string name = ToAsk(cause);
      if (!name.empty() &&
          std::find(missing->begin(), missing->end(), name) == missing->end()) {
        missing->push_back(name);
      }
    }
    return result.truth;
  }
  const Truth truth = Evaluate(node, subject, reference);
  if (truth != Truth::kUnknown) return truth;
  if (node.kind == CheckedNode::Kind::kConditional) {
    // Which branch matters is known once the condition is.
    const Truth condition =
        CollectMissing(node.children[0], subject, reference, missing);
    if (condition != Truth::kUnknown) {
      CollectMissing(node.children[condition == Truth::kTrue ? 1 : 2], subject,
                     reference, missing);
    }
    return truth;
  }
  for (const CheckedNode& child : node.children) {
    CollectMissing(child, subject, reference, missing);
  }
  return truth;
}

}  // namespace

std::string AttributeText(const AttributeInfo& info, const SubjectView& subject,
                          const Phrases& phrases) {
  if (info.type == scheme_catalog::v1::ATTRIBUTE_TYPE_CHILDREN) {
    const auto* children = subject.children();
    if (children == nullptr) return "";
    return phrases.ChildrenOnRecord(
        static_cast<int64_t>(children->views.size()), children->complete);
  }
  // An attribute that is false because nothing is said of it was not said.
  if (!subject.Has(info.index)) return "";
  return phrases.ValueOf(subject.value(info.index), info);
}

TestFinding DescribeTest(const Predicate& predicate, bool negated,
                         const SubjectView& subject,
                         const ReferenceData& reference,
                         const Phrases& phrases) {
  return DescribeOutcome(predicate, negated,
                         EvaluatePredicate(predicate, subject, reference),
                         subject, reference, phrases);
}

TestFinding DescribeOutcome(const Predicate& predicate, bool negated,
                            const PredicateTruth& result,
                            const SubjectView& subject,
                            const ReferenceData& reference,
                            const Phrases& phrases) {
  const TestWording wording(phrases, reference, &subject);
  TestWords words = wording.OfTest(*predicate.node, negated);
  TestFinding finding;
  finding.attribute = predicate.attribute_name();
  finding.label = std::move(words.label);
  finding.truth = negated ? Not(result.truth) : result.truth;
  finding.required = std::move(words.required);
  finding.actual =
      ActualText(predicate, subject, reference, result, wording, phrases);
  if (finding.truth != Truth::kFalse) return finding;
  if (const auto distance =
          DistanceTo(predicate, negated, subject, reference)) {
    const TypedNode& measured = *NumberTestOf(predicate)->measured;
    finding.distance = phrases.DistanceText(*distance, measured.unit);
    // So much of what is computed is not so much of the attribute.
    if (measured.op != TypedNode::Op::kArithmetic) {
      finding.distance_value = distance->amount;
    }
  }
  return finding;
}

Explanation Explain(const Rule& rule, const SubjectView& subject,
                    const ReferenceData& reference, const Phrases& phrases) {
  Explanation explanation;
  Explainer(subject, reference, phrases)
      .Describe(rule.root(), false, &explanation.findings);
  explanation.truth = CollectMissing(rule.root(), subject, reference,
                                     &explanation.missing_attributes);
  return explanation;
}

std::vector<std::string> MissingAttributes(const Rule& rule,
                                           const SubjectView& subject,
                                           const ReferenceData& reference) {
  std::vector<std::string> missing;
  CollectMissing(rule.root(), subject, reference, &missing);
  return missing;
}

}  // namespace sangam::rules
