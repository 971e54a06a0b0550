// What a ReversePlan is made of; for the evaluator only.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_REVERSE_PLAN_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_REVERSE_PLAN_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/rules/checked_node.h"
#include "services/matching/columns/reverse_evaluator.h"

namespace sangam::matching {

// How the rows of a block are tested all at once.
enum class TestKind {
  kNumber,    // a number or a date against a constant or a parameter
  kTruth,     // a yes-or-no attribute by itself
  kCategory,  // one attribute of few values: once for each value
  kPlace,     // place.within
  kReceived,  // received
  kComputed   // row by row, once for each combination of what it reads
};

// One test, however many versions have it.
struct PlanTest {
  const rules::Predicate* predicate = nullptr;
  TestKind kind = TestKind::kComputed;
  // Where the planes of `test` and of `!test` lie; kNowhere where no version
  // has it.
  uint32_t slots[2] = {0, 0};
  // Whether by how much it fails decides on near misses: counts of months.
  bool counts_months = false;

  static constexpr uint32_t kNowhere = ~uint32_t{0};
};

// A test or its negation, as versions have it.
struct PlanLiteral {
  uint32_t test = 0;
  bool negated = false;
};

// Tests that are joined by AND.
struct PlanConjunct {
  // Slots; those on an attribute that a subject can change come last, grouped
  // by it.
  std::vector<uint32_t> slots;
  // Where each of these groups begins in `slots`, and the end.
  std::vector<uint32_t> groups;
  bool may_be_near = true;
};

struct PlanVersion {
  const CompiledVersion* compiled = nullptr;
  // All subjects need information.
  bool defect = false;
  // What passes its one conjunct, or comes near to it, must be decided by the
  // reference evaluator.
  bool incomplete = false;
  std::vector<PlanConjunct> conjuncts;
};

// Conjuncts with the same first tests share them: a tree, written from the root
// down, the first child first.
struct PlanNode {
  uint32_t slot = 0;
  // The node after all that are below this one.
  uint32_t next = 0;
  // How many nodes are above it.
  uint32_t depth = 0;
  // The versions that have the conjunct that ends here:
  // ends[first_end, last_end).
  uint32_t first_end = 0;
  uint32_t last_end = 0;
  // Whether one version's conjunct is all that is below this node: then each
  // node up to `next` is the only child of the one before, and the last has the
  // one end.
  bool is_tail = false;
};

struct ReversePlan::Parts {
  const AttributeDictionary* dictionary = nullptr;
  std::vector<PlanVersion> versions;
  std::vector<PlanTest> tests;
  // By slot.
  std::vector<PlanLiteral> literals;
  // Of the complete versions without a defect.
  std::vector<PlanNode> nodes;
  std::vector<uint32_t> ends;
  uint32_t depth = 0;
  // Versions with a conjunct of no tests at all.
  std::vector<uint32_t> always;
  // By version: whether it has a single conjunct, and no more is known of it.
  std::vector<bool> single;
  std::vector<uint32_t> incomplete;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_REVERSE_PLAN_H_
