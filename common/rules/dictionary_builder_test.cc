#include "absl/strings/str_cat.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/rule.h"
#include "common/rules/subject_view.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam {
namespace {

using scheme_catalog::v1::Attribute;
using scheme_catalog::v1::Parameter;
using scheme_catalog::v1::PlaceSet;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

template <typename Message>
Message FromText(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message))
      << text;
  return message;
}

BuiltDictionary BuildAttributes(const std::vector<std::string>& texts) {
  std::vector<Attribute> attributes;
  for (const std::string& text : texts) {
    attributes.push_back(FromText<Attribute>(text));
  }
  return AttributeDictionary::Build(attributes, {}, {});
}

TEST(DictionaryBuilderTest, NothingIsTheBuiltInDictionary) {
  const BuiltDictionary built = AttributeDictionary::Build({}, {}, {});
  EXPECT_THAT(built.defects, IsEmpty());
  EXPECT_EQ(built.dictionary->all().size(),
            AttributeDictionary::BuiltIn().all().size());
}

TEST(DictionaryBuilderTest, RecordsAddToBuiltInAttributes) {
  const BuiltDictionary built =
      BuildAttributes({"name: 'attributes/members' type: ATTRIBUTE_TYPE_TEXT"
                       " label { text { key: 'kha' value: 'ki dkhot' } }"
                       " former_names: 'number_of_members' deprecated: true"
                       " replaced_by: 'attributes/women_members'"});
  EXPECT_THAT(built.defects, IsEmpty());
  const AttributeInfo& members = *built.dictionary->Find("number_of_members");
  EXPECT_EQ(members.name, "members");
  EXPECT_EQ(members.type, scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER)
      << "the type follows the release";
  EXPECT_EQ(members.Label("kha"), "ki dkhot");
  EXPECT_EQ(members.Label("hi"), "सदस्यों की संख्या");
  EXPECT_EQ(members.replaced_by, "women_members");
  const auto rule = Rule::Compile("number_of_members > 5", *built.dictionary);
  ASSERT_TRUE(rule.ok()) << rule.status();
  EXPECT_THAT(rule->attribute_names(), ElementsAre("members"));
  EXPECT_THAT(rule->deprecated_attributes(), ElementsAre("members"));
}

TEST(DictionaryBuilderTest, DerivedOnesMayReadOneAnother) {
  const BuiltDictionary built = BuildAttributes(
      {"name: 'attributes/c' type: ATTRIBUTE_TYPE_NUMBER derivation: 'b + 1'",
       "name: 'attributes/b' type: ATTRIBUTE_TYPE_NUMBER derivation: 'a * 2'",
       "name: 'attributes/a' type: ATTRIBUTE_TYPE_NUMBER"});
  EXPECT_THAT(built.defects, IsEmpty());
  type::v1::Profile profile;
  (*profile.mutable_extra())["a"].set_number(5);
  const SubjectView subject(profile, {}, absl::CivilDay(2024, 4, 1),
                            *built.dictionary);
  EXPECT_EQ(
      absl::get<int64_t>(subject.value(built.dictionary->Find("c")->index)),
      11);
}

TEST(DictionaryBuilderTest, DerivationsMayReadFormerNamesOfDerivedOnes) {
  const BuiltDictionary built =
      BuildAttributes({"name: 'attributes/c' type: ATTRIBUTE_TYPE_NUMBER"
                       " derivation: 'old_b + 1'",
                       "name: 'attributes/b' type: ATTRIBUTE_TYPE_NUMBER"
                       " derivation: 'members * 2' former_names: 'old_b'"});
  EXPECT_THAT(built.defects, ElementsAre());
  EXPECT_NE(built.dictionary->Find("c"), nullptr);
}

