// Turns what schemes offer into the problem that the solver decides.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_PLAN_SETUP_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_PLAN_SETUP_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/matching/convergence/plan_problem.h"
#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/plan_question.h"

namespace sangam::matching {

// What a term of the plan keeps a gap funder from paying.
struct GapBar {
  std::string words;
  int funder = 0;
  int need = 0;
  int64_t most = 0;
};

// A problem with the words for what it is made of. Candidate c of need n is
// offers.needs[n].grants[c], and scheme s is offers.schemes[s].
struct PlanSetup {
  PlanProblem problem;
  // Why candidates are forbidden, by GrantCandidate::bar.
  std::vector<std::string> bars;
  // What offers take to hold of applicants, by premise; see PlanPremises.
  std::vector<std::string> premises;
  // Of gap funders that the problem lets pay nothing.
  std::vector<GapBar> gap_bars;
  // Pins to schemes that are no candidates of their need, in words: no plan
  // keeps these.
  std::vector<std::string> impossible_pins;
};

PlanSetup SetUpPlan(const PlanQuestion& question, const PlanOffers& offers);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_PLAN_SETUP_H_
