#include "services/matching/planning/near_miss_changes.h"

#include "services/matching/engine/near_miss_advice.h"
#include "services/matching/index/reference_verdict.h"

namespace sangam::matching {

NearMissChanges::NearMissChanges(const PlanQuestion& question,
                                 const NeedContexts& contexts,
                                 const PlanOffers& offers)
    : question_(question),
      contexts_(contexts),
      offers_(offers),
      changed_(question.participants.size()) {
  for (size_t n = 0; n < offers_.needs.size(); ++n) {
    for (const GrantOffer& offer : offers_.needs[n].grants) {
      const auto change = For(static_cast<int>(n), offer);
      if (change) {
        changed_[offer.participant].insert(change->test->attribute_name());
      }
    }
  }
}

absl::optional<WayOut> NearMissChanges::For(int need, const GrantOffer& offer) {
  if (offer.fitness.verdict != v1::VERDICT_NEAR_MISS ||
      !question_.terms.use_near_misses()) {
    return absl::nullopt;
  }
  const CompiledVersion& version = *offers_.schemes[offer.scheme].version;
  const MatchContext& context = ContextOf(need, offer);
  const VersionVerdict verdict =
      Decide(version, context.subject, context.reference);
  if (!verdict.obstacle) return absl::nullopt;
  return AdviseOn(version, *verdict.obstacle, context);
}

const MatchContext& NearMissChanges::ContextOf(int need,
                                               const GrantOffer& offer) {
  return supposed_.With(
      contexts_.ForConditions(
          need, offer.participant,
          offers_.schemes[offer.scheme].scheme->scheme.name()),
      HadFirst(offer.required, offer.participant));
}

}  // namespace sangam::matching
