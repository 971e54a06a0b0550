#include <string>
#include <vector>

#include "common/rules/rule.h"
#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> FaultsOf(absl::string_view text) {
  const auto rule = Rule::Compile(text, AttributeDictionary::BuiltIn());
  std::vector<std::string> faults;
  if (rule.ok()) return faults;
  EXPECT_EQ(ReasonOf(rule.status()), type::v1::ERROR_REASON_INVALID_EXPRESSION);
  for (const FieldViolation& violation : FieldViolationsOf(rule.status())) {
    EXPECT_EQ(violation.field, "expression");
    faults.push_back(violation.description);
  }
  return faults;
}

TEST(CheckerTest, AcceptsTheLanguage) {
  for (const char* text :
       {"subject.kind in [\"SHG\", \"VO\"] && members >= 10 &&"
        " poor_member_share_bps >= 8000 &&"
        " place.within(\"places/lgd-state-10\") &&"
        " !received(\"schemes/sgsy\")",
        "10 <= members", "panchasutra_followed == false", "women_owned",
        "formed_on < date(\"2013-04-01\")", "date('2013-04-01') <= formed_on",
        "members in [10, 12]", "formed_on in [date(\"2013-04-01\")]",
        "\"HANDLOOM\" in sectors", "has(place) || has(sectors)",
        "received('schemes/sgsy', 12)",
        "place.within(['places/lgd-state-17', 'places/umden'])", "true",
        "revenue_model != 'PANCHAYAT_FUNDED'"}) {
    EXPECT_THAT(FaultsOf(text), ElementsAre()) << text;
  }
}

TEST(CheckerTest, SuggestsWhatWasMeant) {
  EXPECT_THAT(FaultsOf("members >= 10 &&\n  women_owned && anual_turnover > 5"),
              ElementsAre("line 2, column 18: unknown attribute"
                          " `anual_turnover`; did you mean"
                          " `annual_turnover_paise`?"));
  EXPECT_THAT(FaultsOf("kind == 'SHG'"),
              ElementsAre("line 1, column 1: unknown attribute `kind`; did you"
                          " mean `subject.kind`?"));
  EXPECT_THAT(FaultsOf("subject.kind == 'shg'"),
              ElementsAre("line 1, column 17: `subject.kind` can't be \"shg\";"
                          " did you mean \"SHG\"?"));
  EXPECT_THAT(FaultsOf("location_type == 'MOUNTAIN'"),
              ElementsAre("line 1, column 18: `location_type` can't be"
                          " \"MOUNTAIN\"; it is one of RURAL, URBAN"));
  EXPECT_THAT(FaultsOf("xyzzyxyzzy"),
              ElementsAre("line 1, column 1: unknown attribute `xyzzyxyzzy`"));
  EXPECT_THAT(FaultsOf("recieved('schemes/a')"),
              ElementsAre("line 1, column 1: unknown function `recieved`; did"
                          " you mean `received`?"));
  EXPECT_THAT(FaultsOf("members == null"),
              ElementsAre("line 1, column 12: `members` must be compared with a"
                          " value written out here"));
}

