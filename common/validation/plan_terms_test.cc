#include "common/validation/plan_terms.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"

namespace sangam {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Faults(const std::string& text) {
  type::v1::PlanTerms terms;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &terms));
  Violations violations;
  CheckPlanTerms(violations, "terms", terms);
  std::vector<std::string> fields;
  for (const auto& fault : FieldViolationsOf(violations.ToStatus())) {
    fields.push_back(fault.field);
  }
  return fields;
}

const char kNeed[] = " needs { id: 'sheds' head: 'WORKSHED' cost_paise: 100 } ";

TEST(PlanTermsTest, GoodTermsHaveNoFaults) {
  EXPECT_THAT(
      Faults(std::string(kNeed) +
             "needs { id: 'looms' head: 'LOOM' cost_paise: 147600000 after:"
             " 'sheds' lots { units: 64 paise_each: 900000 } lots { units: 36"
             " paise_each: 2500000 } } contributions { id: 'land' kind:"
             " PLAN_CONTRIBUTION_KIND_IN_KIND need: 'sheds' value_paise: 5"
             " valued_by: 'REVENUE_OFFICE' } contributions { id: 'cash' kind:"
             " PLAN_CONTRIBUTION_KIND_CASH value_paise: 5 } pins { need:"
             " 'sheds' } exclusions { scheme: 'schemes/a' } assumed_grants {"
             " scheme: 'schemes/a' need: 'sheds' paise: 5 reason: 'word' }"
             " roles { role: 'AGENCY' owner: 'Institute' }"),
      IsEmpty());
}

TEST(PlanTermsTest, NamesEveryFaultOfNeeds) {
  EXPECT_THAT(Faults(""), ElementsAre("terms.needs"));
  EXPECT_THAT(Faults("needs { id: 'A' }"),
              ElementsAre("terms.needs[0].id", "terms.needs[0].head",
                          "terms.needs[0].cost_paise"));
  EXPECT_THAT(Faults(std::string(kNeed) + kNeed),
              ElementsAre("terms.needs[1].id", "terms.needs[1].head"));
  EXPECT_THAT(
      Faults("needs { id: 'a' head: 'A' cost_paise: -1 after: 'b' }"),
      ElementsAre("terms.needs[0].cost_paise", "terms.needs[0].after[0]"));
  EXPECT_THAT(
      Faults("needs { id: 'a' head: 'A' cost_paise: 1000000000000001 }"),
      ElementsAre("terms.needs[0].cost_paise"));
}

TEST(PlanTermsTest, LotsMakeUpTheCost) {
  const std::string lots =
      "needs { id: 'a' head: 'A' lots { units: 64 paise_each: 900000 } lots {"
      " units: 36 paise_each: 2500000 } ";
  EXPECT_THAT(Faults(lots + "}"), IsEmpty());
  EXPECT_THAT(Faults(lots + "cost_paise: 147600001 }"),
              ElementsAre("terms.needs[0].cost_paise"));
  EXPECT_THAT(Faults(lots + "units: 100 }"),
              ElementsAre("terms.needs[0].units"));
  EXPECT_THAT(Faults("needs { id: 'a' head: 'A' lots { units: 0 } }"),
              ElementsAre("terms.needs[0].lots[0].units"));
  EXPECT_THAT(Faults("needs { id: 'a' head: 'A' lots { units: 3000000000"
                     " paise_each: 1000000000000000 } }"),
              ElementsAre("terms.needs[0].lots"));
}

TEST(PlanTermsTest, NeedsDoNotWaitForEachOther) {
  EXPECT_THAT(
      Faults("needs { id: 'a' head: 'A' cost_paise: 1 after: 'b' } needs { id:"
             " 'b' head: 'B' cost_paise: 1 after: 'a' }"),
      ElementsAre("terms.needs[0].after"));
}

TEST(PlanTermsTest, AHeadIsFundedOnce) {
  type::v1::PlanTerms terms;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      "needs { id: 'building' head: 'CFC' cost_paise: 1 } needs { id: 'soft'"
      " head: 'SOFT' cost_paise: 1 } needs { id: 'machines' head: 'CFC'"
      " cost_paise: 1 }",
      &terms));
  Violations violations;
  CheckPlanTerms(violations, "terms", terms);
  const auto faults = FieldViolationsOf(violations.ToStatus());
  ASSERT_EQ(faults.size(), 1);
  EXPECT_EQ(faults[0].field, "terms.needs[2].head");
  EXPECT_EQ(faults[0].description,
            "is the head of terms.needs[0], too: CFC is funded once; add the"
            " costs up in one need");
}

TEST(PlanTermsTest, OneSumIsAssumedOfASchemeForANeed) {
  EXPECT_THAT(
      Faults(std::string(kNeed) +
             "assumed_grants { scheme: 'schemes/a' need: 'sheds' paise: 5"
             " reason: 'word' } assumed_grants { scheme: 'schemes/b' need:"
             " 'sheds' paise: 5 reason: 'word' } assumed_grants { scheme:"
             " 'schemes/a' need: 'sheds' share_bps: 5 reason: 'word' }"),
      ElementsAre("terms.assumed_grants[2].need"));
}

TEST(PlanTermsTest, ThingsHaveAnAcceptedValueAndANeed) {
  EXPECT_THAT(
      Faults(std::string(kNeed) +
             "contributions { id: 'land' kind:"
             " PLAN_CONTRIBUTION_KIND_IN_KIND value_paise: -5 }"
             " contributions { id: 'land' }"),
      ElementsAre("terms.contributions[0].need",
                  "terms.contributions[0].value_paise",
                  "terms.contributions[0].valued_by",
                  "terms.contributions[1].id", "terms.contributions[1].kind"));
}

TEST(PlanTermsTest, ChoicesAndAssumptionsNameWhatTheyAreAbout) {
  EXPECT_THAT(
      Faults(std::string(kNeed) +
             "pins { need: 'x' scheme: 'groups/a' } exclusions { need:"
             " 'x' } gap_funders: '' assumed_grants { scheme:"
             " 'schemes/a' need: 'sheds' } assumed_splits { scheme:"
             " 'schemes/a' state_share_bps: 10001 reason: 'r' } roles {"
             " role: 'A' owner: 'b' } roles { role: 'A' owner: 'c' }"
             " limits { nodes: -1 }"),
      ElementsAre("terms.pins[0].need", "terms.pins[0].scheme",
                  "terms.exclusions[0].scheme", "terms.exclusions[0].need",
                  "terms.gap_funders[0]", "terms.assumed_grants[0].reason",
                  "terms.assumed_grants[0].amount",
                  "terms.assumed_splits[0].state_share_bps",
                  "terms.roles[1].role", "terms.limits.nodes"));
}

}  // namespace
}  // namespace sangam
