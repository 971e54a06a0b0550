// From the tests that a subject fails to verdicts.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_VERDICT_KERNEL_H_
#define SANGAM_SERVICES_MATCHING_INDEX_VERDICT_KERNEL_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "services/matching/index/conjunct_layout.h"

namespace sangam::matching {

// What is known of one subject, as rows of conjuncts; see ConjunctLayout.
struct VerdictRows {
  // Conjuncts that fail by one attribute, a row for each. An attribute that the
  // subject can't change makes no near miss.
  std::vector<const uint64_t*> changeable_fails;
  std::vector<const uint64_t*> fixed_fails;
  // Conjuncts with a test that is unknown.
  std::vector<const uint64_t*> unknowns;
  // Conjuncts with tests that no row tells.
  std::vector<const uint64_t*> residuals;
  // Bits that are no conjunct's.
  const uint64_t* absent = nullptr;
  // Conjuncts that make no near miss.
  const uint64_t* never_near = nullptr;

  void Clear() {
    changeable_fails.clear();
    fixed_fails.clear();
    unknowns.clear();
    residuals.clear();
  }
};

// Planes of positions, layout.plane_words() each. A position may be in several.
struct KernelPlanes {
  // Some conjunct holds.
  uint64_t* holds = nullptr;
  // Some conjunct does not fail, but has unknown tests.
  uint64_t* unknown = nullptr;
  // Some conjunct without unknown tests fails by one changeable attribute.
  uint64_t* near = nullptr;
  // Some residual conjunct is not yet known to fail ...
  uint64_t* open = nullptr;
  // ... or fails, but might make a near miss.
  uint64_t* open_near = nullptr;
};

// Fills the planes.
void FoldVerdicts(const ConjunctLayout& layout, const VerdictRows& rows,
                  const KernelPlanes& planes);

// What is known of positions whatever the subject.
struct PositionMarks {
  const uint64_t* in_force = nullptr;
  const uint64_t* defects = nullptr;
  // Where a near miss must be looked at.
  const uint64_t* doubtful_near = nullptr;
};

// A verdict at most for each position.
struct VerdictWords {
  uint64_t* eligible = nullptr;
  uint64_t* needs_information = nullptr;
  uint64_t* near_miss = nullptr;
  // Positions on which the reference evaluator must decide.
  uint64_t* asked = nullptr;
};

// Tells the verdicts by the planes; whether any position is to be asked. No two
// of all these overlap.
bool SettleVerdicts(const KernelPlanes& planes, const PositionMarks& marks,
                    size_t words, const VerdictWords& verdicts);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_VERDICT_KERNEL_H_
