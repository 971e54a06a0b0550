#include "common/rules/parser.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/rules/printer.h"
#include "common/rules/random_rules.h"
#include "common/rules/rule.h"
#include "common/rules/utf8.h"
#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::rules {
namespace {

using ::testing::StartsWith;

std::string FaultOf(absl::string_view text) {
  const auto parsed = Parse(text);
  if (parsed.ok()) return "no fault";
  EXPECT_EQ(ReasonOf(parsed.status()),
            type::v1::ERROR_REASON_INVALID_EXPRESSION);
  EXPECT_EQ(FieldViolationsOf(parsed.status())[0].field, "expression");
  return FieldViolationsOf(parsed.status())[0].description;
}

std::string Plain(absl::string_view text) {
  const auto parsed = Parse(text);
  return parsed.ok() ? ToText(*parsed) : std::string(parsed.status().message());
}

TEST(ParserTest, PrintsThePlainForm) {
  EXPECT_EQ(Plain("((a))&&( b||c )"), "a && (b || c)");
  EXPECT_EQ(Plain("(a && b) && c"), "(a && b) && c");
  EXPECT_EQ(Plain("a || b && !c"), "a || b && !c");
  EXPECT_EQ(Plain("!(a == 1) // why\n && 'x' in list"),
            "!(a == 1) && \"x\" in list");
  EXPECT_EQ(Plain("place . within ( 'a' )"), "place.within(\"a\")");
  EXPECT_EQ(Plain("a - (b - c) * -(1) % -1"), "a - (b - c) * -(1) % -1");
  EXPECT_EQ(Plain("((a - b) - c)"), "a - b - c");
  EXPECT_EQ(Plain("a ? b : (c ? d : e)"), "a ? b : c ? d : e");
  EXPECT_EQ(Plain("(a ? b : c) ? d : e"), "(a ? b : c) ? d : e");
  EXPECT_EQ(Plain("x.filter(c, c.y>1).size()"), "x.filter(c, c.y > 1).size()");
  EXPECT_EQ(Plain("[1,2,] == [0xff]"), "[1, 2] == [255]");
  EXPECT_EQ(Plain("a+b*c<d-e%f&&g in[h]||i"),
            "a + b * c < d - e % f && g in [h] || i");
  EXPECT_EQ(Plain("(a + b) * c == d / (e * f)"), "(a + b) * c == d / (e * f)");
  EXPECT_EQ(Plain("a == b != (c == d)"), "a == b != (c == d)");
  EXPECT_EQ(Plain("(5).f() + (-5).f()"), "(5).f() + (-5).f()");
}

TEST(ParserTest, ResolvesEscapes) {
  const auto text = Parse(R"('\x41\u0939\U0001F600\101\n\'\"\\')");
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(text->text, "Aह😀A\n'\"\\");
}

TEST(ParserTest, PrintsWhatCannotBeSeenAsEscapes) {
  EXPECT_EQ(Plain(R"('\101\x41\377')"), R"("AAÿ")");
  EXPECT_EQ(Plain(R"('\000\n\u00a0\u200b\u202e\ufeff')"),
            R"("\u0000\u000a\u00a0\u200b\u202e\ufeff")");
  // Joiners belong to the writing of many Indian languages.
  EXPECT_EQ(Plain(R"('क\u094d\u200dष')"), "\"क्\u200dष\"");
}

TEST(ParserTest, EveryCharacterPrintedIsReadAgain) {
  for (uint32_t value = 0; value <= 0x10FFFF; ++value) {
    Expression text;
    text.kind = Expression::Kind::kText;
    if (!AppendCodePoint(value, &text.text)) continue;
    const auto parsed = Parse(ToText(text));
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    ASSERT_EQ(parsed->text, text.text) << value;
  }
}

TEST(ParserTest, ReadsRawAndLongTexts) {
  const auto raw = Parse(R"(r'\d\n')");
  ASSERT_TRUE(raw.ok());
  EXPECT_EQ(raw->text, "\\d\\n");
  const auto long_text = Parse("\"\"\"one \"two\"\n'three'\"\"\"");
  ASSERT_TRUE(long_text.ok());
  EXPECT_EQ(long_text->text, "one \"two\"\n'three'");
  EXPECT_EQ(FaultOf("'''open''"),
            "line 1, column 1: this text has no closing '''");
}

TEST(ParserTest, TellsLineAndColumnInCharacters) {
  EXPECT_EQ(FaultOf("\"हिन्दी\" in ="),
            "line 1, column 13: `=` has no meaning here; write == to compare");
  EXPECT_EQ(FaultOf("a &&\n  b &&\r\n  )"),
            "line 3, column 3: a condition or a value was expected here, not"
            " `)`");
}

TEST(ParserTest, SaysWhatIsWrong) {
  EXPECT_EQ(FaultOf(""), "line 1, column 1: there is no expression");
  EXPECT_EQ(FaultOf(" // only a comment"),
            "line 1, column 19: there is no expression");
  EXPECT_EQ(FaultOf("a & b"),
            "line 1, column 3: `&` has no meaning here; write && for \"and\"");
  EXPECT_EQ(FaultOf("a and b"),
            "line 1, column 3: && or || was expected here, not `and`; write &&"
            " for \"and\"");
  EXPECT_EQ(FaultOf("(a"),
            "line 1, column 3: `)` was expected here, not the"
            " end");
  EXPECT_EQ(FaultOf("f().x"),
            "line 1, column 5: only names have parts; `x` needs a name before"
            " it");
  EXPECT_EQ(FaultOf("a ? b"),
            "line 1, column 6: `:` and what else it is was expected here, not"
            " the end");
  EXPECT_EQ(FaultOf("a[0]"),
            "line 1, column 2: elements can't be picked by number or key; use"
            " exists(), filter() or `in`");
  EXPECT_EQ(FaultOf("a == 1.5"),
            "line 1, column 6: only whole numbers can be compared; write rupees"
            " as paise and percent as basis points");
  EXPECT_EQ(FaultOf("a == 10lakh"),
            "line 1, column 6: `10l` is not a number; write inr(\"10 lakh\")");
  EXPECT_EQ(FaultOf("a == 'open"),
            "line 1, column 6: this text has no closing ' on its line");
  EXPECT_EQ(FaultOf("'\\q'"),
            "line 1, column 2: this escape is not known; write \\\\ for a"
            " backslash");
  EXPECT_THAT(FaultOf("'\\ud800'"), StartsWith("line 1, column 4: "));
  EXPECT_THAT(FaultOf("'\\x4"), StartsWith("line 1, column 4: "));
  EXPECT_THAT(FaultOf("'\\"), StartsWith("line 1, column 2: "));
}

TEST(ParserTest, RefusesReservedWordsAsNames) {
  for (const char* word : {"as", "break", "const", "continue", "else", "for",
                           "function", "if", "import", "let", "loop", "package",
                           "namespace", "return", "var", "void", "while"}) {
    const std::string fault = absl::StrCat(
        "`", word, "` is a reserved word and can't be a name; choose another");
    for (const char* after : {"", ".x", "(1)", ".f(1)"}) {
      EXPECT_THAT(FaultOf(absl::StrCat("a && ", word, after)),
                  StartsWith(absl::StrCat("line 1, column 6: ", fault)));
    }
    EXPECT_THAT(FaultOf(absl::StrCat("x.map(", word, ", 1)")),
                StartsWith(absl::StrCat("line 1, column 7: ", fault)));
    const std::string after_point = absl::StrCat("x.", word, " == x.", word);
    EXPECT_EQ(Plain(after_point), after_point);
    EXPECT_EQ(Plain(absl::StrCat(word, "_")), absl::StrCat(word, "_"));
  }
  EXPECT_THAT(FaultOf("in == 1"), StartsWith("line 1, column 1: a condition"));
  EXPECT_THAT(FaultOf("x.in"), StartsWith("line 1, column 3: a name was"));
}

TEST(ParserTest, RefusesNumbersThatDoNotFit) {
  EXPECT_EQ(Plain("a == -9223372036854775808"), "a == -9223372036854775808");
  EXPECT_EQ(Plain("a == 9223372036854775807"), "a == 9223372036854775807");
  EXPECT_THAT(FaultOf("a == 9223372036854775808"),
              StartsWith("line 1, column 6: this number is too large"));
  EXPECT_THAT(FaultOf("a == -9223372036854775809"),
              StartsWith("line 1, column 6: this number is too large"));
}

TEST(ParserTest, RefusesMalformedUtf8WhereItIs) {
  EXPECT_EQ(FaultOf("a == 'ह\xff'"),
            "line 1, column 8: the text is not well-formed UTF-8 here");
  for (const char* malformed :
       {"\xc0\x80", "\xed\xa0\x80", "\xe0\xa4", "\xf5\x80\x80\x80", "\x80"}) {
    EXPECT_EQ(FaultOf(absl::StrCat("'", malformed, "'")),
              "line 1, column 2: the text is not well-formed UTF-8 here");
  }
}

TEST(ParserTest, BoundsDepth) {
  const auto nested = [](int levels) {
    return absl::StrCat(std::string(levels, '('), "a",
                        std::string(levels, ')'));
  };
  EXPECT_EQ(Plain(nested(100)), "a");
  EXPECT_EQ(FaultOf(nested(101)),
            "line 1, column 101: the expression is nested more than 100 levels"
            " deep");
  EXPECT_THAT(FaultOf(nested(10'000)), StartsWith("line 1, column 101: "));
  EXPECT_THAT(FaultOf(std::string(60'000, '!') + "a"),
              StartsWith("line 1, column 101: "));
  EXPECT_THAT(FaultOf(std::string(60'000, '[')),
              StartsWith("line 1, column 101: "));
}

TEST(ParserTest, BoundsLongSums) {
  std::string sum = "a";
  for (int i = 0; i < 200; ++i) sum += " + a";
  EXPECT_EQ(Plain(sum), sum);
  for (int i = 0; i < 1000; ++i) sum += " + a";
  EXPECT_TRUE(absl::StrContains(FaultOf(sum),
                                "so many operations in a row are not possible;"
                                " split the expression"));
}

TEST(ParserTest, BoundsLengthAndParts) {
  EXPECT_EQ(Plain(absl::StrCat("a", std::string(Rule::kMaxBytes - 1, ' '))),
            "a");
  EXPECT_EQ(FaultOf(absl::StrCat("a", std::string(Rule::kMaxBytes, ' '))),
            "line 1, column 1: the expression is longer than 64 KiB");
  std::string chain = "a";
  for (int i = 1; i < Rule::kMaxNodes - 1; ++i) chain += "||a";
  EXPECT_TRUE(Parse(chain).ok());
  EXPECT_TRUE(absl::EndsWith(FaultOf(chain + "||a"),
                             "the expression has more than 4096 parts"));
}

TEST(ParserTest, ParsingWhatIsPrintedGivesTheSameTree) {
  RandomRules random(1);
  for (int i = 0; i < 10'000; ++i) {
    const Expression tree = random.Tree(4);
    const std::string text = ToText(tree);
    const auto parsed = Parse(text);
    ASSERT_TRUE(parsed.ok()) << text << "\n" << parsed.status();
    ASSERT_EQ(*parsed, tree) << text;
  }
}

TEST(ParserTest, SurvivesDamagedText) {
  RandomRules random(2);
  for (int i = 0; i < 10'000; ++i) {
    std::string text = random.Rule(3);
    for (int cuts = 1 + random.Draw(3); cuts > 0 && !text.empty(); --cuts) {
      text[random.Draw(static_cast<int>(text.size()))] =
          static_cast<char>(random.Draw(256));
    }
    const auto rule =
        sangam::Rule::Compile(text, AttributeDictionary::BuiltIn());
    if (!rule.ok()) {
      ASSERT_EQ(ReasonOf(rule.status()),
                type::v1::ERROR_REASON_INVALID_EXPRESSION);
    }
  }
}

}  // namespace
}  // namespace sangam::rules
