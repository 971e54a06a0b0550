#include "services/matching/planning/benefit_offers.h"

#include <cstdint>
#include <iterator>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "services/matching/engine/optional_condition.h"
#include "services/matching/planning/had_together.h"
#include "services/matching/planning/kept_grants.h"
#include "services/matching/planning/offer_rules.h"
#include "services/matching/planning/plan_loans.h"
#include "services/matching/planning/receipt_ways.h"
#include "services/matching/planning/sanction_effects.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Benefit;

void AddUnknown(const std::string& words, SchemeFitness& fitness) {
  fitness.unknown.push_back(words);
  if (fitness.verdict == v1::VERDICT_ELIGIBLE) {
    fitness.verdict = v1::VERDICT_NEEDS_INFORMATION;
  }
}

}  // namespace

WaysFound BenefitOffers::WaysFor(const CompiledScheme& scheme,
                                 const CompiledVersion& version, int need,
                                 const ParticipantFitness& fitness) {
  WaysFound found = WaysBefore(catalog_, question_, contexts_, version, fitness,
                               need, participants_);
  if (found.left_out && BarOn(scheme, need, fitness.fitness, {}).empty()) {
    offers_.ways_left_out.insert(scheme.scheme.name());
  }
  return found;
}

std::string BenefitOffers::Add(const CompiledScheme& scheme,
                               const CompiledVersion& version, int need,
                               int benefit, const ParticipantFitness& best,
                               const std::vector<RequiredSchemes>& ways,
                               std::vector<GrantOffer>& found) {
  const int participant = best.participant;
  if (!AsksForReceipts(version, need, benefit, participant)) {
    if (MightFollow(version, need, benefit, participant) &&
        BarOn(scheme, need, best.fitness, {}).empty()) {
      offers_.ways_left_out.insert(scheme.scheme.name());
    }
    return AddInAllWays(scheme, version, need, benefit, best, ways, found);
  }
  const ParticipantFitness fitness = {
      participant, FitnessFor(contexts_, version, need, participant,
                              &version.benefits[benefit].condition)};
  const WaysFound own = WaysFor(scheme, version, need, fitness);
  const std::string& why_no_way = own.ways.front().why_not;
  if (!why_no_way.empty()) return why_no_way;
  return AddInAllWays(scheme, version, need, benefit, fitness, own.ways, found);
}

// Of a benefit that comes after
// others of the plan its turn is taken to make its condition hold.
bool BenefitOffers::AsksForReceipts(const CompiledVersion& version, int need,
                                    int benefit, int participant) const {
  const Benefit& terms = version.version.benefits(benefit);
  return contexts_.HasFirstWhatItsBenefitAsks(version) &&
         !FollowsWithinPlan(version.version, terms, question_.terms) &&
         GoesByReceipts(
             version, version.benefits[benefit].condition,
             contexts_.ForConditions(need, participant,
                                     SchemeOfVersion(version.version.name())));
}

// Whether the benefit, which has nothing first, asks for receipts that the plan
// could bring.
bool BenefitOffers::MightFollow(const CompiledVersion& version, int need,
                                int benefit, int participant) const {
  const OptionalRule& rule = version.benefits[benefit].condition;
  if (contexts_.HasFirstWhatItsBenefitAsks(version) ||
      IsLoan(version.version.benefits(benefit)) ||
      !CanGainByReceipts(
          version, rule,
          contexts_.ForConditions(need, participant,
                                  SchemeOfVersion(version.version.name())))) {
    return false;
  }
  return absl::c_any_of(OthersAskedBy(version, rule),
                        [&](const std::string& one) {
                          return contexts_.VersionInForce(one) != nullptr;
                        });
}

std::string BenefitOffers::AddInAllWays(
    const CompiledScheme& scheme, const CompiledVersion& version, int need,
    int benefit, const ParticipantFitness& best,
    const std::vector<RequiredSchemes>& ways, std::vector<GrantOffer>& found) {
  std::string why_not;
  bool any = false;
  for (const RequiredSchemes& way : ways) {
    GrantOffer offer;
    offer.participant = best.participant;
    offer.benefit = benefit;
    offer.fitness =
        FitnessAfter(best, version, way.schemes, need, participants_);
    offer.required = way.schemes;
    offer.days = way.days + version.version.lead_time().days();
    const std::string reason = FillTerms(scheme, version, need, offer);
    if (!reason.empty()) {
      if (why_not.empty()) why_not = reason;
      continue;
    }
    // Told of in one way.
    if (IsLoan(version.version.benefits(benefit))) {
      return AddLoan(scheme, version, need, offer);
    }
    absl::c_copy(way.assumptions, std::back_inserter(offer.terms.assumptions));
    offer.bar = BarOn(scheme, need, offer.fitness, offer.required);
    if (offer.bar.empty()) {
      offer.bar = WhyFundedBefore(catalog_, question_, need);
    }
    found.push_back(std::move(offer));
    any = true;
  }
  return any ? "" : why_not;
}

