#include "services/matching/planning/plan_loans.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"

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
        if (ExcludeEachOther(offer.company, chosen.company) ||
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

}  // namespace sangam::matching
