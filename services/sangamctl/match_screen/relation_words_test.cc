#include "services/sangamctl/match_screen/relation_words.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

namespace catalog = scheme_catalog::v1;

Words English() { return Words("en"); }
Words Hindi() { return Words("hi"); }

TEST(RelationWordsTest, RelationsReadAsSentences) {
  catalog::SchemeRelation relation;
  relation.set_scheme("schemes/b");
  relation.set_kind(catalog::SCHEME_RELATION_KIND_EXCLUDES);
  EXPECT_EQ(RelationInWords(relation, "", English()),
            "not for who received schemes/b");
  relation.set_within_months(36);
  (*relation.mutable_description()->mutable_text())["en"] = "One grant only.";
  EXPECT_EQ(RelationInWords(relation, "B", English()),
            "not for who received B (schemes/b) within 36 months: One grant"
            " only.");
  for (int kind = 0; kind < catalog::SchemeRelationKind_ARRAYSIZE; ++kind) {
    relation.set_kind(static_cast<catalog::SchemeRelationKind>(kind));
    EXPECT_THAT(RelationInWords(relation, "", English()),
                ::testing::HasSubstr("schemes/b"));
  }
}

TEST(RelationWordsTest, HindiIsSpoken) {
  catalog::SchemeRelation relation;
  relation.set_scheme("schemes/b");
  relation.set_kind(catalog::SCHEME_RELATION_KIND_EXCLUDES);
  relation.set_within_months(36);
  (*relation.mutable_description()->mutable_text())["hi"] = "एक ही अनुदान।";
  EXPECT_EQ(RelationInWords(relation, "", Hindi()),
            "36 माह के भीतर schemes/b का लाभ पाने वालों के लिए नहीं: एक ही अनुदान।");
}

TEST(RelationWordsTest, WhatARelationComesToIsTold) {
  matching::v1::RelationFinding finding;
  finding.set_scheme("schemes/b");
  finding.set_title("B");
  finding.set_effect(matching::v1::RELATION_EFFECT_RULED_OUT);
  EXPECT_EQ(RelationFindingInWords(finding, English()),
            "ruled out, for it received B (schemes/b)");
  EXPECT_TRUE(RulesOut(finding));
  for (int effect = 0; effect < matching::v1::RelationEffect_ARRAYSIZE;
       ++effect) {
    finding.set_effect(static_cast<matching::v1::RelationEffect>(effect));
    EXPECT_THAT(RelationFindingInWords(finding, English()),
                ::testing::HasSubstr("B (schemes/b)"));
    EXPECT_NE(RelationFindingInWords(finding, English()),
              RelationFindingInWords(finding, Hindi()));
  }
  finding.set_effect(matching::v1::RELATION_EFFECT_ADDS_UP);
  EXPECT_FALSE(RulesOut(finding));
}

}  // namespace
}  // namespace sangam::sangamctl
