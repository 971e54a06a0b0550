// Everything that schemes offer to the needs of a plan.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_PLAN_OFFERS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_PLAN_OFFERS_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/planning/funding_terms.h"
#include "services/matching/planning/need_contexts.h"
#include "services/matching/planning/offered_scheme.h"
#include "services/matching/planning/plan_question.h"
#include "services/matching/planning/required_schemes.h"
#include "services/matching/planning/scheme_company.h"
#include "services/matching/planning/scheme_fitness.h"

namespace sangam::matching {

// A benefit for a need, in one of the ways in which what it needs first can be
// had.
struct GrantOffer {
  // Its index in PlanOffers::schemes.
  int scheme = 0;
  int participant = 0;
  int benefit = 0;
  SchemeFitness fitness;
  // What must be had first, in an order in which it can be had.
  std::vector<RequiredScheme> required;
  // Until its money can be there with all that.
  int64_t days = 0;
  FundingTerms terms;
  // What the plan may not do although the scheme could, in words; empty if
  // nothing forbids it.
  std::string bar;
};

// What is borrowed for a need, with what keeps it from being had.
struct LoanOffer {
  type::v1::PlanLoan loan;
  int participant = 0;
  SchemeFitness fitness;
  SchemeCompany company;
  // Schemes whose receipt would spoil its conditions.
  std::set<std::string> not_after;
};

struct NeedOffers {
  // The one that could pay most first, of equals the first by name; one that is
  // kept stands alone. All benefits of a scheme that may pay the need, in all
  // the ways of WaysBefore: which of them is best can depend on what the rest
  // of the plan leaves for its own share, and on what it uses anyway.
  std::vector<GrantOffer> grants;
  std::vector<LoanOffer> loans;
  std::vector<type::v1::PlanSchemeNotUsed> not_used;
};

// What a gap funder may do for one need.
struct GapNeed {
  int participant = 0;
  SchemeFitness fitness;
  // What must be had first, in the same way for all needs; often the grant
  // beside which it pays.
  std::vector<RequiredScheme> required = {};
  // What is taken for granted of that, in words.
  std::vector<std::string> assumptions = {};
  // In paise; 0 where it may not pay.
  int64_t most = 0;
  // The term of the plan that keeps it out all the same, in words; empty if
  // none does.
  std::string bar;
};

struct GapOffer {
  int scheme = 0;
  // By need.
  std::vector<GapNeed> needs;
};

// Points into the catalogue.
struct PlanOffers {
  // One for each scheme and applicant, and one for each grant that is kept.
  std::vector<OfferedScheme> schemes;
  std::vector<NeedOffers> needs;
  // As the schemes. Of several with one scheme and applicant, which are the
  // ways in which what it needs first can be had, a plan uses one.
  std::vector<GapOffer> gap_funders;
  // Those that may be had after others in more ways than the offers tell, by
  // name.
  std::set<std::string> ways_left_out;
  // Names that the terms use for all needs and the catalogue lacks.
  std::vector<type::v1::PlanSchemeNotUsed> unknown_names;
  // Why gap funders can't be used; for all needs where none is named.
  std::vector<type::v1::PlanSchemeNotUsed> gap_funders_not_used;
};

// Pure. A scheme is looked at for the needs whose head one of its benefits
// pays, and for those that a pin or an assumption names it for. What is kept
// of the question, as KeepSanctioned left it, is all that its need is offered.
PlanOffers GatherOffers(const CatalogSnapshot& catalog,
                        const PlanQuestion& question,
                        const NeedContexts& contexts);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_PLAN_OFFERS_H_
