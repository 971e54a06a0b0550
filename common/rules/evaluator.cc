#include "common/rules/evaluator.h"

#include <algorithm>

#include "common/clock/civil_date.h"

namespace sangam::rules {
namespace {

PredicateTruth Known(bool holds) {
  return {ToTruth(holds), UnknownReason::kNone};
}
PredicateTruth Unknown(UnknownReason reason) {
  return {Truth::kUnknown, reason};
}

// Values of one type have the order of that type; the checker lets no others be
// compared.
bool Compare(const Value& a, Comparison comparison, const Value& b) {
  switch (comparison) {
    case Comparison::kEqual:
      return a == b;
    case Comparison::kNotEqual:
      return a != b;
    case Comparison::kLess:
      return a < b;
    case Comparison::kLessOrEqual:
      return a <= b;
    case Comparison::kGreater:
      return a > b;
    case Comparison::kGreaterOrEqual:
      return a >= b;
  }
  return false;
}

bool Contains(const Value& list, const Value& element) {
  const auto& texts = absl::get<std::vector<std::string>>(list);
  return std::find(texts.begin(), texts.end(),
                   absl::get<std::string>(element)) != texts.end();
}

// Whether two chains can't both be of one place: they hold different ancestors
// of one kind.
bool Exclude(const PlaceChain& a, const PlaceChain& b) {
  return std::any_of(a.links.begin(), a.links.end(),
                     [&b](const PlaceLink& link) {
                       const absl::string_view other = b.OfKind(link.kind);
                       return !other.empty() && other != link.place;
                     });
}

PredicateTruth WithinOne(const std::string& target, const SubjectView& subject,
                         const PlaceDirectory& places) {
  if (subject.place_chain().Contains(target)) return Known(true);
  const absl::optional<PlaceChain> target_chain = places.ChainOf(target);
  if (!target_chain) return Unknown(UnknownReason::kPlaceNotInDirectory);
  if (Exclude(subject.place_chain(), *target_chain)) return Known(false);
  return Unknown(UnknownReason::kPlaceTooCoarse);
}

PredicateTruth Within(const Predicate& predicate, const SubjectView& subject,
                      const PlaceDirectory& places) {
  if (subject.place_chain().empty()) {
    return Unknown(UnknownReason::kAttributeMissing);
  }
  PredicateTruth any = Known(false);
  for (const std::string& target : predicate.names) {
    const PredicateTruth one = WithinOne(target, subject, places);
    if (one.truth == Truth::kTrue) return one;
    // A place that is too coarse can be made finer by asking, so this reason is
    // the one to give.
    if (one.truth == Truth::kUnknown &&
        any.reason != UnknownReason::kPlaceTooCoarse) {
      any = one;
    }
  }
  return any;
}

PredicateTruth Counts(const Receipt& receipt,
                      const absl::optional<int64_t>& within_months,
                      absl::CivilDay as_of) {
  if (receipt.received_on) {
    if (*receipt.received_on > as_of) return Known(false);
    return Known(!within_months ||
                 CompletedMonths(*receipt.received_on, as_of) < *within_months);
  }
  if (receipt.observed_on && *receipt.observed_on > as_of) {
    return Unknown(UnknownReason::kReceiptUndated);
  }
  if (!within_months) return Known(true);
  // It was received on the day of observation or before; if even that day is
  // out of reach, so is the receipt.
  if (receipt.observed_on &&
      CompletedMonths(*receipt.observed_on, as_of) >= *within_months) {
    return Known(false);
  }
  return Unknown(UnknownReason::kReceiptUndated);
}

PredicateTruth Received(const Predicate& predicate,
                        const SubjectView& subject) {
  PredicateTruth any = Known(false);
  for (const Receipt& receipt : subject.receipts()) {
    if (receipt.scheme != predicate.names.front()) continue;
    const PredicateTruth one =
        Counts(receipt, predicate.within_months, subject.as_of());
    if (one.truth == Truth::kTrue) return one;
    if (one.truth == Truth::kUnknown) any = one;
  }
  if (any.truth == Truth::kUnknown) return any;
  const auto& complete_until = subject.receipts_complete_until();
  if (complete_until && *complete_until >= subject.as_of()) return any;
  return Unknown(UnknownReason::kReceiptsIncomplete);
}

}  // namespace

PredicateTruth EvaluatePredicate(const Predicate& predicate,
                                 const SubjectView& subject,
                                 const PlaceDirectory& places) {
  switch (predicate.kind) {
    case Predicate::Kind::kHas:
      return Known(subject.Has(predicate.attribute->index));
    case Predicate::Kind::kWithin:
      return Within(predicate, subject, places);
    case Predicate::Kind::kReceived:
      return Received(predicate, subject);
    default:
      break;
  }
  const Value& value = subject.value(predicate.attribute->index);
  if (!IsKnown(value)) return Unknown(UnknownReason::kAttributeMissing);
  switch (predicate.kind) {
    case Predicate::Kind::kIsTrue:
      return Known(absl::get<bool>(value));
    case Predicate::Kind::kCompare:
      return Known(
          Compare(value, predicate.comparison, predicate.values.front()));
    case Predicate::Kind::kIn:
      return Known(std::find(predicate.values.begin(), predicate.values.end(),
                             value) != predicate.values.end());
    default:
      return Known(Contains(value, predicate.values.front()));
  }
}

Truth Evaluate(const CheckedNode& node, const SubjectView& subject,
               const PlaceDirectory& places) {
  switch (node.kind) {
    case CheckedNode::Kind::kConstant:
      return ToTruth(node.constant);
    case CheckedNode::Kind::kPredicate:
      return EvaluatePredicate(node.predicate, subject, places).truth;
    case CheckedNode::Kind::kNot:
      return Not(Evaluate(node.children.front(), subject, places));
    case CheckedNode::Kind::kAnd: {
      Truth all = Truth::kTrue;
      for (const CheckedNode& child : node.children) {
        all = And(all, Evaluate(child, subject, places));
      }
      return all;
    }
    case CheckedNode::Kind::kOr: {
      Truth any = Truth::kFalse;
      for (const CheckedNode& child : node.children) {
        any = Or(any, Evaluate(child, subject, places));
      }
      return any;
    }
  }
  return Truth::kUnknown;
}

}  // namespace sangam::rules
