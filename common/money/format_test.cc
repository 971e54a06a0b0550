#include "common/money/format.h"

#include <limits>

#include "gtest/gtest.h"

namespace sangam {
namespace {

TEST(FormatTest, GroupsDigitsTheIndianWay) {
  EXPECT_EQ(FormatCount(0), "0");
  EXPECT_EQ(FormatCount(999), "999");
  EXPECT_EQ(FormatCount(1000), "1,000");
  EXPECT_EQ(FormatCount(100000), "1,00,000");
  EXPECT_EQ(FormatCount(-12345678), "-1,23,45,678");
  EXPECT_EQ(FormatCount(std::numeric_limits<int64_t>::min()),
            "-92,23,37,20,36,85,47,75,808");
}

TEST(FormatTest, ShowsPaiseOnlyWhereThereAreAny) {
  EXPECT_EQ(FormatPaise(147600000), "₹14,76,000");
  EXPECT_EQ(FormatPaise(50), "₹0.50");
  EXPECT_EQ(FormatPaise(100005), "₹1,000.05");
  EXPECT_EQ(FormatPaise(-500), "-₹5");
}

TEST(FormatTest, ShowsSharesAsPercent) {
  EXPECT_EQ(FormatBasisPoints(8000), "80 %");
  EXPECT_EQ(FormatBasisPoints(7550), "75.5 %");
  EXPECT_EQ(FormatBasisPoints(3333), "33.33 %");
  EXPECT_EQ(FormatBasisPoints(5), "0.05 %");
  EXPECT_EQ(FormatBasisPoints(0), "0 %");
}

}  // namespace
}  // namespace sangam
