#include "common/rules/evaluator.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"
#include "common/rules/data_operations.h"
#include "common/rules/number_range.h"
#include "common/rules/own_functions.h"

namespace sangam::rules {
namespace {

using Op = TypedNode::Op;
using List = std::shared_ptr<const DatumList>;

Evaluated Unknown(UnknownReason reason, std::string what) {
  return {{}, {{reason, std::move(what)}}};
}
Evaluated Error(std::string what) {
  return Unknown(UnknownReason::kEvaluationError, std::move(what));
}
Evaluated Undecided(UnknownCauses causes) { return {{}, std::move(causes)}; }

Evaluated FromTruth(Truth truth, UnknownCauses causes) {
  if (truth == Truth::kUnknown) return Undecided(std::move(causes));
  return {truth == Truth::kTrue, {}};
}

Truth TruthOf(const Evaluated& evaluated) {
  return IsKnown(evaluated.value) ? ToTruth(absl::get<bool>(evaluated.value))
                                  : Truth::kUnknown;
}

bool IsNumber(const Datum& datum) {
  return absl::holds_alternative<int64_t>(datum) ||
         absl::holds_alternative<NumberRange>(datum);
}

// How many elements a list has; 0 for anything else.
int64_t ElementsOf(const Datum& datum) {
  const auto* list = absl::get_if<List>(&datum);
  return list == nullptr ? 0 : static_cast<int64_t>((*list)->elements.size());
}

// Goes down the tree; one object serves one evaluation.
class TreeEvaluator {
 public:
  // Null where the tree mentions neither.
  TreeEvaluator(const SubjectView* subject, const ReferenceData* reference,
                int64_t step_budget)
      : subject_(subject), reference_(reference), steps_left_(step_budget) {}

  Evaluated Evaluate(const TypedNode& node) {
    if (!Step(1)) return Exhausted();
    switch (node.op) {
      case Op::kLiteral:
        return {node.literal, {}};
      case Op::kVariable:
        return {variables_[node.slot], {}};
      case Op::kAttribute:
        return Attribute(node);
      case Op::kHas:
        return {ViewOf(node).Has(node.attribute->index), {}};
      case Op::kNot:
        return Negation(node);
      case Op::kAnd:
        return Absorb(node, false);
      case Op::kOr:
        return Absorb(node, true);
      case Op::kConditional:
        return Conditional(node);
      case Op::kExists:
        return Quantify(node, true);
      case Op::kAll:
        return Quantify(node, false);
      case Op::kExistsOne:
        return ExistsOne(node);
      case Op::kFilter:
        return Filter(node);
      case Op::kMap:
        return Map(node);
      case Op::kPlaceWithin:
        return Within(node);
      case Op::kNicWithin:
        return NicWithin(node);
      case Op::kReceived:
        return Received(*subject_, node.names.front(), node.within_months);
      case Op::kParameter:
        return Parameter(node);
      default:
        return Strict(node);
    }
  }

 private:
  // Takes so many steps; false if there are not so many left.
  bool Step(int64_t steps) {
    steps_left_ -= std::min(steps, steps_left_ + 1);
    return steps_left_ >= 0;
  }
  bool IsExhausted() const { return steps_left_ < 0; }
  static Evaluated Exhausted() {
    return Error("the rule takes too many steps");
  }

  const SubjectView& ViewOf(const TypedNode& node) const {
    return node.slot == TypedNode::kSubject
               ? *subject_
               : *absl::get<const SubjectView*>(variables_[node.slot]);
  }

  // What is not known of one of those under the subject is asked of them all.
  static UnknownCauses CausesFor(const TypedNode& node, UnknownCauses causes) {
    if (node.slot == TypedNode::kSubject || ToAsk(causes.front()).empty()) {
      return causes;
    }
    return {{UnknownReason::kChildrenNotKnown, kChildrenAttribute}};
  }

  Evaluated Attribute(const TypedNode& node) const {
    const SubjectView& view = ViewOf(node);
    const AttributeInfo& info = *node.attribute;
    if (info.type == scheme_catalog::v1::ATTRIBUTE_TYPE_CHILDREN) {
      return Children(view);
    }
    Datum value = ToDatum(view.value(info.index));
    if (IsKnown(value)) return {std::move(value), {}};
    UnknownCauses causes = view.WhyUnknown(info.index);
    if (causes.empty()) {
      causes = {{UnknownReason::kAttributeMissing, info.name}};
    }
    return Undecided(CausesFor(node, std::move(causes)));
  }

