#include "services/sangamctl/screen/display_width.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

using ::testing::ElementsAre;

TEST(DisplayWidthTest, CountsColumnsNotBytes) {
  EXPECT_EQ(DisplayWidth(""), 0);
  EXPECT_EQ(DisplayWidth("₹14,76,000"), 10);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1);
  EXPECT_EQ(DisplayWidth("漢字"), 4);
  EXPECT_EQ(DisplayWidth("\x1b[1mbold\x1b[0m"), 4);
}

TEST(DisplayWidthTest, DevanagariMarksAboveAndBelowTakeNoRoom) {
  // क with the vowel sign U (below) and with virama.
  EXPECT_EQ(DisplayWidth("कु"), 1);
  EXPECT_EQ(DisplayWidth("क्"), 1);
}

TEST(DisplayWidthTest, CutsBeforeASumRatherThanWithinIt) {
  for (int width = 6; width <= 15; ++width) {
    EXPECT_EQ(CutToWidth("pays ₹60,00,000 now", width), "pays…") << width;
  }
  EXPECT_EQ(CutToWidth("pays ₹60,00,000 now", 16), "pays ₹60,00,000…");
  EXPECT_EQ(CutToWidth("pays ₹60, 5 of it", 9), "pays ₹60…");
  EXPECT_EQ(CutToWidth("room 1234", 8), "room 12…");
}

TEST(DisplayWidthTest, CutsWithAnEllipsis) {
  EXPECT_EQ(CutToWidth("abcdef", 6), "abcdef");
  EXPECT_EQ(CutToWidth("abcdef", 5), "abcd…");
  EXPECT_EQ(CutToWidth("abc def", 5), "abc…");
  EXPECT_EQ(CutToWidth("₹₹₹", 2), "₹…");
  EXPECT_EQ(CutToWidth("abc", 0), "");
  EXPECT_EQ(CutToWidth("\x1b[1mabcdef\x1b[0m", 3), "\x1b[1mab\x1b[0m…");
}

TEST(DisplayWidthTest, PadsToColumns) {
  EXPECT_EQ(PadRight("₹5", 4), "₹5  ");
  EXPECT_EQ(PadLeft("₹5", 4), "  ₹5");
  EXPECT_EQ(PadRight("abc", 2), "abc");
}

TEST(DisplayWidthTest, WrapsAtSpaces) {
  EXPECT_THAT(WrapText("one two three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(WrapText("  one   two ", 20), ElementsAre("one two"));
  EXPECT_THAT(WrapText("", 5), ElementsAre(""));
}

TEST(DisplayWidthTest, BreaksWordsLongerThanALine) {
  EXPECT_THAT(WrapText("abcdefgh", 3), ElementsAre("abc", "def", "gh"));
  EXPECT_THAT(WrapText("ab", 0), ElementsAre("a", "b"));
  EXPECT_THAT(WrapText("a bcdefgh i", 3),
              ElementsAre("a", "bcd", "efg", "h i"));
}

TEST(DisplayWidthTest, PlainTextCannotSteerTheTerminal) {
  EXPECT_EQ(PlainText("a\x1b[2Jb\nc\x7f"), "a [2Jb c ");
  EXPECT_EQ(PlainText("\xC2\x9B"
                      "x"),
            " x");
  EXPECT_EQ(PlainText("ok ₹ रेशम"), "ok ₹ रेशम");
  EXPECT_EQ(PlainText("a\xFFz\xE2\x82"), "a\uFFFDz\uFFFD\uFFFD");
}

}  // namespace
}  // namespace sangam::sangamctl
