#include "services/sangamctl/scheme_file/expression_fault.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/sangamctl/screen/display_width.h"

namespace sangam::sangamctl {
namespace {

using ::testing::HasSubstr;

std::string Draw(const std::string& expression, int line, int column) {
  return DrawExpressionFault(expression, {line, column, "wrong"}, {});
}

TEST(ExpressionFaultTest, ReadsLineColumnAndMessage) {
  const auto fault =
      ReadExpressionFault("line 2, column 14: unknown attribute: `x`");
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->line, 2);
  EXPECT_EQ(fault->column, 14);
  EXPECT_EQ(fault->message, "unknown attribute: `x`");
}

TEST(ExpressionFaultTest, OtherDescriptionsAreNoPlaces) {
  for (const char* description :
       {"", "is required", "line 2", "line x, column 1: y",
        "line 1, column : y", "line 0, column 1: y", "line 1, column 0: y",
        "line 99999999999, column 1: y", "line 1, column 1"}) {
    EXPECT_FALSE(ReadExpressionFault(description)) << description;
  }
}

TEST(ExpressionFaultTest, TheCaretStandsUnderTheColumn) {
  EXPECT_EQ(Draw("members >== 10", 1, 11),
            "    members >== 10\n              ^ wrong\n");
}

TEST(ExpressionFaultTest, OfSeveralLinesTheOneAtFaultIsShown) {
  EXPECT_EQ(Draw("members >= 10 &&\n\twomen_ownd", 2, 2),
            "     women_ownd\n     ^ wrong\n")
      << "a tab takes one column";
}

TEST(ExpressionFaultTest, WideAndCombiningCharactersMoveTheCaret) {
  EXPECT_EQ(Draw("\"絹\" in x", 1, 8),
            "    \"絹\" in x\n            ^ wrong\n");
  const std::string hindi = "\"रेशम\" in sectrs";
  // Nine characters before the word, one of them a vowel sign above another.
  const std::vector<std::string> lines =
      absl::StrSplit(Draw(hindi, 1, 11), '\n');
  EXPECT_EQ(lines[1].find('^'),
            4 + static_cast<size_t>(DisplayWidth("\"रेशम\" in ")));
}

TEST(ExpressionFaultTest, PlacesBeyondTheTextAreItsEnd) {
  EXPECT_EQ(Draw("a", 7, 99), "    a\n     ^ wrong\n");
  EXPECT_EQ(Draw("", 1, 1), "    \n    ^ wrong\n");
}

TEST(ExpressionFaultTest, ALineOfAFileIsShownWithItsCaret) {
  EXPECT_EQ(DrawLineAtFault("  stat: DRAFT", 3, {}),
            "      stat: DRAFT\n      ^\n");
  EXPECT_EQ(DrawLineAtFault("", 1, {}), "");
  EXPECT_EQ(DrawLineAtFault("  ", 9, {}), "");
}

TEST(ExpressionFaultTest, OfALongLineThePartAroundTheFaultIsShown) {
  const std::string expression =
      absl::StrCat(std::string(500, 'a'), "#", std::string(500, 'b'));
  const std::string drawn = Draw(expression, 1, 501);
  const std::vector<std::string> lines = absl::StrSplit(drawn, '\n');
  EXPECT_LE(DisplayWidth(lines[0]), 100);
  EXPECT_THAT(lines[0], HasSubstr("…aaa"));
  EXPECT_THAT(lines[0], HasSubstr("bbb…"));
  const size_t hash =
      static_cast<size_t>(DisplayWidth(lines[0].substr(0, lines[0].find('#'))));
  EXPECT_EQ(lines[1].find('^'), hash);
}

}  // namespace
}  // namespace sangam::sangamctl
