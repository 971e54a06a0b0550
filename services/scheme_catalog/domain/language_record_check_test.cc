// Attributes, parameters, place sets and readiness rules, each by itself.
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/rules/rule.h"
#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "services/scheme_catalog/domain/attribute_check.h"
#include "services/scheme_catalog/domain/parameter_check.h"
#include "services/scheme_catalog/domain/place_set_check.h"
#include "services/scheme_catalog/domain/readiness_rule_check.h"
#include "services/scheme_catalog/domain/search_words.h"

namespace sangam::scheme_catalog {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

template <typename Message>
Message Parse(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

std::vector<std::string> FieldsOf(const absl::Status& status) {
  std::vector<std::string> fields;
  for (const auto& violation : FieldViolationsOf(status)) {
    fields.push_back(violation.field);
  }
  return fields;
}

std::vector<std::string> AttributeFaults(const std::string& text) {
  return FieldsOf(CheckAttribute(Parse<v1::Attribute>(text)));
}
std::vector<std::string> ParameterFaults(const std::string& text) {
  return FieldsOf(CheckParameter(Parse<v1::Parameter>(text)));
}

TEST(AttributeCheckTest, NameTypeAndTextsAreRequired) {
  EXPECT_THAT(AttributeFaults(R"pb(
                name: "attributes/loom_count"
                type: ATTRIBUTE_TYPE_NUMBER
                unit: ATTRIBUTE_UNIT_COUNT
                label { text { key: "en" value: "looms" } }
                question { text { key: "en" value: "How many?" } })pb"),
              IsEmpty());
  EXPECT_THAT(AttributeFaults("name: 'attributes/Loom-Count'"),
              ElementsAre("name", "type", "label.text[\"en\"]",
                          "question.text[\"en\"]"));
  EXPECT_THAT(AttributeFaults(R"pb(
                name: "attributes/big"
                type: ATTRIBUTE_TYPE_TRUTH
                derivation: "members > 100"
                label { text { key: "en" value: "big" } })pb"),
              IsEmpty());
}

TEST(AttributeCheckTest, WordsThatTheLanguageKeepsAreNoNames) {
  for (const char* name : {"true", "in", "var", "package.size"}) {
    EXPECT_FALSE(IsAttributeName(absl::StrCat("attributes/", name))) << name;
  }
  EXPECT_TRUE(IsAttributeName("attributes/box.package"));
}

TEST(AttributeCheckTest, FunctionsOfTheLanguageAreNoNames) {
  for (const char* function :
       {"age_years", "all", "contains", "date", "exists", "exists_one",
        "filter", "has", "inr", "map", "months_since", "size", "parameter",
        "received", "within"}) {
    // The language knows each, by itself or asked of a value.
    bool known = false;
    for (const std::string& call : {absl::StrCat(function, "()"),
                                    absl::StrCat("sectors.", function, "()"),
                                    absl::StrCat("place.", function, "()")}) {
      const auto rule = Rule::Compile(call, AttributeDictionary::BuiltIn());
      known = known ||
              !absl::StrContains(rule.status().message(), "unknown function");
    }
    EXPECT_TRUE(known) << function;
    v1::Attribute attribute = Parse<v1::Attribute>(R"pb(
      type: ATTRIBUTE_TYPE_TRUTH
      label { text { key: "en" value: "x" } }
      question { text { key: "en" value: "x?" } })pb");
    for (const char* rest : {"", ".share"}) {
      attribute.set_name(absl::StrCat("attributes/", function, rest));
      EXPECT_THAT(FieldsOf(CheckAttribute(attribute)), ElementsAre("name"));
    }
    attribute.set_name("attributes/box_size");
    attribute.add_former_names(function);
    EXPECT_THAT(FieldsOf(CheckAttribute(attribute)),
                ElementsAre("former_names[0]"));
    EXPECT_THAT(FieldsOf(CheckAdditions(attribute)),
                ElementsAre("former_names[0]"));
  }
  for (const AttributeInfo& info : AttributeDictionary::BuiltIn().all()) {
    v1::Attribute taken;
    taken.add_former_names(info.name);
    // What the language says of the subject itself is for no other.
    const bool kept = absl::StartsWith(info.name, "subject.");
    EXPECT_EQ(CheckAdditions(taken).ok(), !kept) << info.name;
  }
}

TEST(AttributeCheckTest, WordsOfTheLanguageAreRefusedWithTheReason) {
  for (const char* name : {"subject", "subject.caste", "not", "in", "var"}) {
    const auto violations = FieldViolationsOf(CheckAttribute(
        Parse<v1::Attribute>(absl::StrCat("name: 'attributes/", name, "'"))));
    ASSERT_FALSE(violations.empty()) << name;
    EXPECT_EQ(violations[0].field, "name");
    EXPECT_TRUE(absl::StrContains(
        violations[0].description,
        absl::StrCat("begins with `", name[0] == 's' ? "subject" : name,
                     "`, which is ")))
        << violations[0].description;
  }
}

TEST(AttributeCheckTest, TextsAndAdviceAreNothingToTheLanguage) {
  const auto attribute = Parse<v1::Attribute>(
      "name: 'attributes/x' type: ATTRIBUTE_TYPE_TEXT allowed_values: 'A'");
  v1::Attribute other = Parse<v1::Attribute>(R"pb(
    label { text { key: "en" value: "x" } }
    question { text { key: "en" value: "x?" } }
    changeable: true
    deprecated: true
    replaced_by: "attributes/y"
    department: "departments/dc"
    provenance { asserted_by: "CASE" })pb");
  other.MergeFrom(attribute);
  EXPECT_TRUE(SameInLanguage(attribute, other));
  other.add_allowed_values("B");
  EXPECT_FALSE(SameInLanguage(attribute, other));
  other = attribute;
  other.add_former_names("y");
  EXPECT_FALSE(SameInLanguage(attribute, other));
  other = attribute;
  other.set_derivation("'A'");
  EXPECT_FALSE(SameInLanguage(attribute, other));
}

TEST(AttributeCheckTest, UnitAbsenceAndValuesSuitTheType) {
  const std::string texts = R"pb(
    name: "attributes/x"
    label { text { key: "en" value: "x" } }
    question { text { key: "en" value: "x?" } })pb";
  EXPECT_THAT(AttributeFaults(texts + "type: ATTRIBUTE_TYPE_NUMBER"),
              ElementsAre("unit"));
  EXPECT_THAT(AttributeFaults(texts + R"pb(
                type: ATTRIBUTE_TYPE_DATE
                unit: ATTRIBUTE_UNIT_COUNT
                absence: ATTRIBUTE_ABSENCE_FALSE
                allowed_values: "a")pb"),
              ElementsAre("unit", "absence", "allowed_values"));
  EXPECT_THAT(AttributeFaults(texts + R"pb(
                type: ATTRIBUTE_TYPE_TEXT
                allowed_values: "A"
                allowed_values: "A"
                former_names: "y"
                former_names: "attributes/y"
                former_names: "x"
                replaced_by: "attributes/x")pb"),
              ElementsAre("allowed_values[1]", "former_names[1]",
                          "former_names[2]", "replaced_by"));
  EXPECT_THAT(AttributeFaults(texts + "type: ATTRIBUTE_TYPE_CHILDREN"),
              ElementsAre("type"));
}

TEST(ParameterCheckTest, ValuesAreTypedCitedAndNeverOverlap) {
  const std::string head = R"pb(
    name: "parameters/rate"
    title { text { key: "en" value: "Rate" } })pb";
  const std::string values = R"pb(
    values {
      effective_until { year: 2013 month: 3 day: 31 }
      value { number: 5 }
      citations { document: "Order 1" }
    }
    values {
      effective_from { year: 2013 month: 4 day: 1 }
      value { number: 7 }
      citations { document: "Order 2" }
    })pb";
  EXPECT_THAT(
      ParameterFaults(head + values +
                      "type: ATTRIBUTE_TYPE_NUMBER unit: ATTRIBUTE_UNIT_PAISE"),
      IsEmpty());
  EXPECT_THAT(ParameterFaults(head + values + "type: ATTRIBUTE_TYPE_TEXT"),
              ElementsAre("values[0].value", "values[1].value"));
  EXPECT_THAT(
      ParameterFaults(head + values + "type: ATTRIBUTE_TYPE_NUMBER" +
                      R"pb(
                        values {
                          effective_from { year: 2014 month: 4 day: 1 }
                          effective_until { year: 2013 }
                        })pb"),
      ElementsAre("values[2].effective_until", "values[2].effective_from",
                  "values[2].value", "values[2].citations"));
  EXPECT_THAT(ParameterFaults(head + "type: ATTRIBUTE_TYPE_PLACE"),
              ElementsAre("type"));
  EXPECT_THAT(ParameterFaults(head + R"pb(type: ATTRIBUTE_TYPE_DATE
                                          unit: ATTRIBUTE_UNIT_COUNT)pb"),
              ElementsAre("unit"));
  EXPECT_THAT(ParameterFaults(head + R"pb(
                type: ATTRIBUTE_TYPE_NUMBER
                unit: ATTRIBUTE_UNIT_PAISE
                values {
                  value { number: -1 }
                  citations { document: "O" }
                }
              )pb"),
              ElementsAre("values[0].value"));
}

