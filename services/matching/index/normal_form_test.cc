#include "services/matching/index/normal_form.h"

#include <memory>
#include <set>

#include "common/rules/random_rules.h"
#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

std::shared_ptr<const CompiledVersion> VersionOf(
    const std::vector<std::string>& conditions) {
  scheme_catalog::v1::SchemeVersion version;
  for (const std::string& condition : conditions) {
    version.add_conditions()->set_expression(condition);
  }
  auto compiled = CompileVersion(version, rules::SampleDictionary());
  EXPECT_EQ(compiled->defect, "");
  return compiled;
}

// The sizes of the conjuncts.
std::multiset<size_t> SizesOf(const NormalForm& form) {
  std::multiset<size_t> sizes;
  for (const Conjunct& conjunct : form.conjuncts) {
    sizes.insert(conjunct.literals.size());
  }
  return sizes;
}

using Sizes = std::multiset<size_t>;

TEST(NormalFormTest, DistributesAndPushesNegationsDown) {
  const auto version =
      VersionOf({"members >= 10", "!(women_owned && looms > 3)"});
  const NormalForm form = NormalFormOf(*version);
  EXPECT_TRUE(form.complete);
  EXPECT_EQ(SizesOf(form), (Sizes{2, 2}));
}

TEST(NormalFormTest, TheSameTestStandsOnce) {
  const auto version = VersionOf(
      {"members >= 10 && 10 <= members", "members >= 10 || women_owned"});
  // The second says no more than the first.
  EXPECT_EQ(SizesOf(NormalFormOf(*version)), (Sizes{1}));
}

TEST(NormalFormTest, KeepsContradictionsAndTautologies) {
  const auto contradiction = VersionOf({"women_owned && !women_owned"});
  EXPECT_EQ(SizesOf(NormalFormOf(*contradiction)), (Sizes{2}));
  const auto tautology = VersionOf({"women_owned || !women_owned"});
  EXPECT_EQ(SizesOf(NormalFormOf(*tautology)), (Sizes{1, 1}));
}

TEST(NormalFormTest, UnknownConditionsMakeNoNearMiss) {
  const auto version = VersionOf({"women_owned ? members >= 10 : looms >= 3"});
  const NormalForm form = NormalFormOf(*version);
  EXPECT_EQ(SizesOf(form), (Sizes{2, 2, 2}));
  int near = 0;
  for (const Conjunct& conjunct : form.conjuncts) {
    near += conjunct.may_be_near ? 1 : 0;
  }
  EXPECT_EQ(near, 2);
}

TEST(NormalFormTest, ConditionalsWithinConditionsAreLoweredOnce) {
  std::string expression = "women_owned";
  for (int level = 0; level < 60; ++level) {
    expression = "(" + expression + " ? women_owned : members >= 10)";
  }
  EXPECT_TRUE(NormalFormOf(*VersionOf({expression})).complete);
}

TEST(NormalFormTest, ConstantsHoldOrFail) {
  const auto holds = VersionOf({"true || members > 1"});
  EXPECT_EQ(SizesOf(NormalFormOf(*holds)), (Sizes{0}));
  const auto fails = VersionOf({"false && members > 1"});
  EXPECT_TRUE(NormalFormOf(*fails).conjuncts.empty());
}

TEST(NormalFormTest, WhatIsTooLargeKeepsWhatMustHold) {
  std::vector<std::string> conditions = {"members >= 10"};
  for (int i = 0; i < 6; ++i) {
    conditions.push_back("looms == " + std::to_string(i) +
                         " || weavers == " + std::to_string(i));
  }
  const auto version = VersionOf(conditions);
  const NormalForm form = NormalFormOf(*version);
  EXPECT_FALSE(form.complete);
  EXPECT_EQ(SizesOf(form), (Sizes{1}));
}

}  // namespace
}  // namespace sangam::matching