TEST(CheckerTest, RefusesWrongTypes) {
  EXPECT_THAT(FaultsOf("members"),
              ElementsAre("line 1, column 1: `members` is a number, not a"
                          " condition; compare it, as in `members >= 10`"));
  EXPECT_THAT(FaultsOf("members == 'ten'"),
              ElementsAre("line 1, column 12: `members` is a number; a whole"
                          " number was expected here"));
  EXPECT_THAT(FaultsOf("subject.kind < 'SHG'"),
              ElementsAre("line 1, column 14: `subject.kind` is a text and has"
                          " no order; use == or !="));
  EXPECT_THAT(FaultsOf("women_owned >= true"),
              ElementsAre("line 1, column 13: `women_owned` is true or false"
                          " and has no order; use == or !="));
  EXPECT_THAT(FaultsOf("sectors == 'COIR'"),
              ElementsAre("line 1, column 9: `sectors` is a list of texts; ask"
                          " what is in it, as in `\"...\" in sectors`"));
  EXPECT_THAT(FaultsOf("place == 'places/lgd-state-17'"),
              ElementsAre("line 1, column 7: `place` is a place; ask"
                          " place.within(\"places/...\")"));
  EXPECT_THAT(FaultsOf("'COIR' in members"),
              ElementsAre("line 1, column 11: `members` is a number, not a"
                          " list; compare it, as in `members >= 10`"));
  EXPECT_THAT(FaultsOf("members in ['a']"),
              ElementsAre("line 1, column 13: `members` is a number; a whole"
                          " number was expected here"));
  EXPECT_THAT(FaultsOf("members in []"),
              ElementsAre("line 1, column 12: this list is empty, so nothing"
                          " could be in it"));
  EXPECT_THAT(FaultsOf("formed_on > '2013-04-01'"),
              ElementsAre("line 1, column 13: `formed_on` is a date;"
                          " date(\"2013-04-01\") was expected here"));
  EXPECT_THAT(FaultsOf("formed_on > date('2013-02-30')"),
              ElementsAre("line 1, column 18: \"2013-02-30\" is not a date;"
                          " write it as 2013-04-01"));
  EXPECT_THAT(FaultsOf("1 < 2"),
              ElementsAre("line 1, column 3: one side of a comparison must be"
                          " an attribute"));
  EXPECT_THAT(FaultsOf("'text'"),
              ElementsAre("line 1, column 1: a condition was expected here, not"
                          " a value"));
  EXPECT_THAT(FaultsOf("members >= women_members"),
              ElementsAre("line 1, column 12: `members` must be compared with a"
                          " value written out here"));
}

TEST(CheckerTest, RefusesBadNames) {
  EXPECT_THAT(FaultsOf("place.within('lgd-state-17')"),
              ElementsAre("line 1, column 14: \"lgd-state-17\" is not a name in"
                          " places; write it as \"places/lgd-district-276\""));
  EXPECT_THAT(FaultsOf("received('schemes/SGSY')"),
              ElementsAre("line 1, column 10: \"schemes/SGSY\" is not a name in"
                          " schemes; write it as \"schemes/sgsy\""));
  EXPECT_THAT(FaultsOf("received('schemes/sgsy', 0)"),
              ElementsAre("line 1, column 26: a number of months from 1 to 1200"
                          " was expected here"));
  EXPECT_THAT(FaultsOf("place.within([])"),
              ElementsAre("line 1, column 14: this list is empty, so nothing"
                          " could lie in it"));
  EXPECT_THAT(FaultsOf("has(members, place)"),
              ElementsAre("line 1, column 1: has() takes one attribute"));
}

TEST(CheckerTest, ReportsSeveralFaultsAtOnceButNotThousands) {
  EXPECT_THAT(FaultsOf("membrs > 1 && women_owned > true"),
              ElementsAre("line 1, column 1: unknown attribute `membrs`; did"
                          " you mean `members`?",
                          "line 1, column 27: `women_owned` is true or false"
                          " and has no order; use == or !="));
  std::string many = "x0";
  for (int i = 0; i < 500; ++i) many += " || x0";
  EXPECT_EQ(FaultsOf(many).size(), 10u);
  const auto clipped = FaultsOf(std::string(60'000, 'a'));
  ASSERT_EQ(clipped.size(), 1u);
  EXPECT_LT(clipped[0].size(), 400u) << "it must fit a reply's metadata";
}

TEST(CheckerTest, TellsWhatARuleMentions) {
  const auto rule = Rule::Compile(
      "place.within(['places/b', 'places/a']) && (members > 1 || members < 9)"
      " && !received('schemes/x') && !received('schemes/x', 6)",
      AttributeDictionary::BuiltIn());
  ASSERT_TRUE(rule.ok()) << rule.status();
  EXPECT_THAT(rule->attribute_names(), ElementsAre("members", "place"));
  EXPECT_THAT(rule->place_names(), ElementsAre("places/a", "places/b"));
  EXPECT_THAT(rule->scheme_names(), ElementsAre("schemes/x"));
}

}  // namespace
}  // namespace sangam
