#include "services/scheme_catalog/domain/scheme_version_check.h"

#include <string>
#include <vector>

#include "common/rules/rule.h"
#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::scheme_catalog {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using v1::SchemeVersion;

constexpr char kGood[] = R"pb(
  name: "schemes/loom-aid/versions/2013"
  state: SCHEME_VERSION_STATE_DRAFT
  effective_from { year: 2013 month: 4 day: 1 }
  effective_until { year: 2014 month: 3 day: 31 }
  conditions {
    id: "group-size"
    expression: "members >= 10"
    description { text { key: "en" value: "At least ten members" } }
    citations { document: "Guidelines" confidence: CONFIDENCE_VERIFIED }
  }
  beneficiary { unit: BENEFICIARY_UNIT_ARTISAN count_attributes: "weavers" }
  benefits {
    id: "loom"
    kind: BENEFIT_KIND_IN_KIND
    description: "A loom"
    condition: "weavers >= 1"
    amount { per_unit { paise_each: 500000 count_attribute: "weavers" } }
  }
  funding {
    condition: "legal_form == \"TRUST\""
    shares { party: FUNDING_PARTY_CENTRE share_bps: 9000 }
    shares { party: FUNDING_PARTY_STATE share_bps: 1000 }
  }
  funding { shares { party: FUNDING_PARTY_CENTRE share_bps: 10000 } }
  documents {
    id: "report"
    description: "Project report"
    held_attribute: "project_report_ready"
  }
  where_to_apply { description: "District office" }
  window {
    opens_on { year: 2013 month: 6 day: 1 }
    closes_on { year: 2013 month: 6 day: 30 }
  })pb";

// A good version with `changes` merged in.
SchemeVersion Version(const std::string& changes = "") {
  SchemeVersion version;
  EXPECT_TRUE(google::protobuf::TextFormat::MergeFromString(kGood, &version));
  EXPECT_TRUE(google::protobuf::TextFormat::MergeFromString(changes, &version));
  return version;
}

absl::Status Check(const SchemeVersion& version) {
  RuleVocabulary vocabulary(&AttributeDictionary::BuiltIn());
  return CheckSchemeVersion(version, vocabulary);
}

std::vector<std::string> Faults(const SchemeVersion& version) {
  std::vector<std::string> fields;
  for (const auto& violation : FieldViolationsOf(Check(version))) {
    fields.push_back(violation.field);
  }
  return fields;
}

TEST(SchemeVersionCheckTest, AGoodVersionHasNoFault) {
  EXPECT_EQ(Check(Version()), absl::OkStatus());
}

TEST(SchemeVersionCheckTest, AVersionHasConditionsOrIsOpenToAll) {
  SchemeVersion version = Version();
  version.clear_conditions();
  EXPECT_THAT(Faults(version), ElementsAre("conditions"));
  version.set_open_to_all(true);
  EXPECT_THAT(Faults(version), IsEmpty());
  EXPECT_THAT(Faults(Version("open_to_all: true")), ElementsAre("open_to_all"));
}

TEST(SchemeVersionCheckTest, DatesAreRealAndInOrder) {
  EXPECT_THAT(Faults(Version("effective_from { year: 2015 }")),
              ElementsAre("effective_until"));
  EXPECT_THAT(Faults(Version("effective_from { month: 13 }")),
              ElementsAre("effective_from"));
  EXPECT_THAT(Faults(Version("window { closes_on { month: 5 } }")),
              ElementsAre("window.closes_on"));
}

TEST(SchemeVersionCheckTest, AWrongExpressionIsToldWithLineAndColumn) {
  SchemeVersion version = Version();
  version.mutable_conditions(0)->set_expression("members >= 10 &&\n  membrs");
  const absl::Status status = Check(version);
  EXPECT_EQ(ReasonOf(status), type::v1::ERROR_REASON_INVALID_EXPRESSION);
  ASSERT_THAT(Faults(version), ElementsAre("conditions[0].expression"));
  EXPECT_THAT(FieldViolationsOf(status)[0].description,
              HasSubstr("line 2, column 3"));
}

