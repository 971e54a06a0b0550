// Conjuncts that differ in one test of a list, as one conjunct.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_ALTERNATIVE_TESTS_H_
#define SANGAM_SERVICES_MATCHING_INDEX_ALTERNATIVE_TESTS_H_

#include "services/matching/index/normal_form.h"

namespace sangam::matching {

// Writes `A && x || B && x`, where A and B ask whether a list has one element
// each, as `(A || B) && x`: A and B become alternatives, see Literal. Rules ask
// for one of several sectors, so that this leaves far fewer conjuncts. Verdicts
// stay the same, near misses too: the attribute is lacking where A and B both
// fail, and then each of the two conjuncts lacked it as well.
void JoinAlternatives(NormalForm* form);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_ALTERNATIVE_TESTS_H_
