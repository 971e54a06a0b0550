#include "services/sangamctl/commands/expression_file.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

using ::testing::HasSubstr;

Problems Check(const std::string& text) {
  Problems problems;
  CheckExpressionText("rule.txt", text, problems);
  return problems;
}

TEST(ExpressionFileTest, BytesThatAreNoTextHaveTheirPlace) {
  const Problems problems = Check("members >= 10 &&\n  x == '\xff'");
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].position, (TextPosition{2, 9}));
  EXPECT_THAT(problems[0].message, HasSubstr("not valid UTF-8"));
}

TEST(ExpressionFileTest, MoreThanTheLanguageTakesIsRefusedWhereItEnds) {
  EXPECT_TRUE(Check(std::string(64 * 1024, ' ')).empty());
  const Problems problems = Check("a\n" + std::string(64 * 1024, ' '));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].position, (TextPosition{2, 64 * 1024 - 1}));
  EXPECT_THAT(problems[0].message, HasSubstr("65,536 bytes"));
}

TEST(ExpressionFileTest, TextInAnyScriptIsSent) {
  EXPECT_TRUE(Check("products == 'रेशम'").empty());
}

}  // namespace
}  // namespace sangam::sangamctl
