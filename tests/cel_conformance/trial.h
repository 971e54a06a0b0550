// Runs one of CEL's cases through our compiler and evaluator.
#ifndef SANGAM_TESTS_CEL_CONFORMANCE_TRIAL_H_
#define SANGAM_TESTS_CEL_CONFORMANCE_TRIAL_H_

#include <string>

#include "tests/cel_conformance/cel_case.h"
#include "tests/cel_conformance/debug_tree.h"
#include "tests/cel_conformance/subset.h"

namespace sangam::cel_conformance {

// What came of one case.
struct TrialResult {
  bool passed = false;
  // What was expected and what came, where it did not pass.
  std::string difference;
};

// A case within the language. The case's variables become attributes that a
// department added, its bindings a subject that has them.
TrialResult Try(const CelCase& cel_case, const TreeParts& parts,
                Expectation expectation);

// A case outside the language: passes if our compiler refuses it, or if what it
// makes of it is CEL's own value. `accepted` tells which.
TrialResult TryOutside(const CelCase& cel_case, const TreeParts& parts,
                       bool* accepted);

}  // namespace sangam::cel_conformance

#endif  // SANGAM_TESTS_CEL_CONFORMANCE_TRIAL_H_
