// Nothing is created or lost: what the lines of random plans sum to.
#include <map>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

class RandomTerms {
 public:
  explicit RandomTerms(uint64_t seed) : random_(seed) {}

  int64_t Draw(int64_t least, int64_t most) {
    return std::uniform_int_distribution<int64_t>(least, most)(random_);
  }

  SampleCatalog Catalog() {
    SampleCatalog sample;
    sample.Add(
        "gap",
        PaysGaps(Draw(0, 1) == 0 ? "" : "may_stand_for_own_money: true"));
    for (int s = 0; s < 4; ++s) {
      sample.Add(absl::StrCat("s", s), Scheme());
    }
    return sample;
  }

  std::string Terms() {
    std::string terms;
    for (int n = 0; n < 4; ++n) {
      absl::StrAppend(&terms, "needs { id: 'n", n, "' head: 'H", n,
                      "' cost_paise: ", Draw(0, 100'000'000'000), " } ");
      if (Draw(0, 2) == 0) {
        absl::StrAppend(&terms, "contributions { id: 'k", n,
                        "' kind: PLAN_CONTRIBUTION_KIND_IN_KIND need: 'n", n,
                        "' value_paise: ", Draw(0, 50'000'000'000),
                        " valued_by: 'OFFICE' } ");
      }
    }
    for (int c = 0; c < 3; ++c) {
      absl::StrAppend(&terms, "contributions { id: 'c", c,
                      "' kind: PLAN_CONTRIBUTION_KIND_CASH ",
                      c == 0 ? "need: 'n0' " : "",
                      "value_paise: ", Draw(0, 20'000'000'000), " } ");
    }
    return terms;
  }

 private:
  std::string Ceiling() {
    if (Draw(0, 2) > 0) return "";
    const int64_t ceiling = Draw(1, 100'000'000'000);
    return absl::StrCat("grant_ceiling { fixed { min_paise: ", ceiling,
                        " max_paise: ", ceiling, " } } ");
  }

  // Shares of the Union, a state and an unsplit rest, with caps and ceilings
  // now and then.
  std::string Scheme() {
    const int64_t centre = Draw(1, 9'000);
    const int64_t state = Draw(0, 10'000 - centre);
    std::string text = absl::StrCat(
        "open_to_all: true benefits { id: 'g' kind: BENEFIT_KIND_GRANT"
        " cost_heads: 'H",
        Draw(0, 2), "' cost_heads: 'H3' ", Ceiling(),
        "} funding { shares { party:"
        " FUNDING_PARTY_CENTRE share_bps: ",
        centre, " } shares { party: FUNDING_PARTY_STATE share_bps: ", state,
        " } shares { party: FUNDING_PARTY_STATE_AND_BENEFICIARY share_bps: ",
        10'000 - centre - state, " } ");
    if (Draw(0, 1) == 0) {
      absl::StrAppend(&text, "cap_paise: ", Draw(1, 50'000'000'000), " ");
    }
    absl::StrAppend(&text, "} ", Ceiling());
    return text;
  }

  std::mt19937_64 random_;
};

TEST(PlanSumsTest, LinesSumToCostsAndTotalsToAll) {
  for (uint64_t seed = 1; seed <= 300; ++seed) {
    RandomTerms random(seed);
    const SampleCatalog sample = random.Catalog();
    const auto plan = PlanBy(sample, random.Terms());
    std::map<std::string, int64_t> by_need;
    std::map<std::string, int64_t> by_scheme;
    int64_t lines = 0;
    for (const auto& line : plan.lines()) {
      EXPECT_GE(line.paise(), 0);
      by_need[line.need()] += line.paise();
      lines += line.paise();
      // A scheme has one benefit.
      const int64_t sum = by_scheme[line.scheme()] += line.paise();
      for (const bool is_above :
           {line.has_ceiling_paise() && sum > line.ceiling_paise(),
            line.has_benefit_ceiling_paise() &&
                sum > line.benefit_ceiling_paise()}) {
        EXPECT_FALSE(is_above) << line.scheme() << " seed " << seed;
      }
    }
    int64_t cost = 0;
    for (const auto& need : plan.needs()) {
      cost += need.cost_paise();
      EXPECT_EQ(by_need[need.need()], need.cost_paise()) << "seed " << seed;
      EXPECT_EQ(
          need.own_share_required_paise() - need.own_share_mobilised_paise(),
          need.own_share_gap_paise());
      EXPECT_EQ(need.own_share_gap_paise(),
                need.gap_funding_paise() + need.unfunded_paise());
      for (const auto& share : need.unsplit_shares()) {
        EXPECT_LE(share.paise(), need.own_share_required_paise());
      }
    }
    int64_t totals = 0;
    for (const auto& sum : plan.totals()) totals += sum.paise();
    EXPECT_EQ(cost, lines) << "seed " << seed;
    EXPECT_EQ(cost, totals) << "seed " << seed;
    EXPECT_EQ(cost, plan.total().cost_paise()) << "seed " << seed;
    int64_t departments = 0;
    for (const auto& department : plan.departments()) {
      departments += department.paise();
    }
    EXPECT_EQ(departments,
              plan.total().grant_paise() + plan.total().gap_funding_paise());
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace sangam::matching