// In time that grows with their number: the last is to be ready first, and all
// wait for one.
TEST(DictionaryBuilderTest, ThousandsOfDerivedOnesAreOrderedAtOnce) {
  constexpr int kCount = 5000;
  std::vector<Attribute> attributes;
  for (int i = 0; i < kCount; ++i) {
    Attribute attribute;
    attribute.set_name(absl::StrCat("attributes/a", i));
    attribute.set_type(scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER);
    attribute.set_derivation(i + 1 < kCount ? absl::StrCat("a", i + 1, " + 1")
                                            : "members");
    attributes.push_back(std::move(attribute));
  }
  const BuiltDictionary built = AttributeDictionary::Build(attributes, {}, {});
  EXPECT_THAT(built.defects, IsEmpty());
  ASSERT_EQ(built.dictionary->derivation_order().size(), size_t{kCount});
  type::v1::Profile profile;
  profile.set_members(7);
  const SubjectView subject(profile, {}, absl::CivilDay(2024, 4, 1),
                            *built.dictionary);
  EXPECT_EQ(
      absl::get<int64_t>(subject.value(built.dictionary->Find("a0")->index)),
      7 + kCount - 1);
}

TEST(DictionaryBuilderTest, IndependentDerivedOnesKeepTheirOrder) {
  const BuiltDictionary built = BuildAttributes(
      {"name: 'attributes/d' type: ATTRIBUTE_TYPE_NUMBER derivation: 'c + 1'",
       "name: 'attributes/b' type: ATTRIBUTE_TYPE_NUMBER derivation: 'members'",
       "name: 'attributes/c' type: ATTRIBUTE_TYPE_NUMBER derivation: 'members'",
       "name: 'attributes/a' type: ATTRIBUTE_TYPE_NUMBER derivation: 'b'"});
  std::vector<std::string> order;
  for (const int index : built.dictionary->derivation_order()) {
    order.push_back(built.dictionary->all()[index].name);
  }
  EXPECT_THAT(order, ElementsAre("b", "c", "d", "a"));
}

TEST(DictionaryBuilderTest, DerivationsMayReadThoseUnderTheSubject) {
  const BuiltDictionary built =
      BuildAttributes({"name: 'attributes/big' type: ATTRIBUTE_TYPE_NUMBER"
                       " derivation: 'children.filter(c, c.twice > 20).size()'",
                       "name: 'attributes/twice' type: ATTRIBUTE_TYPE_NUMBER"
                       " derivation: 'members * 2'"});
  EXPECT_THAT(built.defects, ElementsAre());
  EXPECT_NE(built.dictionary->Find("big"), nullptr);
}

TEST(DictionaryBuilderTest, ADerivedOneTakesNoNameThatAnotherHadBefore) {
  const BuiltDictionary built =
      BuildAttributes({"name: 'attributes/a' type: ATTRIBUTE_TYPE_NUMBER"
                       " derivation: 'members' former_names: 'b'",
                       "name: 'attributes/b' type: ATTRIBUTE_TYPE_NUMBER"
                       " derivation: 'women_members'"});
  EXPECT_THAT(built.defects,
              ElementsAre(HasSubstr("attributes/b: name: is that of another")));
  EXPECT_EQ(built.dictionary->Find("b")->name, "a");
}

