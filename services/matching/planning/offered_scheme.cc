#include "services/matching/planning/offered_scheme.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/clock/civil_date.h"
#include "services/matching/engine/amount_range.h"

namespace sangam::matching {

OfferedScheme OfferOf(const CompiledScheme& scheme,
                      const CompiledVersion& version,
                      const PlanQuestion& question,
                      const NeedContexts& contexts, int participant) {
  OfferedScheme offered;
  offered.scheme = &scheme;
  offered.version = &version;
  const auto& terms = version.version;
  const absl::CivilDay as_of = question.as_of;
  offered.receipts =
      ReceiptsOf(question.participants[participant].subject->profile,
                 scheme.scheme.name(), as_of);
  if (terms.has_grant_ceiling()) {
    const MatchContext& sums = contexts.ForAllNeeds(participant);
    const auto ceiling =
        ReckonAmount(terms.grant_ceiling(), {}, sums).max_paise;
    const std::vector<std::string> missing =
        MissingForAmount(terms.grant_ceiling(), {}, sums);
    if (ceiling) {
      offered.ceiling = LeftOfCeiling(*ceiling, offered.receipts);
    } else if (!missing.empty()) {
      offered.open_ceiling =
          absl::StrCat("its ceiling for one applicant, which needs ",
                       absl::StrJoin(missing, ", "), ", is not reached");
    }
  }
  if (terms.window().has_opens_on()) {
    const auto opens = ToCivilDay(terms.window().opens_on(), "opens_on");
    if (opens.ok() && *opens > as_of) {
      offered.opens_on = *opens;
      offered.days += *opens - as_of;
    }
  }
  offered.days += terms.lead_time().days();
  return offered;
}

ParticipantFitness BestParticipant(const PlanQuestion& question,
                                   const NeedContexts& contexts,
                                   const CompiledVersion& version, int need) {
  ParticipantFitness best;
  for (size_t p = 0; p < question.participants.size(); ++p) {
    SchemeFitness one =
        FitnessOf(version, contexts.ForConditions(need, static_cast<int>(p)));
    if (p > 0 && RankOf(one.verdict) >= RankOf(best.fitness.verdict)) continue;
    best.participant = static_cast<int>(p);
    best.fitness = std::move(one);
  }
  return best;
}

}  // namespace sangam::matching
