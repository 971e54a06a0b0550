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
        "10 <= members",
        "panchasutra_followed == false",
        "women_owned",
        "formed_on < date(\"2013-04-01\")",
        "date('2013-04-01') <= formed_on",
        "members in [10, 12]",
        "formed_on in [date(\"2013-04-01\")]",
        "\"HANDLOOM\" in sectors",
        "has(place) || has(sectors)",
        "received('schemes/sgsy', 12)",
        "place.within(['places/lgd-state-17', 'places/umden'])",
        "true",
        "revenue_model != 'PANCHAYAT_FUNDED'",
        "members >= women_members",
        "women_owned >= true",
        "subject.kind < 'SHG'",
        "1 < 2",
        "sectors.size() > 1 || size(revenue_model) < 5",
        "members * 2 + 1 >= women_members % 7 - -3",
        "(women_owned ? members : weavers) >= 5",
        "women_owned ? members > 1 : weavers > 2",
        "children.filter(c, c.members >= 10 && c.subject.kind == 'SHG').size()"
        " >= 8",
        "children.exists(c, c.place.within('places/lgd-state-17') &&"
        " c.nic.within(['13', 'A']) && has(c.members))",
        "sectors.all(s, s.startsWith('H')) && [1, 2].exists_one(x, x > 1)",
        "months_since(formed_on) >= 6 && age_years(formed_on) < 3",
        "project_cost_paise <= inr('2.5 crore') / 2",
        "sectors.map(s, s.size()) == [4]",
        "0x1F > 3"}) {
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
  EXPECT_THAT(FaultsOf("revenue_model.startWith('A')"),
              ElementsAre("line 1, column 1: unknown function"
                          " `revenue_model.startWith`; did you mean"
                          " `startsWith`?"));
  EXPECT_THAT(FaultsOf("members == null"),
              ElementsAre("line 1, column 12: null does not exist here; ask"
                          " has(attribute)"));
}

TEST(CheckerTest, RefusesWrongTypes) {
  EXPECT_THAT(FaultsOf("members"),
              ElementsAre("line 1, column 1: `members` is a number, not a"
                          " condition; compare it, as in `members >= 10`"));
  EXPECT_THAT(FaultsOf("members == 'ten'"),
              ElementsAre("line 1, column 12: `members` is a number; a whole"
                          " number was expected here"));
  EXPECT_THAT(FaultsOf("sectors < sectors"),
              ElementsAre("line 1, column 9: `sectors` is a list of texts and"
                          " has no order; use == or !="));
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
  EXPECT_THAT(FaultsOf("1 < members < 3"),
              ElementsAre("line 1, column 13: comparisons can't be chained;"
                          " join them by &&"));
  EXPECT_THAT(FaultsOf("'text'"),
              ElementsAre("line 1, column 1: a condition was expected here, not"
                          " a text"));
  EXPECT_THAT(FaultsOf("members >= formed_on"),
              ElementsAre("line 1, column 12: `members` is a number; a whole"
                          " number was expected here"));
  EXPECT_THAT(FaultsOf("members + 'a' > 3"),
              ElementsAre("line 1, column 11: this is a text; `+` needs a"
                          " number here"));
  EXPECT_THAT(FaultsOf("(women_owned ? members : 'a') == 3"),
              ElementsAre("line 1, column 26: both sides of `:` must be of one"
                          " type; before it is a number, after it a text"));
  EXPECT_THAT(FaultsOf("[1, 'a'] == [1]"),
              ElementsAre("line 1, column 5: this is a text, but this list"
                          " holds a number before it"));
  EXPECT_THAT(FaultsOf("members.size() > 1"),
              ElementsAre("line 1, column 1: `members` is a number; size()"
                          " counts the characters of a text or the elements of"
                          " a list"));
  EXPECT_THAT(FaultsOf("sectors.contains('COIR')"),
              ElementsAre("line 1, column 1: `sectors` is a list of texts;"
                          " contains() is asked of a text; to ask what is in a"
                          " list write `\"...\" in list`"));
  EXPECT_THAT(FaultsOf("members.exists(m, m > 1)"),
              ElementsAre("line 1, column 1: `members` is a number; exists()"
                          " is asked of a list or of `children`"));
}

TEST(CheckerTest, RefusesWhatIsNoPartOfTheLanguage) {
  EXPECT_THAT(FaultsOf("revenue_model.matches('a.*')"),
              ElementsAre("line 1, column 1: unknown function"
                          " `revenue_model.matches`; patterns are not part of"
                          " this language; use startsWith(), endsWith(),"
                          " contains() or `in`"));
  EXPECT_THAT(FaultsOf("sectors[0] == 'COIR'"),
              ElementsAre("line 1, column 8: elements can't be picked by number"
                          " or key; use exists(), filter() or `in`"));
  EXPECT_THAT(FaultsOf("{'a': 1} == {}"),
              ElementsAre("line 1, column 1: `{` has no meaning here; maps are"
                          " not part of this language"));
  EXPECT_THAT(FaultsOf("b'x' == b'x'"),
              ElementsAre("line 1, column 1: bytes are not part of this"
                          " language; write a text without the letter b"));
  EXPECT_THAT(FaultsOf("children.filter(c, c.children.size() > 1).size() > 1"),
              ElementsAre("line 1, column 20: what is under those under the"
                          " subject is not recorded with it; use their"
                          " roll-ups, such as member_shgs"));
  EXPECT_THAT(FaultsOf("children.filter(c, c.membrs > 1).size() > 1"),
              ElementsAre("line 1, column 20: unknown attribute `c.membrs`; did"
                          " you mean `c.members`?"));
  EXPECT_THAT(FaultsOf("children.exists(members > 1)"),
              ElementsAre("line 1, column 1: exists() takes a variable and a"
                          " condition, as in `children.exists(c, c.members >="
                          " 10)`"));
  EXPECT_THAT(FaultsOf("nic.within('34')"),
              ElementsAre("line 1, column 12: \"34\" is not a code of"
                          " NIC-2008; write a section such as \"C\" or two to"
                          " five digits such as \"13\""));
  EXPECT_THAT(FaultsOf("annual_turnover_paise < inr('2.5 karod')"),
              ElementsAre("line 1, column 29: \"2.5 karod\" is not an amount;"
                          " write it as \"2.5 crore\", \"50 thousand\","
                          " \"₹2,50,000\" or \"99.50\""));
  EXPECT_THAT(FaultsOf("members >= parameter('parameters/x')"),
              ElementsAre("line 1, column 22: unknown parameter"
                          " \"parameters/x\""));
  EXPECT_THAT(FaultsOf("place.within('placeSets/ner')"),
              ElementsAre("line 1, column 14: unknown place set"
                          " \"placeSets/ner\""));
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
  EXPECT_THAT(FaultsOf("membrs > 1 && sectors > sectors"),
              ElementsAre("line 1, column 1: unknown attribute `membrs`; did"
                          " you mean `members`?",
                          "line 1, column 23: `sectors` is a list of texts and"
                          " has no order; use == or !="));
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