TEST(DictionaryBuilderTest, WhatIsBrokenIsLeftOutAndTold) {
  const BuiltDictionary built = BuildAttributes(
      {"name: 'attributes/x' type: ATTRIBUTE_TYPE_NUMBER derivation: 'y + 1'",
       "name: 'attributes/y' type: ATTRIBUTE_TYPE_NUMBER derivation: 'x + 1'",
       "name: 'attributes/z' type: ATTRIBUTE_TYPE_TEXT derivation: 'members'",
       "name: 'attributes/w' type: ATTRIBUTE_TYPE_TRUTH derivation: 'membrs'",
       "name: 'attributes/has space' type: ATTRIBUTE_TYPE_NUMBER",
       "name: 'attributes/loop.size' type: ATTRIBUTE_TYPE_NUMBER",
       "name: 'attributes/kids' type: ATTRIBUTE_TYPE_CHILDREN",
       "name: 'attributes/good' type: ATTRIBUTE_TYPE_NUMBER"
       " former_names: 'members'",
       "name: 'attributes/good' type: ATTRIBUTE_TYPE_NUMBER"});
  for (const char* name :
       {"x", "y", "z", "w", "has space", "loop.size", "kids"}) {
    EXPECT_EQ(built.dictionary->Find(name), nullptr) << name;
  }
  EXPECT_NE(built.dictionary->Find("good"), nullptr);
  EXPECT_EQ(built.dictionary->Find("members")->name, "members");
  EXPECT_THAT(
      built.defects,
      ::testing::UnorderedElementsAre(
          HasSubstr("attributes/x: derivation: reads attributes that are"),
          HasSubstr("attributes/y: derivation: reads attributes that are"),
          HasSubstr("attributes/z: derivation: gives a number, but by its type"
                    " the attribute is a text; the record is left out"),
          HasSubstr("attributes/w: derivation: line 1, column 1: unknown"
                    " attribute `membrs`; did you mean `members`?"),
          HasSubstr("attributes/has space: name: must be"),
          HasSubstr("attributes/loop.size: name: begins with `loop`, which is a"
                    " reserved word"),
          HasSubstr("attributes/kids: type: must be"),
          HasSubstr("attributes/good: former_names: `members` is"),
          HasSubstr("attributes/good: name: is that of another attribute")));
}

TEST(DictionaryBuilderTest, WordsOfTheLanguageAreNoAttributes) {
  const BuiltDictionary built =
      BuildAttributes({"name: 'attributes/subject' type: ATTRIBUTE_TYPE_TEXT",
                       "name: 'attributes/not' type: ATTRIBUTE_TYPE_TRUTH",
                       "name: 'attributes/has.x' type: ATTRIBUTE_TYPE_TRUTH"});
  EXPECT_THAT(
      built.defects,
      ElementsAre(HasSubstr("begins with `subject`, which is kept for what"),
                  HasSubstr("begins with `not`, which is a reserved word"),
                  HasSubstr("begins with `has`, which is a function")));
}

TEST(DictionaryBuilderTest, EveryFaultOfADerivationIsTold) {
  const BuiltDictionary built =
      BuildAttributes({"name: 'attributes/w' type: ATTRIBUTE_TYPE_NUMBER"
                       " derivation: 'membrs + artisns'"});
  EXPECT_THAT(built.defects,
              ElementsAre(HasSubstr("column 1: unknown attribute `membrs`"),
                          HasSubstr("column 10: unknown attribute `artisns`")));
}

TEST(DictionaryBuilderTest, ParametersAndPlaceSets) {
  const BuiltDictionary built = AttributeDictionary::Build(
      {},
      {FromText<Parameter>("name: 'parameters/a' type: ATTRIBUTE_TYPE_NUMBER"
                           " unit: ATTRIBUTE_UNIT_PAISE"),
       FromText<Parameter>("name: 'parameters/b' type: ATTRIBUTE_TYPE_PLACE")},
      {FromText<PlaceSet>("name: 'placeSets/ner'")});
  ASSERT_NE(built.dictionary->FindParameter("parameters/a"), nullptr);
  EXPECT_EQ(built.dictionary->FindParameter("parameters/a")->unit,
            type::v1::ATTRIBUTE_UNIT_PAISE);
  EXPECT_EQ(built.dictionary->FindParameter("parameters/b"), nullptr);
  EXPECT_TRUE(built.dictionary->HasPlaceSet("placeSets/ner"));
  EXPECT_FALSE(built.dictionary->HasPlaceSet("placeSets/hill"));
  EXPECT_THAT(built.defects,
              ElementsAre(HasSubstr("parameters/b: type: must be")));
}

}  // namespace
}  // namespace sangam