  static Evaluated Children(const SubjectView& view) {
    const UnknownCause not_known = {UnknownReason::kChildrenNotKnown,
                                    kChildrenAttribute};
    auto list = std::make_shared<DatumList>();
    list->complete = false;
    if (view.children() != nullptr) {
      for (const SubjectView& child : view.children()->views) {
        list->elements.emplace_back(&child, true);
      }
      list->complete = view.children()->complete;
    }
    if (!list->complete) list->causes = {not_known};
    return {List(std::move(list)), {}};
  }

  Evaluated Negation(const TypedNode& node) {
    Evaluated operand = Evaluate(node.children.front());
    if (!IsKnown(operand.value)) return operand;
    return {!absl::get<bool>(operand.value), {}};
  }

  // && and ||: one part that is `absorbing` decides, whatever the others are.
  Evaluated Absorb(const TypedNode& node, bool absorbing) {
    UnknownCauses causes;
    for (const TypedNode& child : node.children) {
      const Evaluated part = Evaluate(child);
      if (TruthOf(part) == ToTruth(absorbing)) return {absorbing, {}};
      AddCauses(part.causes, &causes);
    }
    return causes.empty() ? Evaluated{!absorbing, {}} : Undecided(causes);
  }

  Evaluated Conditional(const TypedNode& node) {
    Evaluated condition = Evaluate(node.children[0]);
    if (!IsKnown(condition.value)) return condition;
    return Evaluate(node.children[absl::get<bool>(condition.value) ? 1 : 2]);
  }

  // Calls `visit` with each element bound to the macro's variable and what the
  // body comes to, until it returns false.
  Evaluated ForEach(
      const TypedNode& node, List* list,
      const std::function<bool(const DatumList::Element&, Evaluated)>& visit) {
    Evaluated range = Evaluate(node.children[0]);
    if (!IsKnown(range.value)) return range;
    *list = absl::get<List>(range.value);
    for (const DatumList::Element& element : (*list)->elements) {
      variables_.push_back(element.value);
      Evaluated body = Evaluate(node.children[1]);
      variables_.pop_back();
      if (IsExhausted()) return Exhausted();
      if (!visit(element, std::move(body))) break;
    }
    return range;
  }

  // exists() and all(): one element that is surely in the list and says
  // `deciding` decides.
  Evaluated Quantify(const TypedNode& node, bool deciding) {
    List list;
    bool decided = false;
    UnknownCauses causes;
    Evaluated range =
        ForEach(node, &list,
                [&](const DatumList::Element& element, const Evaluated& body) {
                  if (TruthOf(body) == ToTruth(deciding)) {
                    decided = element.certain;
                    if (!decided) AddCauses(list->causes, &causes);
                  }
                  AddCauses(body.causes, &causes);
                  return !decided;
                });
    if (!IsKnown(range.value)) return range;
    if (decided) return {deciding, {}};
    if (!list->complete) AddCauses(list->causes, &causes);
    return causes.empty() ? Evaluated{!deciding, {}} : Undecided(causes);
  }

  // As in CEL, an error in any element is an error of the whole.
  Evaluated ExistsOne(const TypedNode& node) {
    List list;
    NumberRange count = {0, 0, {}};
    Evaluated error;
    Evaluated range = ForEach(
        node, &list, [&](const DatumList::Element& element, Evaluated body) {
          if (IsError(body.causes)) {
            error = std::move(body);
            return false;
          }
          const Truth truth = TruthOf(body);
          if (truth == Truth::kFalse) return true;
          count.most = *count.most + 1;
          if (truth == Truth::kTrue && element.certain) {
            ++count.least;
          } else {
            AddCauses(list->causes, &count.causes);
            AddCauses(body.causes, &count.causes);
          }
          return true;
        });
    if (!IsKnown(range.value)) return range;
    if (IsError(error.causes)) return error;
    if (!list->complete) {
      count.most = absl::nullopt;
      AddCauses(list->causes, &count.causes);
    }
    const Truth truth =
        CompareRanges(count, Comparison::kEqual, {1, int64_t{1}, {}});
    return FromTruth(truth, count.causes);
  }

