#include "services/matching/planning/uncounted_grants.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/money/format.h"

namespace sangam::matching {
namespace {

// What the plan counts of a sum that it keeps.
int64_t CountedOf(const PromisedGrant& promised, const PlanOffers& offers,
                  const FoundPlan& found) {
  const auto is_it = [&](int scheme) {
    return offers.schemes[scheme].sanctioned_by == promised.linkage;
  };
  int64_t paise = 0;
  const NeedAllocation& got = found.allocation[promised.need];
  const int choice = found.choice[promised.need];
  if (choice >= 0 && is_it(offers.needs[promised.need].grants[choice].scheme)) {
    paise += got.grant;
  }
  for (size_t f = 0; f < got.gap.size(); ++f) {
    if (is_it(offers.gap_funders[f].scheme)) paise += got.gap[f];
  }
  return paise;
}

// "₹6,00,000 is sanctioned by linkages/x for soft"
std::string WhatIsSanctioned(const PromisedGrant& promised,
                             const std::string& need) {
  return absl::StrCat(promised.paise ? FormatPaise(*promised.paise)
                                     : "a sum that is not recorded",
                      " is sanctioned by ", promised.linkage, " for ", need);
}

constexpr char kCountsAsHad[] =
    ": it counts as had of the scheme and pays nothing here";

}  // namespace

void TellUncounted(const PlanQuestion& question, const PlanOffers& offers,
                   const FoundPlan* found, type::v1::ConvergencePlan* plan) {
  const auto tell = [plan](const PromisedGrant& promised, std::string text) {
    auto& assumption = *plan->add_assumptions();
    assumption.set_about(promised.scheme);
    assumption.set_text(std::move(text));
  };
  for (const PromisedGrant& promised : question.promised) {
    if (!promised.sanctioned) continue;
    if (!promised.left_applicant.empty()) {
      tell(promised,
           absl::StrCat(
               WhatIsSanctioned(promised,
                                promised.need < 0
                                    ? promised.lost_need
                                    : question.terms.needs(promised.need).id()),
               ", but ", promised.left_applicant,
               " is no applicant of these terms any more: it pays"
               " nothing here, and counts for nobody"));
      continue;
    }
    if (!promised.lost_need.empty()) {
      tell(promised,
           absl::StrCat(WhatIsSanctioned(promised, promised.lost_need),
                        ", which is no need of these terms", kCountsAsHad));
    }
    if (promised.need < 0) continue;
    const auto& need = question.terms.needs(promised.need);
    if (!promised.kept) {
      tell(promised,
           absl::StrCat(WhatIsSanctioned(promised, need.id()), ", but ",
                        promised.why_not_kept, kCountsAsHad));
      continue;
    }
    const int64_t whole = promised.paise.value_or(0);
    if (found == nullptr || CostOf(need) == 0) continue;
    const int64_t counted = CountedOf(promised, offers, *found);
    if (counted >= whole) continue;
    tell(promised,
         absl::StrCat(WhatIsSanctioned(promised, need.id()), ", of which ",
                      FormatPaise(whole - counted), " pays nothing here: ",
                      found->choice[promised.need] < 0
                          ? "gaps are funded beside a grant, and it has none"
                          : "nothing more of its cost is open to it"));
  }
}

}  // namespace sangam::matching
