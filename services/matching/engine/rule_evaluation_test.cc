#include "services/matching/engine/rule_evaluation.h"

#include <string>
#include <vector>

#include "common/rules/random_rules.h"
#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/catalog/sample_catalog.h"

namespace sangam::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::shared_ptr<const CatalogSnapshot> Words() {
  SampleCatalog sample;
  sample.resources().attributes = {
      FromText<scheme_catalog::v1::Attribute>(
          "name: 'attributes/dye_vats' type: ATTRIBUTE_TYPE_NUMBER"
          " label { text { key: 'en' value: 'dye vats' } }"
          " question { text { key: 'en' value: 'How many dye vats?' } }"
          " former_names: 'vats' origin: ATTRIBUTE_ORIGIN_RECORDED"),
      FromText<scheme_catalog::v1::Attribute>(
          "name: 'attributes/old_vats' type: ATTRIBUTE_TYPE_NUMBER"
          " label { text { key: 'en' value: 'old vats' } }"
          " question { text { key: 'en' value: 'How many old vats?' } }"
          " deprecated: true replaced_by: 'attributes/dye_vats'"
          " origin: ATTRIBUTE_ORIGIN_RECORDED")};
  auto catalog = sample.Build();
  EXPECT_THAT(catalog->Defects(), IsEmpty());
  return catalog;
}

absl::StatusOr<v1::EvaluateRuleResponse> Evaluate(
    const std::string& expression, const char* profile = nullptr,
    const std::string& language = "") {
  MatchSubject subject;
  if (profile != nullptr) {
    subject.profile = FromText<type::v1::Profile>(profile);
  }
  return EvaluateRuleText(
      *Words(), expression, profile == nullptr ? nullptr : &subject,
      rules::SamplePlaces(), absl::CivilDay(2024, 4, 1), language);
}

std::vector<std::string> Collected(const v1::EvaluateRuleResponse& response) {
  std::vector<std::string> fields;
  for (const auto& field : response.collect()) {
    fields.push_back(field.attribute());
  }
  return fields;
}

TEST(RuleEvaluationTest, WithoutASubjectOnlyTheMeaningIsTold) {
  const auto response = Evaluate("(women_members>=5)&&(members > 9)");
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->canonical(), "women_members >= 5 && members > 9");
  EXPECT_EQ(response->type(), scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH);
  EXPECT_THAT(response->attributes(), ElementsAre("members", "women_members"));
  EXPECT_THAT(response->meaning(),
              ElementsAre("all of:", HasSubstr("at least 5"),
                          HasSubstr("more than 9")));
  EXPECT_EQ(response->outcome(), v1::OUTCOME_UNSPECIFIED);
  EXPECT_EQ(response->value(), "");
  EXPECT_EQ(response->unknown_because(), "");
  EXPECT_EQ(response->findings_size(), 0);
  EXPECT_EQ(response->collect_size(), 0);
  EXPECT_EQ(response->basis().as_of().day(), 1);
  EXPECT_EQ(response->basis().engine_version(), kEngineVersion);
}

TEST(RuleEvaluationTest, AConditionHasAnOutcomeAndFindings) {
  const auto met = Evaluate("members >= 10", "members: 10", "hi");
  ASSERT_TRUE(met.ok()) << met.status();
  EXPECT_EQ(met->outcome(), v1::OUTCOME_MET);
  EXPECT_EQ(met->value(), "हाँ");
  EXPECT_EQ(met->findings(0).required(), "कम से कम 10");
  const auto failed = Evaluate("members >= 10", "members: 9");
  EXPECT_EQ(failed->outcome(), v1::OUTCOME_NOT_MET);
  EXPECT_EQ(failed->value(), "no");
  EXPECT_EQ(failed->findings(0).distance(), "1 more");
  const auto unknown = Evaluate("members >= 10 && artisans > 1", "members: 12");
  EXPECT_EQ(unknown->outcome(), v1::OUTCOME_UNKNOWN);
  EXPECT_EQ(unknown->value(), "");
  EXPECT_NE(unknown->unknown_because(), "");
  EXPECT_THAT(Collected(*unknown), ElementsAre("artisans"));
  EXPECT_NE(unknown->collect(0).question(), "");
}

