#include "services/matching/planning/thin_grants.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/money/format.h"

namespace sangam::matching {

void TellThinGrants(const PlanQuestion& question, const PlanOffers& offers,
                    const FoundPlan& found, type::v1::ConvergencePlan* plan) {
  const auto name_of = [&](int scheme) -> const std::string& {
    return offers.schemes[scheme].scheme->scheme.name();
  };
  for (size_t n = 0; n < found.choice.size(); ++n) {
    const NeedAllocation& got = found.allocation[n];
    if (found.choice[n] < 0 || got.Gap() == 0) continue;
    const GrantOffer& offer = offers.needs[n].grants[found.choice[n]];
    if (got.grant >= offer.terms.most_grant) continue;
    std::vector<std::string> gaps;
    for (size_t f = 0; f < got.gap.size(); ++f) {
      if (got.gap[f] == 0) continue;
      gaps.push_back(absl::StrCat(name_of(offers.gap_funders[f].scheme),
                                  " pay ", FormatPaise(got.gap[f])));
    }
    auto& assumption = *plan->add_assumptions();
    assumption.set_about(question.terms.needs(static_cast<int>(n)).id());
    assumption.set_text(absl::StrCat(
        "only ", FormatPaise(got.grant), " of ", name_of(offer.scheme),
        " lets ", absl::StrJoin(gaps, " and "),
        ": ask both first; by its terms the scheme gives this head ",
        FormatPaise(offer.terms.most_grant), ", its ceiling leaves no more"));
  }
}

}  // namespace sangam::matching
