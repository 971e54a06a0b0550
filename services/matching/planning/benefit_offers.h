// What the benefits of a scheme offer to a need.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_BENEFIT_OFFERS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_BENEFIT_OFFERS_H_

#include <string>
#include <vector>

#include "services/matching/planning/best_participants.h"
#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/required_schemes.h"
#include "services/matching/planning/supposed_receipts.h"

namespace sangam::matching {

// Used by one thread; what it is made of outlives it.
class BenefitOffers {
 public:
  // Tells loans, and whose ways were left out, in `offers`.
  BenefitOffers(const CatalogSnapshot& catalog, const PlanQuestion& question,
                const NeedContexts& contexts, BestParticipants& participants,
                PlanOffers& offers)
      : catalog_(catalog),
        question_(question),
        contexts_(contexts),
        participants_(participants),
        offers_(offers) {}

  // In which ways what the scheme needs first can be had for the need.
  WaysFound WaysFor(const CompiledScheme& scheme,
                    const CompiledVersion& version, int need,
                    const ParticipantFitness& fitness);

  // Adds to `found` what one benefit offers in each of these ways to have the
  // scheme, or, see BenefitOrder, to have what its own condition asks for too:
  // all but the scheme's number and what holds of the scheme over all needs.
  // Why it offers nothing, in words; empty if it does, be it as a loan.
  std::string Add(const CompiledScheme& scheme, const CompiledVersion& version,
                  int need, int benefit, const ParticipantFitness& best,
                  const std::vector<RequiredSchemes>& ways,
                  std::vector<GrantOffer>& found);

 private:
  bool AsksForReceipts(const CompiledVersion& version, int need, int benefit,
                       int participant) const;
  bool MightFollow(const CompiledVersion& version, int need, int benefit,
                   int participant) const;
  std::string AddInAllWays(const CompiledScheme& scheme,
                           const CompiledVersion& version, int need,
                           int benefit, const ParticipantFitness& best,
                           const std::vector<RequiredSchemes>& ways,
                           std::vector<GrantOffer>& found);
  std::string FillTerms(const CompiledScheme& scheme,
                        const CompiledVersion& version, int need,
                        GrantOffer& offer);
  std::string AddLoan(const CompiledScheme& scheme,
                      const CompiledVersion& version, int need,
                      const GrantOffer& offer);
  const MatchContext& After(const std::vector<RequiredScheme>& required,
                            const MatchContext& context, int participant);
  std::string BarOn(const CompiledScheme& scheme, int need,
                    const SchemeFitness& fitness,
                    const std::vector<RequiredScheme>& required) const;

  const CatalogSnapshot& catalog_;
  const PlanQuestion& question_;
  const NeedContexts& contexts_;
  BestParticipants& participants_;
  PlanOffers& offers_;
  SupposedReceipts supposed_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_BENEFIT_OFFERS_H_
