#include "services/matching/replication/likeness.h"

#include <random>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

Likened FromText(const std::string& text, PlaceChain place = {}) {
  type::v1::Profile profile;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &profile));
  return LikenedOf(profile, std::move(place));
}

PlaceChain InDistrict(const std::string& district) {
  return {{{district, type::v1::PLACE_KIND_DISTRICT},
           {"places/s", type::v1::PLACE_KIND_STATE}}};
}

constexpr char kWeavers[] =
    "kind: SUBJECT_KIND_CLUSTER sectors { values: 'HANDLOOM' values:"
    " 'SERICULTURE' } trades { values: 'WEAVER' } members: 100";

TEST(LikenessTest, OneIsWhollyLikeItself) {
  const Likened weavers =
      FromText(kWeavers, {{{"places/v", type::v1::PLACE_KIND_VILLAGE}}});
  const v1::Likeness likeness = LikenessOf(weavers, weavers);
  EXPECT_EQ(likeness.points(), 100);
  EXPECT_EQ(likeness.kind(), 25);
  EXPECT_EQ(likeness.sectors(), 25);
  EXPECT_EQ(likeness.trades(), 10);
  EXPECT_EQ(likeness.size(), 15);
  EXPECT_EQ(likeness.place(), 25);
}

TEST(LikenessTest, EachPartIsToldByItself) {
  const v1::Likeness likeness = LikenessOf(
      FromText(kWeavers, InDistrict("places/d")),
      FromText("kind: SUBJECT_KIND_CLUSTER sectors { values: 'HANDLOOM' values:"
               " 'JUTE' } members: 40",
               InDistrict("places/e")));
  EXPECT_EQ(likeness.kind(), 25);
  // One of three.
  EXPECT_EQ(likeness.sectors(), 8);
  EXPECT_EQ(likeness.trades(), 0);
  // 40 of 100.
  EXPECT_EQ(likeness.size(), 6);
  // The same state.
  EXPECT_EQ(likeness.place(), 6);
  EXPECT_EQ(likeness.points(), 45);
}

TEST(LikenessTest, WhatIsNotKnownIsWorthNothing) {
  EXPECT_EQ(LikenessOf(FromText(""), FromText("")).points(), 0);
  EXPECT_EQ(LikenessOf(FromText(kWeavers), FromText("")).points(), 0);
}

TEST(LikenessTest, SizeIsMembersElseArtisansElseHouseholds) {
  EXPECT_EQ(FromText("members: 3 artisans: 4").size, 3);
  EXPECT_EQ(FromText("artisans: 4 households: 5").size, 4);
  EXPECT_EQ(FromText("households: 5").size, 5);
  EXPECT_FALSE(FromText("").size.has_value());
  EXPECT_EQ(LikenessOf(FromText("members: 0"), FromText("members: 0")).size(),
            15);
  EXPECT_EQ(LikenessOf(FromText("members: 0"), FromText("members: 7")).size(),
            0);
}

TEST(LikenessTest, IsTheSameBothWaysAndNeverAbove100) {
  std::mt19937 random(3);
  const char* sectors[] = {"A", "B", "C"};
  const auto any = [&] {
    type::v1::Profile profile;
    for (const char* sector : sectors) {
      if (random() % 2 == 0) profile.mutable_sectors()->add_values(sector);
      if (random() % 2 == 0) profile.mutable_problems()->add_values(sector);
    }
    if (random() % 2 == 0) profile.set_kind(type::v1::SUBJECT_KIND_SHG);
    if (random() % 2 == 0) profile.set_members(random() % 30);
    return LikenedOf(profile, InDistrict(random() % 2 == 0 ? "d" : "e"));
  };
  for (int i = 0; i < 1000; ++i) {
    const Likened a = any();
    const Likened b = any();
    const v1::Likeness likeness = LikenessOf(a, b);
    ASSERT_EQ(likeness.points(), LikenessOf(b, a).points());
    ASSERT_LE(likeness.points(), 100);
    ASSERT_GE(likeness.points(), 0);
  }
}

}  // namespace
}  // namespace sangam::matching
