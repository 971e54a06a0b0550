// When two tests of different rules are the same test.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_PREDICATE_IDENTITY_H_
#define SANGAM_SERVICES_MATCHING_INDEX_PREDICATE_IDENTITY_H_

#include <cstddef>

#include "common/rules/checked_node.h"

namespace sangam::matching {

// For hash maps that are keyed by what a test says. Two predicates that are the
// same have the same truth for every subject; a kComputed is only the same as
// itself. Predicates of one dictionary.
struct PredicateHash {
  size_t operator()(const rules::Predicate* predicate) const;
};
struct SamePredicate {
  bool operator()(const rules::Predicate* a, const rules::Predicate* b) const;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_PREDICATE_IDENTITY_H_
