// Signs of the language: && == in + ?: and the like.
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/rules/nearest_word.h"
#include "common/rules/rupee_amount.h"
#include "common/rules/type_checker.h"
#include "common/rules/value_type.h"
#include "common/validation/code_format.h"
#include "common/validation/profile.h"

namespace sangam::rules {
namespace {

using Kind = Expression::Kind;
using Op = TypedNode::Op;

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

// What an attribute is compared with, here `other`, must be a value of its
// type.
std::string Wanted(const AttributeInfo& info, const TypedNode& other) {
  std::string message =
      absl::StrCat("`", info.name, "` is ", TypeName(info.type), "; ",
                   LiteralAdvice(info.type), " was expected here");
  const auto* text = absl::get_if<std::string>(&other.literal);
  if (info.unit == type::v1::ATTRIBUTE_UNIT_PAISE && other.IsLiteral() &&
      text != nullptr && ParseRupees(*text)) {
    absl::StrAppend(&message, "; write inr(\"", *text, "\")");
  }
  return message;
}

// "FOOD_PROCESSING" for "food processing"; empty if that makes no code.
std::string AsCapitalCode(absl::string_view text) {
  const std::string code = absl::StrReplaceAll(
      absl::AsciiStrToUpper(absl::StripAsciiWhitespace(text)),
      {{" ", "_"}, {"-", "_"}});
  return IsCapitalCode(code) ? code : "";
}

}  // namespace

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
      Fault(other, Wanted(*side->attribute, other));
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
      Fault(at, Wanted(*what.attribute, at));
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
  if (info.field != nullptr && IsCapitalCodeField(*info.field) &&
      !IsCapitalCode(text)) {
    const std::string code = AsCapitalCode(text);
    return Fault(constant,
                 absl::StrCat("`", info.name, "` can't be \"", text,
                              "\"; it holds codes in capitals, such as \"",
                              code.empty() ? "FOOD_PROCESSING" : code, "\""));
  }
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
