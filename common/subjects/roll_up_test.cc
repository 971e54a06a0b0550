#include "common/subjects/roll_up.h"

#include <limits>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam {
namespace {

type::v1::Profile ProfileOf(const std::string& text) {
  type::v1::Profile profile;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &profile));
  return profile;
}

std::vector<Child> ChildrenOf(const std::vector<std::string>& texts) {
  std::vector<Child> children;
  for (const std::string& text : texts) {
    children.push_back({FactsToRollUp(ProfileOf(text)), false});
  }
  return children;
}

TEST(RollUpTest, SumsWhatEveryChildKnows) {
  type::v1::Profile vo = ProfileOf("kind: SUBJECT_KIND_VO");
  AddRollUps(ChildrenOf({"kind: SUBJECT_KIND_SHG members: 12 women_members: 12"
                         " households: 10",
                         "kind: SUBJECT_KIND_SHG members: 11 households: 9"}),
             &vo);
  EXPECT_EQ(vo.members(), 23);
  EXPECT_EQ(vo.households(), 19);
  EXPECT_FALSE(vo.has_women_members()) << "one child doesn't know";
  EXPECT_EQ(vo.member_shgs(), 2);
  EXPECT_FALSE(vo.has_member_vos());
  EXPECT_FALSE(vo.has_member_enterprises());
}

TEST(RollUpTest, ARecordedValueWins) {
  type::v1::Profile vo =
      ProfileOf("kind: SUBJECT_KIND_VO members: 100 member_shgs: 9");
  AddRollUps(ChildrenOf({"kind: SUBJECT_KIND_SHG members: 12"}), &vo);
  EXPECT_EQ(vo.members(), 100);
  EXPECT_EQ(vo.member_shgs(), 9);
}

TEST(RollUpTest, NoChildrenAreZeroOfEverything) {
  type::v1::Profile clf = ProfileOf("kind: SUBJECT_KIND_CLF");
  AddRollUps({}, &clf);
  EXPECT_TRUE(clf.has_members());
  EXPECT_EQ(clf.members(), 0);
  EXPECT_TRUE(clf.has_member_vos());
}

TEST(RollUpTest, ASumTooLargeStaysAbsent) {
  type::v1::Profile vo = ProfileOf("kind: SUBJECT_KIND_VO");
  std::vector<Child> children(2);
  for (Child& child : children) {
    child.profile.set_kind(type::v1::SUBJECT_KIND_SHG);
    child.profile.set_members(std::numeric_limits<int64_t>::max());
  }
  AddRollUps(children, &vo);
  EXPECT_FALSE(vo.has_members());
  EXPECT_EQ(vo.member_shgs(), 2);
}

TEST(RollUpTest, CountsReachThroughTheTiers) {
  type::v1::Profile clf = ProfileOf("kind: SUBJECT_KIND_CLF");
  AddRollUps(ChildrenOf({"kind: SUBJECT_KIND_VO member_shgs: 8",
                         "kind: SUBJECT_KIND_VO member_shgs: 5"}),
             &clf);
  EXPECT_EQ(clf.member_vos(), 2);
  EXPECT_EQ(clf.member_shgs(), 13);
  type::v1::Profile unknown = ProfileOf("kind: SUBJECT_KIND_CLF");
  AddRollUps(ChildrenOf({"kind: SUBJECT_KIND_VO member_shgs: 8",
                         "kind: SUBJECT_KIND_VO"}),
             &unknown);
  EXPECT_EQ(unknown.member_vos(), 2);
  EXPECT_FALSE(unknown.has_member_shgs());
}

TEST(RollUpTest, AClusterCountsNobodyTwice) {
  type::v1::Profile cluster = ProfileOf("kind: SUBJECT_KIND_CLUSTER");
  std::vector<Child> children =
      ChildrenOf({"kind: SUBJECT_KIND_VO members: 30 member_shgs: 3",
                  "kind: SUBJECT_KIND_SHG members: 10",
                  "kind: SUBJECT_KIND_ENTERPRISE members: 4",
                  "kind: SUBJECT_KIND_ENTERPRISE"});
  children[1].counted_elsewhere = true;
  children[3].counted_elsewhere = true;
  AddRollUps(children, &cluster);
  EXPECT_EQ(cluster.members(), 34);
  EXPECT_EQ(cluster.member_shgs(), 3);
  EXPECT_EQ(cluster.member_vos(), 1);
  EXPECT_EQ(cluster.member_enterprises(), 2);
}

TEST(RollUpTest, OnlyFederationsAndClustersRollUp) {
  type::v1::Profile company = ProfileOf("kind: SUBJECT_KIND_PRODUCER_COMPANY");
  AddRollUps(ChildrenOf({"kind: SUBJECT_KIND_PRODUCER_GROUP members: 3"}),
             &company);
  EXPECT_FALSE(company.has_members());
}

}  // namespace
}  // namespace sangam
