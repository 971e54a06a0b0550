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

}  // namespace

void AddLoans(const PlanOffers& offers, const FoundPlan* found,
              type::v1::ConvergencePlan* plan) {
  std::set<int> used;
  if (found != nullptr) used = SchemesOf(offers, *found);
  for (const NeedOffers& need : offers.needs) {
    for (const LoanOffer& offer : need.loans) {
      type::v1::PlanLoan& loan = *plan->add_loans();
      loan = offer.loan;
      std::set<std::string> rivals;
      for (const int scheme : used) {
        const OfferedScheme& chosen = offers.schemes[scheme];
        if (ExcludeEachOther(offer.company, chosen.company)) {
          rivals.insert(chosen.scheme->scheme.name());
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