  Evaluated Filter(const TypedNode& node) {
    List list;
    auto kept = std::make_shared<DatumList>();
    Evaluated error;
    Evaluated range = ForEach(
        node, &list, [&](const DatumList::Element& element, Evaluated body) {
          if (IsError(body.causes)) {
            error = std::move(body);
            return false;
          }
          const Truth truth = TruthOf(body);
          if (truth == Truth::kFalse) return true;
          kept->elements.emplace_back(element.value,
                                      element.certain && truth == Truth::kTrue);
          AddCauses(body.causes, &kept->causes);
          return true;
        });
    if (!IsKnown(range.value)) return range;
    if (IsError(error.causes)) return error;
    kept->complete = list->complete;
    AddCauses(list->causes, &kept->causes);
    return {List(std::move(kept)), {}};
  }

  Evaluated Map(const TypedNode& node) {
    List list;
    auto mapped = std::make_shared<DatumList>();
    UnknownCauses causes;
    Evaluated range = ForEach(
        node, &list, [&](const DatumList::Element& element, Evaluated body) {
          AddCauses(body.causes, &causes);
          // As in a list that is written out, a count between bounds is not
          // one element or another.
          if (const auto* range = absl::get_if<NumberRange>(&body.value)) {
            AddCauses(range->causes, &causes);
          }
          mapped->elements.emplace_back(std::move(body.value), element.certain);
          return true;
        });
    if (!IsKnown(range.value)) return range;
    if (!causes.empty()) return Undecided(causes);
    mapped->complete = list->complete;
    mapped->causes = list->causes;
    return {List(std::move(mapped)), {}};
  }

  Evaluated Within(const TypedNode& node) const {
    const SubjectView& view = ViewOf(node);
    PlaceChain chain = view.place_chain();
    // Of those under the subject only the place itself is recorded.
    if (node.slot != TypedNode::kSubject && chain.links.size() == 1) {
      chain = reference_->places.ChainOf(chain.links[0].place).value_or(chain);
    }
    Evaluated within =
        PlaceWithin(chain, node.names, subject_->as_of(), *reference_);
    if (IsKnown(within.value)) return within;
    return Undecided(CausesFor(node, std::move(within.causes)));
  }

  Evaluated NicWithin(const TypedNode& node) const {
    const Value& codes = ViewOf(node).value(node.attribute->index);
    const auto* industries = absl::get_if<std::vector<std::string>>(&codes);
    Evaluated within =
        industries == nullptr
            ? Unknown(UnknownReason::kAttributeMissing, node.attribute->name)
            : IndustriesWithin(*industries, node.names);
    if (IsKnown(within.value)) return within;
    return Undecided(CausesFor(node, std::move(within.causes)));
  }

  Evaluated Parameter(const TypedNode& node) const {
    const std::string& name = node.names.front();
    const Value value = reference_->dated.Parameter(name, subject_->as_of());
    // A catalogue read at another moment may know it with another type.
    if (!IsKnown(value) || !HasType(value, node.type)) {
      return Unknown(UnknownReason::kParameterWithoutValue, name);
    }
    return {ToDatum(value), {}};
  }

  static bool HasType(const Value& value, StaticType type) {
    if (type.is_list) {
      return absl::holds_alternative<std::vector<std::string>>(value);
    }
    switch (type.kind) {
      case ValueKind::kNumber:
        return absl::holds_alternative<int64_t>(value);
      case ValueKind::kTruth:
        return absl::holds_alternative<bool>(value);
      case ValueKind::kText:
        return absl::holds_alternative<std::string>(value);
      case ValueKind::kDate:
        return absl::holds_alternative<absl::CivilDay>(value);
      default:
        return false;
    }
  }

  // Operations that need all their operands.
  Evaluated Strict(const TypedNode& node) {
    std::vector<Datum> operands;
    operands.reserve(node.children.size());
    UnknownCauses causes;
    for (const TypedNode& child : node.children) {
      Evaluated operand = Evaluate(child);
      AddCauses(operand.causes, &causes);
      operands.push_back(std::move(operand.value));
    }
    if (!causes.empty()) return Undecided(causes);
    switch (node.op) {
      case Op::kList:
        return NewList(std::move(operands));
      case Op::kNegate:
        return Calculated(Arithmetic::kSubtract, int64_t{0}, operands[0]);
      case Op::kArithmetic:
        return Combined(node.arithmetic, operands[0], operands[1]);
      case Op::kCompare:
        if (!Step(ElementsOf(operands[0]))) return Exhausted();
        return Compared(operands[0], node.comparison, operands[1]);
      case Op::kIn:
        if (!Step(ElementsOf(operands[1]))) return Exhausted();
        return Contained(operands[0], *absl::get<List>(operands[1]));
      case Op::kSize:
        return Size(operands[0]);
      case Op::kMonthsSince:
      case Op::kAgeYears:
        return Elapsed(node.op, absl::get<absl::CivilDay>(operands[0]));
      default:
        return TextTest(node.op, absl::get<std::string>(operands[0]),
                        absl::get<std::string>(operands[1]));
    }
  }

