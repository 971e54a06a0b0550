// The checked tree: the logic of a condition, down to its tests. Executors,
// explainers and the index read it.
#ifndef SANGAM_COMMON_RULES_CHECKED_NODE_H_
#define SANGAM_COMMON_RULES_CHECKED_NODE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/expression.h"
#include "common/rules/typed_node.h"
#include "common/rules/value.h"

namespace sangam::rules {

// One test: a leaf of the checked tree. What it means is what `node` evaluates
// to; the other fields describe it where it has one of the usual forms.
struct Predicate {
  enum class Kind {
    kIsTrue,     // a yes-or-no attribute by itself
    kCompare,    // attribute `comparison` values[0] or the parameter
    kIn,         // attribute in values
    kContains,   // values[0] in attribute (a list)
    kHas,        // has(attribute)
    kWithin,     // place.within(names), any of them: places and place sets
    kReceived,   // received(names[0], within_months)
    kNicWithin,  // nic.within(names), any of them
    kComputed    // anything else that is true or false
  };

  Kind kind = Kind::kIsTrue;
  // What is tested. Null for kReceived, and for kComputed unless it mentions
  // exactly one attribute and no benefits.
  const AttributeInfo* attribute = nullptr;
  // With the attribute on the left.
  Comparison comparison = Comparison::kEqual;
  // Empty where the attribute is compared with a parameter.
  std::vector<Value> values;
  std::vector<std::string> names;
  // Absent: at any time before.
  absl::optional<int64_t> within_months;
  // The parameter that a kCompare compares with; else empty.
  std::string parameter;
  // The meaning; never null. Lives as long as the rule.
  const TypedNode* node = nullptr;
  // How many steps its evaluation may take; see evaluator.h.
  int64_t step_budget = 0;
  // All that the test mentions of the subject itself, each once, sorted;
  // "received" and "place" among them.
  std::vector<std::string> mentioned;

  // Whether a subject can change by its own effort what is tested here.
  bool changeable() const {
    return attribute != nullptr && attribute->changeable;
  }
  // The attribute's name, or "received"; for a kComputed of several attributes
  // the first of attribute_names(), empty if it mentions none.
  const std::string& attribute_name() const;
  const std::vector<std::string>& attribute_names() const { return mentioned; }
};

// One node of the checked tree.
struct CheckedNode {
  enum class Kind { kConstant, kPredicate, kNot, kAnd, kOr, kConditional };

  Kind kind = Kind::kConstant;
  bool constant = false;
  Predicate predicate;
  // One for kNot, two or more for kAnd and kOr; condition, then and else for
  // kConditional.
  std::vector<CheckedNode> children;
};

// The logic of a condition. The result points into `condition`.
CheckedNode LogicOf(const TypedNode& condition);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_CHECKED_NODE_H_
