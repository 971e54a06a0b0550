#include "services/matching/catalog/child_tests.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Each as "required(+more): condition".
std::vector<std::string> Told(absl::string_view expression) {
  EXPECT_TRUE(Rule::Compile(expression, AttributeDictionary::BuiltIn()).ok())
      << expression;
  std::vector<std::string> told;
  for (const ChildTest& test :
       ChildTestsOf(expression, AttributeDictionary::BuiltIn())) {
    told.push_back(
        absl::StrCat(test.required ? test.required->text() : "all",
                     test.more == 0 ? "" : absl::StrCat("+", test.more), ": ",
                     test.condition.text()));
  }
  return told;
}

TEST(ChildTestsTest, ALowerBoundOfACountAsksSoMany) {
  EXPECT_THAT(Told("children.filter(c, c.subject.kind == \"SHG\" &&"
                   " c.members >= 12).size() >= 8"),
              ElementsAre("8: subject.kind == \"SHG\" && members >= 12"));
  EXPECT_THAT(Told("children.filter(c, c.members >= 12).size() > 7"),
              ElementsAre("7+1: members >= 12"));
  EXPECT_THAT(Told("8 <= children.filter(c, c.members >= 12).size()"),
              ElementsAre("8: members >= 12"));
  EXPECT_THAT(Told("children.filter(c, c.women_owned).size() >= households"),
              ElementsAre("households: women_owned"));
}

TEST(ChildTestsTest, AllAndExistsAskAllAndOne) {
  EXPECT_THAT(Told("children.all(c, c.subject.kind != \"VO\" ||"
                   " c.member_shgs <= 15)"),
              ElementsAre("all: subject.kind != \"VO\" || member_shgs <= 15"));
  EXPECT_THAT(Told("children.exists(c, c.books_up_to_date)"),
              ElementsAre("1: books_up_to_date"));
}

TEST(ChildTestsTest, PartsThatMustAllHoldAreTakenOneByOne) {
  EXPECT_THAT(Told("members >= 10 && children.exists(c, c.members >= 5) &&"
                   " children.all(d, d.place.within(\"places/lgd-state-10\"))"),
              ElementsAre("1: members >= 5",
                          "all: place.within(\"places/lgd-state-10\")"));
}

TEST(ChildTestsTest, WhatCannotBeAskedOfAChildAloneIsLeftOut) {
  EXPECT_THAT(Told("children.exists(c, c.members >= members)"), IsEmpty());
  EXPECT_THAT(Told("children.exists(c, received(\"schemes/sgsy\"))"),
              IsEmpty());
  EXPECT_THAT(Told("children.filter(c, c.members >= 5).size() <= 9"),
              IsEmpty());
  EXPECT_THAT(Told("members >= 10 || children.exists(c, c.members >= 5)"),
              IsEmpty());
  EXPECT_THAT(Told("!children.exists(c, c.members >= 5)"), IsEmpty());
}

}  // namespace
}  // namespace sangam::matching
