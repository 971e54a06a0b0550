#include "common/rules/type_checker.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/rules/evaluator.h"
#include "common/rules/nearest_word.h"
#include "common/rules/value_type.h"

namespace sangam::rules {
namespace {

using Kind = Expression::Kind;
using Op = TypedNode::Op;

constexpr size_t kMostFaults = 10;
constexpr StaticType kTruthType = {ValueKind::kTruth, false};
constexpr StaticType kNumberType = {ValueKind::kNumber, false};

// An attribute of the subject or of a variable, by itself.
bool IsAttribute(const TypedNode& node) { return node.op == Op::kAttribute; }

bool HasOrder(StaticType type) {
  return type.IsAny() ||
         (!type.is_list &&
          (type.kind == ValueKind::kNumber || type.kind == ValueKind::kTruth ||
           type.kind == ValueKind::kText || type.kind == ValueKind::kDate));
}

bool IsOrdering(Comparison comparison) {
  return comparison != Comparison::kEqual &&
         comparison != Comparison::kNotEqual;
}

bool CanBeCompared(StaticType type) {
  return type.kind != ValueKind::kPlace && type.kind != ValueKind::kChild;
}

// What an attribute is compared with must be a value of its type.
std::string Wanted(const AttributeInfo& info) {
  return absl::StrCat("`", info.name, "` is ", TypeName(info.type), "; ",
                      LiteralAdvice(info.type), " was expected here");
}

}  // namespace

void TypeChecker::Fault(const Expression& node, std::string message) {
  if (faults_.size() < kMostFaults) {
    faults_.push_back({node.position, std::move(message)});
  }
}

void TypeChecker::Fault(const TypedNode& node, std::string message) {
  if (faults_.size() < kMostFaults) {
    faults_.push_back({node.position, std::move(message)});
  }
}

TypedNode TypeChecker::NewNode(Op op, StaticType type, const Expression& node) {
  TypedNode typed;
  typed.op = op;
  typed.type = type;
  typed.position = node.position;
  return typed;
}

TypedNode TypeChecker::Broken(const Expression& node) {
  return NewNode(Op::kVariable, {}, node);
}

TypedNode TypeChecker::Folded(TypedNode node) {
  for (const TypedNode& child : node.children) {
    if (!child.IsLiteral()) return node;
  }
  Datum value = EvaluateConstant(node);
  // What fails, such as a division by zero, fails when it is asked.
  if (!IsKnown(value)) return node;
  node.op = Op::kLiteral;
  node.literal = std::move(value);
  node.children.clear();
  return node;
}

std::string TypeChecker::Described(const TypedNode& node) const {
  if (node.op == Op::kAttribute) {
    return absl::StrCat("`", node.attribute->name, "` is ",
                        TypeName(node.type));
  }
  return absl::StrCat("this is ", TypeName(node.type));
}

bool TypeChecker::Expect(const TypedNode& node, StaticType wanted) {
  if (Agree(node.type, wanted)) return true;
  std::string message =
      absl::StrCat(Described(node), "; ", TypeName(wanted), " was expected");
  Fault(node, std::move(message));
  return false;
}

TypedNode TypeChecker::Condition(const Expression& node) {
  TypedNode typed = Value(node);
  if (Agree(typed.type, kTruthType)) return typed;
  if (IsAttribute(typed)) {
    Fault(node, absl::StrCat(Described(typed), ", not a condition; ",
                             UsageAdvice(*typed.attribute)));
  } else {
    Fault(node, absl::StrCat("a condition was expected here, not ",
                             TypeName(typed.type)));
  }
  return Broken(node);
}

TypedNode TypeChecker::Value(const Expression& node) {
  switch (node.kind) {
    case Kind::kNumber: {
      TypedNode literal = NewNode(Op::kLiteral, kNumberType, node);
      literal.literal = node.number;
      return literal;
    }
    case Kind::kText: {
      TypedNode literal =
          NewNode(Op::kLiteral, {ValueKind::kText, false}, node);
      literal.literal = node.text;
      return literal;
    }
    case Kind::kTruth: {
      TypedNode literal = NewNode(Op::kLiteral, kTruthType, node);
      literal.literal = node.truth;
      return literal;
    }
    case Kind::kList:
      return ListNode(node);
    case Kind::kName:
      return Name(node);
    case Kind::kCall:
      return Call(node);
    case Kind::kMethod:
      return Method(node);
    case Kind::kNot:
      return Logic(Op::kNot, node);
    case Kind::kNegate:
      return Negate(node);
    case Kind::kAnd:
      return Logic(Op::kAnd, node);
    case Kind::kOr:
      return Logic(Op::kOr, node);
    case Kind::kCompare:
      return CompareNode(node);
    case Kind::kIn:
      return InNode(node);
    case Kind::kArithmetic:
      return ArithmeticNode(node);
    case Kind::kConditional:
      return Conditional(node);
  }
  return Broken(node);
}

TypeChecker::Resolved TypeChecker::Resolve(absl::string_view name) const {
  Resolved resolved;
  const absl::string_view first = name.substr(0, name.find('.'));
  for (int slot = static_cast<int>(variables_.size()) - 1; slot >= 0; --slot) {
    const Variable& variable = variables_[slot];
    if (variable.name != first) continue;
    resolved.slot = slot;
    if (first.size() == name.size()) {
      resolved.found = true;
    } else if (variable.type.kind == ValueKind::kChild ||
               variable.type.IsAny()) {
      resolved.attribute = dictionary_.Find(name.substr(first.size() + 1));
      resolved.found = resolved.attribute != nullptr;
    }
    return resolved;
  }
  resolved.attribute = dictionary_.Find(name);
  resolved.found = resolved.attribute != nullptr;
  return resolved;
}

void TypeChecker::UnknownName(const Expression& node) {
  const absl::string_view name = node.text;
  if (name == "null") {
    return Fault(node, "null does not exist here; ask has(attribute)");
  }
  const Resolved resolved = Resolve(name);
  absl::string_view own = name;
  std::string prefix;
  if (resolved.slot != TypedNode::kSubject) {
    const Variable& variable = variables_[resolved.slot];
    if (variable.type.IsAny()) return;
    if (variable.type.kind != ValueKind::kChild) {
      return Fault(node,
                   absl::StrCat("`", variable.name, "` is ",
                                TypeName(variable.type), " and has no parts"));
    }
    prefix = variable.name + ".";
    own.remove_prefix(prefix.size());
  }
  NearestWord nearest(own);
  if (prefix.empty()) {
    for (const Variable& variable : variables_) {
      nearest.Offer(variable.name, variable.name);
    }
  }
  std::string answer = nearest.answer();
  if (answer.empty()) answer = dictionary_.NearestName(own);
  std::string message = absl::StrCat("unknown attribute `", name, "`");
  if (!answer.empty()) {
    absl::StrAppend(&message, "; did you mean `", prefix, answer, "`?");
  }
  Fault(node, std::move(message));
}

TypedNode TypeChecker::Name(const Expression& node) {
  const Resolved resolved = Resolve(node.text);
  if (!resolved.found) {
    UnknownName(node);
    return Broken(node);
  }
  TypedNode typed = NewNode(Op::kVariable, {}, node);
  typed.slot = resolved.slot;
  if (resolved.attribute == nullptr) {
    typed.type = variables_[resolved.slot].type;
    typed.unit = variables_[resolved.slot].unit;
    return typed;
  }
  typed.op = Op::kAttribute;
  typed.attribute = resolved.attribute;
  typed.type = ToStaticType(resolved.attribute->type);
  typed.unit = resolved.attribute->unit;
  if (typed.type.kind == ValueKind::kChild &&
      typed.slot != TypedNode::kSubject) {
    Fault(node,
          "what is under those under the subject is not recorded with"
          " it; use their roll-ups, such as member_shgs");
    return Broken(node);
  }
  return typed;
}

TypedNode TypeChecker::ListNode(const Expression& node) {
  TypedNode list = NewNode(Op::kList, {ValueKind::kAny, true}, node);
  list.children.reserve(node.children.size());
  for (const Expression& element : node.children) {
    TypedNode typed = Value(element);
    if (typed.type.is_list || typed.type.kind == ValueKind::kChild ||
        typed.type.kind == ValueKind::kPlace) {
      Fault(element, absl::StrCat(Described(typed),
                                  "; a list can only hold numbers, texts,"
                                  " dates, or true and false"));
    } else if (!Agree(typed.type, list.type.Element())) {
      Fault(element, absl::StrCat(Described(typed), ", but this list holds ",
                                  TypeName(list.type.Element()), " before it"));
    } else if (list.type.kind == ValueKind::kAny) {
      list.type.kind = typed.type.kind;
    }
    if (typed.unit != type::v1::ATTRIBUTE_UNIT_UNSPECIFIED) {
      list.unit = typed.unit;
    }
    list.children.push_back(std::move(typed));
  }
  return Folded(std::move(list));
}

TypedNode TypeChecker::Logic(Op op, const Expression& node) {
  TypedNode logic = NewNode(op, kTruthType, node);
  logic.children.reserve(node.children.size());
  for (const Expression& child : node.children) {
    logic.children.push_back(Condition(child));
  }
  return logic;
}

TypedNode TypeChecker::Negate(const Expression& node) {
  TypedNode negation = NewNode(Op::kNegate, kNumberType, node);
  TypedNode number = Value(node.children[0]);
  if (!Expect(number, kNumberType)) return Broken(node);
  negation.unit = number.unit;
  negation.children.push_back(std::move(number));
  return Folded(std::move(negation));
}

TypedNode TypeChecker::Conditional(const Expression& node) {
  TypedNode choice = NewNode(Op::kConditional, {}, node);
  choice.children.push_back(Condition(node.children[0]));
  TypedNode chosen = Value(node.children[1]);
  TypedNode otherwise = Value(node.children[2]);
  if (!Agree(chosen.type, otherwise.type)) {
    Fault(node.children[2],
          absl::StrCat("both sides of `:` must be of one type; before it is ",
                       TypeName(chosen.type), ", after it ",
                       TypeName(otherwise.type)));
    return Broken(node);
  }
  choice.type =
      chosen.type.kind == ValueKind::kAny ? otherwise.type : chosen.type;
  choice.unit = chosen.unit == type::v1::ATTRIBUTE_UNIT_UNSPECIFIED
                    ? otherwise.unit
                    : chosen.unit;
  choice.children.push_back(std::move(chosen));
  choice.children.push_back(std::move(otherwise));
  return Folded(std::move(choice));
}

TypedNode TypeChecker::CompareNode(const Expression& node) {
  TypedNode compare = NewNode(Op::kCompare, kTruthType, node);
  compare.comparison = node.comparison;
  TypedNode left = Value(node.children[0]);
  TypedNode right = Value(node.children[1]);
  const bool chained = node.children[0].kind == Kind::kCompare;
  for (const TypedNode* side : {&left, &right}) {
    const TypedNode& other = side == &left ? right : left;
    if (!CanBeCompared(side->type)) {
      const bool attribute = IsAttribute(*side);
      Fault(node, absl::StrCat(Described(*side), "; ",
                               attribute ? UsageAdvice(*side->attribute)
                                         : "it can't be compared"));
      return Broken(node);
    }
    if (Agree(left.type, right.type)) continue;
    if (chained) {
      Fault(node, "comparisons can't be chained; join them by &&");
      return Broken(node);
    }
    if (!IsAttribute(*side)) continue;
    // A list against one value: people mean what is in it.
    if (side->type.is_list && !other.type.is_list) {
      Fault(node, absl::StrCat(Described(*side), "; ",
                               UsageAdvice(*side->attribute)));
    } else {
      Fault(other, Wanted(*side->attribute));
    }
    return Broken(node);
  }
  if (!Agree(left.type, right.type)) {
    Fault(node, absl::StrCat("both sides must be of one type; the left is ",
                             TypeName(left.type), ", the right ",
                             TypeName(right.type)));
    return Broken(node);
  }
  if (IsOrdering(node.comparison) &&
      (!HasOrder(left.type) || !HasOrder(right.type))) {
    Fault(node,
          absl::StrCat(Described(left), " and has no order; use == or !="));
    return Broken(node);
  }
  // An order of codes says nothing of the code.
  if (!IsOrdering(node.comparison)) {
    CheckAllowed(left, right);
    CheckAllowed(right, left);
  }
  compare.children.reserve(2);
  compare.children.push_back(std::move(left));
  compare.children.push_back(std::move(right));
  return Folded(std::move(compare));
}

TypedNode TypeChecker::InNode(const Expression& node) {
  TypedNode in = NewNode(Op::kIn, kTruthType, node);
  TypedNode what = Value(node.children[0]);
  TypedNode where = Value(node.children[1]);
  if (!where.type.is_list && !where.type.IsAny()) {
    Fault(node.children[1],
          absl::StrCat(Described(where), ", not a list",
                       IsAttribute(where)
                           ? absl::StrCat("; ", UsageAdvice(*where.attribute))
                           : ""));
    return Broken(node);
  }
  if (what.type.is_list || !CanBeCompared(what.type) ||
      where.type.kind == ValueKind::kChild) {
    const TypedNode& wrong =
        where.type.kind == ValueKind::kChild ? where : what;
    Fault(wrong, absl::StrCat(Described(wrong), "; ",
                              IsAttribute(wrong) ? UsageAdvice(*wrong.attribute)
                                                 : "ask with exists()"));
    return Broken(node);
  }
  if (where.IsLiteral() && node.children[1].kind == Kind::kList &&
      node.children[1].children.empty() && !what.IsLiteral()) {
    Fault(where, "this list is empty, so nothing could be in it");
    return Broken(node);
  }
  if (!Agree(what.type, where.type.Element())) {
    const bool written = node.children[1].kind == Kind::kList;
    if (IsAttribute(what)) {
      TypedNode at = where;
      if (written) at.position = node.children[1].children[0].position;
      Fault(at, Wanted(*what.attribute));
    } else {
      Fault(what, absl::StrCat(Described(what), ", but the list holds ",
                               TypeName(where.type.Element())));
    }
    return Broken(node);
  }
  // The elements keep their positions, so check them as they were written.
  if (IsAttribute(what) && node.children[1].kind == Kind::kList) {
    for (const Expression& element : node.children[1].children) {
      if (element.kind != Kind::kText) continue;
      TypedNode constant = NewNode(Op::kLiteral, what.type, element);
      constant.literal = element.text;
      CheckAllowed(what, constant);
    }
  }
  CheckAllowed(where, what);
  in.children.reserve(2);
  in.children.push_back(std::move(what));
  in.children.push_back(std::move(where));
  return Folded(std::move(in));
}

void TypeChecker::CheckAllowed(const TypedNode& attribute,
                               const TypedNode& constant) {
  if (!IsAttribute(attribute) || !constant.IsLiteral()) return;
  const auto* text = absl::get_if<std::string>(&constant.literal);
  if (text != nullptr) CheckAllowedText(constant, *attribute.attribute, *text);
}

void TypeChecker::CheckAllowedText(const TypedNode& constant,
                                   const AttributeInfo& info,
                                   const std::string& text) {
  if (info.allowed_values.empty()) return;
  for (const std::string& allowed : info.allowed_values) {
    if (allowed == text) return;
  }
  NearestWord nearest(text);
  for (const std::string& allowed : info.allowed_values) {
    nearest.Offer(allowed, allowed);
  }
  std::string message =
      absl::StrCat("`", info.name, "` can't be \"", text, "\"");
  if (!nearest.answer().empty()) {
    absl::StrAppend(&message, "; did you mean \"", nearest.answer(), "\"?");
  } else {
    absl::StrAppend(&message, "; it is one of");
    absl::string_view separator = " ";
    for (const std::string& allowed : info.allowed_values) {
      absl::StrAppend(&message, separator, allowed);
      separator = ", ";
    }
  }
  Fault(constant, std::move(message));
}

TypedNode TypeChecker::ArithmeticNode(const Expression& node) {
  TypedNode result = NewNode(Op::kArithmetic, kNumberType, node);
  result.arithmetic = node.arithmetic;
  TypedNode left = Value(node.children[0]);
  TypedNode right = Value(node.children[1]);
  const bool joins =
      node.arithmetic == Arithmetic::kAdd &&
      (left.type.is_list || left.type == StaticType{ValueKind::kText, false}) &&
      left.type.kind != ValueKind::kChild;
  if (joins) {
    if (!Agree(left.type, right.type)) {
      Fault(node, absl::StrCat("`+` can't join ", TypeName(left.type), " and ",
                               TypeName(right.type)));
      return Broken(node);
    }
    result.type = left.type.kind == ValueKind::kAny ? right.type : left.type;
  } else {
    for (const TypedNode* side : {&left, &right}) {
      if (Agree(side->type, kNumberType)) continue;
      Fault(*side, absl::StrCat(Described(*side), "; `", Sign(node.arithmetic),
                                "` needs a number here"));
      return Broken(node);
    }
    const bool scales = node.arithmetic != Arithmetic::kAdd &&
                        node.arithmetic != Arithmetic::kSubtract;
    // A share or a multiple of a unit keeps it only where the other side has
    // none; the quotient of two amounts has none.
    if (left.unit == right.unit) {
      result.unit = scales ? type::v1::ATTRIBUTE_UNIT_UNSPECIFIED : left.unit;
    } else if (left.unit == type::v1::ATTRIBUTE_UNIT_UNSPECIFIED ||
               left.unit == type::v1::ATTRIBUTE_UNIT_COUNT) {
      result.unit = right.unit;
    } else if (right.unit == type::v1::ATTRIBUTE_UNIT_UNSPECIFIED ||
               right.unit == type::v1::ATTRIBUTE_UNIT_COUNT) {
      result.unit = left.unit;
    }
    if (node.arithmetic == Arithmetic::kDivide && result.unit != left.unit) {
      result.unit = type::v1::ATTRIBUTE_UNIT_UNSPECIFIED;
    }
  }
  result.children.reserve(2);
  result.children.push_back(std::move(left));
  result.children.push_back(std::move(right));
  return Folded(std::move(result));
}

}  // namespace sangam::rules
