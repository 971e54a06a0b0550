#include "services/sangamctl/document/nearest_name.h"

#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

TEST(NearestNameTest, FindsMisspeltNames) {
  const std::vector<std::string> names = {"members", "women_members", "place"};
  EXPECT_EQ(NearestName("memebrs", names), "members");
  EXPECT_EQ(NearestName("Women-Members", names), "women_members");
  EXPECT_EQ(NearestName("plcae", names), "place");
}

TEST(NearestNameTest, StaysSilentWhereNothingIsNear) {
  EXPECT_EQ(NearestName("turnover", {"members", "place"}), "");
  EXPECT_EQ(NearestName("", {"a"}), "");
  EXPECT_EQ(NearestName(std::string(100'000, 'x'), {"members"}), "");
  EXPECT_EQ(DidYouMean("zzz", {"members"}), "");
}

}  // namespace
}  // namespace sangam::sangamctl
