// Small rules of what a benefit may do for a need, and the words for why not.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_OFFER_RULES_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_OFFER_RULES_H_

#include <string>

#include "absl/time/civil_time.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/matching/engine/match_context.h"
#include "services/matching/planning/funding_terms.h"
#include "services/matching/planning/plan_question.h"
#include "services/matching/planning/scheme_fitness.h"

namespace sangam::matching {

// Whether it is money that is paid back, or relief of its interest.
bool IsLoan(const scheme_catalog::v1::Benefit& benefit);

// Whether it can pay a cost. What opens doors or is paid for by work does not.
bool PaysCosts(const scheme_catalog::v1::Benefit& benefit);

// Why applications are not taken on the day or later; empty if they are.
std::string WhyNotAvailable(const scheme_catalog::v1::SchemeVersion& version,
                            absl::CivilDay day);

// The condition of a benefit in plain words, else as it is written.
std::string ConditionWords(const scheme_catalog::v1::Benefit& benefit,
                           const MatchContext& context);

// Why a scheme is left out that does not fit, that is not known to, and that
// one fact keeps from it, in words: "not met: ...", "it is not known whether
// this holds: ..." and "one fact stands in the way: ...", unless
// fitness.kept_out says why.
std::string NotMet(const SchemeFitness& fitness);
std::string NotKnown(const SchemeFitness& fitness);
std::string OneFactAway(const SchemeFitness& fitness);

// Whether everything that the benefit follows is for a need of the plan.
bool FollowsWithinPlan(const scheme_catalog::v1::SchemeVersion& version,
                       const scheme_catalog::v1::Benefit& benefit,
                       const type::v1::PlanTerms& terms);

// Whether a pin or an assumption names the scheme for the need.
bool IsNamedFor(const type::v1::PlanTerms& terms, const std::string& scheme,
                const std::string& need);

// Whether a pin gives the need to another scheme, or to none.
bool IsPinnedElsewhere(const type::v1::PlanTerms& terms,
                       const std::string& scheme, const std::string& need);

// Whether the terms exclude the scheme for the need.
bool IsExcludedFor(const type::v1::PlanTerms& terms, const std::string& scheme,
                   const std::string& need);

// What the terms assume of the scheme for the need; points into the terms.
FundingAssumptions AssumedFor(const type::v1::PlanTerms& terms,
                              const std::string& scheme,
                              const std::string& need);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_OFFER_RULES_H_
