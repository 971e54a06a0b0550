// The typed tree: an expression with every name and type resolved. It is what
// the reference evaluator evaluates, and so what an expression means.
#ifndef SANGAM_COMMON_RULES_TYPED_NODE_H_
#define SANGAM_COMMON_RULES_TYPED_NODE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/datum.h"
#include "common/rules/expression.h"
#include "common/rules/static_type.h"

namespace sangam::rules {

// One node, a plain value; points into the dictionary.
struct TypedNode {
  enum class Op {
    kLiteral,       // literal
    kAttribute,     // attribute of `slot`
    kVariable,      // the variable of `slot`
    kHas,           // has(attribute of `slot`)
    kList,          // children: the elements
    kNot,           // one child
    kNegate,        // one child
    kAnd,           // two children or more
    kOr,            // two children or more
    kConditional,   // condition, then, else
    kCompare,       // two children
    kIn,            // what, in what
    kArithmetic,    // two children; kAdd also joins texts or lists
    kStartsWith,    // text, beginning
    kEndsWith,      // text, end
    kTextContains,  // text, part
    kSize,          // text or list
    kExists,        // list, condition over the variable of `slot`
    kAll,           // as kExists
    kExistsOne,     // as kExists
    kFilter,        // as kExists
    kMap,           // list, value over the variable of `slot`
    kPlaceWithin,   // the place of `slot` within any of `names`
    kNicWithin,     // the industries of `slot` within any of `names`
    kReceived,      // received(names[0], within_months)
    kMonthsSince,   // date
    kAgeYears,      // date
    kParameter      // parameter(names[0])
  };

  // The slot of the subject itself; variables count from 0, outermost first.
  static constexpr int kSubject = -1;

  Op op = Op::kLiteral;
  StaticType type;
  // Of a number, as far as it is known.
  type::v1::AttributeUnit unit = type::v1::ATTRIBUTE_UNIT_UNSPECIFIED;
  SourcePosition position;
  Datum literal;
  const AttributeInfo* attribute = nullptr;
  int slot = kSubject;
  Comparison comparison = Comparison::kEqual;
  Arithmetic arithmetic = Arithmetic::kAdd;
  // Places and place sets, industry codes, a scheme or a parameter.
  std::vector<std::string> names;
  absl::optional<int64_t> within_months;
  // The name of the variable that a macro binds.
  std::string variable;
  std::vector<TypedNode> children;

  bool IsLiteral() const { return op == Op::kLiteral; }
  bool IsMacro() const { return op >= Op::kExists && op <= Op::kMap; }
};

// Calls `visit` for the node and all below it, from left to right.
template <typename Visit>
void VisitAll(const TypedNode& node, const Visit& visit) {
  visit(node);
  for (const TypedNode& child : node.children) VisitAll(child, visit);
}

// The names under which place and received benefits appear where an attribute's
// name is asked for.
inline constexpr char kPlaceAttribute[] = "place";
inline constexpr char kReceivedAttribute[] = "received";
inline constexpr char kNicAttribute[] = "nic_codes";
inline constexpr char kChildrenAttribute[] = "children";

// What an expression mentions, each name once, sorted.
struct Mentions {
  // Of the subject itself; "place" but not "received".
  std::vector<std::string> attributes;
  // Of those under it, too.
  std::vector<std::string> all_attributes;
  std::vector<std::string> deprecated;
  std::vector<std::string> places;
  std::vector<std::string> place_sets;
  std::vector<std::string> schemes;
  std::vector<std::string> parameters;
};
Mentions MentionsOf(const TypedNode& node);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_TYPED_NODE_H_
