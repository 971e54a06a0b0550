// Which of many terms can't be kept together.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_IRREDUCIBLE_SET_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_IRREDUCIBLE_SET_H_

#include <functional>
#include <vector>

#include "absl/types/optional.h"

namespace sangam::matching {

// Whether the marked terms can be kept together; nothing if it is not known.
using CanBeKept =
    std::function<absl::optional<bool>(const std::vector<char>& marked)>;

struct IrreducibleSet {
  // In rising order.
  std::vector<int> terms;
  // Whether the others can be kept together without any one of them. Else some
  // tests were not decided, and it may hold more terms than it must.
  bool is_proven = true;
};

// Terms 0 ... count - 1 can't be kept together; none of them at all can. Finds
// a few that can't be, either, by halves (Junker's QuickXplain): a handful
// among thousands takes some dozens of tests. Of several such sets it is the
// one that is left when terms are given up one by one from the first.
IrreducibleSet FindIrreducibleSet(int count, const CanBeKept& can_be_kept);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_IRREDUCIBLE_SET_H_
