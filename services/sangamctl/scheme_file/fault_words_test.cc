#include "services/sangamctl/scheme_file/fault_words.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "common/rules/rule.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "services/sangamctl/scheme_file/expression_fault.h"

namespace sangam::sangamctl {
namespace {

// What the language itself says of an expression, so that a change of its words
// is seen here.
std::string FaultOf(const char* expression) {
  const auto rule = Rule::Compile(expression, AttributeDictionary::BuiltIn());
  const auto violations = FieldViolationsOf(rule.status());
  if (violations.empty()) return "";
  const auto fault = ReadExpressionFault(violations[0].description);
  return fault ? fault->message : "";
}

// Without what stands in quotes or backticks: that is code.
bool HoldsAnEnglishWord(const std::string& text) {
  char quote = 0;
  size_t letters = 0;
  for (const char c : text) {
    if (quote == 0 && (c == '`' || c == '"')) {
      quote = c;
    } else if (c == quote) {
      quote = 0;
    } else if (quote == 0 && absl::ascii_isalpha(c)) {
      ++letters;
    }
  }
  return letters > 0;
}

TEST(FaultWordsTest, WhatAuthorsMeetMostIsToldInHindi) {
  for (const char* expression :
       {"membrs > 3", "members >", "members > 3 and women_owned",
        "(members > 3", "members", "members > 5,00,000",
        "subject.kind == \"SGH\"", "\"coir work\" in sectors", "members ≥ 3",
        "members = 3", "1 < 2 < 3", "subject.kind == “SHG”", "members > \"ten",
        "members # 3", ""}) {
    const std::string english = FaultOf(expression);
    ASSERT_FALSE(english.empty()) << expression;
    EXPECT_EQ(FaultInWords(english, Words("en")), english);
    const std::string hindi = FaultInWords(english, Words("hi"));
    const std::string words = absl::StrReplaceAll(hindi, {{"inr(", "("}});
    EXPECT_FALSE(HoldsAnEnglishWord(words)) << expression << ": " << hindi;
  }
}

TEST(FaultWordsTest, WordsOfTheExpressionStay) {
  EXPECT_EQ(FaultInWords(FaultOf("membrs > 3"), Words("hi")),
            "`membrs` नाम की कोई विशेषता नहीं है; क्या आपका आशय `members` था?");
  EXPECT_EQ(FaultInWords(FaultOf("project_cost_paise > 5 crore"), Words("hi")),
            "यहाँ && या || होना चाहिए, `crore` नहीं; inr(\"5 crore\") लिखें");
  EXPECT_EQ(PlaceInWords(2, 9, Words("hi")), "पंक्ति 2, स्तंभ 9");
}

TEST(FaultWordsTest, WhatIsNotKnownStaysAsItIs) {
  EXPECT_EQ(FaultInWords("some other fault; write x", Words("hi")),
            "some other fault; x लिखें");
  EXPECT_EQ(FaultInWords("", Words("hi")), "");
}

}  // namespace
}  // namespace sangam::sangamctl
