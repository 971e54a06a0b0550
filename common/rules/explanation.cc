#include "common/rules/explanation.h"

#include <algorithm>

#include "common/rules/checked_node.h"
#include "common/rules/evaluator.h"

namespace sangam::rules {
namespace {

std::string TitleOrName(const std::string& place,
                        const PlaceDirectory& places) {
  std::string title = places.TitleOf(place);
  return title.empty() ? place : title;
}

// The titles of the places; where the subject lies in one, that one first.
std::vector<std::string> WantedPlaces(const Predicate& predicate,
                                      const SubjectView& subject,
                                      const PlaceDirectory& places) {
  std::vector<std::string> names = predicate.names;
  std::stable_partition(names.begin(), names.end(),
                        [&subject](const std::string& name) {
                          return subject.place_chain().Contains(name);
                        });
  for (std::string& name : names) name = TitleOrName(name, places);
  return names;
}

std::string RequiredText(const Predicate& predicate, bool negated,
                         const SubjectView& subject,
                         const PlaceDirectory& places, const Phrases& phrases) {
  switch (predicate.kind) {
    case Predicate::Kind::kIsTrue:
      return phrases.YesNo(!negated);
    case Predicate::Kind::kCompare:
      return phrases.Required(Wanted(predicate, negated),
                              predicate.values.front(), *predicate.attribute);
    case Predicate::Kind::kIn:
      return phrases.OneOf(predicate.values, *predicate.attribute, negated);
    case Predicate::Kind::kContains:
      return phrases.Includes(predicate.values.front(), *predicate.attribute,
                              negated);
    case Predicate::Kind::kHas:
      return phrases.IsGiven(negated);
    case Predicate::Kind::kWithin:
      return phrases.Within(WantedPlaces(predicate, subject, places), negated);
    case Predicate::Kind::kReceived:
      return phrases.Received(predicate.names.front(), predicate.within_months,
                              negated);
  }
  return "";
}

std::string PlaceText(const SubjectView& subject, const PlaceDirectory& places,
                      UnknownReason reason, const Phrases& phrases) {
  if (subject.place_chain().empty()) return "";
  const std::string place =
      TitleOrName(subject.place_chain().links.front().place, places);
  switch (reason) {
    case UnknownReason::kPlaceTooCoarse:
      return phrases.PlaceTooCoarse(place);
    case UnknownReason::kPlaceNotInDirectory:
      return phrases.PlaceNotInDirectory(place);
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

std::string ActualText(const Predicate& predicate, const SubjectView& subject,
                       const PlaceDirectory& places, UnknownReason reason,
                       const Phrases& phrases) {
  switch (predicate.kind) {
    case Predicate::Kind::kWithin:
      return PlaceText(subject, places, reason, phrases);
    case Predicate::Kind::kReceived:
      return ReceivedText(predicate, subject, reason, phrases);
    default:
      break;
  }
  // An attribute that is false because nothing is said of it was not said.
  if (!subject.Has(predicate.attribute->index)) return "";
  const Value& value = subject.value(predicate.attribute->index);
  return phrases.ValueOf(value, *predicate.attribute);
}

class Explainer {
 public:
  Explainer(const SubjectView& subject, const PlaceDirectory& places,
            const Phrases& phrases)
      : subject_(subject), places_(places), phrases_(phrases) {}

  void Describe(const CheckedNode& node, bool negated,
                std::vector<TestFinding>* findings) const {
    if (node.kind == CheckedNode::Kind::kPredicate) {
      findings->push_back(
          DescribeTest(node.predicate, negated, subject_, places_, phrases_));
      return;
    }
    const bool below = negated != (node.kind == CheckedNode::Kind::kNot);
    for (const CheckedNode& child : node.children) {
      Describe(child, below, findings);
    }
  }

 private:
  const SubjectView& subject_;
  const PlaceDirectory& places_;
  const Phrases& phrases_;
};

// The name to ask for; empty where asking does not help.
std::string ToAsk(const Predicate& predicate, UnknownReason reason) {
  switch (reason) {
    case UnknownReason::kNone:
    case UnknownReason::kPlaceNotInDirectory:
      return "";
    default:
      return predicate.attribute_name();
  }
}

// Returns the truth of `node`, and adds what is missing in it if it is unknown.
Truth CollectMissing(const CheckedNode& node, const SubjectView& subject,
                     const PlaceDirectory& places,
                     std::vector<std::string>* missing) {
  if (node.kind == CheckedNode::Kind::kPredicate) {
    const PredicateTruth result =
        EvaluatePredicate(node.predicate, subject, places);
    const std::string name = ToAsk(node.predicate, result.reason);
    if (!name.empty() &&
        std::find(missing->begin(), missing->end(), name) == missing->end()) {
      missing->push_back(name);
    }
    return result.truth;
  }
  const Truth truth = Evaluate(node, subject, places);
  if (truth != Truth::kUnknown) return truth;
  for (const CheckedNode& child : node.children) {
    CollectMissing(child, subject, places, missing);
  }
  return truth;
}

}  // namespace

TestFinding DescribeTest(const Predicate& predicate, bool negated,
                         const SubjectView& subject,
                         const PlaceDirectory& places, const Phrases& phrases) {
  const PredicateTruth result = EvaluatePredicate(predicate, subject, places);
  TestFinding finding;
  finding.attribute = predicate.attribute_name();
  finding.label = predicate.attribute == nullptr
                      ? phrases.ReceivedLabel()
                      : predicate.attribute->Label(phrases.language_code());
  finding.truth = negated ? Not(result.truth) : result.truth;
  finding.required = RequiredText(predicate, negated, subject, places, phrases);
  finding.actual =
      ActualText(predicate, subject, places, result.reason, phrases);
  if (finding.truth != Truth::kFalse) return finding;
  if (const auto distance = DistanceTo(predicate, negated, subject)) {
    finding.distance =
        phrases.DistanceText(*distance, predicate.attribute->unit);
    finding.distance_value = distance->amount;
  }
  return finding;
}

Explanation Explain(const Rule& rule, const SubjectView& subject,
                    const PlaceDirectory& places, const Phrases& phrases) {
  Explanation explanation;
  Explainer(subject, places, phrases)
      .Describe(rule.root(), false, &explanation.findings);
  explanation.truth = CollectMissing(rule.root(), subject, places,
                                     &explanation.missing_attributes);
  return explanation;
}

std::vector<std::string> MissingAttributes(const Rule& rule,
                                           const SubjectView& subject,
                                           const PlaceDirectory& places) {
  std::vector<std::string> missing;
  CollectMissing(rule.root(), subject, places, &missing);
  return missing;
}

}  // namespace sangam::rules
