// What a ReversePlan is made of; for the evaluator only.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_REVERSE_PLAN_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_REVERSE_PLAN_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "common/rules/checked_node.h"
#include "services/matching/columns/reverse_evaluator.h"

namespace sangam::matching {

class KeptPlaceQuestions;

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
  // Whether all who have it ask no more than who is eligible.
  bool only_eligible = true;
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
  // With room for what most have: there are many.
  static constexpr size_t kUsual = 8;
  using Numbers = absl::InlinedVector<uint32_t, kUsual>;

  // Slots; those on an attribute that a subject can change come last, grouped
  // by it.
  Numbers slots;
  // Where each of these groups begins in `slots`, and the end.
  Numbers groups;
  bool may_be_near = true;
};

struct PlanVersion {
  const CompiledVersion* compiled = nullptr;
  // Nobody asks more than who is eligible.
  bool only_eligible = false;
  // All subjects need information.
  bool defect = false;
  // What passes its one conjunct, or comes near to it, must be decided by the
  // reference evaluator.
  bool incomplete = false;
  std::vector<PlanConjunct> conjuncts;
};

// A version that is complete and has no defect: all of some tests, and all of
// one of the choices, if there are any. What holds where is an AND and an OR of
// planes, by three-valued logic, too: of the planes where the tests hold it is
// the plane where the version does, and of those where they may, where it may.
struct PlanFormula {
  static constexpr uint32_t kNoGate = ~uint32_t{0};

  uint32_t version = 0;
  // A slot that all must pass, and few do; or kNoGate.
  uint32_t gate = kNoGate;
  // How many slots all must pass, and how many choices there are.
  uint32_t common = 0;
  uint32_t choices = 0;
  // How much of ReversePlan::Parts::operands is about it.
  uint32_t operands = 0;
};

struct ReversePlan::Parts {
  const AttributeDictionary* dictionary = nullptr;
  std::vector<PlanVersion> versions;
  std::vector<PlanTest> tests;
  // By slot.
  std::vector<PlanLiteral> literals;
  std::vector<PlanFormula> formulas;
  // For one formula after the other the common slots, then for each choice how
  // many slots it has, and these.
  std::vector<uint32_t> operands;
  std::vector<uint32_t> incomplete;
  // What the tests ask about places, from one question to the next; never null.
  std::shared_ptr<KeptPlaceQuestions> places;

  // About what it takes in memory, all told.
  size_t bytes() const;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_REVERSE_PLAN_H_
