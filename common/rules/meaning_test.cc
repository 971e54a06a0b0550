#include "common/rules/meaning.h"

#include "common/rules/random_rules.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::rules {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Read(absl::string_view text,
                              absl::string_view language = "en") {
  const SamplePlaces places;
  const auto rule = ValueRule::Compile(text, SampleDictionary());
  EXPECT_TRUE(rule.ok()) << rule.status();
  return Meaning(*rule, {places, SampleReferences()}, Phrases(language));
}

TEST(MeaningTest, OneLineAPart) {
  EXPECT_THAT(Read("members >= 10 && (women_owned ||"
                   " place.within(['places/lgd-state-1', 'placeSets/hills']))"
                   " && !received('schemes/a', 12)"),
              ElementsAre("all of:", "  number of members: at least 10",
                          "  any of:", "    women-owned: yes",
                          "    place: within State 1 or hill areas",
                          "  benefits received before: not received from"
                          " schemes/a within the last 12 months"));
  EXPECT_THAT(Read("!(members < 10 || bank_default)"),
              ElementsAre("all of:", "  number of members: at least 10",
                          "  default with a bank: no"));
  EXPECT_THAT(Read("women_owned ? members > 5 : members > 9"),
              ElementsAre("if:", "  women-owned: yes",
                          "then:", "  number of members: more than 5",
                          "else:", "  number of members: more than 9"));
}

TEST(MeaningTest, Values) {
  EXPECT_THAT(Read("project_cost_paise <= inr('2.5 crore') / 2"),
              ElementsAre("project cost: at most ₹1,25,00,000"));
  EXPECT_THAT(Read("legal_form.startsWith('SOC')"),
              ElementsAre("legal form: beginning with \"SOC\""));
  EXPECT_THAT(Read("members >= parameter('parameters/least-members')"),
              ElementsAre("number of members: at least smallest group"));
  EXPECT_THAT(Read("children.filter(c, c.members >= 10 && c.subject.kind =="
                   " 'SHG').size() >= 8"),
              ElementsAre("groups and enterprises under it: at least 8 with"
                          " number of members of at least 10 and kind of"
                          " subject SHG"));
  EXPECT_THAT(
      Read("children.filter(c, !c.women_owned || c.subject.kind in ['SHG'])"
           ".size() * 100 / children.size() < 50"),
      ElementsAre("((number of groups and enterprises under it with not"
                  " women-owned or kind of subject one of SHG) times 100)"
                  " divided by number of groups and enterprises under"
                  " it: less than 50"));
  EXPECT_THAT(Read("children.all(c, c.members >= 10)"),
              ElementsAre("groups and enterprises under it: every one with"
                          " number of members of at least 10"));
  EXPECT_THAT(Read("loan_outstanding_paise * 100 / members"),
              ElementsAre("(loans outstanding times 100) divided by number of"
                          " members"));
  EXPECT_THAT(Read("months_since(formed_on) >= 6"),
              ElementsAre("months since date of formation: at least 6 months"));
  EXPECT_THAT(
      Read("nic.within(['13', '14'])"),
      ElementsAre("industry codes (NIC 2008): in industry 13 or 14 (NIC)"));
  EXPECT_THAT(Read("true"), ElementsAre("always"));
}

TEST(MeaningTest, SpeaksHindi) {
  EXPECT_THAT(Read("-members < 0", "hi"),
              ElementsAre("सदस्यों की संख्या का ऋणात्मक मान: 0 से कम"));
  EXPECT_THAT(Read("members >= 10 && !women_owned", "hi"),
              ElementsAre("ये सभी:", "  सदस्यों की संख्या: कम से कम 10",
                          "  महिला स्वामित्व: नहीं"));
  EXPECT_THAT(Read("children.filter(c, c.members >= 10 && c.subject.kind =="
                   " 'SHG').size() >= 8",
                   "hi"),
              ElementsAre("इसके अंतर्गत समूह और उद्यम: कम से कम 8, जिनमें सदस्यों की"
                          " संख्या कम से कम 10 और इकाई का प्रकार स्वयं सहायता समूह"));
}

TEST(MeaningTest, EveryRuleHasWords) {
  RandomRules random(9);
  for (int i = 0; i < 2'000; ++i) {
    for (const std::string& line : Read(random.FullRule(3))) {
      EXPECT_FALSE(line.empty());
      EXPECT_EQ(line.find("$"), std::string::npos) << line;
    }
  }
}

}  // namespace
}  // namespace sangam::rules
