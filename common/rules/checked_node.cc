#include "common/rules/checked_node.h"

#include <algorithm>

#include "common/rules/evaluator.h"

namespace sangam::rules {
namespace {

using Op = TypedNode::Op;

bool IsOwnAttribute(const TypedNode& node) {
  return node.op == Op::kAttribute && node.slot == TypedNode::kSubject;
}

// attribute against a constant or a parameter, either way round.
bool DescribeCompare(const TypedNode& node, Predicate* predicate) {
  const TypedNode* left = &node.children[0];
  const TypedNode* right = &node.children[1];
  predicate->comparison = node.comparison;
  if (!IsOwnAttribute(*left)) {
    std::swap(left, right);
    predicate->comparison = Mirrored(node.comparison);
  }
  // Lists have no form of their own.
  if (!IsOwnAttribute(*left) || left->type.is_list) return false;
  if (right->op == Op::kParameter) {
    predicate->parameter = right->names.front();
  } else if (right->IsLiteral()) {
    predicate->values.push_back(ToValue(right->literal));
  } else {
    return false;
  }
  predicate->kind = Predicate::Kind::kCompare;
  predicate->attribute = left->attribute;
  return true;
}

bool DescribeIn(const TypedNode& node, Predicate* predicate) {
  const TypedNode& what = node.children[0];
  const TypedNode& where = node.children[1];
  if (IsOwnAttribute(what) && where.IsLiteral()) {
    predicate->kind = Predicate::Kind::kIn;
    predicate->attribute = what.attribute;
    const auto& list =
        absl::get<std::shared_ptr<const DatumList>>(where.literal);
    for (const DatumList::Element& element : list->elements) {
      predicate->values.push_back(ToValue(element.value));
    }
    return true;
  }
  if (what.IsLiteral() && IsOwnAttribute(where)) {
    predicate->kind = Predicate::Kind::kContains;
    predicate->attribute = where.attribute;
    predicate->values.push_back(ToValue(what.literal));
    return true;
  }
  return false;
}

// Fills in the form of the test; false where it has none of the usual ones.
bool Describe(const TypedNode& node, Predicate* predicate) {
  switch (node.op) {
    case Op::kAttribute:
      if (node.slot != TypedNode::kSubject) return false;
      predicate->kind = Predicate::Kind::kIsTrue;
      predicate->attribute = node.attribute;
      return true;
    case Op::kHas:
      predicate->kind = Predicate::Kind::kHas;
      predicate->attribute = node.attribute;
      return true;
    case Op::kPlaceWithin:
    case Op::kNicWithin:
      predicate->kind = node.op == Op::kNicWithin ? Predicate::Kind::kNicWithin
                                                  : Predicate::Kind::kWithin;
      predicate->attribute = node.attribute;
      predicate->names = node.names;
      return true;
    case Op::kReceived:
      predicate->kind = Predicate::Kind::kReceived;
      predicate->names = node.names;
      predicate->within_months = node.within_months;
      return true;
    case Op::kCompare:
      return DescribeCompare(node, predicate);
    case Op::kIn:
      return DescribeIn(node, predicate);
    default:
      return false;
  }
}

// The one attribute that the node mentions; null if there are several or none.
const AttributeInfo* OnlyAttribute(const TypedNode& node) {
  const AttributeInfo* only = nullptr;
  bool several = false;
  VisitAll(node, [&](const TypedNode& part) {
    if (part.op == Op::kReceived) several = true;
    if (part.attribute == nullptr || part.slot != TypedNode::kSubject) return;
    if (only != nullptr && only != part.attribute) several = true;
    only = part.attribute;
  });
  return several ? nullptr : only;
}

Predicate TestOf(const TypedNode& node) {
  Predicate predicate;
  if (!Describe(node, &predicate)) {
    predicate = Predicate();
    predicate.kind = Predicate::Kind::kComputed;
    predicate.attribute = OnlyAttribute(node);
  }
  predicate.node = &node;
  bool received = false;
  VisitAll(node, [&](const TypedNode& part) {
    received = received || part.op == Op::kReceived;
    if (part.attribute != nullptr && part.slot == TypedNode::kSubject) {
      predicate.mentioned.push_back(part.attribute->name);
    }
  });
  if (received) predicate.mentioned.push_back(kReceivedAttribute);
  auto& names = predicate.mentioned;
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return predicate;
}

CheckedNode Lower(const TypedNode& node) {
  CheckedNode checked;
  switch (node.op) {
    case Op::kLiteral:
      checked.constant = absl::get<bool>(node.literal);
      return checked;
    case Op::kNot:
      checked.kind = CheckedNode::Kind::kNot;
      break;
    case Op::kAnd:
      checked.kind = CheckedNode::Kind::kAnd;
      break;
    case Op::kOr:
      checked.kind = CheckedNode::Kind::kOr;
      break;
    case Op::kConditional:
      checked.kind = CheckedNode::Kind::kConditional;
      break;
    default:
      checked.kind = CheckedNode::Kind::kPredicate;
      checked.predicate = TestOf(node);
      return checked;
  }
  checked.children.reserve(node.children.size());
  for (const TypedNode& child : node.children) {
    checked.children.push_back(Lower(child));
  }
  return checked;
}

bool IsCostly(const Predicate& predicate) {
  bool costly = false;
  VisitAll(*predicate.node, [&costly](const TypedNode& part) {
    costly = costly || part.IsMacro();
  });
  return costly;
}

int64_t CountCostly(const CheckedNode& node) {
  int64_t count =
      node.kind == CheckedNode::Kind::kPredicate && IsCostly(node.predicate)
          ? 1
          : 0;
  for (const CheckedNode& child : node.children) count += CountCostly(child);
  return count;
}

void ShareSteps(int64_t share, CheckedNode* node) {
  node->predicate.step_budget = share;
  for (CheckedNode& child : node->children) ShareSteps(share, &child);
}

}  // namespace

const std::string& Predicate::attribute_name() const {
  static const std::string* const kNone = new std::string();
  if (attribute != nullptr) return attribute->name;
  return mentioned.empty() ? *kNone : mentioned.front();
}

CheckedNode LogicOf(const TypedNode& condition) {
  CheckedNode root = Lower(condition);
  // Tests that go over lists share the steps of the whole rule evenly, so that
  // a test has one meaning wherever it is evaluated.
  ShareSteps(kMostSteps / std::max<int64_t>(1, CountCostly(root)), &root);
  return root;
}

}  // namespace sangam::rules
