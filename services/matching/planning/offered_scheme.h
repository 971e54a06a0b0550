// A scheme that a plan may use, and who of the plan would apply for it.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_OFFERED_SCHEME_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_OFFERED_SCHEME_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "services/matching/catalog/compiled_scheme.h"
#include "services/matching/planning/benefit_ceilings.h"
#include "services/matching/planning/earlier_receipts.h"
#include "services/matching/planning/need_contexts.h"
#include "services/matching/planning/plan_question.h"
#include "services/matching/planning/scheme_company.h"
#include "services/matching/planning/scheme_fitness.h"

namespace sangam::matching {

// A scheme with its version in force, and what holds for it over all needs that
// one applicant asks it for. Points into the catalogue.
struct OfferedScheme {
  const CompiledScheme* scheme = nullptr;
  const CompiledVersion* version = nullptr;
  // Who applies.
  int participant = 0;
  // With what must be had first for any need, in whichever way.
  SchemeCompany company;
  // What is left of its ceiling for the applicant in all; nothing if it has
  // none, or none that can be reckoned.
  absl::optional<int64_t> ceiling;
  // The whole of it.
  absl::optional<int64_t> whole_ceiling;
  // What a plan takes for granted where it has one that can't be reckoned;
  // empty else.
  std::string open_ceiling;
  // Of the benefits that have ceilings of their own, which hold beside it.
  std::vector<BenefitCeiling> benefit_ceilings;
  // What the applicant got of it before, or was promised.
  EarlierReceipts receipts;
  // The linkage by which it was sanctioned for a need of the plan: this entry
  // stands for that sum alone, see AddKeptGrants. Empty: it is to be asked for.
  std::string sanctioned_by;
  // When applications open, if that is later than the date of the question.
  absl::optional<absl::CivilDay> opens_on;
  // Days until its money can be there, as far as is known; without what a plan
  // must get first.
  int64_t days = 0;

  // Of the benefit, by place in the version; null if it has none.
  const BenefitCeiling* CeilingOf(int benefit) const;
};

// What the version says over all needs on the day of the question, if the
// participant applies.
OfferedScheme OfferOf(const CompiledScheme& scheme,
                      const CompiledVersion& version,
                      const PlanQuestion& question,
                      const NeedContexts& contexts, int participant);

// Who applies, and how the scheme's conditions stand for them.
struct ParticipantFitness {
  int participant = 0;
  SchemeFitness fitness;
};

// The participant with the best verdict; of equals `preferred`, else the first.
ParticipantFitness BestParticipant(const PlanQuestion& question,
                                   const NeedContexts& contexts,
                                   const CompiledVersion& version, int need,
                                   int preferred = 0);

// Why what it gives after so many days comes too late for the need, or what
// comes before it takes longer than its window is open; empty if neither.
std::string WhyLate(const OfferedScheme& offered, int64_t days,
                    const type::v1::PlanNeed& need, absl::CivilDay as_of);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_OFFERED_SCHEME_H_