// Why it is no offer; empty if it is one. A loan has no terms.
std::string BenefitOffers::FillTerms(const CompiledScheme& scheme,
                                     const CompiledVersion& version, int need,
                                     GrantOffer& offer) {
  const Benefit& benefit = version.version.benefits(offer.benefit);
  const auto& wanted = question_.terms.needs(need);
  const std::string& name = scheme.scheme.name();
  const std::string kept_out =
      AddEffectsOnBenefit(question_, contexts_, version, need, offer);
  const MatchContext& context = After(
      offer.required, contexts_.ForConditions(need, offer.participant, name),
      offer.participant);
  const Truth truth = EvaluateOptional(
      version.benefits[offer.benefit].condition, benefit.condition(), context);
  const std::string words = ConditionWords(benefit, context);
  if (truth != Truth::kTrue &&
      FollowsWithinPlan(version.version, benefit, question_.terms)) {
    offer.terms.assumptions.push_back(
        absl::StrCat("by its turn this must hold: ", words));
  } else if (truth == Truth::kFalse) {
    return kept_out.empty() ? absl::StrCat("not met: ", words) : kept_out;
  } else if (truth == Truth::kUnknown) {
    AddUnknown(words, offer.fitness);
  }
  if (IsLoan(benefit) || CostOf(wanted) == 0) return "";
  if (!PaysCosts(benefit)) return "it opens doors and pays no cost";
  std::vector<std::string> assumptions = std::move(offer.terms.assumptions);
  offer.terms = TermsFor(
      version, offer.benefit, SizeOf(wanted),
      AssumedFor(question_.terms, name, wanted.id()), context,
      After(offer.required, contexts_.ForSums(need, offer.participant, name),
            offer.participant));
  offer.terms.assumptions.insert(offer.terms.assumptions.begin(),
                                 assumptions.begin(), assumptions.end());
  if (!offer.terms.unknown_rule.empty()) {
    AddUnknown(offer.terms.unknown_rule, offer.fitness);
  }
  const bool pays_nothing =
      !offer.terms.no_sum.empty() || offer.terms.most_grant == 0;
  if (pays_nothing && !kept_out.empty()) return kept_out;
  if (!offer.terms.no_sum.empty()) return offer.terms.no_sum;
  if (pays_nothing) return "it would pay nothing of this";
  return "";
}

// Why it is left out; empty if it is told.
std::string BenefitOffers::AddLoan(const CompiledScheme& scheme,
                                   const CompiledVersion& version, int need,
                                   const GrantOffer& offer) {
  std::string bar = BarOn(scheme, need, offer.fitness, offer.required);
  if (bar.empty()) {
    offers_.needs[need].loans.push_back(
        LoanFor(scheme, version, question_, contexts_, need, offer));
  }
  return bar;
}

// The context once what comes first is had.
const MatchContext& BenefitOffers::After(
    const std::vector<RequiredScheme>& required, const MatchContext& context,
    int participant) {
  return supposed_.With(context, HadFirst(required, participant));
}

// What the terms say against it, in words; empty if nothing.
std::string BenefitOffers::BarOn(
    const CompiledScheme& scheme, int need, const SchemeFitness& fitness,
    const std::vector<RequiredScheme>& required) const {
  const type::v1::PlanTerms& terms = question_.terms;
  const std::string& id = terms.needs(need).id();
  if (IsExcludedFor(terms, scheme.scheme.name(), id)) {
    return "the terms exclude it";
  }
  const std::string excluded = ExcludedOf(required, terms, id);
  if (!excluded.empty()) {
    return absl::StrCat("the terms exclude ", excluded,
                        ", which it needs first");
  }
  if (fitness.verdict == v1::VERDICT_NEEDS_INFORMATION &&
      !terms.use_unknown_verdicts()) {
    return NotKnown(fitness);
  }
  if (fitness.verdict == v1::VERDICT_NEAR_MISS && !terms.use_near_misses()) {
    return OneFactAway(fitness);
  }
  return "";
}

}  // namespace sangam::matching
