// The checked tree: what the executors and explainers of a rule read.
#ifndef SANGAM_COMMON_RULES_CHECKED_NODE_H_
#define SANGAM_COMMON_RULES_CHECKED_NODE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/expression.h"
#include "common/rules/value.h"

namespace sangam::rules {

// The names under which place and received benefits appear where an attribute's
// name is asked for.
inline constexpr char kPlaceAttribute[] = "place";
inline constexpr char kReceivedAttribute[] = "received";

// One test of one attribute: a leaf of the checked tree.
struct Predicate {
  enum class Kind {
    kIsTrue,    // a yes-or-no attribute by itself
    kCompare,   // attribute `comparison` values[0]
    kIn,        // attribute in values
    kContains,  // values[0] in attribute (a list)
    kHas,       // has(attribute)
    kWithin,    // place.within(names), any of them
    kReceived   // received(names[0], within_months)
  };

  Kind kind = Kind::kIsTrue;
  // Null for kReceived only.
  const AttributeInfo* attribute = nullptr;
  Comparison comparison = Comparison::kEqual;
  std::vector<Value> values;
  std::vector<std::string> names;
  // Absent: at any time before.
  absl::optional<int64_t> within_months;

  // Whether a subject can change by its own effort what is tested here.
  bool changeable() const {
    return attribute != nullptr && attribute->changeable;
  }
  // The attribute's name, or "received".
  const std::string& attribute_name() const;
};

// One node of the checked tree.
struct CheckedNode {
  enum class Kind { kConstant, kPredicate, kNot, kAnd, kOr };

  Kind kind = Kind::kConstant;
  bool constant = false;
  Predicate predicate;
  // One for kNot, two or more for kAnd and kOr.
  std::vector<CheckedNode> children;
};

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_CHECKED_NODE_H_
