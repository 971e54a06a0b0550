// Whether rules mean the same with either of two dictionaries.
#ifndef SANGAM_SERVICES_MATCHING_CATALOG_SAME_WORDS_H_
#define SANGAM_SERVICES_MATCHING_CATALOG_SAME_WORDS_H_

#include "common/rules/attribute_dictionary.h"
#include "services/matching/catalog/catalog_contents.h"

namespace sangam::matching {

// Whether both have the same attributes with the same texts in the same order,
// the same parameters and place sets: then whatever compiles with one compiles
// with the other, means the same and is explained in the same words. Each
// dictionary was built of the words beside it.
bool HaveSameWords(const AttributeDictionary& a, const CatalogWords& words_of_a,
                   const AttributeDictionary& b,
                   const CatalogWords& words_of_b);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CATALOG_SAME_WORDS_H_
