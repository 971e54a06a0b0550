#include "services/matching/engine/ask_plan.h"

namespace sangam::matching {
namespace {

using rules::CheckedNode;
using rules::Predicate;

// Whether the test is unknown exactly where its attribute is. A derived
// attribute may be asked for by what it is derived from.
bool IsSimple(const Predicate& test) {
  if (test.attribute == nullptr ||
      test.attribute->origin == scheme_catalog::v1::ATTRIBUTE_ORIGIN_DERIVED ||
      test.attribute->type == scheme_catalog::v1::ATTRIBUTE_TYPE_CHILDREN) {
    return false;
  }
  switch (test.kind) {
    case Predicate::Kind::kIsTrue:
    case Predicate::Kind::kIn:
    case Predicate::Kind::kContains:
      return true;
    case Predicate::Kind::kCompare:
      return test.parameter.empty();
    default:
      return false;
  }
}

void AddParts(const CheckedNode& node, AskPlan* plan) {
  switch (node.kind) {
    case CheckedNode::Kind::kConstant:
      return;
    case CheckedNode::Kind::kAnd:
      for (const CheckedNode& child : node.children) AddParts(child, plan);
      return;
    default:
      break;
  }
  const CheckedNode& inner =
      node.kind == CheckedNode::Kind::kNot ? node.children.front() : node;
  if (inner.kind == CheckedNode::Kind::kPredicate &&
      IsSimple(inner.predicate)) {
    plan->attributes.push_back(
        static_cast<uint16_t>(inner.predicate.attribute->index));
  } else {
    plan->parts.push_back(&node);
  }
}

}  // namespace

AskPlan PlanQuestions(const CompiledVersion& version) {
  AskPlan plan;
  if (!version.defect.empty()) return plan;
  for (const OptionalRule& rule : version.conditions) {
    AddParts(rule->root(), &plan);
  }
  plan.attributes.shrink_to_fit();
  plan.parts.shrink_to_fit();
  return plan;
}

}  // namespace sangam::matching
