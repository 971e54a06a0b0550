// What plans take to hold of applicants, and what of it can't hold together.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_PLAN_PREMISES_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_PLAN_PREMISES_H_

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/clock/clock.h"
#include "services/matching/convergence/plan_search.h"
#include "services/matching/convergence/plan_solver.h"
#include "services/matching/planning/near_miss_changes.h"
#include "services/matching/planning/need_contexts.h"
#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/plan_question.h"
#include "services/matching/planning/plan_setup.h"
#include "services/matching/premises/premise_search.h"

namespace sangam::matching {

// A plan that uses schemes whose conditions are not known to hold, or must be
// made to hold first, takes these conditions for granted: its premises. All
// that it takes for granted of one applicant must be able to hold at once, as
// far as CanHoldTogether tells.
//
// Offers whose own conditions can't hold are barred, and conditions of which no
// two can hold together exclude each other from the start, as far as a quarter
// of the time allows. What else clashes is found when a plan rests on it, see
// FindClash. What was sanctioned is kept whatever holds now, so it has no
// premises.
//
// Used by one thread; what it is made of outlives it.
class PlanPremises {
 public:
  // Adds bars and exclusions to the setup.
  PlanPremises(const PlanQuestion& question, const NeedContexts& contexts,
               const PlanOffers& offers, const SolverLimits& limits,
               const Clock& clock, PlanSetup* setup);

  // If not all that the plan rests on can hold, and that is found out within
  // the limits or a moment after, adds to the setup that what clashes must not
  // be used together; whether it did. What clashes is irreducible as far as
  // time for it is allowed. Each call that is true rules the plan out.
  bool FindClash(const FoundPlan& found);

  // What the plan rests on of which it was not found out whether it can hold
  // together, in words.
  std::vector<std::string> Unchecked(const FoundPlan& found) const;

 private:
  // One rule of one applicant that is not known to hold.
  struct Clause {
    PremiseFormula formula;
    std::string words;
    // The applicant and what the formula speaks of.
    std::set<std::pair<int, std::string>> topics;
    // Its number in the problem; none as long as it clashes with nothing.
    int number = -1;
  };
  // By index, each once, rising.
  using Clauses = std::vector<int>;

  // A near miss becomes a step by which one test comes to hold: nothing else
  // of the plan may undo it.
  void AddChange(int need, const GrantOffer& offer, Clauses& clauses);
  static void AddClause(int clause, Clauses& clauses);
  void AddRule(const OptionalRule& rule, const std::string& words,
               const MatchContext& context, int participant, Clauses& clauses);
  // What the rule is asked in once these were had.
  const MatchContext& Once(const std::vector<std::string>& had,
                           const CompiledVersion& version,
                           const OptionalRule& rule,
                           const MatchContext& before);
  // Once what comes before was had.
  void AddVersion(const CompiledVersion& version, int need, int participant,
                  const std::vector<std::string>& had, Clauses& clauses);
  void AddFirst(const std::vector<RequiredScheme>& required, int need,
                Clauses& clauses);
  Clauses OfGrant(int need, const GrantOffer& offer);
  Clauses OfGapFunder(const GapOffer& offer);
  int ClauseOf(PremiseFormula formula, const std::string& words);
  std::set<std::pair<int, std::string>> TopicsOf(
      const PremiseFormula& formula) const;
  PremiseAnswer CanHold(const Clauses& clauses, int64_t most_steps) const;
  bool IsImpossible(const Clauses& clauses, int64_t most_steps) const {
    return CanHold(clauses, most_steps).possibility == Possibility::kImpossible;
  }
  bool IsOver() const { return clock_.Now() >= until_ || limits_.cancelled(); }
  void BarWhatCantHold();
  void ExcludePairs();
  void Forbid(const Clauses& clash);
  // Numbers the clause, and tells the problem who rests on it.
  int NumberOf(int clause);
  Clauses UsedBy(const FoundPlan& found) const;

  const PlanQuestion& question_;
  const NeedContexts& contexts_;
  const PlanOffers& offers_;
  const SolverLimits& limits_;
  const Clock& clock_;
  // Till when premises may be looked into.
  absl::Time until_;
  PlanSetup& setup_;
  SupposedReceipts supposed_;
  NearMissChanges changes_;
  PremiseTests tests_;
  std::vector<Clause> clauses_;
  std::map<std::string, int> clause_by_key_;
  // By rule and what it is asked of; -1 where nothing is left open.
  std::map<std::pair<const void*, const void*>, int> clause_by_rule_;
  // By need and candidate, and by gap funder.
  std::vector<std::vector<Clauses>> of_grants_;
  std::vector<Clauses> of_gap_funders_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_PLAN_PREMISES_H_
