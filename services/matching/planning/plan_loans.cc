#include "services/matching/planning/plan_loans.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "services/matching/engine/benefit_worth.h"
#include "services/matching/engine/localized_text.h"
#include "services/matching/planning/supposed_receipts.h"

namespace sangam::matching {
namespace {

// The schemes that pay something of the plan, by index.
std::set<int> SchemesOf(const PlanOffers& offers, const FoundPlan& found) {
  std::set<int> used;
  for (size_t n = 0; n < found.choice.size(); ++n) {
    if (found.choice[n] >= 0) {
      used.insert(offers.needs[n].grants[found.choice[n]].scheme);
    }
    const NeedAllocation& got = found.allocation[n];
    for (size_t f = 0; f < got.gap.size(); ++f) {
      if (got.gap[f] > 0) used.insert(offers.gap_funders[f].scheme);
    }
  }
  return used;
}

// What the loan asks of a sanctioned scheme is judged by its conditions.
bool KeepEachOtherOut(const OfferedScheme& chosen, const SchemeCompany& loan) {
  return chosen.company.Excludes(loan) ||
         (chosen.sanctioned_by.empty() && loan.Excludes(chosen.company));
}

// Begins with the need, so that none of it is taken for an assumption about
// what the scheme grants to other needs.
void TellPremises(const LoanOffer& offer, type::v1::ConvergencePlan* plan) {
  const auto add = [&](absl::string_view what, const std::string& premise) {
    auto& assumption = *plan->add_assumptions();
    assumption.set_about(offer.loan.scheme());
    assumption.set_text(
        absl::StrCat(offer.loan.need(), ": its loan takes ", what, premise));
  };
  for (const SanctionedScheme& one : offer.fitness.rests_on) {
    add("it that ", CountsAsReceived(one));
  }
  for (const std::string& unknown : offer.fitness.unknown) {
    add("to hold, which is not known: ", unknown);
  }
  if (offer.fitness.verdict == v1::VERDICT_NEAR_MISS &&
      !offer.fitness.to_change.empty()) {
    add("to be made to hold first: ", offer.fitness.to_change);
  }
}

}  // namespace

void AddLoans(const PlanOffers& offers, const FoundPlan* found,
              type::v1::ConvergencePlan* plan) {
  std::set<int> used;
  if (found != nullptr) used = SchemesOf(offers, *found);
  for (const NeedOffers& need : offers.needs) {
    for (const LoanOffer& offer : need.loans) {
      type::v1::PlanLoan& loan = *plan->add_loans();
      loan = offer.loan;
      TellPremises(offer, plan);
      std::set<std::string> rivals;
      for (const int scheme : used) {
        const OfferedScheme& chosen = offers.schemes[scheme];
        const std::string& name = chosen.scheme->scheme.name();
        if (KeepEachOtherOut(chosen, offer.company) ||
            (chosen.participant == offer.participant &&
             offer.not_after.count(name) > 0)) {
          rivals.insert(name);
        }
      }
      if (rivals.empty()) continue;
      const std::string told(absl::StripSuffix(loan.description(), "."));
      loan.set_description(
          absl::StrCat(told, told.empty() ? "" : ". ", "Not beside ",
                       absl::StrJoin(rivals, ", "),
                       " of this plan: one excludes the other."));
    }
  }
}

LoanOffer LoanFor(const CompiledScheme& scheme, const CompiledVersion& version,
                  const PlanQuestion& question, const NeedContexts& contexts,
                  int need, const GrantOffer& offer) {
  const auto& benefit = version.version.benefits(offer.benefit);
  const CompiledBenefit& compiled = version.benefits[offer.benefit];
  const std::string& name = scheme.scheme.name();
  const MatchContext& sums = contexts.ForSums(need, offer.participant, name);
  LoanOffer offered;
  offered.participant = offer.participant;
  offered.fitness = offer.fitness;
  offered.not_after =
      ReceiptOrderOf(version, {}, HadFirst(offer.required, offer.participant),
                     contexts.ForConditions(need, offer.participant, name))
          .later;
  offered.company.Add(contexts, name, version, offer.participant);
  for (const RequiredScheme& one : offer.required) {
    offered.company.Add(contexts, one.name, *one.version, one.participant);
  }
  type::v1::PlanLoan& loan = offered.loan;
  loan.set_scheme(name);
  loan.set_scheme_title(TextIn(scheme.scheme.title(), question.language_code));
  loan.set_need(question.terms.needs(need).id());
  loan.set_benefit(benefit.id());
  const std::string told =
      TextIn(benefit.description_by_language(), question.language_code);
  loan.set_description(told.empty() ? benefit.description() : told);
  loan.set_department(scheme.scheme.department());
  loan.set_formula(WorthFormula(benefit, compiled, sums));
  const AmountRange worth = WorthOf(benefit, compiled, sums);
  if (worth.max_paise) loan.set_max_paise(*worth.max_paise);
  return offered;
}

}  // namespace sangam::matching
