#include <string>
#include <vector>

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "services/scheme_catalog/domain/built_in_attributes.h"
#include "services/scheme_catalog/domain/department_check.h"
#include "services/scheme_catalog/domain/effective_period.h"
#include "services/scheme_catalog/domain/scheme_check.h"

namespace sangam::scheme_catalog {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using type::v1::ATTRIBUTE_UNIT_PAISE;

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

TEST(DepartmentCheckTest, TitleAndLevelAreRequired) {
  EXPECT_TRUE(CheckDepartment(Parse<v1::Department>(R"pb(
                name: "departments/dc-handloom"
                title: "Development Commissioner (Handlooms)"
                level: DEPARTMENT_LEVEL_CENTRAL
              )pb"))
                  .ok());
  EXPECT_THAT(FieldsOf(CheckDepartment(Parse<v1::Department>(R"pb(
                name: "departments/"
                parent: "schemes/x"
                place: "places/lgd-town-1"
                outside_ids { system: "x" value: "1" }
                provenance { asserted_by: "me" }
              )pb"))),
              ElementsAre("name", "title", "level", "parent", "place",
                          "outside_ids[0].system", "provenance.asserted_by"));
}

TEST(SchemeCheckTest, TitleAndDepartmentAreRequired) {
  EXPECT_TRUE(CheckScheme(Parse<v1::Scheme>(R"pb(
                name: "schemes/loom-aid"
                title { text { key: "en" value: "Loom aid" } }
                department: "departments/dc-handloom"
                themes: "CREDIT"
              )pb"))
                  .ok());
  EXPECT_THAT(FieldsOf(CheckScheme(Parse<v1::Scheme>(R"pb(
                name: "schemes/loom-aid/versions/1"
                purpose { text { key: "hi" value: "" } }
                themes: "CREDIT"
                themes: "CREDIT"
                themes: ""
                themes: "credit"
                superseded_by: "x"
              )pb"))),
              ElementsAre("name", "title.text[\"en\"]", "department",
                          "purpose.text[\"hi\"]", "themes[1]", "themes[2]",
                          "themes[3]", "superseded_by"));
}

EffectivePeriod Period(int from, int until) {
  EffectivePeriod period;
  if (from > 0) period.from = absl::CivilDay(2013, 1, from);
  if (until > 0) period.until = absl::CivilDay(2013, 1, until);
  return period;
}

TEST(EffectivePeriodTest, PeriodsOverlapOnASharedDayOnly) {
  EXPECT_TRUE(Overlap(Period(1, 10), Period(10, 20)));
  EXPECT_FALSE(Overlap(Period(1, 10), Period(11, 20)));
  EXPECT_FALSE(Overlap(Period(11, 20), Period(1, 10)));
  EXPECT_TRUE(Overlap(Period(1, 30), Period(5, 6)));
  EXPECT_TRUE(Overlap(Period(0, 0), Period(5, 6)));
  EXPECT_TRUE(Overlap(Period(0, 5), Period(5, 0)));
  EXPECT_FALSE(Overlap(Period(0, 4), Period(5, 0)));
  EXPECT_FALSE(Overlap(Period(5, 0), Period(0, 4)));
}

TEST(EffectivePeriodTest, IsSaidInWords) {
  EXPECT_EQ(InWords(Period(1, 2)), "from 2013-01-01 to 2013-01-02");
  EXPECT_EQ(InWords(Period(1, 0)), "since 2013-01-01");
  EXPECT_EQ(InWords(Period(0, 2)), "until 2013-01-02");
  EXPECT_EQ(InWords(Period(0, 0)), "on all days");
}

TEST(BuiltInAttributesTest, TellTheWholeDictionaryInOrder) {
  const auto& dictionary = AttributeDictionary::BuiltIn();
  const std::vector<v1::Attribute> list = BuiltInAttributes(dictionary);
  EXPECT_EQ(list.size(), dictionary.all().size());
  for (size_t i = 1; i < list.size(); ++i) {
    EXPECT_LT(list[i - 1].name(), list[i].name());
  }
  for (const v1::Attribute& attribute : list) {
    EXPECT_NE(attribute.type(), v1::ATTRIBUTE_TYPE_UNSPECIFIED);
    for (const char* language : {"en", "hi"}) {
      EXPECT_TRUE(attribute.label().text().contains(language));
      EXPECT_TRUE(attribute.question().text().contains(language));
    }
    if (attribute.name() == "attributes/subject.kind") {
      EXPECT_THAT(attribute.allowed_values(), Contains("SHG"));
      EXPECT_EQ(attribute.source_field(), "sangam.type.v1.Profile.kind");
    }
    if (attribute.name() == "attributes/project_cost_paise") {
      EXPECT_EQ(attribute.unit(), ATTRIBUTE_UNIT_PAISE);
      EXPECT_TRUE(attribute.changeable());
      EXPECT_THAT(attribute.allowed_values(), IsEmpty());
    }
  }
}

}  // namespace
}  // namespace sangam::scheme_catalog
