// Evaluates rules and sums for one need and one applicant.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_NEED_CONTEXTS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_NEED_CONTEXTS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/engine/question_context.h"
#include "services/matching/planning/benefit_order.h"
#include "services/matching/planning/plan_question.h"
#include "services/matching/planning/received_exclusions.h"
#include "services/matching/planning/sanctioned_receipts.h"
#include "services/matching/planning/supposed_receipts.h"

namespace sangam::matching {

// A need is a project of its own, and what holds over all heads of a scheme
// goes by what all needs cost together: sums that go by the cost of the project
// go by the need's cost, and so do conditions unless the applicant's profile
// tells the cost of its project. What is sanctioned to the applicant counts as
// received, but for what the plan keeps of the scheme itself: one application
// serves all its needs. Used by one thread; question, as KeepSanctioned left
// it, and catalogue outlive it.
class NeedContexts {
 public:
  NeedContexts(const CatalogSnapshot& catalog, const PlanQuestion& question);

  // For conditions of a scheme.
  const MatchContext& ForConditions(int need, int participant,
                                    absl::string_view scheme) const {
    return Sanctioned(ConditionsOnRecord(need, participant), participant,
                      scheme);
  }
  // For its sums.
  const MatchContext& ForSums(int need, int participant,
                              absl::string_view scheme) const {
    return Sanctioned(SumsOnRecord(need, participant), participant, scheme);
  }
  // For its sums over all needs.
  const MatchContext& ForAllNeeds(int participant,
                                  absl::string_view scheme) const {
    return Sanctioned(totals_[participant].conditions->match(), participant,
                      scheme);
  }

  // See VersionOf in sanctioned_receipts.h, on the day of the question.
  const CompiledVersion* VersionInForce(const std::string& scheme) const;

  // See BenefitOrder.
  bool HasFirstWhatItsBenefitAsks(const CompiledVersion& version) const {
    return benefit_order_.HasFirstWhatItAsks(version);
  }

  // What the participant received that excludes the scheme.
  const std::vector<ReceivedExclusion>& ExclusionsOf(absl::string_view scheme,
                                                     int participant) const;

  // What counts as received in these.
  SanctionedSchemes SanctionedTo(int participant,
                                 absl::string_view scheme) const;
  // The same without.
  const MatchContext& ConditionsOnRecord(int need, int participant) const {
    return entries_[Index(need, participant)].conditions->match();
  }
  const MatchContext& SumsOnRecord(int need, int participant) const {
    const Entry& entry = entries_[Index(need, participant)];
    return (entry.sums ? entry.sums : entry.conditions)->match();
  }

 private:
  struct Entry {
    std::unique_ptr<const MatchSubject> for_conditions;
    std::unique_ptr<const MatchSubject> for_sums;
    std::unique_ptr<const QuestionContext> conditions;
    // Null where it would be the same.
    std::unique_ptr<const QuestionContext> sums;
  };

  const MatchContext& Sanctioned(const MatchContext& on_record, int participant,
                                 absl::string_view scheme) const {
    return sanctioned_[participant].empty()
               ? on_record
               : supposed_.With(on_record,
                                NamesOf(SanctionedTo(participant, scheme)));
  }

  size_t Index(int need, int participant) const {
    return static_cast<size_t>(need) * participants_ + participant;
  }

  const CatalogSnapshot& catalog_;
  const absl::CivilDay as_of_;
  const size_t participants_;
  // By participant.
  const std::vector<SanctionedSchemes> sanctioned_;
  mutable SupposedReceipts supposed_;
  mutable BenefitOrder benefit_order_;
  std::vector<Entry> entries_;
  // By participant; conditions is set.
  std::vector<Entry> totals_;
  // By participant.
  std::vector<ReceivedExclusions> exclusions_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_NEED_CONTEXTS_H_
