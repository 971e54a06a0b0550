#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/catalog/compiled_version.h"
#include "services/matching/catalog/sample_catalog.h"

namespace sangam::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::shared_ptr<const CompiledVersion> Compile(const std::string& terms) {
  auto version = FromText<scheme_catalog::v1::SchemeVersion>(terms);
  version.set_name("schemes/a/versions/1");
  return CompileVersion(version, AttributeDictionary::BuiltIn());
}

std::string Relation(const std::string& kind, const std::string& rest) {
  return "relations { kind: SCHEME_RELATION_KIND_" + kind + " " + rest + " } ";
}

// "id: expression" of each condition.
std::vector<std::string> ConditionsOf(const CompiledVersion& version) {
  std::vector<std::string> conditions;
  for (const auto& condition : version.version.conditions()) {
    conditions.push_back(condition.id() + ": " + condition.expression());
  }
  return conditions;
}

std::vector<std::string> FaultyFieldsOf(const CompiledVersion& version) {
  std::vector<std::string> fields;
  for (const FieldViolation& fault : version.faults) {
    fields.push_back(fault.field);
  }
  return fields;
}

TEST(RelationConditionTest, ExclusionsAndRequirementsActAsConditions) {
  const auto version =
      Compile("conditions { id: 'size' expression: 'members >= 10' } " +
              Relation("EXCLUDES", "scheme: 'schemes/x' within_months: 60") +
              Relation("CONVERGES_WITH", "scheme: 'schemes/other'") +
              Relation("EXCLUDES", "scheme: 'schemes/y'") +
              Relation("REQUIRES", "scheme: 'schemes/z'"));
  EXPECT_THAT(ConditionsOf(*version),
              ElementsAre("size: members >= 10",
                          "excludes-x: !received(\"schemes/x\", 60)",
                          "excludes-y: !received(\"schemes/y\")",
                          "requires-z: received(\"schemes/z\")"));
  EXPECT_EQ(version->own_conditions, 1);
  EXPECT_EQ(version->defect, "");
  ASSERT_EQ(version->conditions.size(), 4u);
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(version->conditions[i]->text(),
              version->version.conditions(i).expression());
  }
}

TEST(RelationConditionTest, WhatIsAddedCitesTheRelation) {
  const auto version =
      Compile("open_to_all: true " +
              Relation("REQUIRES",
                       "scheme: 'schemes/z'"
                       " description { text { key: 'en' value: 'First z.' } }"
                       " citations { document: 'Order 7' }"));
  const auto& added = version->version.conditions(0);
  EXPECT_EQ(added.description().text().at("en"), "First z.");
  ASSERT_EQ(added.citations_size(), 1);
  EXPECT_EQ(added.citations(0).document(), "Order 7");
  EXPECT_EQ(version->own_conditions, 0);
  EXPECT_THAT(version->faults, IsEmpty());
}

TEST(RelationConditionTest, WithoutWordsOfItsOwnARelationIsStillDescribed) {
  const auto version =
      Compile("open_to_all: true " +
              Relation("EXCLUDES", "scheme: 'schemes/x' within_months: 60") +
              Relation("EXCLUDES", "scheme: 'schemes/y'") +
              Relation("REQUIRES", "scheme: 'schemes/z'"));
  ASSERT_EQ(version->version.conditions_size(), 3);
  const auto words = [&](int i) {
    return version->version.conditions(i).description().text().at("en");
  };
  EXPECT_EQ(words(0), "No benefit from schemes/x within the last 60 months");
  EXPECT_EQ(words(1), "No benefit from schemes/y before");
  EXPECT_EQ(words(2), "A benefit from schemes/z came before");
  EXPECT_EQ(version->version.conditions(2).description().text().count("hi"),
            1u);
}

TEST(RelationConditionTest, TheGivenVersionStaysAsItIs) {
  const auto given = std::make_shared<scheme_catalog::v1::SchemeVersion>(
      FromText<scheme_catalog::v1::SchemeVersion>(
          "name: 'schemes/a/versions/1' open_to_all: true " +
          Relation("REQUIRES", "scheme: 'schemes/z'")));
  const auto version = CompileVersion(given, AttributeDictionary::BuiltIn());
  EXPECT_EQ(version->source, given);
  EXPECT_EQ(given->conditions_size(), 0);
  EXPECT_EQ(version->version.conditions_size(), 1);

  const auto plain = std::make_shared<scheme_catalog::v1::SchemeVersion>(
      FromText<scheme_catalog::v1::SchemeVersion>(
          "name: 'schemes/a/versions/1' open_to_all: true " +
          Relation("FOLLOWS", "scheme: 'schemes/z'")));
  EXPECT_EQ(CompileVersion(plain, AttributeDictionary::BuiltIn())->terms, plain)
      << "nothing is copied for nothing";
}

TEST(RelationConditionTest, WhatTheConditionsSayThemselvesIsNotSaidAgain) {
  EXPECT_THAT(
      ConditionsOf(*Compile(
          "conditions { id: 'c' expression:"
          " '!received(\"schemes/x\") && !received(\"schemes/y\", 60)' } " +
          Relation("EXCLUDES", "scheme: 'schemes/x'") +
          Relation("EXCLUDES", "scheme: 'schemes/y' within_months: 60"))),
      ElementsAre("c: !received(\"schemes/x\") && !received(\"schemes/y\","
                  " 60)"));
  // The relation alone would shut out who has paid it back.
  EXPECT_THAT(ConditionsOf(*Compile(
                  "conditions { id: 'c' expression: '!received(\"schemes/x\")"
                  " || loan_outstanding_paise == 0' } " +
                  Relation("EXCLUDES", "scheme: 'schemes/x'"))),
              ElementsAre("c: !received(\"schemes/x\") ||"
                          " loan_outstanding_paise == 0"));
}

TEST(RelationConditionTest, EachIsAddedOnceUnderAnIdOfItsOwn) {
  EXPECT_THAT(
      ConditionsOf(*Compile(
          "conditions { id: 'excludes-x' expression: 'members > 1' } " +
          Relation("EXCLUDES", "scheme: 'schemes/x'") +
          Relation("EXCLUDES", "scheme: 'schemes/x'") +
          Relation("EXCLUDES", "scheme: 'schemes/x' within_months: 6"))),
      ElementsAre("excludes-x: members > 1",
                  "excludes-x-2: !received(\"schemes/x\")",
                  "excludes-x-3: !received(\"schemes/x\", 6)"));
}

TEST(RelationConditionTest, OnlyANameGetsIntoAnExpression) {
  for (const std::string& name :
       {std::string("schemes/x\\\") || received(\\\"schemes/y"),
        std::string("places/x"), std::string("")}) {
    const auto version =
        Compile("open_to_all: true " +
                Relation("EXCLUDES", "scheme: \"" + name + "\""));
    EXPECT_THAT(FaultyFieldsOf(*version), ElementsAre("relations[0].scheme"));
    EXPECT_NE(version->defect, "");
    EXPECT_EQ(version->version.conditions_size(), 0);
  }
  const auto months =
      Compile("open_to_all: true " +
              Relation("EXCLUDES", "scheme: 'schemes/x' within_months: 0"));
  EXPECT_THAT(FaultyFieldsOf(*months), ElementsAre("relations[0].scheme"));
  EXPECT_EQ(months->conditions.size(), 1u);
}

}  // namespace
}  // namespace sangam::matching
