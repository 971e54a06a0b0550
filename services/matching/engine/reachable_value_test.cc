#include "services/matching/engine/reachable_value.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/matching/engine/answers_for_test.h"

namespace sangam::matching {
namespace {

constexpr char kNobody[] = "no value meets all conditions";

// What stands in the way of a group of seven, founded in 2015, that keeps no
// books.
v1::Finding ObstacleOf(const std::string& terms,
                       const std::string& language = "") {
  MatchQuery query = EveryVerdict();
  query.language_code = language;
  const auto response = AskAbout(SampleCatalog().Add("looms", terms), R"pb(
                                   kind: SUBJECT_KIND_SHG
                                   members: 7
                                   months_of_regular_savings: 3
                                   formed_on { year: 2015 month: 1 day: 1 }
                                   books_up_to_date: false
                                   children { complete: true }
                                 )pb",
                                 query);
  const v1::SchemeMatch match = MatchOf(response, "looms");
  EXPECT_EQ(match.verdict(), v1::VERDICT_NEAR_MISS);
  return match.near_miss();
}

std::string Condition(const std::string& expression) {
  return absl::StrCat("conditions { expression: '", expression, "' } ");
}

v1::Finding Obstacle(const std::string& expression) {
  return ObstacleOf(Condition(expression));
}

TEST(ReachableValueTest, WhatCanBeMetIsToldWithItsDistance) {
  const v1::Finding finding = Obstacle("members >= 10 && members <= 20");
  EXPECT_EQ(finding.distance(), "3 more");
  EXPECT_EQ(finding.distance_value(), 3);
  EXPECT_EQ(Obstacle("members >= 10").distance(), "3 more");
  EXPECT_EQ(Obstacle("members < 1 || members >= 10").distance(), "3 more");
  EXPECT_EQ(Obstacle("members == 0").distance(), "7 less");
}

TEST(ReachableValueTest, BoundsThatNoNumberMeets) {
  const v1::Finding finding = Obstacle("members >= 10 && members <= 5");
  EXPECT_EQ(finding.distance(), kNobody);
  EXPECT_FALSE(finding.has_distance_value());
  EXPECT_EQ(Obstacle("members > 8 && members < 9").distance(), kNobody);
  EXPECT_EQ(
      Obstacle("members in [8, 9] && !(members in [8, 9, 10])").distance(),
      kNobody);
}

TEST(ReachableValueTest, ConditionsThatContradictEachOther) {
  EXPECT_EQ(ObstacleOf(Condition("members >= 10") + Condition("members <= 8"))
                .distance(),
            kNobody);
  EXPECT_EQ(
      ObstacleOf(Condition("members >= 10") + Condition("members <= 8"), "hi")
          .distance(),
      "कोई मान सभी शर्तें पूरी नहीं करता");
}

TEST(ReachableValueTest, AnotherWayInMayBeOpen) {
  EXPECT_EQ(
      Obstacle("(members >= 10 && members <= 8) || members >= 12").distance(),
      "5 more");
}

TEST(ReachableValueTest, CountsAreNeverLessThanNone) {
  EXPECT_EQ(Obstacle("members < 0").distance(), kNobody);
  EXPECT_EQ(Obstacle("members <= -1").distance(), kNobody);
  EXPECT_EQ(Obstacle("!(members >= 0)").distance(), kNobody);
}

TEST(ReachableValueTest, OtherTypes) {
  EXPECT_EQ(Obstacle("books_up_to_date && !books_up_to_date").distance(),
            kNobody);
  EXPECT_EQ(Obstacle("books_up_to_date").distance(), "");
}

TEST(ReachableValueTest, WhatCannotBeToldIsLeftAsItIs) {
  EXPECT_EQ(Obstacle("members * 2 >= 20").distance(), "6 more");
  EXPECT_EQ(Obstacle("members * 2 >= 20 && members < 3").distance(), "6 more");
}

}  // namespace
}  // namespace sangam::matching
