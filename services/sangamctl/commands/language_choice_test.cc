#include "services/sangamctl/commands/language_choice.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

using ::testing::HasSubstr;

TEST(LanguageChoiceTest, ALanguageWithoutWordsIsNamedWithThoseThatThereAre) {
  EXPECT_EQ(LanguageNote(""), "");
  EXPECT_EQ(LanguageNote("en-IN"), "");
  EXPECT_EQ(LanguageNote("hi"), "");
  EXPECT_THAT(LanguageNote("fr"),
              HasSubstr("--language fr: the languages are en (English) and hi"
                        " (Hindi); this is English"));
}

}  // namespace
}  // namespace sangam::sangamctl
