#include "services/sangamctl/resource/apply_order.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Rounds as "name name"; "name*" where the SPV is left out.
std::vector<std::string> Order(const std::string& yaml) {
  std::vector<Resource> resources;
  Problems problems;
  ReadResources("a.yaml", yaml, resources, problems);
  EXPECT_THAT(problems, IsEmpty());
  std::vector<std::string> lines;
  for (const auto& round : OrderForApply(resources)) {
    lines.push_back(
        absl::StrJoin(round, " ", [&](std::string* out, const ApplyStep& step) {
          absl::StrAppend(out, resources[step.resource].name,
                          step.create_without_spv ? "*" : "");
        }));
  }
  return lines;
}

TEST(ApplyOrderTest, NothingNeedsNoRounds) {
  EXPECT_THAT(Order(""), IsEmpty());
}

TEST(ApplyOrderTest, KindsFollowTheirReferences) {
  EXPECT_THAT(
      Order(R"(
name: demands/x
---
name: linkages/l
---
name: groups/g
---
name: schemes/s/versions/v
---
name: schemes/s
---
name: departments/d
---
name: places/p
---
name: upgradeProgrammes/u
---
name: surveyProblems/p
---
name: replicableModels/m
---
name: readinessRules/r
---
name: placeSets/q
---
name: parameters/m
---
name: attributes/a
)"),
      ElementsAre("departments/d", "placeSets/q parameters/m attributes/a",
                  "places/p", "schemes/s", "schemes/s/versions/v",
                  "upgradeProgrammes/u surveyProblems/p replicableModels/m"
                  " readinessRules/r",
                  "groups/g", "linkages/l", "demands/x"));
}

TEST(ApplyOrderTest, PlacesFollowTheirParentsInEveryHierarchy) {
  EXPECT_THAT(Order(R"(
name: places/village
revenue_parent: places/sub-district
development_parent: places/panchayat
---
name: places/panchayat
development_parent: places/block
---
name: places/block
development_parent: places/district
---
name: places/sub-district
revenue_parent: places/district
---
name: places/district
revenue_parent: places/state-that-is-there-already
)"),
              ElementsAre("places/district", "places/block places/sub-district",
                          "places/panchayat", "places/village"));
}

TEST(ApplyOrderTest, DerivedAttributesFollowWhatTheyRead) {
  EXPECT_THAT(Order(R"(
name: attributes/share_of_share
derivation: share/2
---
name: attributes/share
derivation: looms_before * parameter("parameters/rate") / members
---
name: attributes/old
replaced_by: attributes/looms
---
name: attributes/near
derivation: place.within('placeSets/hills')
---
name: attributes/looms
former_names: [looms_before]
---
name: parameters/rate
---
name: placeSets/hills
)"),
              ElementsAre("attributes/looms parameters/rate placeSets/hills",
                          "attributes/share attributes/old attributes/near",
                          "attributes/share_of_share"));
}

TEST(ApplyOrderTest, SchemesAndVersionsFollowWhatTheyReplaceOrAddTo) {
  EXPECT_THAT(
      Order(R"(
name: schemes/state
variant_of: schemes/central
tops_up: schemes/other
---
name: schemes/other
---
name: schemes/central
---
name: schemes/central/versions/3
supersedes: [schemes/central/versions/1, schemes/central/versions/2]
---
name: schemes/central/versions/2
supersedes: [schemes/central/versions/1]
---
name: schemes/central/versions/1
)"),
      ElementsAre("schemes/other schemes/central", "schemes/state",
                  "schemes/central/versions/1", "schemes/central/versions/2",
                  "schemes/central/versions/3"));
}

TEST(ApplyOrderTest, FederationsComeBeforeTheirGroups) {
  EXPECT_THAT(
      Order(R"(
name: groups/shg
parent: groups/vo
---
name: enterprises/e
group: groups/shg
---
name: groups/vo
parent: groups/clf
---
name: groups/clf
)"),
      ElementsAre("groups/clf", "groups/vo", "groups/shg", "enterprises/e"));
}

TEST(ApplyOrderTest, AClusterAndItsSpvMayNameEachOther) {
  EXPECT_THAT(Order(R"(
name: clusters/c
spv: groups/spv
---
name: groups/spv
cluster: clusters/c
---
name: enterprises/e
cluster: clusters/c
---
name: clusters/plain
)"),
              ElementsAre("clusters/plain", "clusters/c*",
                          "groups/spv enterprises/e", "clusters/c"));
}

TEST(ApplyOrderTest, AClusterFollowsAnSpvThatDoesNotNameIt) {
  EXPECT_THAT(Order(R"(
name: clusters/c
spv: groups/spv
---
name: groups/spv
)"),
              ElementsAre("groups/spv", "clusters/c"));
}

TEST(ApplyOrderTest, OtherCirclesStillEnd) {
  EXPECT_THAT(Order(R"(
name: groups/a
parent: groups/b
---
name: groups/b
parent: groups/a
---
name: groups/self
parent: groups/self
)"),
              ElementsAre("groups/self", "groups/a", "groups/b"));
}

}  // namespace
}  // namespace sangam::sangamctl
