#include "common/validation/resource_name.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam {
namespace {

TEST(ResourceNameTest, IdsAreShortAndPlain) {
  EXPECT_TRUE(IsResourceId("a"));
  EXPECT_TRUE(IsResourceId("umden-eri-society-2"));
  EXPECT_TRUE(IsResourceId(std::string(63, 'a')));
  for (const std::string& bad :
       {std::string(), std::string(64, 'a'), std::string("-a"),
        std::string("a-"), std::string("A"), std::string("a_b"),
        std::string("a b"), std::string("क"), std::string("a\0b", 3),
        std::string("..")}) {
    EXPECT_FALSE(IsResourceId(bad)) << bad;
  }
}

TEST(ResourceNameTest, NamesBelongToTheirCollection) {
  EXPECT_TRUE(IsResourceName("groups/x", "groups"));
  EXPECT_TRUE(IsResourceName("schemes/sgsy/versions/1", "schemes/versions"));
  EXPECT_FALSE(IsResourceName("schemes/sgsy/versions/1", "schemes"));
  EXPECT_TRUE(IsResourceName("placeSets/ner", "placeSets"));
  EXPECT_FALSE(IsResourceName("placesets/ner", "placeSets"));
  for (const char* bad :
       {"groups", "groups/", "/x", "groups//x", "groups/x/", "/groups/x", "",
        "enterprises/x", "groups/x/y", "groups/x\n", "schemes//versions/1"}) {
    EXPECT_FALSE(IsResourceName(bad, "groups")) << bad;
    EXPECT_FALSE(IsResourceName(bad, "schemes/versions")) << bad;
  }
}

TEST(ResourceNameTest, TellsTheCollectionAndTheParent) {
  EXPECT_EQ(CollectionOf("schemes/sgsy/versions/1"), "schemes/versions");
  EXPECT_EQ(CollectionOf("groups/x"), "groups");
  EXPECT_EQ(CollectionOf("readinessRules/vo"), "readinessRules");
  EXPECT_EQ(CollectionOf("Groups/x"), "");
  EXPECT_EQ(CollectionOf("place_sets/x"), "");
  EXPECT_EQ(CollectionOf("groups"), "");
  EXPECT_EQ(ParentNameOf("schemes/sgsy/versions/1"), "schemes/sgsy");
  EXPECT_EQ(ParentNameOf("schemes/sgsy"), "");
  EXPECT_EQ(ParentNameOf("schemes"), "");
  EXPECT_EQ(ParentNameOf(""), "");
}

TEST(ResourceNameTest, ReadsLgdPlaces) {
  const auto district = ParseLgdPlace("places/lgd-district-276");
  ASSERT_TRUE(district);
  EXPECT_EQ(district->kind, type::v1::PLACE_KIND_DISTRICT);
  EXPECT_EQ(district->code, 276);
  const auto town = ParseLgdPlace("places/lgd-urban-local-body-250001");
  ASSERT_TRUE(town);
  EXPECT_EQ(town->kind, type::v1::PLACE_KIND_URBAN_LOCAL_BODY);
  EXPECT_EQ(ParseLgdPlace("places/lgd-sub-district-2925")->kind,
            type::v1::PLACE_KIND_SUB_DISTRICT);
}

TEST(ResourceNameTest, APlaceHasOneLgdNameOnly) {
  for (const char* bad :
       {"places/lgd-district-0276", "places/lgd-district-0",
        "places/lgd-district-", "places/lgd-district", "places/lgd-town-5",
        "places/lgd-district-9999999999", "places/lgd--5",
        "places/lgd-district-+5", "places/lgd-district- 5"}) {
    EXPECT_FALSE(ParseLgdPlace(bad)) << bad;
    EXPECT_FALSE(IsResourceName(bad, "places")) << bad;
  }
  EXPECT_TRUE(IsResourceName("places/umden", "places"));
  EXPECT_TRUE(IsResourceName("places/lgd-village-5", "places"));
}

TEST(ResourceNameTest, AFaultSaysWhatNameIsExpected) {
  Violations violations;
  CheckOptionalName(violations, "group.parent", "", {"groups"});
  EXPECT_TRUE(violations.empty());
  CheckRequiredName(violations, "a", "", {"groups"});
  CheckOptionalName(violations, "b", "x", {"groups", "schemes/versions"});
  CheckOptionalName(violations, "c", "places/lgd-x-1", {"places"});
  CheckRequiredName(violations, "d", "enterprises/x",
                    {"groups", "enterprises"});
  const auto listed = FieldViolationsOf(violations.ToStatus());
  ASSERT_EQ(listed.size(), 3u);
  EXPECT_THAT(listed[0].description, testing::HasSubstr("\"groups/...\""));
  EXPECT_THAT(
      listed[1].description,
      testing::HasSubstr("\"groups/...\" or \"schemes/.../versions/...\""));
  EXPECT_THAT(listed[2].description, testing::HasSubstr("LGD"));
}

}  // namespace
}  // namespace sangam
