// All tests of one attribute in all conjuncts: what its rows are built of.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_ATTRIBUTE_TESTS_H_
#define SANGAM_SERVICES_MATCHING_INDEX_ATTRIBUTE_TESTS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/rules/checked_node.h"

namespace sangam::matching {

// A literal of a conjunct.
struct Occurrence {
  uint32_t conjunct = 0;   // its bit
  uint32_t predicate = 0;  // an index into AttributeTests::predicates
  bool negated = false;
  // One of the tests that are joined by OR with the occurrence before it, which
  // is of the same conjunct; only of tests that ask a list for an element.
  bool is_alternative = false;
};

// Points into the rules of the catalogue.
struct AttributeTests {
  // Null for received().
  const AttributeInfo* attribute = nullptr;
  // Whether failing them can make a near miss.
  bool changeable = false;
  // Each test once.
  std::vector<const rules::Predicate*> predicates;
  // Those of one conjunct stand together.
  std::vector<Occurrence> occurrences;
};

// Calls `visit` with the occurrences of each conjunct, as first and last + 1.
template <typename Visit>
void ForEachConjunct(const AttributeTests& tests, const Visit& visit) {
  const Occurrence* const end =
      tests.occurrences.data() + tests.occurrences.size();
  for (const Occurrence* first = tests.occurrences.data(); first != end;) {
    const Occurrence* last = first + 1;
    while (last != end && last->conjunct == first->conjunct) ++last;
    visit(first, last);
    first = last;
  }
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_ATTRIBUTE_TESTS_H_
