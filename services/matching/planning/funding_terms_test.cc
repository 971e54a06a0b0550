// What a benefit comes to, as plans show it.
#include "services/matching/planning/funding_terms.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr char kSoft[] = "needs { id: 'soft' head: 'SOFT' cost_paise: 1000 } ";
constexpr char kNowhere[] = "kind: SUBJECT_KIND_CLUSTER";

std::string Rule(const std::string& id, int share_bps,
                 const std::string& more = "") {
  return absl::StrCat(
      " funding { id: '", id,
      "' shares { party: FUNDING_PARTY_CENTRE share_bps: ", share_bps,
      " } shares { party: FUNDING_PARTY_BENEFICIARY share_bps:"
      " ",
      10'000 - share_bps, " } ", more, "}");
}

std::string Grant(const std::string& rules) {
  return absl::StrCat(
      "open_to_all: true benefits { id: 'g' kind: BENEFIT_KIND_GRANT"
      " cost_heads: 'SOFT' }",
      rules);
}

std::string Assumed(int64_t paise) {
  return absl::StrCat(kSoft,
                      "assumed_grants { scheme: 'schemes/s' need: 'soft' paise:"
                      " ",
                      paise, " reason: 'a word' } ");
}

TEST(FundingTermsTest, WithoutLeaveTheRuleThatPaysLeastIsTaken) {
  SampleCatalog sample;
  sample.Add("s", Grant(Rule("hills", 9000, "condition: 'members >= 10'") +
                        Rule("plains", 6000)));
  const auto plan = PlanBy(sample, kSoft, kNowhere);
  EXPECT_EQ(plan.lines(0).paise(), 600);
  EXPECT_EQ(plan.lines(0).funding_rule(), "plains");
  EXPECT_THAT(plan.assumptions(0).text(), HasSubstr("members >= 10"));
  const auto permitted = PlanBy(
      sample, absl::StrCat(kSoft, "use_unknown_verdicts: true"), kNowhere);
  EXPECT_EQ(permitted.lines(0).paise(), 900);
}

TEST(FundingTermsTest, TheLeastIsTakenWhereTheUnknownRulePaysLess) {
  SampleCatalog sample;
  sample.Add("s", Grant(Rule("hills", 4000, "condition: 'members >= 10'") +
                        Rule("plains", 6000)));
  EXPECT_EQ(PlanBy(sample, kSoft, kNowhere).lines(0).paise(), 400);
}

TEST(FundingTermsTest, WithoutAnyRuleThatIsKnownNothingIsPaid) {
  SampleCatalog sample;
  sample.Add("s", Grant(Rule("hills", 9000, "condition: 'members >= 10'")));
  const auto plan = PlanBy(sample, kSoft, kNowhere);
  EXPECT_THAT(LinesOf(plan), ElementsAre("soft UNFUNDED NOBODY 1000"));
  ASSERT_EQ(plan.not_used_size(), 1);
  EXPECT_THAT(plan.not_used(0).reason(), HasSubstr("members >= 10"));
}

TEST(FundingTermsTest, AnAssumedSumTakesThePlaceOfNoSumOfTheTerms) {
  SampleCatalog sample;
  sample.Add("s", Grant(Rule("r", 9000, "cap_paise: 300 ")));
  const auto plan = PlanBy(sample, Assumed(1000));
  EXPECT_EQ(plan.lines(0).paise(), 300);
  EXPECT_FALSE(plan.lines(0).assumed());
  EXPECT_EQ(plan.lines(0).formula(),
            "90 % of ₹10, at most ₹3; what is assumed of it is not needed");
}

TEST(FundingTermsTest, AnAssumedSumStaysWithinTheRule) {
  SampleCatalog sample;
  std::string terms = Grant(Rule("r", 5000));
  terms.replace(terms.find("'SOFT' }"), 8,
                "'SOFT' amount { per_unit { count_attribute: 'members'"
                " paise_each: 5 } } }");
  sample.Add("s", terms);
  const auto plan = PlanBy(sample, Assumed(1000), kNowhere);
  EXPECT_EQ(plan.lines(0).paise(), 500);
  EXPECT_TRUE(plan.lines(0).assumed());
}

TEST(FundingTermsTest, AShareOfLessThanAPaisaPaysNothing) {
  SampleCatalog sample;
  std::string terms = Grant(Rule("r", 3333));
  terms.replace(terms.find("'SOFT' }"), 8,
                "'SOFT' amount { per_unit { count_attribute: 'members'"
                " paise_each: 5 } } }");
  sample.Add("s", terms);
  const auto plan = PlanBy(sample,
                           "needs { id: 'soft' head: 'SOFT' cost_paise: 2 }"
                           " assumed_grants { scheme: 'schemes/s' need: 'soft'"
                           " paise: 2 reason: 'a word' }",
                           kNowhere);
  EXPECT_THAT(LinesOf(plan), ElementsAre("soft UNFUNDED NOBODY 2"));
}

TEST(FundingTermsTest, TheCapOfASumByUnitsIsTold) {
  SampleCatalog sample;
  sample.Add("s",
             "open_to_all: true benefits { id: 'g' kind: BENEFIT_KIND_GRANT"
             " cost_heads: 'SOFT' amount { per_unit { count_attribute:"
             " 'members' paise_each: 900000 cap_paise: 5000000 } } }");
  const auto plan = PlanBy(sample,
                           "needs { id: 'soft' head: 'SOFT' cost_paise:"
                           " 20000000 units: 10 }",
                           kNowhere);
  EXPECT_EQ(plan.lines(0).paise(), 5'000'000);
  EXPECT_EQ(plan.lines(0).formula(), "10 × ₹9,000, at most ₹50,000");
  EXPECT_EQ(plan.lines(0).cap_paise(), 5'000'000);
  EXPECT_EQ(plan.needs(0).reasons(0),
            "schemes/s pays only ₹50,000 (10 × ₹9,000, at most ₹50,000)");
}

TEST(FundingTermsTest, ACeilingThatCannotBeReckonedIsAnAssumption) {
  const std::string ceiling =
      "grant_ceiling { per_unit { count_attribute: 'members' paise_each: 5 } }";
  const std::string assumed =
      "its ceiling for one applicant, which needs members, is not reached";
  SampleCatalog sample;
  sample.Add("s", Grant(absl::StrCat(Rule("r", 5000), " ", ceiling)));
  const auto open = PlanBy(sample, kSoft, kNowhere);
  EXPECT_EQ(open.lines(0).paise(), 500);
  EXPECT_TRUE(open.lines(0).assumed());
  ASSERT_EQ(open.assumptions_size(), 1);
  EXPECT_EQ(open.assumptions(0).about(), "schemes/s");
  EXPECT_EQ(open.assumptions(0).text(), assumed);
  const auto known =
      PlanBy(sample, kSoft, absl::StrCat(kNowhere, " members: 7"));
  EXPECT_EQ(known.lines(0).paise(), 35);
  EXPECT_EQ(known.assumptions_size(), 0);
  // A gap funder's, too.
  SampleCatalog with_gap;
  with_gap.Add("s", Grant(Rule("r", 5000)));
  with_gap.Add("gap", absl::StrCat(PaysGaps(), ceiling));
  const auto gap = PlanBy(with_gap, kSoft, kNowhere);
  EXPECT_TRUE(gap.lines(1).assumed());
  ASSERT_EQ(gap.assumptions_size(), 1);
  EXPECT_EQ(gap.assumptions(0).about(), "schemes/gap");
  EXPECT_EQ(gap.assumptions(0).text(), assumed);
}

// A grant of the shares for a cost of ₹1 crore.
type::v1::ConvergencePlan PlanOfShares(const std::string& rule) {
  SampleCatalog sample;
  sample.Add("s", Grant(absl::StrCat(" funding { id: 'r' ", rule, " }")));
  return PlanBy(sample,
                "needs { id: 'soft' head: 'SOFT' cost_paise: 1000000000 }");
}

constexpr char kStatePays[] =
    "shares { party: FUNDING_PARTY_STATE share_bps: 8000 }"
    " shares { party: FUNDING_PARTY_BENEFICIARY share_bps: 2000 } ";
constexpr char kBothPay[] =
    "shares { party: FUNDING_PARTY_CENTRE share_bps: 6000 }"
    " shares { party: FUNDING_PARTY_STATE share_bps: 3000 }"
    " shares { party: FUNDING_PARTY_BENEFICIARY share_bps: 1000 } ";

// The catalogue refuses such a rule now; it may hold older ones.
TEST(FundingTermsTest, ACapOfNobodysMoneyBoundsTheWholeGrant) {
  const auto plan =
      PlanOfShares(absl::StrCat(kStatePays, "cap_paise: 10000000"));
  EXPECT_THAT(LinesOf(plan), ElementsAre("soft GRANT STATE 10000000 schemes/s",
                                         "soft UNFUNDED NOBODY 990000000"));
  EXPECT_EQ(plan.lines(0).cap_paise(), 10000000);
  EXPECT_EQ(plan.lines(0).formula(), "80 % of ₹1,00,00,000, at most ₹1,00,000");
  const auto both = PlanOfShares(absl::StrCat(kBothPay,
                                              "cap_paise: 9000000 capped_party:"
                                              " FUNDING_PARTY_LOCAL_BODY"));
  EXPECT_THAT(LinesOf(both), ElementsAre("soft GRANT CENTRE 6000000 schemes/s",
                                         "soft GRANT STATE 3000000 schemes/s",
                                         "soft UNFUNDED NOBODY 991000000"));
}

TEST(FundingTermsTest, EachLineTellsItsOwnCapAndShare) {
  const auto plan = PlanOfShares(absl::StrCat(kBothPay, "cap_paise: 10000000"));
  EXPECT_THAT(LinesOf(plan), ElementsAre("soft GRANT CENTRE 10000000 schemes/s",
                                         "soft GRANT STATE 300000000 schemes/s",
                                         "soft UNFUNDED NOBODY 690000000"));
  EXPECT_EQ(plan.lines(0).cap_paise(), 10000000);
  EXPECT_EQ(plan.lines(0).formula(), "60 % of ₹1,00,00,000, at most ₹1,00,000");
  EXPECT_FALSE(plan.lines(1).has_cap_paise());
  EXPECT_EQ(plan.lines(1).formula(), "30 % of ₹1,00,00,000");
  const auto of_state =
      PlanOfShares(absl::StrCat(kBothPay,
                                "cap_paise: 10000000 capped_party:"
                                " FUNDING_PARTY_STATE"));
  EXPECT_FALSE(of_state.lines(0).has_cap_paise());
  EXPECT_EQ(of_state.lines(0).paise(), 600000000);
  EXPECT_EQ(of_state.lines(1).cap_paise(), 10000000);
}

// No paisa of what is left by rounding goes above a cap.
TEST(FundingTermsTest, NoPartyPaysMoreThanItsCapByRounding) {
  for (int64_t ceiling = 1; ceiling < 65; ++ceiling) {
    SampleCatalog sample;
    sample.Add("s", absl::StrCat(
                        Grant(" funding { id: 'r'"
                              " shares { party: FUNDING_PARTY_CENTRE share_bps:"
                              " 3000 } shares { party: FUNDING_PARTY_STATE"
                              " share_bps: 3000 } shares { party:"
                              " FUNDING_PARTY_LOCAL_BODY share_bps: 3000 }"
                              " shares { party: FUNDING_PARTY_BENEFICIARY"
                              " share_bps: 1000 } cap_paise: 1 }"),
                        " grant_ceiling { fixed { min_paise: ", ceiling,
                        " max_paise: ", ceiling, " } }"));
    const auto plan =
        PlanBy(sample, "needs { id: 'soft' head: 'SOFT' cost_paise: 100 }");
    int64_t paid = 0;
    for (const auto& line : plan.lines()) {
      if (line.kind() != type::v1::PLAN_LINE_KIND_GRANT) continue;
      paid += line.paise();
      EXPECT_LE(line.paise(),
                line.party() == type::v1::PLAN_PARTY_CENTRE ? 1 : 30);
    }
    EXPECT_EQ(paid, std::min<int64_t>(ceiling, 61));
  }
}

// What the others pay of it no rounding moves above their share.
TEST(FundingTermsTest, ACapLeavesTheOthersTheirShareFloored) {
  const auto paid = [](int64_t cost, int64_t centre_bps, int64_t state_bps,
                       int64_t cap) {
    SampleCatalog sample;
    sample.Add(
        "s",
        Grant(absl::StrCat(
            " funding { id: 'r' shares { party: FUNDING_PARTY_STATE"
            " share_bps: ",
            state_bps,
            " } shares { party: FUNDING_PARTY_CENTRE share_bps: ", centre_bps,
            " } shares { party: FUNDING_PARTY_BENEFICIARY share_bps: ",
            10'000 - centre_bps - state_bps, " } cap_paise: ", cap, " }")));
    const auto plan =
        PlanBy(sample,
               absl::StrCat(
                   "needs { id: 'soft' head: 'SOFT' cost_paise: ", cost, " }"));
    int64_t sum = 0;
    for (const auto& line : plan.lines()) {
      if (line.kind() != type::v1::PLAN_LINE_KIND_GRANT) continue;
      sum += line.paise();
      if (line.party() == type::v1::PLAN_PARTY_CENTRE) {
        EXPECT_LE(line.paise(), cap);
      }
    }
    return sum;
  };
  EXPECT_EQ(paid(8352, 1213, 3196, 71), 2669 + 71);
  for (int64_t cap = 1; cap < 40; ++cap) {
    for (const int64_t centre_bps : {1, 1213, 3333, 5000}) {
      // In ten-thousandths of a paisa, until all is added up.
      const int64_t exact =
          std::min(107 * centre_bps, cap * 10'000) + 107 * 3196;
      EXPECT_EQ(paid(107, centre_bps, 3196, cap), exact / 10'000)
          << centre_bps << " " << cap;
    }
  }
}

TEST(FundingTermsTest, ABankLendsNoMoreThanItsCap) {
  const auto plan = PlanOfShares(
      "shares { party: FUNDING_PARTY_CENTRE share_bps: 3500 }"
      " shares { party: FUNDING_PARTY_BENEFICIARY share_bps: 1000 }"
      " shares { party: FUNDING_PARTY_BANK share_bps: 5500 }"
      " cap_paise: 20000000 capped_party: FUNDING_PARTY_BANK");
  EXPECT_EQ(plan.lines(0).paise(), 350000000);
  EXPECT_FALSE(plan.lines(0).has_cap_paise());
  ASSERT_EQ(plan.loans_size(), 1);
  EXPECT_EQ(plan.loans(0).max_paise(), 20000000);
  EXPECT_EQ(plan.loans(0).formula(), "55 % of ₹1,00,00,000, at most ₹2,00,000");
}

// What a gap funder pays of it need not be lent as well.
TEST(FundingTermsTest, ABanksShareTellsWhatThePlanLeavesOfIt) {
  SampleCatalog sample;
  sample.Add("s",
             Grant(" funding { id: 'r' shares { party: FUNDING_PARTY_CENTRE"
                   " share_bps: 3500 } shares { party:"
                   " FUNDING_PARTY_BENEFICIARY share_bps: 1000 } shares {"
                   " party: FUNDING_PARTY_BANK share_bps: 5500 } }"));
  sample.Add("gap", PaysGaps("cap_per_head_paise: 500"));
  const auto plan = PlanBy(sample, kSoft);
  EXPECT_EQ(plan.needs(0).own_share_required_paise(), 650);
  ASSERT_EQ(plan.loans_size(), 1);
  EXPECT_EQ(plan.loans(0).max_paise(), 550);
  EXPECT_EQ(plan.loans(0).description(),
            "the bank's share, part of what the grant leaves to be found");
  EXPECT_EQ(plan.loans(0).formula(),
            "55 % of ₹10; of it the plan leaves ₹1.50 open");
}

// A benefit of the amount or detail for a need of so many units.
type::v1::ConvergencePlan PlanOfUnits(const std::string& benefit, int64_t cost,
                                      int64_t units,
                                      const std::string& kind = "GRANT") {
  SampleCatalog sample;
  sample.Add("s", absl::StrCat("open_to_all: true benefits { id: 'g' kind:"
                               " BENEFIT_KIND_",
                               kind, " cost_heads: 'SOFT' ", benefit, " }"));
  return PlanBy(sample,
                absl::StrCat("needs { id: 'soft' head: 'SOFT'"
                             " cost_paise: ",
                             cost, units > 0 ? " units: " : " ",
                             units > 0 ? absl::StrCat(units) : "", "}"),
                "kind: SUBJECT_KIND_CLUSTER members: 3000000000");
}

TEST(FundingTermsTest, ThingsAreReckonedByTheUnitsOfTheNeed) {
  const std::string things =
      "in_kind { description: 'loom' units: 10 paise_each: 100001 }";
  const auto plan = PlanOfUnits(things, 900000, 3, "IN_KIND");
  EXPECT_EQ(plan.lines(0).paise(), 300003);
  EXPECT_EQ(plan.lines(0).formula(), "3 × ₹1,000.01");
  EXPECT_EQ(PlanOfUnits(things, 90000000, 20, "IN_KIND").lines(0).paise(),
            1000010)
      << "the scheme gives ten";
  EXPECT_EQ(PlanOfUnits(things, 90000000, 0, "IN_KIND").lines(0).paise(),
            1000010);
}

// The highest sums and counts that a catalogue takes.
TEST(FundingTermsTest, SumsAboveAnyCostPayTheCost) {
  const std::string lots =
      "amount { unit_lots { lots { units: 3000000000 paise_each:"
      " 10000000000000000 } } }";
  const std::string each =
      "amount { per_unit { count_attribute: 'members' paise_each:"
      " 10000000000000000 min_paise_each: 9000000000000000 } }";
  const std::string things =
      "in_kind { description: 'shed' units: 3000000000 paise_each:"
      " 10000000000000000 }";
  for (const int64_t units : {0L, 1844L, 103108076L, 3000000000L}) {
    for (const int64_t cost : {1000L, 1000000000000000L}) {
      EXPECT_EQ(PlanOfUnits(lots, cost, units).lines(0).paise(), cost);
      EXPECT_EQ(PlanOfUnits(each, cost, units).lines(0).paise(), cost);
      EXPECT_EQ(PlanOfUnits(things, cost, units, "IN_KIND").lines(0).paise(),
                cost);
    }
  }
}

TEST(FundingTermsTest, ASumForEachKeepsItsCapAndItsLeast) {
  const auto plan = PlanOfUnits(
      "amount { per_unit { count_attribute: 'members' paise_each: 500"
      " min_paise_each: 100 cap_paise: 2000 } }",
      100000, 7);
  EXPECT_EQ(plan.lines(0).paise(), 2000);
  ASSERT_EQ(plan.assumptions_size(), 1);
  EXPECT_THAT(plan.assumptions(0).text(),
              HasSubstr("it pays the most of its range"));
}

}  // namespace
}  // namespace sangam::matching
