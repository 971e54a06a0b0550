#include "services/sangamctl/screen/words.h"

#include "gtest/gtest.h"
#include "sangam/scheme_catalog/v1/benefit.pb.h"

namespace sangam::sangamctl {
namespace {

TEST(WordsTest, TextsFallBackToEnglishThenToAny) {
  type::v1::LocalizedText text;
  EXPECT_EQ(Words("hi").Pick(text), "");
  text.mutable_text()->insert({"kha", "k"});
  EXPECT_EQ(Words("hi").Pick(text), "k");
  text.mutable_text()->insert({"en", "e"});
  EXPECT_EQ(Words("hi").Pick(text), "e");
  text.mutable_text()->insert({"hi", "h"});
  EXPECT_EQ(Words("hi-IN").Pick(text), "h");
  EXPECT_EQ(Words("").Pick(text), "e");
}

TEST(WordsTest, EnumsSpeakTheLanguage) {
  EXPECT_EQ(Words("en").Of(scheme_catalog::v1::BENEFIT_KIND_IN_KIND),
            "in kind");
  EXPECT_EQ(Words("hi-IN").Of(scheme_catalog::v1::FUNDING_PARTY_CENTRE), "केंद्र");
  EXPECT_EQ(Words("en").Of(static_cast<scheme_catalog::v1::BenefitKind>(99)),
            "benefit");
  EXPECT_EQ(Words("hindustani").Say("e", "h"), "e");
}

TEST(WordsTest, OnlyEnglishAndHindiAreSpoken) {
  EXPECT_TRUE(Words::Speaks("en"));
  EXPECT_TRUE(Words::Speaks("hi-IN"));
  EXPECT_FALSE(Words::Speaks("fr"));
  EXPECT_FALSE(Words::Speaks("hin"));
}

}  // namespace
}  // namespace sangam::sangamctl
