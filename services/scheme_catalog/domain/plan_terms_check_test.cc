#include "services/scheme_catalog/domain/plan_terms_check.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "services/scheme_catalog/domain/benefit_check.h"
#include "services/scheme_catalog/domain/funding_check.h"

namespace sangam::scheme_catalog {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

v1::SchemeVersion Version(const std::string& text) {
  v1::SchemeVersion version;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &version));
  return version;
}

std::vector<std::string> Faults(const std::string& text) {
  const v1::SchemeVersion version = Version(text);
  RuleVocabulary vocabulary(&AttributeDictionary::BuiltIn());
  Violations violations;
  CheckPlanTerms(violations, version, vocabulary);
  CheckFunding(violations, version, vocabulary);
  CheckBenefits(violations, version.benefits(), vocabulary);
  std::vector<std::string> faults;
  for (const auto& fault : FieldViolationsOf(violations.ToStatus())) {
    faults.push_back(fault.field + ": " + fault.description);
  }
  return faults;
}

constexpr char kCited[] = " citations { document: 'Order' } ";

TEST(PlanTermsCheckTest, GoodTermsHaveNoFaults) {
  EXPECT_THAT(
      Faults(std::string("grant_ceiling { fixed { min_paise: 5 max_paise: 5 } }"
                         " gap_funding { any_cost_head: true") +
             kCited + "} lead_time { days: 90" + kCited + "}" +
             " cost_components: 'hard' benefits { id: 'b' kind:"
             " BENEFIT_KIND_GRANT description: 'B' cost_heads: 'WORKSHED'"
             " cost_component: 'hard' } benefits { id: 'c' kind:"
             " BENEFIT_KIND_GRANT description: 'C' follows_benefits: 'b' }"
             " funding { component: 'hard' min_own_share_bps: 1000 shares {"
             " party: FUNDING_PARTY_CENTRE share_bps: 9000 } shares { party:"
             " FUNDING_PARTY_BENEFICIARY share_bps: 1000 } }"),
      IsEmpty());
}

TEST(PlanTermsCheckTest, ACeilingIsASumThatEveryoneCanReckon) {
  EXPECT_THAT(Faults("grant_ceiling { computed { expression: '5' } }"),
              ElementsAre(HasSubstr("grant_ceiling: must not be computed")));
  EXPECT_THAT(Faults("grant_ceiling { fixed { min_paise: 5 max_paise: 4 } }"),
              ElementsAre(HasSubstr("grant_ceiling.fixed")));
}

TEST(PlanTermsCheckTest, ABenefitsCeilingIsCheckedLikeTheVersions) {
  const auto faults = [](const std::string& ceiling) {
    return Faults(
        "benefits { id: 'a' kind: BENEFIT_KIND_GRANT description:"
        " 'A' } benefits { id: 'b' kind: BENEFIT_KIND_GRANT"
        " description: 'B' grant_ceiling { " +
        ceiling + " } }");
  };
  EXPECT_THAT(faults("fixed { min_paise: 5 max_paise: 5 }"), IsEmpty());
  EXPECT_THAT(faults("lesser_of { amounts { fixed { max_paise: 5 } } amounts {"
                     " computed { expression: '5' } } }"),
              ElementsAre(HasSubstr(
                  "benefits[1].grant_ceiling: must not be computed")));
  EXPECT_THAT(faults("fixed { min_paise: -1 max_paise: 4 }"),
              ElementsAre(HasSubstr("benefits[1].grant_ceiling.fixed")));
  EXPECT_THAT(faults("per_unit { count_attribute: 'none_such' paise_each: 5 }"),
              ElementsAre(HasSubstr("benefits[1].grant_ceiling.per_unit")));
}

TEST(PlanTermsCheckTest, GapFundingNamesItsHeadsOnce) {
  EXPECT_THAT(Faults("gap_funding { }"),
              ElementsAre(HasSubstr("gap_funding.cost_heads: is required"),
                          HasSubstr("gap_funding.citations: is required")));
  EXPECT_THAT(Faults(std::string("gap_funding { any_cost_head: true"
                                 " cost_heads: 'LAND'") +
                     kCited + "}"),
              ElementsAre(HasSubstr("cost_heads: must be empty")));
  EXPECT_THAT(Faults(std::string("gap_funding { cost_heads: 'land'"
                                 " cost_heads: 'LAND' cost_heads: 'LAND'"
                                 " cap_per_head_paise: -1") +
                     kCited + "}"),
              ElementsAre(HasSubstr("gap_funding.cost_heads[0]"),
                          HasSubstr("gap_funding.cost_heads[2]: is listed"),
                          HasSubstr("gap_funding.cap_per_head_paise")));
}

TEST(PlanTermsCheckTest, ALeadTimeIsDaysWithASource) {
  EXPECT_THAT(Faults("lead_time { days: 0 }"),
              ElementsAre(HasSubstr("lead_time.days: must be 1"),
                          HasSubstr("lead_time.citations: is required")));
}

TEST(PlanTermsCheckTest, TheOwnShareIsPartOfTheBeneficiarysShares) {
  EXPECT_THAT(
      Faults("funding { min_own_share_bps: 2001 shares { party:"
             " FUNDING_PARTY_CENTRE share_bps: 8000 } shares { party:"
             " FUNDING_PARTY_STATE_AND_BENEFICIARY share_bps: 2000 } }"),
      ElementsAre(
          HasSubstr("funding[0].min_own_share_bps: must be 0 to 2000")));
}

TEST(PlanTermsCheckTest, WhatComesFirstStandsFirst) {
  EXPECT_THAT(
      Faults("benefits { id: 'b' kind: BENEFIT_KIND_GRANT description: 'B'"
             " follows_benefits: 'c' cost_component: 'x' } benefits { id: 'c'"
             " kind: BENEFIT_KIND_GRANT description: 'C' }"),
      ElementsAre(HasSubstr("benefits[0].cost_component: \"x\" is neither"),
                  HasSubstr("benefits[0].follows_benefits[0]: \"c\" is not")));
}

}  // namespace
}  // namespace sangam::scheme_catalog
