// Everything that schemes offer to the needs of a plan.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_PLAN_OFFERS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_PLAN_OFFERS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/planning/funding_terms.h"
#include "services/matching/planning/need_contexts.h"
#include "services/matching/planning/plan_question.h"
#include "services/matching/planning/scheme_fitness.h"

namespace sangam::matching {

// A scheme with its version in force, and what holds for it over all needs.
struct OfferedScheme {
  const CompiledScheme* scheme = nullptr;
  const CompiledVersion* version = nullptr;
  absl::optional<int64_t> ceiling;
  // When applications open, if that is later than the date of the question.
  absl::optional<absl::CivilDay> opens_on;
  // Days until its money can be there, as far as is known.
  int64_t days = 0;
};

// A benefit for a need.
struct GrantOffer {
  // Its index in PlanOffers::schemes.
  int scheme = 0;
  int participant = 0;
  int benefit = 0;
  SchemeFitness fitness;
  FundingTerms terms;
  // What the plan may not do although the scheme could, in words; empty if
  // nothing forbids it.
  std::string bar;
};

struct NeedOffers {
  // The one that could pay most first, of equals the first by name. At most one
  // of each scheme.
  std::vector<GrantOffer> grants;
  std::vector<type::v1::PlanLoan> loans;
  std::vector<type::v1::PlanSchemeNotUsed> not_used;
};

// A gap funder.
struct GapOffer {
  int scheme = 0;
  int participant = 0;
  SchemeFitness fitness;
  // In paise, for each need; 0 where it may not pay.
  std::vector<int64_t> most_by_need;
};

// Points into the catalogue.
struct PlanOffers {
  std::vector<OfferedScheme> schemes;
  std::vector<NeedOffers> needs;
  std::vector<GapOffer> gap_funders;
  // Why gap funders can't be used.
  std::vector<type::v1::PlanSchemeNotUsed> gap_funders_not_used;
};

// Pure. A scheme is looked at for the needs whose head one of its benefits
// pays, and for those that a pin or an assumption names it for.
PlanOffers GatherOffers(const CatalogSnapshot& catalog,
                        const PlanQuestion& question,
                        const NeedContexts& contexts);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_PLAN_OFFERS_H_
