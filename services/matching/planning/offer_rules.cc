#include "services/matching/planning/offer_rules.h"

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/matching/engine/availability.h"
#include "services/matching/engine/localized_text.h"
#include "services/matching/planning/quoted_words.h"

namespace sangam::matching {

using scheme_catalog::v1::Benefit;
using scheme_catalog::v1::SchemeVersion;
using type::v1::PlanTerms;

bool IsLoan(const Benefit& benefit) {
  return benefit.kind() == scheme_catalog::v1::BENEFIT_KIND_LOAN ||
         benefit.kind() == scheme_catalog::v1::BENEFIT_KIND_INTEREST_SUBVENTION;
}

bool PaysCosts(const Benefit& benefit) {
  switch (benefit.kind()) {
    case scheme_catalog::v1::BENEFIT_KIND_GRANT:
    case scheme_catalog::v1::BENEFIT_KIND_IN_KIND:
    case scheme_catalog::v1::BENEFIT_KIND_TRAINING:
    case scheme_catalog::v1::BENEFIT_KIND_INSURANCE:
    case scheme_catalog::v1::BENEFIT_KIND_SERVICE:
      return true;
    default:
      return false;
  }
}

std::string WhyNotAvailable(const SchemeVersion& version, absl::CivilDay day) {
  switch (AvailabilityOn(version, day)) {
    case v1::AVAILABILITY_WINDOW_CLOSED:
      return "applications were taken until an earlier day";
    case v1::AVAILABILITY_SUSPENDED:
      return "applications are stopped by an order";
    case v1::AVAILABILITY_BUDGET_EXHAUSTED:
      return "the money of the period is spent";
    default:
      return "";
  }
}

std::string ConditionWords(const Benefit& benefit,
                           const MatchContext& context) {
  const std::string words =
      TextIn(benefit.condition_description(), context.phrases.language_code());
  return words.empty() ? benefit.condition() : Quoted(words);
}

std::string NotMet(const SchemeFitness& fitness) {
  return fitness.kept_out.empty() ? absl::StrCat("not met: ", fitness.failed)
                                  : fitness.kept_out;
}

std::string NotKnown(const SchemeFitness& fitness) {
  if (!fitness.kept_out.empty()) return fitness.kept_out;
  return absl::StrCat("it is not known whether this holds: ",
                      absl::StrJoin(fitness.unknown, "; "));
}

std::string OneFactAway(const SchemeFitness& fitness) {
  return fitness.kept_out.empty()
             ? absl::StrCat("one fact stands in the way: ", fitness.to_change)
             : fitness.kept_out;
}

bool FollowsWithinPlan(const SchemeVersion& version, const Benefit& benefit,
                       const PlanTerms& terms) {
  const auto is_for_a_need = [&](const Benefit& earlier) {
    return absl::c_any_of(terms.needs(), [&](const auto& need) {
      return absl::c_linear_search(earlier.cost_heads(), need.head());
    });
  };
  return !benefit.follows_benefits().empty() &&
         absl::c_all_of(benefit.follows_benefits(), [&](const std::string& id) {
           return absl::c_any_of(
               version.benefits(), [&](const Benefit& earlier) {
                 return earlier.id() == id && is_for_a_need(earlier);
               });
         });
}

bool IsNamedFor(const PlanTerms& terms, const std::string& scheme,
                const std::string& need) {
  const auto names_it = [&](const auto& entry) {
    return entry.scheme() == scheme && entry.need() == need;
  };
  return absl::c_any_of(terms.pins(), names_it) ||
         absl::c_any_of(terms.assumed_grants(), names_it);
}

bool IsPinnedElsewhere(const PlanTerms& terms, const std::string& scheme,
                       const std::string& need) {
  return absl::c_any_of(terms.pins(), [&](const auto& pin) {
    return pin.need() == need && pin.scheme() != scheme;
  });
}

bool IsExcludedFor(const PlanTerms& terms, const std::string& scheme,
                   const std::string& need) {
  return absl::c_any_of(terms.exclusions(), [&](const auto& exclusion) {
    return exclusion.scheme() == scheme &&
           (exclusion.need().empty() || exclusion.need() == need);
  });
}

FundingAssumptions AssumedFor(const PlanTerms& terms, const std::string& scheme,
                              const std::string& need) {
  FundingAssumptions assumed;
  assumed.unknown_rules = terms.use_unknown_verdicts();
  for (const auto& grant : terms.assumed_grants()) {
    if (grant.scheme() == scheme && grant.need() == need) {
      assumed.grant = &grant;
    }
  }
  for (const auto& split : terms.assumed_splits()) {
    if (split.scheme() == scheme) assumed.split = &split;
  }
  return assumed;
}

}  // namespace sangam::matching
