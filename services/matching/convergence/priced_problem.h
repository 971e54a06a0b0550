// A plan as needs that are decided each for itself, at prices for what they
// share.
#ifndef SANGAM_SERVICES_MATCHING_CONVERGENCE_PRICED_PROBLEM_H_
#define SANGAM_SERVICES_MATCHING_CONVERGENCE_PRICED_PROBLEM_H_

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "services/matching/convergence/candidate_reduction.h"
#include "services/matching/convergence/plan_problem.h"
#include "services/matching/convergence/plan_value.h"

namespace sangam::matching {

// How many parts a value has.
inline constexpr int kValueParts =
    static_cast<int>(std::tuple_size<PlanValue>::value);

// What a paisa of it does to the value.
enum PaymentKind { kGrantPayment, kThings, kCash, kGapPayment };

// One that may pay for a need.
struct PricedSource {
  PaymentKind kind = kGrantPayment;
  // The indices in PricedProblem::capacities of all that each paisa takes from;
  // none if negative.
  std::array<int, 2> resources = {-1, -1};
  int64_t least = 0;
  int64_t most = 0;
  // Whether it counts towards the own share.
  bool is_own = false;
};

// A candidate of a need, or going without one, with its terms.
struct PricedOption {
  int candidate = kNoScheme;
  int64_t least_own = 0;
  // Whether a need without cost is left aside.
  bool leaves_need = false;
  std::vector<PricedSource> sources;
  // What it switches on, see PricedProblem::switches.
  std::vector<int> switches;
};

struct PricedNeed {
  int64_t cost = 0;
  bool must_be_met = false;
  std::vector<PricedOption> options;
};

// All parts of the value are reckoned in paise here: `scale` says how many a
// unit of the part stands for.
struct PricedProblem {
  std::vector<PricedNeed> needs;
  // Of what needs share: ceilings of schemes, of benefits and of gap funders,
  // own cash.
  std::vector<int64_t> capacities;
  // A switch is on where some need takes one of its options: one for each
  // scheme or premise that excludes others.
  int switches = 0;
  // Switches of which only one may be on.
  std::vector<std::pair<int, int>> exclusions;
  std::array<int64_t, kValueParts> scale{};
  // What a paisa left unfunded does to the value, and what one of each kind of
  // payment does that takes its place.
  PlanValue unfunded{};
  std::array<PlanValue, 4> payments{};
  int64_t cost = 0;
};

// The part of the value that counts needs left aside.
inline constexpr int kNeedsLeftPart = 1;

// For goals that compare money alone.
PricedProblem PriceProblem(const PlanProblem& problem,
                           const UsefulCandidates& useful);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CONVERGENCE_PRICED_PROBLEM_H_
