// What plans change so that near misses fit.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_NEAR_MISS_CHANGES_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_NEAR_MISS_CHANGES_H_

#include <set>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "services/matching/engine/reachable_value.h"
#include "services/matching/planning/need_contexts.h"
#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/plan_question.h"
#include "services/matching/planning/supposed_receipts.h"

namespace sangam::matching {

// Of all offers that are near misses and may be used. Used by one thread; what
// it is made of outlives it.
class NearMissChanges {
 public:
  NearMissChanges(const PlanQuestion& question, const NeedContexts& contexts,
                  const PlanOffers& offers);

  // The attributes of the applicant that some of them would change.
  const std::set<std::string>& Of(int participant) const {
    return changed_[participant];
  }

  // The test that comes to what is wanted once the offer is made to fit;
  // nothing where it fits, or is not used.
  absl::optional<WayOut> For(int need, const GrantOffer& offer);

  // Of the offer for the need, once what it needs first was had.
  const MatchContext& ContextOf(int need, const GrantOffer& offer);

 private:
  const PlanQuestion& question_;
  const NeedContexts& contexts_;
  const PlanOffers& offers_;
  SupposedReceipts supposed_;
  // By place in PlanQuestion::participants.
  std::vector<std::set<std::string>> changed_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_NEAR_MISS_CHANGES_H_
