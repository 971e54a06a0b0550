#include "services/matching/catalog/condition_program.h"

#include <algorithm>
#include <string>

namespace sangam::matching {

using rules::CheckedNode;
using rules::Predicate;
using Op = ProgramStep::Op;

namespace {

bool AreTexts(const std::vector<rules::Value>& values) {
  return std::all_of(values.begin(), values.end(),
                     [](const rules::Value& value) {
                       return absl::holds_alternative<std::string>(value);
                     });
}

}  // namespace

int64_t NumberOfDay(absl::CivilDay day) { return day - absl::CivilDay(); }

ConditionProgram::ConditionProgram(
    const std::vector<absl::optional<Rule>>& conditions) {
  for (const absl::optional<Rule>& rule : conditions) {
    Condition condition;
    condition.first_step = static_cast<uint32_t>(steps_.size());
    condition.first_test = static_cast<uint32_t>(tests_.size());
    Add(rule->root());
    condition.tests =
        static_cast<uint32_t>(tests_.size()) - condition.first_test;
    conditions_.push_back(condition);
  }
  // Versions live long, and there are many.
  conditions_.shrink_to_fit();
  steps_.shrink_to_fit();
  tests_.shrink_to_fit();
  place_tests_.shrink_to_fit();
}

void ConditionProgram::Add(const CheckedNode& node) {
  const size_t at = steps_.size();
  ProgramStep step;
  switch (node.kind) {
    case CheckedNode::Kind::kConstant:
      step.op = Op::kConstant;
      step.number = node.constant ? 1 : 0;
      break;
    case CheckedNode::Kind::kNot:
      step.op = Op::kNot;
      break;
    case CheckedNode::Kind::kAnd:
      step.op = Op::kAnd;
      break;
    case CheckedNode::Kind::kOr:
      step.op = Op::kOr;
      break;
    case CheckedNode::Kind::kConditional:
      step.op = Op::kConditional;
      break;
    case CheckedNode::Kind::kPredicate:
      if (!Describe(node.predicate, &step)) step.op = Op::kOther;
      step.test = static_cast<uint32_t>(tests_.size());
      tests_.push_back(&node.predicate);
      break;
  }
  steps_.push_back(step);
  for (const CheckedNode& child : node.children) Add(child);
  steps_[at].end = static_cast<uint32_t>(steps_.size());
}

bool ConditionProgram::Describe(const Predicate& test, ProgramStep* step) {
  if (test.kind == Predicate::Kind::kReceived) {
    step->op = Op::kReceived;
    return true;
  }
  if (test.attribute == nullptr) return false;
  step->attribute = static_cast<uint16_t>(test.attribute->index);
  step->comparison = test.comparison;
  if (test.kind == Predicate::Kind::kWithin) {
    step->op = Op::kWithin;
    step->place_test = static_cast<uint32_t>(place_tests_.size());
    place_tests_.push_back(&test);
    return true;
  }
  // A derived attribute that is not known says why; children are no value.
  if (test.attribute->origin == scheme_catalog::v1::ATTRIBUTE_ORIGIN_DERIVED ||
      test.attribute->type == scheme_catalog::v1::ATTRIBUTE_TYPE_CHILDREN) {
    return false;
  }
  switch (test.kind) {
    case Predicate::Kind::kIsTrue:
      step->op = Op::kIsTrue;
      return true;
    case Predicate::Kind::kIn:
      step->op = Op::kIsOne;
      return AreTexts(test.values);
    case Predicate::Kind::kContains:
      step->op = Op::kHolds;
      return AreTexts(test.values);
    case Predicate::Kind::kCompare:
      break;
    default:
      return false;
  }
  if (!test.parameter.empty()) return false;
  if (const auto* number = absl::get_if<int64_t>(&test.values.front())) {
    step->op = Op::kNumber;
    step->number = *number;
    return true;
  }
  if (const auto* day = absl::get_if<absl::CivilDay>(&test.values.front())) {
    step->op = Op::kDay;
    step->number = NumberOfDay(*day);
    return true;
  }
  step->op = Op::kIsOne;
  return (test.comparison == rules::Comparison::kEqual ||
          test.comparison == rules::Comparison::kNotEqual) &&
         AreTexts(test.values);
}

}  // namespace sangam::matching
