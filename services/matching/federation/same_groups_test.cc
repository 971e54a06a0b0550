// Whether the same groups satisfy all that is required of them.
#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "services/matching/federation/federation_fixture_for_test.h"

namespace sangam::matching {
namespace {

using SameGroupsTest = FederationAssessmentTest;

// Each norm by itself is satisfied by eight, but not by the same eight.
TEST_F(SameGroupsTest, TheSameGroupsMustSatisfyEveryNorm) {
  const v1::RuleAssessment rule =
      AssessOnly(Village(7, {"members: 12 months_of_regular_savings: 3"
                             " trained_on_federation_concepts: false",
                             "members: 12 months_of_regular_savings: 2"
                             " trained_on_federation_concepts: true"}));
  EXPECT_EQ(rule.readiness(), v1::READINESS_NOT_READY);
  for (const auto& norm : rule.norms()) {
    if (norm.force() != scheme_catalog::v1::NORM_FORCE_REQUIRED) continue;
    EXPECT_EQ(norm.outcome(), v1::OUTCOME_MET) << norm.id();
  }
  EXPECT_EQ(rule.children_ready(), 7);
  EXPECT_EQ(rule.children_short(), 1);
}

// Others that nobody has recorded may be the eighth that satisfies all of it.
TEST_F(SameGroupsTest, UnrecordedGroupsMaySatisfyAllOfIt) {
  AssessedBody village = Village(7, {"members: 12 months_of_regular_savings: 3"
                                     " trained_on_federation_concepts: false",
                                     "members: 12 months_of_regular_savings: 2"
                                     " trained_on_federation_concepts: true"});
  village.subject.profile.mutable_children()->set_complete(false);
  EXPECT_EQ(AssessOnly(village).readiness(), v1::READINESS_NEEDS_INFORMATION);
}

// Producer groups that are good do not make up for groups that are not.
TEST_F(SameGroupsTest, OthersDoNotMakeUpForWhomANormIsAbout) {
  auto rule = std::make_shared<scheme_catalog::v1::ReadinessRule>(
      *readiness_->Find("readinessRules/village")->source);
  auto* others = rule->add_norms();
  others->set_id("producers");
  others->set_force(scheme_catalog::v1::NORM_FORCE_REQUIRED);
  others->set_expression(
      "children.filter(c, c.subject.kind == \"PRODUCER_GROUP\").size() >= 2");
  readiness_ = ReadinessCatalog::Compile(catalog_, {{rule->name(), rule}});
  query_.rules = readiness_->rules();
  ASSERT_EQ(query_.rules[0]->defect, "");
  const std::string untrained =
      "members: 12 months_of_regular_savings: 3"
      " trained_on_federation_concepts: false";
  const std::string careless =
      "members: 12 months_of_regular_savings: 2"
      " trained_on_federation_concepts: true";
  AssessedBody village = Village(7, {untrained, careless});
  for (int i = 0; i < 3; ++i) {
    *village.subject.profile.mutable_children()->add_profiles() =
        FromText<type::v1::Profile>("kind: SUBJECT_KIND_PRODUCER_GROUP");
  }
  EXPECT_EQ(AssessOnly(village).readiness(), v1::READINESS_NOT_READY);
  EXPECT_EQ(AssessOnly(village).children_short(), 1);
  *village.subject.profile.mutable_children()->mutable_profiles(7) =
      village.subject.profile.children().profiles(0);
  EXPECT_EQ(AssessOnly(village).readiness(), v1::READINESS_READY);
}

// Ten groups, eight of them trained: two that are not trained don't stand in
// the way, but the eight must be among those that save.
TEST_F(SameGroupsTest, ASmallerNumberIsAmongTheLarger) {
  auto rule = std::make_shared<scheme_catalog::v1::ReadinessRule>(
      *readiness_->Find("readinessRules/village")->source);
  rule->mutable_norms(1)->set_expression(
      "children.filter(c, c.subject.kind == \"SHG\" &&"
      " c.months_of_regular_savings >= 3).size() >= 10");
  readiness_ = ReadinessCatalog::Compile(catalog_, {{rule->name(), rule}});
  query_.rules = readiness_->rules();
  const std::string untrained =
      "members: 12 months_of_regular_savings: 3"
      " trained_on_federation_concepts: false";
  v1::RuleAssessment assessed = AssessOnly(Village(8, {untrained, untrained}));
  EXPECT_EQ(assessed.readiness(), v1::READINESS_READY);
  EXPECT_EQ(assessed.children_required(), 10);
  EXPECT_EQ(assessed.children_ready(), 8);
  EXPECT_EQ(assessed.children_short(), 0);
  assessed = AssessOnly(Village(7, {untrained, untrained, untrained,
                                    "members: 12 months_of_regular_savings: 0"
                                    " trained_on_federation_concepts: true"}));
  EXPECT_EQ(assessed.readiness(), v1::READINESS_NOT_READY);
  EXPECT_EQ(assessed.children_short(), 1);
}

}  // namespace
}  // namespace sangam::matching