TEST(SchemeVersionCheckTest, EveryExpressionIsCompiled) {
  SchemeVersion version = Version();
  version.mutable_conditions(0)->clear_expression();
  version.mutable_benefits(0)->set_condition("members");
  version.mutable_funding(0)->set_condition("1 +");
  EXPECT_THAT(Faults(version),
              ElementsAre("conditions[0].expression", "benefits[0].condition",
                          "funding[0].condition"));
  EXPECT_EQ(ReasonOf(Check(version)),
            type::v1::ERROR_REASON_INVALID_EXPRESSION);
}

TEST(SchemeVersionCheckTest, AConditionIsNamedDescribedAndCited) {
  EXPECT_THAT(
      Faults(Version("conditions { expression: \"members > 1\" }")),
      ElementsAre("conditions[1].id", "conditions[1].description.text[\"en\"]",
                  "conditions[1].citations"));
  EXPECT_THAT(
      Faults(Version(R"pb(conditions {
                            id: "group-size"
                            expression: "members > 1"
                            description { text { key: "en" value: "x" } }
                            citations {}
                          })pb")),
      ElementsAre("conditions[1].id", "conditions[1].citations[0].document",
                  "conditions[1].citations[0].confidence"));
}

TEST(SchemeVersionCheckTest, CountAttributesCount) {
  EXPECT_THAT(Faults(Version(R"pb(beneficiary {
                                    count_attributes: "annual_turnover_paise"
                                    count_attributes: "weaver"
                                    count_attributes: "women_owned"
                                    count_attributes: "age_months"
                                  })pb")),
              ElementsAre("beneficiary.count_attributes[1]",
                          "beneficiary.count_attributes[2]",
                          "beneficiary.count_attributes[3]",
                          "beneficiary.count_attributes[4]"));
}

TEST(SchemeVersionCheckTest, DocumentsAreNamedAndHeldByAYesOrNo) {
  EXPECT_THAT(Faults(Version(R"pb(documents {
                                    id: "report"
                                    held_attribute: "members"
                                  })pb")),
              ElementsAre("documents[1].id", "documents[1].description",
                          "documents[1].held_attribute"));
}

TEST(SchemeVersionCheckTest, ARouteLeadsSomewhere) {
  EXPECT_THAT(Faults(Version("where_to_apply {}")),
              ElementsAre("where_to_apply[1]"));
  EXPECT_THAT(
      Faults(Version(
          R"pb(where_to_apply { department: "dc-handloom" uri: "www" })pb")),
      ElementsAre("where_to_apply[1].department", "where_to_apply[1].uri"));
}

TEST(SchemeVersionCheckTest, SizesAreBoundedBeforeElementsAreRead) {
  SchemeVersion version = Version();
  for (int i = 0; i < kMaxConditions; ++i) version.add_conditions();
  for (int i = 0; i < kMaxBenefits; ++i) version.add_benefits();
  EXPECT_THAT(Faults(version), ElementsAre("conditions", "benefits"));
}

TEST(SchemeVersionCheckTest, ExpressionsAreBoundedTogether) {
  SchemeVersion version = Version();
  std::string half = "members >= 10";
  half.resize(Rule::kMaxBytes / 2, ' ');
  version.mutable_conditions(0)->set_expression(half);
  version.mutable_benefits(0)->set_condition(half);
  EXPECT_THAT(Faults(version), ElementsAre("conditions"));
  version.mutable_benefits(0)->clear_condition();
  EXPECT_THAT(Faults(version), IsEmpty());
}

TEST(SchemeVersionCheckTest, ABenefitIsNamedKindAndDescribed) {
  EXPECT_THAT(Faults(Version("benefits { id: \"loom\" }")),
              ElementsAre("benefits[1].id", "benefits[1].kind",
                          "benefits[1].description"));
}

TEST(SchemeVersionCheckTest, SharesOfFundingSumToTheWhole) {
  SchemeVersion version = Version();
  version.mutable_funding(1)->mutable_shares(0)->set_share_bps(9999);
  EXPECT_THAT(Faults(version), ElementsAre("funding[1].shares"));
  version.mutable_funding(1)->clear_shares();
  EXPECT_THAT(Faults(version), ElementsAre("funding[1].shares"));
  // The sum alone would not find these.
  EXPECT_THAT(
      Faults(
          Version(R"pb(funding {
                         shares { party: FUNDING_PARTY_STATE share_bps: 20000 }
                         shares { share_bps: -10000 }
                         shares { party: FUNDING_PARTY_STATE }
                       })pb")),
      UnorderedElementsAre(
          "funding[1].condition", "funding[2].shares[0].share_bps",
          "funding[2].shares[1].party", "funding[2].shares[1].share_bps",
          "funding[2].shares[2].party"));
}

