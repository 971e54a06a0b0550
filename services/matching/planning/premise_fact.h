// One thing that may be one way or another for an applicant of a plan.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_PREMISE_FACT_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_PREMISE_FACT_H_

#include <vector>

#include "common/rules/attribute_dictionary.h"
#include "common/rules/checked_node.h"
#include "common/rules/value.h"

namespace sangam::matching {

// Whether the value of its attribute decides the test.
bool TellsByValue(const rules::Predicate& test);

// Whether rules that share the test share its truth, whatever is known.
bool IsSharedWordForWord(const rules::Predicate& test);

// Points into rules and their dictionary.
struct PremiseFact {
  int participant = 0;
  // Either the attribute or, for tests that rules share word for word, the
  // test.
  const AttributeInfo* attribute = nullptr;
  const rules::Predicate* test = nullptr;
  // All that make a difference to some rule, once the fact is complete.
  std::vector<rules::Value> values;

  // Whether a value of the fact decides the test.
  bool IsAsked(const rules::Predicate& asked) const;
  // Turns the values around the bounds of all tests into all that there are.
  void Complete();
};

// Calls `visit` for each test of the rule, from left to right.
template <typename Visit>
void VisitTests(const rules::CheckedNode& node, const Visit& visit) {
  if (node.kind == rules::CheckedNode::Kind::kPredicate) visit(node.predicate);
  for (const rules::CheckedNode& child : node.children) {
    VisitTests(child, visit);
  }
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_PREMISE_FACT_H_
