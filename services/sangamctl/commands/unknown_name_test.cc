#include "services/sangamctl/commands/unknown_name.h"

#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

TEST(UnknownNameTest, TheNearestNameOfTheCollectionIsSuggested) {
  const std::vector<std::string> known = {"groups/umden-eri", "groups/a-vo",
                                          "clusters/umden-er"};
  EXPECT_EQ(DidYouMeanName("groups/umden-er", known),
            "; did you mean \"groups/umden-eri\"?");
  EXPECT_EQ(DidYouMeanName("groups/b-vo", known),
            "; did you mean \"groups/a-vo\"?");
}

TEST(UnknownNameTest, WhatAllNamesShareIsNoLikeness) {
  EXPECT_EQ(DidYouMeanName("enterprises/x", {"enterprises/loom"}), "");
  EXPECT_EQ(DidYouMeanName("groups/weavers", {}), "");
}

}  // namespace
}  // namespace sangam::sangamctl
