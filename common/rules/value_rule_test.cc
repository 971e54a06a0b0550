#include "common/rules/value_rule.h"

#include <string>

#include "absl/strings/match.h"
#include "common/rules/evaluator.h"
#include "common/rules/explanation.h"
#include "common/rules/random_rules.h"
#include "common/rules/rule.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::rules {
namespace {

using ::testing::ElementsAre;

TEST(ValueRuleTest, TellsTypeUnitAndMentions) {
  const auto rule = ValueRule::Compile(
      "project_cost_paise * 3 / 4 + (place.within('placeSets/hills') ?"
      " inr('1 lakh') : 0) + children.filter(c, c.women_members > 5).size()"
      " + parameter('parameters/least-members')",
      SampleDictionary());
  ASSERT_TRUE(rule.ok()) << rule.status();
  EXPECT_EQ(rule->type(), scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER);
  EXPECT_EQ(rule->unit(), type::v1::ATTRIBUTE_UNIT_PAISE);
  EXPECT_FALSE(rule->is_condition());
  EXPECT_THAT(
      rule->attribute_names(),
      ElementsAre("children", "place", "project_cost_paise", "women_members"));
  EXPECT_THAT(rule->parameter_names(), ElementsAre("parameters/least-members"));
  EXPECT_THAT(rule->place_set_names(), ElementsAre("placeSets/hills"));
  EXPECT_THAT(rule->place_names(), ElementsAre());
  EXPECT_TRUE(ValueRule::Compile("1 < 2", SampleDictionary())->is_condition());
}

TEST(ValueRuleTest, AShareOrAMultipleKeepsTheUnit) {
  const auto unit = [](absl::string_view text) {
    const auto rule = ValueRule::Compile(text, SampleDictionary());
    EXPECT_TRUE(rule.ok()) << rule.status();
    return rule->unit();
  };
  for (const char* paise :
       {"project_cost_paise / 2", "2 * project_cost_paise",
        "project_cost_paise / members", "project_cost_paise - inr('1 lakh')",
        "children.map(c, c.project_cost_paise)"}) {
    EXPECT_EQ(unit(paise), type::v1::ATTRIBUTE_UNIT_PAISE) << paise;
  }
  for (const char* none :
       {"2 / project_cost_paise", "project_cost_paise / inr('1 lakh')"}) {
    EXPECT_EQ(unit(none), type::v1::ATTRIBUTE_UNIT_UNSPECIFIED) << none;
  }
}

TEST(ValueRuleTest, TellsWhyItIsUnknown) {
  const SamplePlaces places;
  type::v1::Profile profile;
  const SubjectView subject(profile, {}, absl::CivilDay(2024, 4, 1),
                            SampleDictionary());
  const auto outcome = [&](absl::string_view text) {
    const auto rule = ValueRule::Compile(text, SampleDictionary());
    EXPECT_TRUE(rule.ok()) << rule.status();
    return rule->Evaluate(subject, {places, SampleReferences()});
  };
  EXPECT_THAT(outcome("members + weavers").missing_attributes,
              ElementsAre("members", "weavers"));
  EXPECT_EQ(outcome("members + weavers").reason,
            "members is not known; weavers is not known");
  EXPECT_EQ(outcome("parameter('parameters/ended')").reason,
            "parameters/ended has no value on that day");
  EXPECT_EQ(outcome("1 / 0").reason, "division by zero");
}

// The values may come from a later state of the catalogue than the rule.
TEST(ValueRuleTest, ParameterOfAnotherTypeIsUnknown) {
  const auto parameters = [](scheme_catalog::v1::AttributeType type) {
    std::vector<scheme_catalog::v1::Parameter> all(1);
    all[0].set_name("parameters/p");
    all[0].set_type(type);
    auto* value = all[0].add_values()->mutable_value();
    if (type == scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER) {
      value->set_number(1);
    } else {
      value->set_text("1");
    }
    return all;
  };
  const SamplePlaces places;
  const type::v1::Profile profile;
  for (const auto compiled : {scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER,
                              scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT}) {
    const BuiltDictionary built =
        AttributeDictionary::Build({}, parameters(compiled), {});
    const SubjectView subject(profile, {}, absl::CivilDay(2024, 4, 1),
                              *built.dictionary);
    for (const auto given : {scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER,
                             scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT}) {
      const DatedReferences dated(parameters(given), {});
      const auto rule = ValueRule::Compile(
          "[parameter('parameters/p')] == [parameter('parameters/p')]",
          *built.dictionary);
      ASSERT_TRUE(rule.ok()) << rule.status();
      const auto outcome = rule->Evaluate(subject, {places, dated});
      EXPECT_EQ(IsKnown(outcome.value), compiled == given);
      if (compiled == given) continue;
      EXPECT_EQ(outcome.reason, "parameters/p has no value on that day");
    }
  }
}

// Two ways to the same answer: the whole tree, and the logic of its tests.
TEST(ValueRuleTest, LogicAndWholeAgreeOnRandomRules) {
  const SamplePlaces places;
  const ReferenceData reference(places, SampleReferences());
  RandomRules random(7);
  int known = 0;
  int errors = 0;
  int unknown = 0;
  for (int i = 0; i < 10'000; ++i) {
    const std::string text = random.FullRule(3);
    const auto rule = sangam::Rule::Compile(text, SampleDictionary());
    ASSERT_TRUE(rule.ok()) << text << "\n" << rule.status();
    const auto again =
        sangam::Rule::Compile(rule->ToText(), SampleDictionary());
    ASSERT_TRUE(again.ok()) << rule->ToText();
    ASSERT_EQ(again->ToText(), rule->ToText());
    const type::v1::Profile profile = random.FullProfile();
    const SubjectView subject(
        profile, places.ChainOf(profile.place()).value_or(PlaceChain()),
        absl::CivilDay(2024, 4, 1), SampleDictionary(), &SampleReferences(),
        &places);
    const Truth truth = rule->Evaluate(subject, reference);
    const Evaluated whole =
        EvaluateTree(rule->typed_root(), subject, reference);
    ASSERT_EQ(truth, IsKnown(whole.value)
                         ? ToTruth(absl::get<bool>(whole.value))
                         : Truth::kUnknown)
        << text << "\n"
        << profile.DebugString();
    ASSERT_EQ(whole.causes.empty(), truth != Truth::kUnknown) << text;
    const Explanation explained =
        Explain(*rule, subject, reference, Phrases(i % 2 == 0 ? "en" : "hi"));
    ASSERT_EQ(explained.truth, truth);
    for (const TestFinding& finding : explained.findings) {
      ASSERT_FALSE(finding.label.empty()) << text;
      ASSERT_FALSE(finding.required.empty()) << text;
    }
    (truth != Truth::kUnknown ? known
     : IsError(whole.causes)  ? errors
                              : unknown)++;
  }
  EXPECT_GT(known, 3'000);
  EXPECT_GT(unknown, 1'500);
  EXPECT_GT(errors, 10);
}

// More facts never turn a yes into a no: what is known stays.
TEST(ValueRuleTest, LearningAFactNeverContradicts) {
  const SamplePlaces places;
  const ReferenceData reference(places, SampleReferences());
  RandomRules random(8);
  int learnt = 0;
  for (int i = 0; i < 5'000; ++i) {
    const auto rule =
        sangam::Rule::Compile(random.FullRule(2), SampleDictionary());
    ASSERT_TRUE(rule.ok()) << rule.status();
    // has() asks for the very knowledge; absence may mean false.
    if (absl::StrContains(rule->text(), "has(") ||
        absl::StrContains(rule->text(), "dyes_yarn")) {
      continue;
    }
    type::v1::Profile profile = random.FullProfile();
    const auto ask = [&] {
      return rule->Evaluate(
          SubjectView(profile,
                      places.ChainOf(profile.place()).value_or(PlaceChain()),
                      absl::CivilDay(2024, 4, 1), SampleDictionary(),
                      &SampleReferences(), &places),
          reference);
    };
    const Truth before = ask();
    if (before == Truth::kUnknown) continue;
    if (!profile.has_members()) profile.set_members(random.Draw(14));
    if (!profile.has_women_owned()) profile.set_women_owned(true);
    if (!profile.has_sectors()) profile.mutable_sectors()->add_values("COIR");
    for (auto& child : *profile.mutable_children()->mutable_profiles()) {
      if (!child.has_members()) child.set_members(8 + random.Draw(6));
    }
    const Truth after = ask();
    if (after == Truth::kUnknown) continue;  // an error may appear
    ASSERT_EQ(after, before) << rule->text() << "\n" << profile.DebugString();
    ++learnt;
  }
  EXPECT_GT(learnt, 1'000);
}

TEST(ValueRuleTest, BoundsTheWork) {
  const SamplePlaces places;
  type::v1::Profile profile;
  profile.mutable_children()->set_complete(true);
  for (int i = 0; i < 1'000; ++i) {
    profile.mutable_children()->add_profiles()->set_members(i);
  }
  const SubjectView subject(profile, {}, absl::CivilDay(2024, 4, 1));
  const auto rule = ValueRule::Compile(
      "children.all(a, children.all(b, children.all(c,"
      " a.members + b.members + c.members >= 0)))",
      AttributeDictionary::BuiltIn());
  ASSERT_TRUE(rule.ok()) << rule.status();
  const auto outcome = rule->Evaluate(subject, places);
  EXPECT_FALSE(IsKnown(outcome.value));
  EXPECT_EQ(outcome.reason, "the rule takes too many steps");
  const auto linear =
      ValueRule::Compile("children.filter(c, c.members >= 500).size()",
                         AttributeDictionary::BuiltIn());
  EXPECT_EQ(absl::get<int64_t>(linear->Evaluate(subject, places).value), 500);
}

}  // namespace
}  // namespace sangam::rules
