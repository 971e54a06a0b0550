// Evaluates rules and sums for one need and one applicant.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_NEED_CONTEXTS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_NEED_CONTEXTS_H_

#include <memory>
#include <vector>

#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/engine/question_context.h"
#include "services/matching/planning/plan_question.h"

namespace sangam::matching {

// A need is a project of its own, and what holds over all heads of a scheme
// goes by what all needs cost together: sums that go by the cost of the project
// go by the need's cost, and so do conditions unless the applicant's profile
// tells the cost of its project. Used by one thread; question and catalogue
// outlive it.
class NeedContexts {
 public:
  NeedContexts(const CatalogSnapshot& catalog, const PlanQuestion& question);

  // For conditions.
  const MatchContext& ForConditions(int need, int participant) const {
    return entries_[Index(need, participant)].conditions->match();
  }
  // For sums.
  const MatchContext& ForSums(int need, int participant) const {
    const Entry& entry = entries_[Index(need, participant)];
    return (entry.sums ? entry.sums : entry.conditions)->match();
  }
  // For sums over all needs.
  const MatchContext& ForAllNeeds(int participant) const {
    return totals_[participant].conditions->match();
  }

 private:
  struct Entry {
    std::unique_ptr<const MatchSubject> for_conditions;
    std::unique_ptr<const MatchSubject> for_sums;
    std::unique_ptr<const QuestionContext> conditions;
    // Null where it would be the same.
    std::unique_ptr<const QuestionContext> sums;
  };

  size_t Index(int need, int participant) const {
    return static_cast<size_t>(need) * participants_ + participant;
  }

  const size_t participants_;
  std::vector<Entry> entries_;
  // By participant; conditions is set.
  std::vector<Entry> totals_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_NEED_CONTEXTS_H_
