#include "common/rules/checked_node.h"

#include <string>
#include <vector>

#include "common/rules/evaluator.h"
#include "common/rules/rule.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::rules {
namespace {

using ::testing::ElementsAre;
using Kind = Predicate::Kind;

sangam::Rule Compiled(absl::string_view text) {
  auto rule = sangam::Rule::Compile(text, AttributeDictionary::BuiltIn());
  EXPECT_TRUE(rule.ok()) << rule.status();
  return *std::move(rule);
}

TEST(CheckedNodeTest, ComparisonsHaveTheAttributeOnTheLeft) {
  const struct {
    const char* text;
    Comparison comparison;
  } kCases[] = {{"members >= 10", Comparison::kGreaterOrEqual},
                {"10 <= members", Comparison::kGreaterOrEqual},
                {"10 < members", Comparison::kGreater},
                {"10 >= members", Comparison::kLessOrEqual},
                {"10 > members", Comparison::kLess},
                {"10 == members", Comparison::kEqual},
                {"10 != members", Comparison::kNotEqual}};
  for (const auto& one : kCases) {
    const sangam::Rule rule = Compiled(one.text);
    const Predicate& test = rule.root().predicate;
    EXPECT_EQ(test.kind, Kind::kCompare) << one.text;
    EXPECT_EQ(test.attribute_name(), "members") << one.text;
    EXPECT_EQ(test.comparison, one.comparison) << one.text;
    EXPECT_THAT(test.values, ElementsAre(Value(int64_t{10}))) << one.text;
  }
}

TEST(CheckedNodeTest, ComputedTestsHaveAnAttributeOnlyIfItIsTheirOnlyOne) {
  const struct {
    const char* text;
    const char* attribute;
    std::vector<std::string> mentioned;
  } kCases[] = {
      {"members * 2 > members + 5", "members", {"members"}},
      {"members * 2 > weavers", nullptr, {"members", "weavers"}},
      {"received('schemes/a') == women_owned",
       nullptr,
       {"received", "women_owned"}},
      {"children.exists(c, c.weavers > 1)", "children", {"children"}}};
  for (const auto& one : kCases) {
    const sangam::Rule rule = Compiled(one.text);
    const Predicate& test = rule.root().predicate;
    EXPECT_EQ(test.kind, Kind::kComputed) << one.text;
    EXPECT_EQ(test.attribute_names(), one.mentioned) << one.text;
    ASSERT_EQ(test.attribute != nullptr, one.attribute != nullptr) << one.text;
    if (one.attribute == nullptr) continue;
    EXPECT_EQ(test.attribute->name, one.attribute) << one.text;
  }
}

TEST(CheckedNodeTest, TestsWithMacrosShareTheSteps) {
  const sangam::Rule rule = Compiled(
      "children.exists(c, c.weavers > 1) &&"
      " (members > 1 || !children.all(c, c.members > 9))");
  const CheckedNode& either = rule.root().children[1];
  EXPECT_EQ(rule.root().children[0].predicate.step_budget, kMostSteps / 2);
  EXPECT_EQ(either.children[0].predicate.step_budget, kMostSteps / 2);
  EXPECT_EQ(either.children[1].children[0].predicate.step_budget,
            kMostSteps / 2);
  EXPECT_EQ(Compiled("members > 1").root().predicate.step_budget, kMostSteps);
}

}  // namespace
}  // namespace sangam::rules
