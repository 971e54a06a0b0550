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
  return CheckSchemeVersion(version, AttributeDictionary::BuiltIn());
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

TEST(SchemeVersionCheckTest, AStateIsKnown) {
  SchemeVersion version = Version();
  version.set_state(static_cast<v1::SchemeVersionState>(9));
  EXPECT_THAT(Faults(version), Contains("state"));
  version.clear_state();
  EXPECT_THAT(Faults(version), Contains("state"));
}

}  // namespace
}  // namespace sangam::scheme_catalog
