// How near a failed rule is to holding.
#ifndef SANGAM_COMMON_RULES_NEARNESS_H_
#define SANGAM_COMMON_RULES_NEARNESS_H_

#include <vector>

#include "absl/types/optional.h"
#include "common/rules/checked_node.h"
#include "common/rules/distance.h"
#include "common/rules/reference_data.h"
#include "common/rules/subject_view.h"

namespace sangam::rules {

// One attribute that alone stands in the way, by the hardest test of it.
struct Obstacle {
  const Predicate* predicate = nullptr;
  bool negated = false;
  absl::optional<Distance> distance;
};

// What can be said of the conjuncts of a rule's disjunctive normal form (with
// negation pushed to the leaves), without writing that form out.
struct Nearness {
  // Some conjunct has neither a failed nor an unknown test.
  bool holds = false;
  // The changeable attributes such that some conjunct has no unknown test and
  // all that fail in it test this attribute, none of them by too many months,
  // which time only adds to. Each attribute once, in the order of the rule.
  std::vector<Obstacle> obstacles;
};

// The nearness of a tree. A rule that evaluates to false is a near miss if it
// has an obstacle. The result points into `node`.
Nearness NearnessOf(const CheckedNode& node, const SubjectView& subject,
                    const ReferenceData& reference);

// The nearness of `a && b`; both may come from different rules.
Nearness Both(const Nearness& a, const Nearness& b);
// The nearness of `a || b`.
Nearness Either(const Nearness& a, const Nearness& b);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_NEARNESS_H_
