// How far a number is from what a test wants.
#ifndef SANGAM_COMMON_RULES_DISTANCE_H_
#define SANGAM_COMMON_RULES_DISTANCE_H_

#include <cstdint>

#include "absl/types/optional.h"
#include "common/rules/checked_node.h"
#include "common/rules/reference_data.h"
#include "common/rules/subject_view.h"

namespace sangam::rules {

// By how much a number must grow or shrink, in the attribute's unit.
struct Distance {
  int64_t amount = 0;
  bool more = false;
};

// The least change that makes a failed comparison of numbers hold, in the unit
// of what is measured; `negated` says
// that the test stands under a negation. Nothing where the value is not known,
// the test holds, distance has no sense, or the amount does not fit an int64.
absl::optional<Distance> DistanceTo(const Predicate& predicate, bool negated,
                                    const SubjectView& subject,
                                    const ReferenceData& reference);

// Of a comparison of numbers, whatever is computed on its sides: the side that
// the subject decides, and the bound that it is held against. Null where the
// test is no such comparison, or both sides depend on the subject.
struct NumberTest {
  const TypedNode* measured = nullptr;
  const TypedNode* bound = nullptr;
  // With the measured side on the left.
  Comparison comparison = Comparison::kEqual;
};
absl::optional<NumberTest> NumberTestOf(const Predicate& predicate);

// The comparison that must hold, with the negation carried out.
inline Comparison Wanted(Comparison comparison, bool negated) {
  return negated ? Opposite(comparison) : comparison;
}

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_DISTANCE_H_
