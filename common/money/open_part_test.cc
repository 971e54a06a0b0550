#include "common/money/open_part.h"

#include <cstdint>

#include "gtest/gtest.h"

namespace sangam {
namespace {

TEST(OpenPartTest, TheRestIsRaisedToThePaisa) {
  EXPECT_EQ(OpenPart(1000, 3, 1), 667);
  EXPECT_EQ(OpenPart(1000, 3, 0), 1000);
  EXPECT_EQ(OpenPart(1000, 3, 3), 0);
  EXPECT_EQ(OpenPart(INT64_MAX, INT64_MAX, INT64_MAX - 1), 1);
}

TEST(OpenPartTest, WithoutAQuantityAllOfItIsOpen) {
  EXPECT_EQ(OpenPart(1000, 0, 5), 1000);
  EXPECT_EQ(OpenPart(1000, -1, 5), 1000);
}

TEST(OpenPartTest, MoreThanAllOrLessThanNothingIsNotDone) {
  EXPECT_EQ(OpenPart(1000, 3, 4), 0);
  EXPECT_EQ(OpenPart(1000, 3, -1), 1000);
}

}  // namespace
}  // namespace sangam
