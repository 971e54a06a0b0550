// What a benefit comes to, as plans show it.
#include "services/matching/planning/funding_terms.h"

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
            "schemes/s pays ₹50,000 (10 × ₹9,000, at most ₹50,000)");
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

}  // namespace
}  // namespace sangam::matching
