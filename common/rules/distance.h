// How far a number is from what a test wants.
#ifndef SANGAM_COMMON_RULES_DISTANCE_H_
#define SANGAM_COMMON_RULES_DISTANCE_H_

#include <cstdint>

#include "absl/types/optional.h"
#include "common/rules/checked_node.h"
#include "common/rules/subject_view.h"

namespace sangam::rules {

// By how much a number must grow or shrink, in the attribute's unit.
struct Distance {
  int64_t amount = 0;
  bool more = false;
};

// The least change that makes a failed test of a number hold; `negated` says
// that the test stands under a negation. Nothing where the value is not known,
// the test holds, distance has no sense, or the amount does not fit an int64.
absl::optional<Distance> DistanceTo(const Predicate& predicate, bool negated,
                                    const SubjectView& subject);

// The comparison that must hold, with the negation carried out.
inline Comparison Wanted(const Predicate& predicate, bool negated) {
  return negated ? Opposite(predicate.comparison) : predicate.comparison;
}

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_DISTANCE_H_
