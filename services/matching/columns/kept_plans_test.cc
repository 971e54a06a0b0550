#include "services/matching/columns/kept_plans.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/rules/random_rules.h"
#include "gtest/gtest.h"
#include "services/matching/columns/reverse_plan.h"

namespace sangam::matching {
namespace {

std::shared_ptr<const CompiledVersion> VersionOf(int members) {
  scheme_catalog::v1::SchemeVersion version;
  version.add_conditions()->set_expression(
      absl::StrCat("members >= ", members));
  return CompileVersion(version, rules::SampleDictionary());
}

KeptPlans::Versions VersionsOf(size_t count) {
  KeptPlans::Versions versions;
  while (versions.size() < count) {
    versions.push_back(VersionOf(static_cast<int>(versions.size())));
  }
  return versions;
}

class KeptPlansTest : public testing::Test {
 protected:
  std::shared_ptr<const ReversePlan> Of(const KeptPlans::Versions& versions) {
    auto plan = plans_.Of(versions, rules::SampleDictionary());
    EXPECT_EQ(plan->size(), versions.size());
    for (size_t i = 0; i < versions.size(); ++i) {
      EXPECT_EQ(plan->parts().versions[i].compiled, versions[i].get()) << i;
    }
    return plan;
  }

  KeptPlans plans_;
  KeptPlans::Versions many_ = VersionsOf(KeptPlans::kFewest);
};

TEST_F(KeptPlansTest, TheSameVersionsHaveTheSamePlan) {
  const auto plan = Of(many_);
  EXPECT_EQ(Of(many_), plan);
}

TEST_F(KeptPlansTest, FewVersionsPushNoPlanOut) {
  const auto plan = Of(many_);
  for (size_t few = 0; few < 4; ++few) Of(VersionsOf(few));
  EXPECT_EQ(Of(many_), plan);
}

TEST_F(KeptPlansTest, OneVersionInAnothersPlaceAsksForAPlanOfItsOwn) {
  const auto plan = Of(many_);
  for (const size_t at : {size_t{0}, many_.size() / 2, many_.size() - 1}) {
    KeptPlans::Versions changed = many_;
    changed[at] = VersionOf(1'000);
    EXPECT_NE(Of(changed), plan) << at;
  }
}

TEST_F(KeptPlansTest, AnotherOrderOrLengthAsksForAPlanOfItsOwn) {
  const auto plan = Of(many_);
  KeptPlans::Versions longer = many_;
  longer.push_back(VersionOf(1'000));
  EXPECT_NE(Of(longer), plan);
  longer.pop_back();
  std::swap(longer.front(), longer.back());
  EXPECT_NE(Of(longer), plan);
}

TEST_F(KeptPlansTest, AnotherDictionaryAsksForAPlanOfItsOwn) {
  const auto plan = Of(many_);
  EXPECT_NE(plans_.Of(many_, AttributeDictionary::BuiltIn()), plan);
}

// A version that lies where one lay that is gone.
TEST_F(KeptPlansTest, AVersionAtTheSameAddressAsksForAPlanOfItsOwn) {
  const auto at = std::make_shared<CompiledVersion>(*many_.front());
  const auto nothing = [](const CompiledVersion*) {};
  many_.front().reset(at.get(), nothing);
  const auto plan = Of(many_);
  many_.front().reset(at.get(), nothing);
  EXPECT_NE(Of(many_), plan);
}

TEST_F(KeptPlansTest, TheLastTwoAreKept) {
  const auto others = VersionsOf(KeptPlans::kFewest + 1);
  const auto third = VersionsOf(KeptPlans::kFewest + 2);
  const std::weak_ptr<const ReversePlan> plan = Of(many_);
  const std::weak_ptr<const ReversePlan> other = Of(others);
  EXPECT_EQ(Of(many_), plan.lock());
  Of(third);
  EXPECT_TRUE(other.expired());
  EXPECT_EQ(Of(many_), plan.lock());
}

TEST_F(KeptPlansTest, NoVersionIsKeptAlive) {
  const std::weak_ptr<const CompiledVersion> version = many_.front();
  Of(many_);
  many_.clear();
  EXPECT_TRUE(version.expired());
}

}  // namespace
}  // namespace sangam::matching
