// Whether all that a plan takes for granted of its applicants can hold at once.
#ifndef SANGAM_SERVICES_MATCHING_PREMISES_PREMISE_SEARCH_H_
#define SANGAM_SERVICES_MATCHING_PREMISES_PREMISE_SEARCH_H_

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "services/matching/premises/premise_formula.h"

namespace sangam::matching {

// So many steps are taken before a question is left open: some hundredths of a
// second.
inline constexpr int64_t kMostPremiseSteps = 50'000;

// What is known of an applicant's number; nothing if it is not known.
using KnownNumber = std::function<absl::optional<int64_t>(
    int applicant, const std::string& attribute)>;

struct PremiseAnswer {
  Possibility possibility = Possibility::kPossible;
  // Of kUndecided: the formulas, by index, that may or may not hold together.
  std::set<int> unchecked;
};

// One test that is to hold, or not to, with the formulas that ask for it.
struct HeldTest {
  int test = 0;
  bool holds = true;
  std::set<int> formulas;
};

// Whether tests can come out like this all at once, of one world:
// - the place lies in one place of each list, and these in each other as far as
//   the directory tells (no two different ones of one kind), and in none of the
//   lists that it must not be in. Places are taken to have parts beyond those
//   that rules name.
// - numbers keep AllPartsOfWholes() and what is known;
// - who received a benefit within some months did within more.
// Opaque tests, computed numbers, and places that are not all known can be as
// asked for; what they and other tests say of the same attributes is
// kUndecided. Takes steps off `steps`.
PremiseAnswer CanComeOut(const PremiseTests& tests,
                         const std::vector<HeldTest>& held,
                         const KnownNumber& known, int64_t* steps);

// Whether all formulas can hold at once: looks for a way through what they
// leave open, part by part. kImpossible is certain. kPossible rests on a way
// that was found. kUndecided: only ways that can't be judged were found, or
// none in `most_steps` or before `is_over` says so, which is asked often.
PremiseAnswer CanHoldTogether(
    const PremiseTests& tests,
    const std::vector<const PremiseFormula*>& formulas,
    const KnownNumber& known, int64_t most_steps = kMostPremiseSteps,
    const std::function<bool()>& is_over = [] { return false; });

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PREMISES_PREMISE_SEARCH_H_
