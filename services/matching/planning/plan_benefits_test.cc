// Which benefit of a scheme pays a need is part of what is decided.
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/optional.h"
#include "gmock/gmock.h"
#include "services/matching/convergence/plan_problem.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr int kNeeds = 2;
constexpr int kSchemes = 2;

// Two needs and two schemes with two benefits for each of them.
class RandomBenefits {
 public:
  explicit RandomBenefits(uint64_t seed) : random_(seed) {
    for (int s = 0; s < kSchemes; ++s) {
      for (int b = 0; b < 2 * kNeeds; ++b) AddBenefit(s, b);
      if (Draw(0, 2) == 0) {
        const int64_t ceiling = Draw(1, 150'000);
        ceilings_.push_back(
            absl::StrCat("grant_ceiling { fixed { min_paise: ", ceiling,
                         " max_paise: ", ceiling, " } } "));
      } else {
        ceilings_.push_back("");
      }
    }
    for (int n = 0; n < kNeeds; ++n) {
      absl::StrAppend(&terms_, "needs { id: 'n", n, "' head: 'H", n,
                      "' cost_paise: ", Draw(1, 100'000), " } ");
    }
    if (Draw(0, 1) == 0) {
      absl::StrAppend(&terms_,
                      "contributions { id: 'c' kind:"
                      " PLAN_CONTRIBUTION_KIND_CASH value_paise: ",
                      Draw(1, 40'000), " } ");
    }
    if (Draw(0, 5) == 0)
      absl::StrAppend(&terms_, "use_unknown_verdicts: true ");
    if (Draw(0, 5) == 0) {
      absl::StrAppend(&terms_, "pins { need: 'n0' scheme: 'schemes/s0' } ");
    }
  }

  // With both benefits for each need, or of each scheme and need only one: the
  // bits of `only` say which.
  SampleCatalog Catalog(absl::optional<int> only) const {
    SampleCatalog sample;
    for (int s = 0; s < kSchemes; ++s) {
      std::string text = absl::StrCat("open_to_all: true ", ceilings_[s]);
      for (int b = 0; b < 2 * kNeeds; ++b) {
        const int slot = s * kNeeds + b / 2;
        if (only && (*only >> slot & 1) != b % 2) continue;
        text += benefits_[s * 2 * kNeeds + b];
      }
      sample.Add(absl::StrCat("s", s), text);
    }
    return sample;
  }

  const std::string& terms() const { return terms_; }

 private:
  int64_t Draw(int64_t least, int64_t most) {
    return std::uniform_int_distribution<int64_t>(least, most)(random_);
  }

  void AddBenefit(int scheme, int benefit) {
    const int64_t share = Draw(1, 9) * 1'000;
    const std::string id = absl::StrCat("s", scheme, "b", benefit);
    benefits_.push_back(absl::StrCat(
        "benefits { id: '", id, "' kind: BENEFIT_KIND_GRANT cost_heads: 'H",
        benefit / 2, "' cost_component: '", id, "' ",
        Draw(0, 3) == 0 ? "condition: 'members >= 10' " : "",
        "} funding { id: 'r", id, "' component: '", id,
        "' shares { party: FUNDING_PARTY_CENTRE share_bps: ", share,
        " } shares { party: FUNDING_PARTY_BENEFICIARY share_bps: ",
        10'000 - share, " } ",
        Draw(0, 1) == 0
            ? absl::StrCat("min_own_share_bps: ", Draw(1, 10'000 - share), " ")
            : "",
        Draw(0, 2) == 0 ? absl::StrCat("cap_paise: ", Draw(1, 60'000), " ")
                        : "",
        "} "));
  }

  std::mt19937_64 random_;
  std::vector<std::string> benefits_;
  std::vector<std::string> ceilings_;
  std::string terms_;
};

// What plans are compared by; nothing for terms that can't be kept.
absl::optional<std::vector<int64_t>> ValueOfPlan(
    const type::v1::ConvergencePlan& plan) {
  if (plan.solution().status() == type::v1::PLAN_SOLUTION_STATUS_INFEASIBLE) {
    return absl::nullopt;
  }
  EXPECT_EQ(plan.solution().status(), type::v1::PLAN_SOLUTION_STATUS_OPTIMAL);
  return std::vector<int64_t>{plan.total().unfunded_paise(),
                              plan.total().own_cash_paise()};
}

TEST(PlanBenefitsTest, ThePlanIsAsGoodAsTheBestOfAllSelectionsOfBenefits) {
  for (uint64_t seed = 1; seed <= 150; ++seed) {
    const RandomBenefits random(seed);
    absl::optional<std::vector<int64_t>> best;
    for (int only = 0; only < 1 << (kSchemes * kNeeds); ++only) {
      const auto value =
          ValueOfPlan(PlanBy(random.Catalog(only), random.terms()));
      if (value && (!best || *value < *best)) best = value;
    }
    const auto value =
        ValueOfPlan(PlanBy(random.Catalog(absl::nullopt), random.terms()));
    ASSERT_EQ(value.has_value(), best.has_value()) << "seed " << seed;
    if (!best) continue;
    ASSERT_EQ(absl::StrJoin(*value, " "), absl::StrJoin(*best, " "))
        << "seed " << seed;
  }
}

// Three fourths where a fifth is brought, half where nothing is.
std::string TwoRates(const std::string& condition) {
  return absl::StrCat(
      "open_to_all: true benefits { id: 'more' kind: BENEFIT_KIND_GRANT"
      " cost_heads: 'SOFT' ",
      condition,
      " } benefits { id: 'less' kind: BENEFIT_KIND_GRANT cost_heads: 'SOFT' }"
      " funding { component: 'more' min_own_share_bps: 2000 shares { party:"
      " FUNDING_PARTY_CENTRE share_bps: 7500 } shares { party:"
      " FUNDING_PARTY_BENEFICIARY share_bps: 2500 } } funding { component:"
      " 'less' shares { party: FUNDING_PARTY_CENTRE share_bps: 5000 } shares {"
      " party: FUNDING_PARTY_BENEFICIARY share_bps: 5000 } }");
}

constexpr char kSoft[] = "needs { id: 'soft' head: 'SOFT' cost_paise: 1000 } ";

TEST(PlanBenefitsTest, WithoutItsOwnShareASchemeGivesItsSmallerBenefit) {
  SampleCatalog sample;
  sample.Add("soft", TwoRates(""));
  const auto plan = PlanBy(sample, kSoft);
  EXPECT_THAT(LinesOf(plan), ElementsAre("soft GRANT CENTRE 500 schemes/soft",
                                         "soft UNFUNDED NOBODY 500"));
  EXPECT_EQ(plan.lines(0).benefit(), "less");
  const auto pinned = PlanBy(
      sample,
      absl::StrCat(kSoft, "pins { need: 'soft' scheme: 'schemes/soft' }"));
  EXPECT_EQ(pinned.lines(0).paise(), 500);
  const auto with_cash =
      PlanBy(sample, absl::StrCat(kSoft,
                                  "contributions { id: 'c' kind:"
                                  " PLAN_CONTRIBUTION_KIND_CASH value_paise:"
                                  " 200 }"));
  EXPECT_EQ(with_cash.lines(0).benefit(), "more");
  EXPECT_EQ(with_cash.lines(0).paise(), 750);
}

TEST(PlanBenefitsTest, ABenefitThatIsNotKnownToFitBarsNoOther) {
  SampleCatalog sample;
  sample.Add("soft", TwoRates("condition: 'members >= 10'"));
  const auto plan = PlanBy(sample, kSoft);
  EXPECT_EQ(plan.lines(0).benefit(), "less");
  ASSERT_EQ(plan.not_used_size(), 1);
  EXPECT_THAT(plan.not_used(0).reason(), HasSubstr("its benefit more: "));
  EXPECT_THAT(plan.not_used(0).reason(), HasSubstr("members >= 10"));
}

TEST(PlanBenefitsTest, AGapFundersOwnGrantIsToldAsNotUsed) {
  SampleCatalog sample;
  sample.Add("gap", absl::StrCat("benefits { id: 'g' kind: BENEFIT_KIND_GRANT"
                                 " cost_heads: 'SOFT' } ",
                                 PaysGaps()));
  const auto plan = PlanBy(sample, kSoft);
  ASSERT_EQ(plan.not_used_size(), 1);
  EXPECT_EQ(plan.not_used(0).need(), "soft");
  EXPECT_THAT(plan.not_used(0).reason(),
              HasSubstr("a plan takes no grant of it"));
}

TEST(PlanBenefitsTest, GapFundersBeyondTheMostAreTold) {
  SampleCatalog sample;
  for (int f = 0; f < kMostGapFunders + 1; ++f) {
    sample.Add(absl::StrCat("gap-", 1000 + f), PaysGaps());
  }
  const auto plan = PlanBy(sample, kSoft);
  ASSERT_EQ(plan.not_used_size(), 1);
  EXPECT_EQ(plan.not_used(0).scheme(), "schemes/gap-1100");
  EXPECT_THAT(plan.not_used(0).reason(), HasSubstr("gap_funders"));
}

}  // namespace
}  // namespace sangam::matching