TEST(PlaceSetCheckTest, MembersArePlacesOnceADay) {
  const auto faults = [](const std::string& members) {
    return FieldsOf(CheckPlaceSet(Parse<v1::PlaceSet>(
        "name: 'placeSets/hills' title { text { key: 'en' value: 'Hills' } }" +
        members)));
  };
  EXPECT_THAT(faults(""), ElementsAre("members"));
  EXPECT_THAT(faults(R"pb(
                members {
                  place: "places/lgd-state-17"
                  effective_until { year: 2013 month: 3 day: 31 }
                }
                members {
                  place: "places/lgd-state-17"
                  effective_from { year: 2015 month: 4 day: 1 }
                })pb"),
              IsEmpty());
  EXPECT_THAT(faults(R"pb(
                members { place: "places/lgd-state-17" }
                members { place: "places/lgd-state-17" }
                members { place: "Meghalaya" })pb"),
              ElementsAre("members[1].place", "members[2].place"));
}

TEST(ReadinessRuleCheckTest, OnlyAJudgementMayLackAnExpression) {
  const auto faults = [](const std::string& rest) {
    RuleVocabulary vocabulary(&AttributeDictionary::BuiltIn());
    return FieldsOf(CheckReadinessRule(
        Parse<v1::ReadinessRule>(
            R"pb(
              name: "readinessRules/blf"
              title { text { key: "en" value: "Block federations" } }
              department: "departments/mission"
              subject_kind: SUBJECT_KIND_VO
            )pb" +
            rest),
        vocabulary));
  };
  const std::string norm = R"pb(
    id: "sound"
    description { text { key: "en" value: "Sound" } }
    citations { document: "Guidelines" })pb";
  EXPECT_THAT(faults(""), ElementsAre("norms"));
  EXPECT_THAT(faults("norms { force: NORM_FORCE_HUMAN_JUDGEMENT " + norm + "}"),
              IsEmpty());
  EXPECT_THAT(faults("norms { force: NORM_FORCE_ADVISORY " + norm + "}"),
              ElementsAre("norms[0].expression"));
  EXPECT_THAT(
      faults("applies_where: 'membrs' norms { expression: '1 +' }"),
      ElementsAre("applies_where", "norms[0].id", "norms[0].force",
                  "norms[0].expression", "norms[0].description.text[\"en\"]",
                  "norms[0].citations"));
}

TEST(SearchWordsTest, SignsAreNoWords) {
  using testing::ElementsAre;
  EXPECT_THAT(SearchWords("Loom aid"), ElementsAre("loom", "aid"));
  EXPECT_THAT(SearchWords("a\"b OR (c*)"), ElementsAre("a", "b", "or", "c"));
  EXPECT_THAT(SearchWords("योजना।"), ElementsAre("योजना"));
  EXPECT_THAT(SearchWords("₹ — !"), testing::IsEmpty());
}

}  // namespace
}  // namespace sangam::scheme_catalog