  Evaluated Combined(Arithmetic arithmetic, const Datum& a, const Datum& b) {
    if (IsNumber(a)) return Calculated(arithmetic, a, b);
    if (const auto* text = absl::get_if<std::string>(&a)) {
      const auto& more = absl::get<std::string>(b);
      if (!Step(static_cast<int64_t>(text->size() + more.size()) / 16)) {
        return Exhausted();
      }
      return {absl::StrCat(*text, more), {}};
    }
    auto joined = std::make_shared<DatumList>(*absl::get<List>(a));
    const DatumList& more = *absl::get<List>(b);
    if (!Step(static_cast<int64_t>(joined->elements.size() +
                                   more.elements.size()))) {
      return Exhausted();
    }
    joined->elements.insert(joined->elements.end(), more.elements.begin(),
                            more.elements.end());
    joined->complete = joined->complete && more.complete;
    AddCauses(more.causes, &joined->causes);
    return {List(std::move(joined)), {}};
  }

  Evaluated Elapsed(Op op, absl::CivilDay since) const {
    const int64_t months = CompletedMonths(since, subject_->as_of());
    return {op == Op::kMonthsSince ? months : months / 12, {}};
  }

  Evaluated TextTest(Op op, const std::string& text, const std::string& part) {
    if (!Step(static_cast<int64_t>(text.size()) / 16)) return Exhausted();
    switch (op) {
      case Op::kStartsWith:
        return {absl::StartsWith(text, part), {}};
      case Op::kEndsWith:
        return {absl::EndsWith(text, part), {}};
      default:
        return {absl::StrContains(text, part), {}};
    }
  }

  const SubjectView* subject_;
  const ReferenceData* reference_;
  int64_t steps_left_;
  // By slot.
  std::vector<Datum> variables_;
};

}  // namespace

Evaluated EvaluateTree(const TypedNode& node, const SubjectView& subject,
                       const ReferenceData& reference, int64_t step_budget) {
  return TreeEvaluator(&subject, &reference, step_budget).Evaluate(node);
}

Datum EvaluateConstant(const TypedNode& node) {
  return TreeEvaluator(nullptr, nullptr, kMostSteps).Evaluate(node).value;
}

PredicateTruth EvaluatePredicate(const Predicate& predicate,
                                 const SubjectView& subject,
                                 const ReferenceData& reference) {
  Evaluated evaluated =
      EvaluateTree(*predicate.node, subject, reference, predicate.step_budget);
  PredicateTruth result;
  result.truth = TruthOf(evaluated);
  result.causes = std::move(evaluated.causes);
  if (result.causes.empty()) return result;
  result.reason = result.causes.front().reason;
  for (const UnknownCause& cause : result.causes) {
    if (ToAsk(cause).empty()) continue;
    result.reason = cause.reason;
    break;
  }
  return result;
}

Truth Evaluate(const CheckedNode& node, const SubjectView& subject,
               const ReferenceData& reference) {
  switch (node.kind) {
    case CheckedNode::Kind::kConstant:
      return ToTruth(node.constant);
    case CheckedNode::Kind::kPredicate:
      return EvaluatePredicate(node.predicate, subject, reference).truth;
    case CheckedNode::Kind::kNot:
      return Not(Evaluate(node.children.front(), subject, reference));
    case CheckedNode::Kind::kAnd: {
      Truth all = Truth::kTrue;
      for (const CheckedNode& child : node.children) {
        all = And(all, Evaluate(child, subject, reference));
        if (all == Truth::kFalse) break;
      }
      return all;
    }
    case CheckedNode::Kind::kOr: {
      Truth any = Truth::kFalse;
      for (const CheckedNode& child : node.children) {
        any = Or(any, Evaluate(child, subject, reference));
        if (any == Truth::kTrue) break;
      }
      return any;
    }
    case CheckedNode::Kind::kConditional: {
      const Truth condition = Evaluate(node.children[0], subject, reference);
      if (condition == Truth::kUnknown) return condition;
      return Evaluate(node.children[condition == Truth::kTrue ? 1 : 2], subject,
                      reference);
    }
  }
  return Truth::kUnknown;
}

}  // namespace sangam::rules