TEST(RuleEvaluationTest, AnythingElseHasAValue) {
  const auto sum = Evaluate("members + artisans", "members: 12 artisans: 3");
  ASSERT_TRUE(sum.ok()) << sum.status();
  EXPECT_EQ(sum->type(), scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER);
  EXPECT_EQ(sum->value(), "15");
  EXPECT_EQ(sum->outcome(), v1::OUTCOME_UNSPECIFIED);
  EXPECT_EQ(
      Evaluate("project_cost_paise", "project_cost_paise: 20000000")->value(),
      "₹2,00,000");
  const auto unknown = Evaluate("members + artisans", "members: 12");
  EXPECT_EQ(unknown->value(), "");
  EXPECT_THAT(unknown->unknown_because(), HasSubstr("not known"));
  EXPECT_THAT(Collected(*unknown), ElementsAre("artisans"));
  const auto failed = Evaluate("members / artisans", "members: 1 artisans: 0");
  EXPECT_EQ(failed->value(), "");
  EXPECT_NE(failed->unknown_because(), "");
  EXPECT_EQ(failed->collect_size(), 0) << "asking does not help";
}

TEST(RuleEvaluationTest, AdvisesOnFormerAndDeprecatedNames) {
  const auto response = Evaluate("vats > 1 && old_vats > 1");
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_THAT(response->attributes(), ElementsAre("dye_vats", "old_vats"));
  EXPECT_THAT(response->advice(),
              ElementsAre("`vats` is now called `dye_vats`",
                          "`old_vats` is deprecated; use `dye_vats`"));
  EXPECT_THAT(Evaluate("dye_vats > 1")->advice(), IsEmpty());
  EXPECT_THAT(
      Evaluate("dye_vats > 1 && sectors.exists(s, s == 'vats')")->advice(),
      IsEmpty());
}

TEST(RuleEvaluationTest, AdvisesOnSchemesThatAreNotThere) {
  SampleCatalog sample;
  for (const char* name :
       {"schemes/pmay-g", "schemes/pmegp-new", "schemes/sfurti"}) {
    sample.resources().schemes.emplace_back().set_name(name);
  }
  const auto response = EvaluateRuleText(
      *sample.Build(),
      "members > 3 ||\n received('schemes/sfurti') ||"
      " received('schemes/pmegpp', 12) || received('schemes/unheard-of')",
      nullptr, rules::SamplePlaces(), absl::CivilDay(2024, 4, 1), "");
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_THAT(
      response->advice(),
      ElementsAre("line 2, column 41: `schemes/pmegpp` is not a scheme of the"
                  " catalogue, which refuses it in a version; did you mean"
                  " `schemes/pmegp-new`?",
                  "line 2, column 75: `schemes/unheard-of` is not a scheme of"
                  " the catalogue, which refuses it in a version"));
}

TEST(RuleEvaluationTest, AdvisesOnPlacesThatAreNotThere) {
  const auto response = Evaluate(
      "place.within(['places/lgd-state-1', 'places/lgd-block-10',"
      " 'places/elsewhere'])");
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_THAT(response->advice(),
              ElementsAre("`places/elsewhere` is not a place of the registry",
                          "`places/lgd-block-10` is not a place of the"
                          " registry; did you mean `places/lgd-district-10`?"));
}

TEST(RuleEvaluationTest, ReadsAttributesOfTheCatalogue) {
  const auto response =
      Evaluate("dye_vats > 1", "extra { key: 'dye_vats' value { number: 2 } }");
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->outcome(), v1::OUTCOME_MET);
}

TEST(RuleEvaluationTest, FaultsHaveLineAndColumn) {
  const auto response = Evaluate("members >= 10 &&\n  membrs > 1");
  EXPECT_EQ(ReasonOf(response.status()),
            type::v1::ERROR_REASON_INVALID_EXPRESSION);
  const auto violations = FieldViolationsOf(response.status());
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].field, "expression");
  EXPECT_THAT(violations[0].description,
              HasSubstr("line 2, column 3: unknown attribute `membrs`"));
}

}  // namespace
}  // namespace sangam::matching
