#include "common/rules/helping_attribute.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::rules {
namespace {

scheme_catalog::v1::Attribute AttributeOf(const std::string& text) {
  scheme_catalog::v1::Attribute attribute;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &attribute))
      << text;
  return attribute;
}

// The built-in attributes and some derived ones, `st_share` and `tribal` in two
// steps.
const AttributeDictionary& Dictionary() {
  static const auto* const kBuilt =
      new BuiltDictionary(AttributeDictionary::Build(
          {AttributeOf("name: 'attributes/tribal' type: ATTRIBUTE_TYPE_TRUTH"
                       " derivation: 'st_share >= 5000'"),
           AttributeOf("name: 'attributes/st_share' type:"
                       " ATTRIBUTE_TYPE_NUMBER derivation: 'members > 0 ?"
                       " st_members * 10000 / members : 0'"),
           AttributeOf("name: 'attributes/others' type: ATTRIBUTE_TYPE_NUMBER"
                       " derivation: 'members - st_members'"),
           AttributeOf("name: 'attributes/of_women' type:"
                       " ATTRIBUTE_TYPE_TRUTH derivation: '\"WOMEN\" in"
                       " owner_categories || women_owned'")},
          {}, {}));
  EXPECT_TRUE(kBuilt->defects.empty()) << kBuilt->defects[0];
  return *kBuilt->dictionary;
}

bool Helps(const std::string& attribute, const std::string& text) {
  const auto rule = Rule::Compile(text, Dictionary());
  EXPECT_TRUE(rule.ok()) << text << ": " << rule.status();
  return rule.ok() && HelpingAttribute(attribute, Dictionary()).Helps(*rule);
}

TEST(HelpingAttributeTest, ANumberHelpsWhereItIsBoundedFromBelow) {
  for (const char* text : {"st_members >= 1",
                           "st_members > 0",
                           "5 <= st_members",
                           "5 < st_members",
                           "st_members != 0",
                           "!(st_members == 0)",
                           "!(st_members < 5)",
                           "st_members >= 5 && st_members < 100",
                           "st_members > 3 || women_owned",
                           "st_members * 2 > members",
                           "members < st_members * 2",
                           "members - st_members < 3",
                           "sc_members + st_members >= 5",
                           "members / st_members < 4",
                           "st_members * -2 < -6",
                           "women_owned ? st_members >= 5 : members >= 10",
                           "st_members >= 5 ? true : women_owned",
                           "st_members == 0 ? false : women_owned",
                           "children.exists(c, c.st_members >= 5)",
                           "children.all(c, c.st_members > 0)",
                           "size(children.filter(c, c.st_members > 0)) >= 3"}) {
    EXPECT_TRUE(Helps("st_members", text)) << text;
  }
  for (const char* text :
       {"st_members == 0", "st_members < 5", "5 >= st_members",
        "!(st_members >= 5)", "!(st_members != 0)", "st_members == 5",
        "st_members in [5, 6]", "has(st_members)", "members >= 10",
        "members - st_members >= 3", "st_members * -2 > -6",
        "st_members > 3 ? members < 10 : members < 20",
        "st_members >= 5 ? false : women_owned", "st_members % 2 == 0",
        "children.exists_one(c, c.st_members > 0)",
        "!children.exists(c, c.st_members >= 5)"}) {
    EXPECT_FALSE(Helps("st_members", text)) << text;
  }
}

TEST(HelpingAttributeTest, ATruthHelpsWhereItIsWanted) {
  for (const char* text : {"women_owned", "women_owned == true",
                           "women_owned != false", "!(!women_owned)"}) {
    EXPECT_TRUE(Helps("women_owned", text)) << text;
  }
  for (const char* text :
       {"!women_owned", "women_owned == false", "women_owned != true"}) {
    EXPECT_FALSE(Helps("women_owned", text)) << text;
  }
}

TEST(HelpingAttributeTest, CategoriesHelpWhereTheyAreNamed) {
  for (const char* text :
       {"'ST' in owner_categories", "owner_categories != []",
        "size(owner_categories) > 0", "owner_categories == ['ST']",
        "owner_categories.exists(c, c == 'ST')"}) {
    EXPECT_TRUE(Helps("owner_categories", text)) << text;
  }
  for (const char* text :
       {"!('ST' in owner_categories)", "owner_categories == []"}) {
    EXPECT_FALSE(Helps("owner_categories", text)) << text;
  }
  for (const char* text :
       {"subject.kind == 'SHG'", "subject.kind in ['SHG', 'VO']"}) {
    EXPECT_TRUE(Helps("subject.kind", text)) << text;
  }
  EXPECT_FALSE(Helps("subject.kind", "subject.kind != 'SHG'"));
  EXPECT_FALSE(Helps("subject.kind", "!(subject.kind in ['SHG'])"));
  EXPECT_TRUE(Helps("place", "place.within('places/lgd-state-17')"));
  EXPECT_FALSE(Helps("place", "!place.within('places/lgd-state-17')"));
}

TEST(HelpingAttributeTest, WhatIsDerivedIsFollowed) {
  EXPECT_TRUE(Helps("st_members", "st_share >= 5000"));
  EXPECT_TRUE(Helps("st_members", "tribal"));
  EXPECT_TRUE(Helps("st_members", "children.exists(c, c.tribal)"));
  EXPECT_TRUE(Helps("st_members", "others <= 2"));
  EXPECT_TRUE(Helps("st_members", "sc_st_member_share_bps >= 5000"));
  EXPECT_TRUE(Helps("owner_categories", "of_women"));
  EXPECT_TRUE(Helps("st_share", "tribal"));
  EXPECT_FALSE(Helps("st_members", "!tribal"));
  EXPECT_FALSE(Helps("st_members", "st_share == 0"));
  EXPECT_FALSE(Helps("st_members", "others >= 2"));
  EXPECT_FALSE(Helps("st_members", "women_member_share_bps >= 5000"));
  EXPECT_FALSE(Helps("members", "sc_st_member_share_bps >= 5000"));
  EXPECT_FALSE(Helps("members", "tribal"));
  EXPECT_FALSE(Helps("st_share", "st_members >= 5"));
  EXPECT_FALSE(Helps("no_such_thing", "tribal"));
}

// Each reads the one before it twice.
TEST(HelpingAttributeTest, ALongChainOfDerivationsIsFollowedOnce) {
  std::vector<scheme_catalog::v1::Attribute> attributes;
  for (int i = 0; i < 200; ++i) {
    const std::string before = i == 0 ? "st_members" : absl::StrCat("d", i - 1);
    attributes.push_back(AttributeOf(absl::StrCat(
        "name: 'attributes/d", i, "' type: ATTRIBUTE_TYPE_NUMBER derivation: '",
        before, " - (0 - ", before, ")'")));
  }
  const BuiltDictionary built = AttributeDictionary::Build(attributes, {}, {});
  ASSERT_TRUE(built.defects.empty()) << built.defects[0];
  const auto rule = Rule::Compile("d199 >= 1", *built.dictionary);
  ASSERT_TRUE(rule.ok()) << rule.status();
  EXPECT_TRUE(HelpingAttribute("st_members", *built.dictionary).Helps(*rule));
}

}  // namespace
}  // namespace sangam::rules
