// Counts and sums of children, as facts of their parent.
#ifndef SANGAM_COMMON_SUBJECTS_ROLL_UP_H_
#define SANGAM_COMMON_SUBJECTS_ROLL_UP_H_

#include <vector>

#include "sangam/type/v1/profile.pb.h"

namespace sangam {

// One recorded child of a parent that says its children are complete.
struct Child {
  // Its facts, with its own roll-ups; kind is set.
  type::v1::Profile profile;
  // Its people are already counted by another child that it is under (an SHG of
  // a cluster whose VO is in the cluster too), or are not the cluster's own
  // (its SPV).
  bool counted_elsewhere = false;
};

// Adds to `parent`, whose kind is set, what follows from its children and is
// not recorded: member_shgs, member_vos, member_enterprises as fits its kind,
// and the sums of members by category and of households. A sum that some child
// doesn't know, or that is too large for a number, stays absent.
void AddRollUps(const std::vector<Child>& children, type::v1::Profile* parent);

// The kind of a child and what else AddRollUps reads of it, which is little.
type::v1::Profile FactsToRollUp(const type::v1::Profile& child);

}  // namespace sangam

#endif  // SANGAM_COMMON_SUBJECTS_ROLL_UP_H_
