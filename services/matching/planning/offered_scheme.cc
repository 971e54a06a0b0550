#include "services/matching/planning/offered_scheme.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/clock/civil_date.h"
#include "services/matching/engine/amount_range.h"
#include "services/matching/planning/sanction_effects.h"

namespace sangam::matching {

const BenefitCeiling* OfferedScheme::CeilingOf(int benefit) const {
  for (const BenefitCeiling& ceiling : benefit_ceilings) {
    if (ceiling.benefit == benefit) return &ceiling;
  }
  return nullptr;
}

OfferedScheme OfferOf(const CompiledScheme& scheme,
                      const CompiledVersion& version,
                      const PlanQuestion& question,
                      const NeedContexts& contexts, int participant) {
  OfferedScheme offered;
  offered.scheme = &scheme;
  offered.version = &version;
  offered.participant = participant;
  offered.company.Add(contexts, scheme.scheme.name(), version, participant);
  const auto& terms = version.version;
  const absl::CivilDay as_of = question.as_of;
  offered.receipts = ReceiptsOf(question, participant, scheme.scheme.name());
  if (terms.has_grant_ceiling()) {
    const MatchContext& sums =
        contexts.ForAllNeeds(participant, scheme.scheme.name());
    const auto ceiling =
        ReckonAmount(terms.grant_ceiling(), {}, sums).max_paise;
    const std::vector<std::string> missing =
        MissingForAmount(terms.grant_ceiling(), {}, sums);
    if (ceiling) {
      offered.whole_ceiling = *ceiling;
      offered.ceiling = LeftOfCeiling(*ceiling, offered.receipts);
    } else if (!missing.empty()) {
      offered.open_ceiling =
          absl::StrCat("its ceiling for one applicant, which needs ",
                       absl::StrJoin(missing, ", "), ", is not reached");
    }
  }
  offered.benefit_ceilings = BenefitCeilingsOf(
      version, question, contexts, participant, scheme.scheme.name());
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
                                   const CompiledVersion& version, int need,
                                   int preferred) {
  ParticipantFitness best;
  best.participant = preferred;
  best.fitness = FitnessFor(contexts, version, need, preferred);
  for (size_t p = 0; p < question.participants.size(); ++p) {
    if (static_cast<int>(p) == preferred) continue;
    SchemeFitness one =
        FitnessFor(contexts, version, need, static_cast<int>(p));
    if (RankOf(one.verdict) >= RankOf(best.fitness.verdict)) continue;
    best.participant = static_cast<int>(p);
    best.fitness = std::move(one);
  }
  return best;
}

std::string WhyLate(const OfferedScheme& offered, int64_t days,
                    const type::v1::PlanNeed& need, absl::CivilDay as_of) {
  const auto& version = offered.version->version;
  const absl::CivilDay asked = as_of + (days - version.lead_time().days());
  if (version.window().has_closes_on()) {
    const auto closes = ToCivilDay(version.window().closes_on(), "closes_on");
    if (closes.ok() && *closes < asked) {
      return absl::StrCat("its window closes on ", FormatDay(*closes),
                          "; what it needs first takes until ",
                          FormatDay(asked));
    }
  }
  if (!need.has_needed_by()) return "";
  const auto day = ToCivilDay(need.needed_by(), "needed_by");
  const absl::CivilDay there = as_of + days;
  if (!day.ok() || there <= *day) return "";
  return absl::StrCat("its money can't be there before ", FormatDay(there),
                      "; ", need.id(), " must be there by ", FormatDay(*day));
}

}  // namespace sangam::matching
