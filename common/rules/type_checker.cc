#include "common/rules/type_checker.h"

#include <utility>

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

TypedNode TypeChecker::Result(const Expression& node) {
  TypedNode typed = Value(node);
  if (typed.type.kind != ValueKind::kChild) return typed;
  Fault(node, absl::StrCat(TypeName(typed.type),
                           " is no value; count it with size()"));
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

}  // namespace sangam::rules
