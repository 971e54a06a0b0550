#include "common/validation/expression_text.h"

#include <string>

#include "gtest/gtest.h"

namespace sangam {
namespace {

TEST(ExpressionTextTest, NumeralsAreBlottedOut) {
  EXPECT_EQ(WithoutNumerals("turnover <= 500000000000 && -12 < x1"),
            "turnover <= xxxxxxxxxxxx && -xx < x1");
  EXPECT_EQ(WithoutNumerals("0x000011112222 == 0X7f"),
            "xxxxxxxxxxxxxx == xXxf");
  EXPECT_EQ(WithoutNumerals("2.555555555555"), "x.xxxxxxxxxxxx");
  // The language says what is wrong with these.
  EXPECT_EQ(WithoutNumerals("5000_0000_0000 < 500000000000paise"),
            "xxxx_xxxx_xxxx < xxxxxxxxxxxxpaise");
}

TEST(ExpressionTextTest, TextsCommentsAndNamesStay) {
  for (const std::string text :
       {R"(title == "000011112222")", R"('000011112222' in sectors)",
        R"(r"\" == "000011112222")", R"("\"" == "000011112222")",
        "\"\"\"a\n\"000011112222\"\"\"", "'000011112222", "\"", "\"\\",
        "// 000011112222", "uid000011112222", "text(\"000011112222\")",
        "inr + (\"000011112222\")", ""}) {
    EXPECT_EQ(WithoutNumerals(text), text);
  }
  EXPECT_EQ(WithoutNumerals("'1' // 1\n1"), "'1' // 1\nx");
  EXPECT_EQ(WithoutNumerals("'1\n1"), "'1\nx");
}

TEST(ExpressionTextTest, AnAmountIsBlottedOutUnlessInGroupsOfFour) {
  EXPECT_EQ(WithoutNumerals("inr(\"2.555555555555 crore\")"),
            "inr(\"2.xxxxxxxxxxxx crore\")");
  EXPECT_EQ(WithoutNumerals("inr ( r'500000000000')"),
            "inr ( r'xxxxxxxxxxxx')");
  EXPECT_EQ(WithoutNumerals("INR('500000000000')"), "INR('xxxxxxxxxxxx')");
  EXPECT_EQ(WithoutNumerals("inr(\"0000 1111 2222\", \"000011112222\")"),
            "inr(\"0000 1111 2222\", \"000011112222\")");
}

}  // namespace
}  // namespace sangam
