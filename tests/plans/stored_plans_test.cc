// The plans that matching makes are such that the registry keeps them.
#include <cstdint>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/matching/planning/plans_for_test.h"
#include "services/registry/domain/plan_rules.h"

namespace sangam {
namespace {

class RandomPlans {
 public:
  explicit RandomPlans(uint64_t seed) : random_(seed) {}

  matching::SampleCatalog Catalog() {
    matching::SampleCatalog sample;
    sample.Add("gap", matching::PaysGaps(
                          Odds(2) ? "" : "may_stand_for_own_money: true"));
    for (int s = 0; s < 4; ++s) sample.Add(absl::StrCat("s", s), Scheme());
    return sample;
  }

  std::string Terms() {
    std::string terms;
    for (int n = 0; n < 4; ++n) {
      absl::StrAppend(&terms, "needs { id: 'n", n, "' head: 'H", n, "' ");
      if (Odds(3)) {
        absl::StrAppend(&terms, "lots { units: ", Draw(1, 90),
                        " paise_each: ", Draw(0, 3'000'000), " } ");
      } else {
        absl::StrAppend(
            &terms, "cost_paise: ", Odds(4) ? 0 : Draw(0, 100'000'000), " ");
      }
      absl::StrAppend(&terms, Odds(8) ? "must_be_met: true } " : "} ");
      if (Odds(3)) {
        absl::StrAppend(&terms, "contributions { id: 'k", n,
                        "' kind: PLAN_CONTRIBUTION_KIND_IN_KIND need: 'n", n,
                        "' value_paise: ", Draw(0, 50'000'000),
                        " valued_by: 'OFFICE' } ");
      }
    }
    for (int c = 0; c < 3; ++c) {
      absl::StrAppend(&terms, "contributions { id: 'c", c,
                      "' kind: PLAN_CONTRIBUTION_KIND_CASH ",
                      c == 0 ? "need: 'n0' " : "",
                      "value_paise: ", Draw(0, 20'000'000), " } ");
    }
    absl::StrAppend(&terms, "objective: ", Draw(0, 4), " ");
    return terms;
  }

 private:
  int64_t Draw(int64_t least, int64_t most) {
    return std::uniform_int_distribution<int64_t>(least, most)(random_);
  }
  // One time in so many.
  bool Odds(int of) { return Draw(1, of) == 1; }

  // Shares of the Union, a state and a rest that is a bank's or nobody's yet,
  // with caps and ceilings now and then.
  std::string Scheme() {
    const int64_t centre = Draw(1, 9'000);
    const int64_t state = Draw(0, 10'000 - centre);
    std::string text = absl::StrCat(
        "open_to_all: true benefits { id: 'g' kind: BENEFIT_KIND_GRANT"
        " cost_heads: 'H",
        Draw(0, 1), "' cost_heads: 'H", Draw(2, 3),
        "' } funding { shares { party:"
        " FUNDING_PARTY_CENTRE share_bps: ",
        centre, " } shares { party: FUNDING_PARTY_STATE share_bps: ", state,
        " } shares { party: ",
        Odds(2) ? "FUNDING_PARTY_STATE_AND_BENEFICIARY" : "FUNDING_PARTY_BANK",
        " share_bps: ", 10'000 - centre - state, " } ");
    if (Odds(2)) {
      absl::StrAppend(&text, "cap_paise: ", Draw(1, 50'000'000), " ");
    }
    absl::StrAppend(&text, "} ");
    if (Odds(3)) {
      const int64_t ceiling = Draw(1, 100'000'000);
      absl::StrAppend(&text, "grant_ceiling { fixed { min_paise: ", ceiling,
                      " max_paise: ", ceiling, " } } ");
    }
    return text;
  }

  std::mt19937_64 random_;
};

TEST(StoredPlansTest, TheRegistryKeepsEveryPlanThatMatchingMakes) {
  int lines = 0;
  for (uint64_t seed = 1; seed <= 300; ++seed) {
    RandomPlans random(seed);
    const matching::SampleCatalog sample = random.Catalog();
    const std::string terms = random.Terms();
    registry::v1::Plan plan;
    plan.set_name("plans/random");
    plan.mutable_subject()->set_name("clusters/random");
    *plan.mutable_terms() = matching::FromText<type::v1::PlanTerms>(terms);
    *plan.mutable_plan() = matching::PlanBy(sample, terms);
    auto& basis = *plan.mutable_basis();
    basis.set_token("t");
    basis.mutable_as_of()->set_year(2024);
    basis.mutable_as_of()->set_month(4);
    basis.mutable_as_of()->set_day(1);
    EXPECT_EQ(registry::CheckPlan(plan), absl::OkStatus())
        << "seed " << seed << "\n"
        << plan.DebugString();
    if (HasFailure()) return;
    lines += plan.plan().lines_size();
  }
  EXPECT_GT(lines, 1'000) << "plans of nothing prove nothing";
}

}  // namespace
}  // namespace sangam
