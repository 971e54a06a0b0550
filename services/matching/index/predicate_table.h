// All tests of a catalogue, each once, by the attribute that they test.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_PREDICATE_TABLE_H_
#define SANGAM_SERVICES_MATCHING_INDEX_PREDICATE_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/matching/index/attribute_tests.h"
#include "services/matching/index/normal_form.h"
#include "services/matching/index/predicate_identity.h"

namespace sangam::matching {

// Sorts the literals of conjuncts by what they test. Points into the rules.
class PredicateTable {
 public:
  // How a literal was taken.
  struct Added {
    // Else no row can tell it.
    bool is_indexed = false;
    // Whether it takes the reference evaluator to tell if failing this test can
    // make a near miss.
    bool is_doubtful = false;
  };

  // Of a dictionary with so many attributes.
  explicit PredicateTable(size_t attributes)
      : by_attribute_(2 * attributes + 1) {}
  PredicateTable(const PredicateTable&) = delete;
  PredicateTable& operator=(const PredicateTable&) = delete;

  // Where a literal belongs; valid as long as the table.
  struct Place {
    Added added;
    bool negated = false;
    // Its number among these tests. Null if no row can tell it.
    AttributeTests* tests = nullptr;
    uint32_t number = 0;
  };
  const Place& PlaceOf(const Literal& literal) {
    return Find(*literal.predicate).places[literal.negated ? 1 : 0];
  }
  // Adds a literal of the conjunct with this bit. A conjunct is added as a
  // whole before the next.
  void Add(const Place& place, uint32_t conjunct, bool is_alternative);

  // The tests of each attribute that has any; received() comes last. An
  // attribute counted in months may come twice: more months can be had, fewer
  // can't, so tests that want fewer make no near miss.
  std::vector<const AttributeTests*> tests() const;

 private:
  // By whether it is negated: among the tests of its attribute, or of those
  // that want fewer months.
  struct Known {
    Place places[2];
  };
  // The conjuncts of a version have most tests in common.
  struct Recent {
    const rules::Predicate* predicate = nullptr;
    const Known* known = nullptr;
  };
  static constexpr size_t kRecent = 64;

  const Known& Find(const rules::Predicate& predicate);
  void Describe(const rules::Predicate& predicate, Known* known);

  // Twice the attribute's index, plus one for those that want fewer months;
  // received() last.
  std::vector<AttributeTests> by_attribute_;
  std::deque<Known> known_;
  absl::flat_hash_map<const rules::Predicate*, Known*, PredicateHash,
                      SamePredicate>
      by_predicate_;
  Recent recent_[kRecent];
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_PREDICATE_TABLE_H_