TEST(SchemeVersionCheckTest, OnlyTheLastFundingRuleAlwaysHolds) {
  SchemeVersion version = Version();
  version.mutable_funding(0)->clear_condition();
  EXPECT_THAT(Faults(version), ElementsAre("funding[0].condition"));
  version.mutable_funding()->RemoveLast();
  EXPECT_THAT(Faults(version), IsEmpty());
}

TEST(SchemeVersionCheckTest, EachComponentHasItsOwnLastRule) {
  SchemeVersion version = Version();
  version.clear_funding();
  const auto add = [&version](const std::string& component,
                              const std::string& condition) {
    v1::FundingRule* rule = version.add_funding();
    rule->set_component(component);
    rule->set_condition(condition);
    v1::FundingShare* share = rule->add_shares();
    share->set_party(v1::FUNDING_PARTY_CENTRE);
    share->set_share_bps(10'000);
  };
  add("hard", "");
  add("soft", "");
  add("", "members > 1");
  add("", "");
  EXPECT_THAT(Faults(version), IsEmpty());
  add("hard", "");
  EXPECT_THAT(Faults(version),
              ElementsAre("funding[0].condition", "funding[3].condition"));
  version.mutable_funding()->RemoveLast();
  version.mutable_funding(2)->set_component("Soft costs");
  EXPECT_THAT(Faults(version), ElementsAre("funding[2].component"));
}

TEST(SchemeVersionCheckTest, CapsAndPartsInKindAreOfThosePaying) {
  EXPECT_THAT(Faults(Version(R"pb(funding {
                                    id: "a"
                                    cap_paise: -1
                                    capped_party: FUNDING_PARTY_STATE
                                  })pb"))
                  .size(),
              4u);
  SchemeVersion version = Version();
  v1::FundingRule* rule = version.mutable_funding(1);
  rule->set_capped_party(v1::FUNDING_PARTY_CENTRE);
  EXPECT_THAT(Faults(version), ElementsAre("funding[1].capped_party"));
  rule->set_cap_paise(100);
  EXPECT_THAT(Faults(version), IsEmpty());
  rule->set_capped_party(v1::FUNDING_PARTY_STATE);
  EXPECT_THAT(Faults(version), ElementsAre("funding[1].capped_party"));
  rule->clear_capped_party();
  rule->mutable_shares(0)->set_party(v1::FUNDING_PARTY_STATE);
  EXPECT_THAT(Faults(version), ElementsAre("funding[1].capped_party"));
  rule->set_capped_party(v1::FUNDING_PARTY_CENTRE);
  EXPECT_THAT(Faults(version), ElementsAre("funding[1].capped_party"));
  rule->set_capped_party(v1::FUNDING_PARTY_STATE);
  EXPECT_THAT(Faults(version), IsEmpty());
  rule->mutable_shares(0)->set_party(v1::FUNDING_PARTY_CENTRE);
  rule->clear_capped_party();
  rule->mutable_shares(0)->set_in_kind_up_to_bps(10'000);
  EXPECT_THAT(Faults(version), IsEmpty());
  rule->mutable_shares(0)->set_in_kind_up_to_bps(10'001);
  EXPECT_THAT(Faults(version),
              ElementsAre("funding[1].shares[0].in_kind_up_to_bps"));
}

TEST(SchemeVersionCheckTest, TranchesSumToTheWhole) {
  SchemeVersion version = Version(R"pb(
    benefits {
      id: "grant"
      kind: BENEFIT_KIND_GRANT
      description: "A grant"
      tranches {
        id: "first"
        share_bps: 4000
        when { text { key: "en" value: "On sanction" } }
      }
      tranches {
        id: "last"
        share_bps: 6000
        when { text { key: "en" value: "On completion" } }
        months_after: 6
        condition: "members >= 10"
      }
    })pb");
  EXPECT_THAT(Faults(version), IsEmpty());
  v1::Tranche* last = version.mutable_benefits(1)->mutable_tranches(1);
  last->set_share_bps(5999);
  EXPECT_THAT(Faults(version), ElementsAre("benefits[1].tranches"));
  last->set_share_bps(6000);
  last->set_id("first");
  last->clear_when();
  last->set_months_after(-1);
  last->set_condition("membrs");
  EXPECT_THAT(Faults(version),
              ElementsAre("benefits[1].tranches[1].id",
                          "benefits[1].tranches[1].when.text[\"en\"]",
                          "benefits[1].tranches[1].months_after",
                          "benefits[1].tranches[1].condition"));
}

TEST(SchemeVersionCheckTest, DetailsOfABenefitAreNeverNegative) {
  SchemeVersion version = Version();
  v1::Benefit* benefit = version.mutable_benefits(0);
  benefit->mutable_in_kind()->set_units(-1);
  EXPECT_THAT(Faults(version), ElementsAre("benefits[0].in_kind.units"));
  benefit->mutable_training()->set_days(-1);
  benefit->mutable_training()->set_stipend_paise_a_day(-1);
  EXPECT_THAT(Faults(version),
              ElementsAre("benefits[0].training.days",
                          "benefits[0].training.stipend_paise_a_day"));
  benefit->mutable_work_order()->set_buyer("a mission");
  EXPECT_THAT(Faults(version), ElementsAre("benefits[0].work_order.buyer"));
  benefit->mutable_market_linkage()->set_buyer("departments/dc");
  EXPECT_THAT(Faults(version), IsEmpty());
}

TEST(SchemeVersionCheckTest, ARelationNamesAnotherSchemeAndItsSource) {
  EXPECT_THAT(Faults(Version(R"pb(
                relations {
                  kind: SCHEME_RELATION_KIND_EXCLUDES
                  scheme: "schemes/sgsy"
                  within_months: 36
                  citations { document: "Guidelines" }
                })pb")),
              IsEmpty());
  EXPECT_THAT(Faults(Version("relations {}")),
              ElementsAre("relations[0].kind", "relations[0].scheme",
                          "relations[0].citations"));
  EXPECT_THAT(Faults(Version(R"pb(
                relations {
                  kind: SCHEME_RELATION_KIND_REQUIRES
                  scheme: "schemes/loom-aid"
                  within_months: 36
                  citations { document: "Guidelines" }
                }
                relations {
                  kind: SCHEME_RELATION_KIND_EXCLUDES
                  scheme: "schemes/sgsy"
                  within_months: 1201
                  citations { document: "Guidelines" }
                })pb")),
              ElementsAre("relations[0].scheme", "relations[0].within_months",
                          "relations[1].within_months"));
}

TEST(SchemeVersionCheckTest, ReviewFollowsVerification) {
  EXPECT_THAT(Faults(Version(R"pb(
                verified_on { year: 2014 month: 1 day: 2 }
                review_by { year: 2014 month: 1 day: 1 })pb")),
              ElementsAre("review_by"));
  EXPECT_THAT(Faults(Version("verified_on { year: 2014 month: 13 day: 2 }")),
              ElementsAre("verified_on"));
}

TEST(SchemeVersionCheckTest, WhatTheRulesNameIsNoted) {
  RuleVocabulary vocabulary(&AttributeDictionary::BuiltIn());
  SchemeVersion version = Version();
  version.mutable_conditions(0)->set_expression(
      "members >= 10 && !received(\"schemes/sgsy\")");
  EXPECT_EQ(CheckSchemeVersion(version, vocabulary), absl::OkStatus());
  EXPECT_THAT(vocabulary.names_used(),
              ElementsAre("attributes/legal_form", "attributes/members",
                          "attributes/project_report_ready",
                          "attributes/weavers", "schemes/sgsy"));
}

TEST(SchemeVersionCheckTest, AStateIsKnown) {
  SchemeVersion version = Version();
  version.set_state(static_cast<v1::SchemeVersionState>(9));
  EXPECT_THAT(Faults(version), Contains("state"));
  version.clear_state();
  EXPECT_THAT(Faults(version), Contains("state"));
}

}  // namespace
}  // namespace sangam::scheme_catalog
