#include "services/scheme_catalog/domain/guidance_check.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::scheme_catalog {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

template <typename Record>
Record Parse(const std::string& text) {
  Record record;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &record));
  return record;
}

template <typename Record>
absl::Status Check(const Record& record) {
  RuleVocabulary vocabulary(&AttributeDictionary::BuiltIn());
  return CheckGuidance(record, vocabulary);
}

std::vector<std::string> FieldsOf(const absl::Status& status) {
  std::vector<std::string> fields;
  for (const auto& violation : FieldViolationsOf(status)) {
    fields.push_back(violation.field);
  }
  return fields;
}

constexpr char kPart[] =
    "description { text { key: 'en' value: 'What it is.' } }"
    " citations { document: 'A report' }";

v1::ReplicableModel Model() {
  return Parse<v1::ReplicableModel>(absl::StrCat(
      "name: 'replicableModels/m' title { text { key: 'en' value: 'M' } }"
      " department: 'departments/d' description { text { key: 'en' value:"
      " 'How.' } } applies_where: 'members >= 5'",
      " prerequisites { id: 'buyer' expression: 'buyer_agreed' ", kPart, " }",
      " revenue_sources { id: 'fee' kind: REVENUE_KIND_USER_FEE ", kPart, " }",
      " needs { id: 'carts' head: 'EQUIPMENT' owner_role: 'UNIT' ", kPart, " }",
      " needs { id: 'round' head: 'WAGES' after: 'carts' cost_paise: 0 ", kPart,
      " }", " roles { role: 'UNIT' ", kPart, " }",
      " warnings { id: 'alone' applies_where: 'allied_incomes == 0' ", kPart,
      " } schemes: 'schemes/hks'"));
}

v1::SurveyProblem Problem() {
  return Parse<v1::SurveyProblem>(absl::StrCat(
      "name: 'surveyProblems/p' title { text { key: 'en' value: 'P' } } ",
      kPart, " recognised_where: 'allied_incomes == 0'",
      " remedies { id: 'a' kind: REMEDY_KIND_SCHEME scheme: 'schemes/s' ",
      kPart,
      " } remedies { id: 'b' kind: REMEDY_KIND_PROVIDER service:"
      " 'AUDIT' applies_where: 'members > 1' ",
      kPart, " }"));
}

v1::UpgradeProgramme Programme() {
  return Parse<v1::UpgradeProgramme>(absl::StrCat(
      "name: 'upgradeProgrammes/u' title { text { key: 'en' value: 'U' } }"
      " department: 'departments/d' paths { id: 'a' cluster: 'clusters/a'"
      " target_sectors: 'FOOD' target_nic_codes: '10' schemes: 'schemes/s'"
      " citations { document: 'A plan' } } targets { id: 'turnover' attribute:"
      " 'annual_turnover_paise' at_least: 100 ",
      kPart, " }"));
}

TEST(GuidanceCheckTest, WholeRecordsPass) {
  EXPECT_EQ(Check(Model()), absl::OkStatus());
  EXPECT_EQ(Check(Problem()), absl::OkStatus());
  EXPECT_EQ(Check(Programme()), absl::OkStatus());
}

TEST(GuidanceCheckTest, AModelNamesItsFaults) {
  EXPECT_THAT(FieldsOf(Check(v1::ReplicableModel())),
              ElementsAre("name", "title.text[\"en\"]", "department",
                          "description.text[\"en\"]", "applies_where",
                          "revenue_sources", "needs"));
  v1::ReplicableModel model = Model();
  model.mutable_needs(0)->add_after("round");
  model.mutable_needs(0)->set_owner_role("NOBODY");
  model.mutable_needs(1)->set_head("wages");
  model.mutable_needs(1)->set_cost_paise(-1);
  model.mutable_warnings(0)->clear_citations();
  model.mutable_warnings(0)->set_applies_where("allied_income == 0");
  model.add_schemes("schemes/hks");
  EXPECT_THAT(FieldsOf(Check(model)),
              ElementsAre("schemes[1]", "warnings[0].applies_where",
                          "warnings[0].citations", "needs[0].after[0]",
                          "needs[0].owner_role", "needs[1].head",
                          "needs[1].cost_paise"));
  EXPECT_EQ(ReasonOf(Check(model)), type::v1::ERROR_REASON_INVALID_EXPRESSION);
}

TEST(GuidanceCheckTest, IdsAreUsedOnce) {
  v1::ReplicableModel model = Model();
  *model.add_needs() = model.needs(0);
  *model.add_roles() = model.roles(0);
  EXPECT_THAT(FieldsOf(Check(model)),
              ElementsAre("roles[1].role", "needs[2].id"));
  v1::SurveyProblem problem = Problem();
  *problem.add_remedies() = problem.remedies(0);
  EXPECT_THAT(FieldsOf(Check(problem)), ElementsAre("remedies[2].id"));
  v1::UpgradeProgramme programme = Programme();
  *programme.add_paths() = programme.paths(0);
  EXPECT_THAT(FieldsOf(Check(programme)),
              ElementsAre("paths[1].id", "paths[1].cluster"));
}

TEST(GuidanceCheckTest, ARemedyNamesWhatHelps) {
  v1::SurveyProblem problem = Problem();
  problem.mutable_remedies(0)->clear_scheme();
  problem.mutable_remedies(1)->clear_service();
  EXPECT_THAT(FieldsOf(Check(problem)),
              ElementsAre("remedies[0].scheme", "remedies[1].service"));
  problem.mutable_remedies(0)->set_kind(v1::REMEDY_KIND_TRAINING);
  problem.mutable_remedies(0)->set_service("TRAINING");
  problem.mutable_remedies(1)->set_service("audit");
  EXPECT_THAT(FieldsOf(Check(problem)), ElementsAre("remedies[1].service"));
  problem.clear_remedies();
  EXPECT_THAT(FieldsOf(Check(problem)), ElementsAre("remedies"));
}

TEST(GuidanceCheckTest, ATargetSumsWhatCanBeSummed) {
  v1::UpgradeProgramme programme = Programme();
  programme.mutable_targets(0)->set_attribute("npa_bps");
  programme.mutable_targets(0)->set_at_least(0);
  programme.mutable_paths(0)->set_target_nic_codes(0, "Z9");
  EXPECT_THAT(FieldsOf(Check(programme)),
              ElementsAre("paths[0].target_nic_codes[0]",
                          "targets[0].attribute", "targets[0].at_least"));
  programme.mutable_targets(0)->set_attribute("annual_turnover");
  EXPECT_THAT(FieldsOf(Check(programme)), Contains("targets[0].attribute"));
  EXPECT_FALSE(Compiles(programme, AttributeDictionary::BuiltIn()));
}

TEST(GuidanceCheckTest, WhatIsNamedIsKnownByItsField) {
  const auto fields = [](const auto& record) {
    std::vector<std::string> fields;
    for (const NamedResource& named : ResourcesNamedIn(record)) {
      fields.push_back(named.field + "=" + named.name);
    }
    return fields;
  };
  EXPECT_THAT(fields(Model()), ElementsAre("department=departments/d",
                                           "schemes[0]=schemes/hks"));
  EXPECT_THAT(fields(Problem()), ElementsAre("remedies[0].scheme=schemes/s"));
  EXPECT_THAT(
      fields(Programme()),
      ElementsAre("department=departments/d", "paths[0].schemes[0]=schemes/s"));
}

}  // namespace
}  // namespace sangam::scheme_catalog
