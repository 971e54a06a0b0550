#include "common/rules/attribute_dictionary.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const AttributeDictionary& Dictionary() {
  return AttributeDictionary::BuiltIn();
}

TEST(AttributeDictionaryTest, EveryAttributeIsComplete) {
  EXPECT_GT(Dictionary().all().size(), 60u);
  int index = 0;
  for (const AttributeInfo& info : Dictionary().all()) {
    EXPECT_EQ(Dictionary().Find(info.name), &info);
    EXPECT_EQ(info.index, index++);
    EXPECT_NE(info.type, scheme_catalog::v1::ATTRIBUTE_TYPE_UNSPECIFIED)
        << info.name;
    EXPECT_EQ(info.type == scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER,
              info.unit != type::v1::ATTRIBUTE_UNIT_UNSPECIFIED)
        << info.name;
    EXPECT_FALSE(info.label_en.empty()) << info.name;
    EXPECT_FALSE(info.label_hi.empty()) << info.name;
    EXPECT_FALSE(info.question_en.empty()) << info.name;
    EXPECT_FALSE(info.question_hi.empty()) << info.name;
    if (info.absence == type::v1::ATTRIBUTE_ABSENCE_FALSE) {
      EXPECT_EQ(info.type, scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH);
    }
  }
}

TEST(AttributeDictionaryTest, ReadsTheOptions) {
  const AttributeInfo* kind = Dictionary().Find("subject.kind");
  ASSERT_NE(kind, nullptr);
  EXPECT_EQ(kind->field->full_name(), "sangam.type.v1.Profile.kind");
  EXPECT_EQ(kind->type, scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT);
  EXPECT_FALSE(kind->changeable);
  EXPECT_EQ(kind->allowed_values.front(), "SHG");
  EXPECT_EQ(kind->allowed_values.size(), 14u);
  EXPECT_THAT(Dictionary().Find("location_type")->allowed_values,
              ElementsAre("RURAL", "URBAN"));
  EXPECT_THAT(Dictionary().Find("revenue_model")->allowed_values, IsEmpty());
  EXPECT_EQ(Dictionary().Find("place")->type,
            scheme_catalog::v1::ATTRIBUTE_TYPE_PLACE);
  EXPECT_EQ(Dictionary().Find("formed_on")->type,
            scheme_catalog::v1::ATTRIBUTE_TYPE_DATE);
  EXPECT_EQ(Dictionary().Find("sectors")->type,
            scheme_catalog::v1::ATTRIBUTE_TYPE_LIST);
  EXPECT_TRUE(Dictionary().Find("members")->changeable);
  EXPECT_EQ(Dictionary().Find("kind"), nullptr);
  EXPECT_EQ(Dictionary().Find("received_benefits"), nullptr);
}

TEST(AttributeDictionaryTest, SpeaksHindiAndElseEnglish) {
  const AttributeInfo& members = *Dictionary().Find("members");
  EXPECT_EQ(members.Label("hi-IN"), "सदस्यों की संख्या");
  EXPECT_EQ(members.Label("kha"), "number of members");
  EXPECT_EQ(members.Label(""), "number of members");
  EXPECT_EQ(members.Question("hi"), "इसमें कितने सदस्य हैं?");
}

TEST(AttributeDictionaryTest, SpeaksOtherLanguagesInAnyRegion) {
  AttributeInfo info;
  info.label_en = "weavers";
  info.more_labels = {{"kha", "nongthaiñ"}, {"lus-IN", "puan tah"}};
  EXPECT_EQ(info.Label("kha"), "nongthaiñ");
  EXPECT_EQ(info.Label("kha-IN"), "nongthaiñ");
  EXPECT_EQ(info.Label("lus-IN"), "puan tah");
  EXPECT_EQ(info.Label("lus"), "weavers");
}

TEST(AttributeDictionaryTest, SuggestsTheNearestName) {
  EXPECT_EQ(Dictionary().NearestName("annual_turnover"),
            "annual_turnover_paise");
  EXPECT_EQ(Dictionary().NearestName("anual_turnover_paise"),
            "annual_turnover_paise");
  EXPECT_EQ(Dictionary().NearestName("Members"), "members");
  EXPECT_EQ(Dictionary().NearestName("xyzzyxyzzy"), "");
  EXPECT_EQ(Dictionary().NearestName(std::string(60'000, 'a')), "");
}

}  // namespace
}  // namespace sangam
