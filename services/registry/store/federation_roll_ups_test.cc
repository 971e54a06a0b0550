#include "services/registry/store/federation_roll_ups.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/registry/store/federation_roll_ups_fixture.h"

namespace sangam::registry {
namespace {

TEST_F(FederationRollUpsTest, EveryLevelHasTheSumsOfAllBelow) {
  PutTree();
  EXPECT_EQ(Tree(), "2/30 1/40 3/70 3/70");
  EXPECT_EQ(Sums("s1"), "1/10");
}

TEST_F(FederationRollUpsTest, FollowEachWrite) {
  PutTree();
  PutShg("s1", "v", 11);
  EXPECT_EQ(Tree(), "2/31 1/40 3/71 3/71");
  // What is not recorded any more is missing.
  Put("s1", "SHG", "v");
  EXPECT_EQ(Tree(), "2/20 1/40 3/60 3/60");
  EXPECT_EQ(Get("b").sums().members().missing(), 1);
  PutShg("s2", "w", 20);
  EXPECT_EQ(Tree(), "1/0 2/60 3/60 3/60");
  ASSERT_TRUE(DeleteGroup("groups/s3").ok());
  EXPECT_EQ(Tree(), "1/0 1/20 2/20 2/20");
  PutShg("s2", "", 20);
  EXPECT_EQ(Tree(), "1/0 0/0 1/0 1/0");
}

TEST_F(FederationRollUpsTest, AFederationMovesWithAllBelow) {
  PutTree();
  Put("b2", "BLF", "");
  Put("c2", "CLF", "b2");
  Put("v", "VO", "c2", "children_complete: true");
  EXPECT_EQ(Tree(), "2/30 1/40 1/40 1/40");
  EXPECT_EQ(Sums("c2"), "2/30");
  EXPECT_EQ(Sums("b2"), "2/30");
  Put("c2", "CLF", "b");
  EXPECT_EQ(Sums("b"), "3/70");
  EXPECT_EQ(Sums("b2"), "0/0");
}

TEST_F(FederationRollUpsTest, AChunkChangesWhatIsAboveAndBelowAtOnce) {
  PutTree();
  v1::ImportEntitiesRequest chunk;
  const auto add = [&](const std::string& text) {
    v1::ImportRecord* record = chunk.add_records();
    record->set_row(chunk.records_size());
    ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
        text, record->mutable_entity()->mutable_group()));
  };
  // Children come before their parents, and w moves below c2 with s1 in it.
  add("name: 'groups/n1' kind: SUBJECT_KIND_SHG parent: 'groups/x'"
      " profile { members: 100 }");
  add("name: 'groups/s1' kind: SUBJECT_KIND_SHG parent: 'groups/w'"
      " profile { members: 10 }");
  add("name: 'groups/x' kind: SUBJECT_KIND_VO parent: 'groups/c2'");
  add("name: 'groups/w' kind: SUBJECT_KIND_VO parent: 'groups/c2'");
  add("name: 'groups/n2' kind: SUBJECT_KIND_SHG parent: 'groups/x'"
      " profile { members: 200 }");
  add("name: 'groups/c2' kind: SUBJECT_KIND_CLF parent: 'groups/b'");
  const auto stored = store_->ImportEntities()->Store(chunk, CallContext());
  ASSERT_TRUE(stored.ok()) << stored.status();
  EXPECT_EQ(stored->rejected_size(), 0) << stored->DebugString();
  EXPECT_EQ(Tree(), "1/20 2/50 1/20 5/370");
  EXPECT_EQ(Sums("x"), "2/300");
  EXPECT_EQ(Sums("c2"), "4/350");
}

TEST_F(FederationRollUpsTest, SumsSayOfHowManyTheyAreKnown) {
  Put("v", "VO", "", "children_complete: true");
  Put("s1", "SHG", "v",
      "profile { members: 12 poor_members: 9 annual_turnover_paise: 5000"
      " loan_outstanding_paise: 100000 npa_bps: 250"
      " extra { key: 'savings_paise' value { number: 700 } } }");
  Put("s2", "SHG", "v", "profile { members: 8 poor_member_share_bps: 10000 }");
  Put("s3", "SHG", "v", "profile { loan_outstanding_paise: 0 }");
  const v1::ShgSums sums = Get("v").sums();
  EXPECT_EQ(sums.shgs(), 3);
  EXPECT_EQ(sums.open_bodies(), 0);
  EXPECT_EQ(sums.members().sum(), 20);
  EXPECT_EQ(sums.members().known(), 2);
  EXPECT_EQ(sums.members().missing(), 1);
  EXPECT_EQ(sums.poor_members().part(), 17);
  EXPECT_EQ(sums.poor_members().whole(), 20);
  EXPECT_EQ(sums.poor_members().share_bps(), 8'500);
  EXPECT_EQ(sums.savings_paise().sum(), 700);
  EXPECT_EQ(sums.savings_paise().missing(), 2);
  EXPECT_EQ(sums.annual_turnover_paise().sum(), 5'000);
  EXPECT_EQ(sums.npa_paise().part(), 2'500);
  EXPECT_EQ(sums.npa_paise().whole(), 100'000);
  EXPECT_EQ(sums.npa_paise().share_bps(), 250);
  EXPECT_EQ(sums.npa_paise().known(), 2);
}

TEST_F(FederationRollUpsTest, BodiesWhoseChildrenAreNotAllRecordedAreCounted) {
  PutTree();
  EXPECT_EQ(Get("b").sums().open_bodies(), 0);
  Put("w", "VO", "c");
  EXPECT_EQ(Get("w").sums().open_bodies(), 1);
  EXPECT_EQ(Get("b").sums().open_bodies(), 1);
  Put("b", "BLF", "");
  EXPECT_EQ(Get("c").sums().open_bodies(), 1);
  EXPECT_EQ(Get("b").sums().open_bodies(), 2);
}

TEST_F(FederationRollUpsTest, APreExistingFederationKeepsItsOwnMandate) {
  const std::string before_the_mission =
      "children_complete: true profile { extra {"
      " key: 'promoted_before_the_mission' value { truth: true } } }";
  PutTree();
  Put("w", "VO", "c", before_the_mission);
  EXPECT_EQ(Tree(), "2/30 1/40 2/30+1/40 2/30+1/40");
  EXPECT_TRUE(Get("w").keeps_own_mandate());
  EXPECT_FALSE(Get("c").keeps_own_mandate());
  // Changes below it stay apart, too.
  PutShg("s3", "w", 41);
  PutShg("s2", "w", 20);
  EXPECT_EQ(Tree(), "1/10 2/61 1/10+2/61 1/10+2/61");
  // All of a CLF, above one and under none.
  Put("c", "CLF", "b", before_the_mission);
  EXPECT_EQ(Tree(), "1/10 2/61 1/10+2/61 0/0+3/71");
  Put("w", "VO", "c", "children_complete: true");
  EXPECT_EQ(Tree(), "1/10 2/61 3/71 0/0+3/71");
  Put("c", "CLF", "b", "children_complete: true");
  EXPECT_EQ(Tree(), "1/10 2/61 3/71 3/71");
}

TEST_F(FederationRollUpsTest, AnShgOfManyProducerGroupsCountsOnce) {
  PutTree();
  Put("pc", "PRODUCER_COMPANY", "");
  Put("p1", "PRODUCER_GROUP", "pc", DrawsOn({"s1", "s2"}));
  Put("p2", "PRODUCER_GROUP", "pc", DrawsOn({"s2", "s3"}));
  EXPECT_EQ(Sums("p1"), "2/30");
  EXPECT_EQ(Sums("p2"), "2/60");
  EXPECT_EQ(Sums("pc"), "3/70");
  EXPECT_EQ(Tree(), "2/30 1/40 3/70 3/70");
  PutShg("s2", "v", 25);
  EXPECT_EQ(Sums("p1"), "2/35");
  EXPECT_EQ(Sums("pc"), "3/75");
  // An SHG that is drawn on can't go unnoticed, nor become something else.
  EXPECT_EQ(ReasonOf(DeleteGroup("groups/s3")),
            type::v1::ERROR_REASON_RESOURCE_IN_USE);
  EXPECT_EQ(FaultOf(PutGroup("name: 'groups/s3' kind: SUBJECT_KIND_JLG")),
            "group.kind");
  Put("p2", "PRODUCER_GROUP", "pc", DrawsOn({"s2"}));
  EXPECT_EQ(Sums("pc"), "2/35");
  EXPECT_TRUE(DeleteGroup("groups/s3").ok());
}

TEST_F(FederationRollUpsTest, OnlyShgsThatAreThereAreDrawnOn) {
  PutTree();
  const std::string group =
      "name: 'groups/p' kind: SUBJECT_KIND_PRODUCER_GROUP ";
  const std::string field = "profile.extra[\"draws_on_shgs\"]";
  EXPECT_EQ(FaultOf(PutGroup(group + DrawsOn({"nowhere"}))), "group." + field);
  EXPECT_EQ(FaultOf(PutGroup(group + DrawsOn({"v"}))), "group." + field);
  v1::ImportEntitiesRequest chunk;
  for (const char* shg : {"nowhere", "v", "s1"}) {
    ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
        group + DrawsOn({shg}),
        chunk.add_records()->mutable_entity()->mutable_group()));
    chunk.mutable_records()
        ->rbegin()
        ->mutable_entity()
        ->mutable_group()
        ->set_name(absl::StrCat("groups/p-", shg));
  }
  const auto stored = store_->ImportEntities()->Store(chunk, CallContext());
  ASSERT_TRUE(stored.ok()) << stored.status();
  ASSERT_EQ(stored->rejected_size(), 2) << stored->DebugString();
  EXPECT_TRUE(stored->rejected(0).reference_missing());
  EXPECT_EQ(stored->rejected(1).fields(0).field(), field);
  EXPECT_EQ(Sums("p-s1"), "1/10");
}

TEST_F(FederationRollUpsTest, MergedAndErasedGroupsLeaveNothingBehind) {
  PutTree();
  Put("p", "PRODUCER_GROUP", "", DrawsOn({"s1", "s2", "s3"}));
  ASSERT_TRUE(
      Merge("survivor: 'groups/s1' duplicate: 'groups/s2'").status().ok());
  EXPECT_EQ(Tree(), "1/10 1/40 2/50 2/50");
  EXPECT_EQ(Sums("p"), "2/50");
  ASSERT_TRUE(
      Merge("survivor: 'groups/w' duplicate: 'groups/v'").status().ok());
  EXPECT_EQ(Sums("w"), "2/50");
  // The old name means the survivor.
  EXPECT_EQ(Get("v").name(), "groups/w");
  EXPECT_EQ(Sums("b"), "2/50");
  const auto erased = Erase("name: 'groups/w' release_members: true");
  ASSERT_TRUE(erased.ok()) << erased.status();
  EXPECT_EQ(Sums("c"), "0/0");
  EXPECT_EQ(Sums("b"), "0/0");
  ASSERT_TRUE(Erase("name: 'groups/s3' release_members: true").ok());
  EXPECT_EQ(Sums("p"), "1/10");
}

TEST_F(FederationRollUpsTest, ErasedGroupsAreInNoPastSum) {
  PutTree();
  const std::string first = token_;
  PutShg("s1", "w", 15);
  const std::string moved = token_;
  Put("w", "VO", "");
  PutShg("s2", "v", 21);
  const std::string last = token_;
  ASSERT_TRUE(Erase("name: 'groups/s1'").ok());
  EXPECT_EQ(Tree(), "1/21 1/40 1/21 1/21");
  EXPECT_EQ(Tree(last), "1/21 1/40 1/21 1/21");
  EXPECT_EQ(Tree(moved), "1/20 1/40 2/60 2/60");
  EXPECT_EQ(Tree(first), "1/20 1/40 2/60 2/60");
  // What is written next goes on from there.
  PutShg("s3", "w", 41);
  EXPECT_EQ(Tree(), "1/21 1/41 1/21 1/21");
  EXPECT_EQ(Tree(first), "1/20 1/40 2/60 2/60");
}

TEST_F(FederationRollUpsTest, WhatWasMergedIntoAnErasedGroupIsInNoPastSum) {
  PutTree();
  const std::string first = token_;
  ASSERT_TRUE(Merge("survivor: 'groups/s3' duplicate: 'groups/s1'").ok());
  const std::string merged = token_;
  ASSERT_TRUE(DeleteGroup("groups/s3").ok());
  ASSERT_TRUE(Erase("name: 'groups/s3'").ok());
  EXPECT_EQ(Tree(), "1/20 0/0 1/20 1/20");
  EXPECT_EQ(Tree(merged), "1/20 0/0 1/20 1/20");
  EXPECT_EQ(Tree(first), "1/20 0/0 1/20 1/20");
}

TEST_F(FederationRollUpsTest, TryingAnErasureLeavesPastSums) {
  PutTree();
  const std::string first = token_;
  PutShg("s1", "w", 15);
  ASSERT_TRUE(Erase("name: 'groups/s1' validate_only: true").ok());
  EXPECT_EQ(Tree(first), "2/30 1/40 3/70 3/70");
}

// Places and linkages advance profiles without changing a sum.
TEST_F(FederationRollUpsTest, OtherChangesLeaveThemAlone) {
  PutPlaces();
  PutTree();
  const std::string block = "name: 'places/m' kind: PLACE_KIND_BLOCK";
  ASSERT_TRUE(PutPlace(block + " development_parent: 'places/d1'").ok());
  Put("c", "CLF", "b", "children_complete: true place: 'places/m'");
  ASSERT_TRUE(PutPlace(block + " development_parent: 'places/d2'").ok());
  ASSERT_TRUE(PutLinkage("name: 'linkages/l' subject: 'groups/b'"
                         " state: LINKAGE_STATE_RECEIVED")
                  .ok());
  ASSERT_TRUE(PutEnterprise("name: 'enterprises/e' group: 'groups/s1'").ok());
  EXPECT_EQ(Tree(), "2/30 1/40 3/70 3/70");
  PutShg("s1", "v", 11);
  EXPECT_EQ(Tree(), "2/31 1/40 3/71 3/71");
}

TEST_F(FederationRollUpsTest, PastStatesHaveTheSumsThatTheyHad) {
  PutTree();
  const std::string first = token_;
  PutShg("s1", "w", 15);
  const std::string second = token_;
  Put("w", "VO", "");
  ASSERT_TRUE(DeleteGroup("groups/s2").ok());
  ASSERT_TRUE(DeleteGroup("groups/v").ok());
  EXPECT_EQ(Tree(first), "2/30 1/40 3/70 3/70");
  EXPECT_EQ(Tree(second), "1/20 2/55 3/75 3/75");
  EXPECT_EQ(Sums("b"), "0/0");
}

TEST_F(FederationRollUpsTest, PagesListThoseDirectlyBelow) {
  PutTree();
  Put("c0", "CLF", "b");
  v1::ListFederationRollUpsRequest request;
  request.set_parent("groups/b");
  request.set_page_size(1);
  const auto first = ListFederationRollUps(&store_->changelog(), request);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->parent().sums().shgs(), 3);
  ASSERT_EQ(first->roll_ups_size(), 1);
  EXPECT_EQ(first->roll_ups(0).name(), "groups/c");
  EXPECT_EQ(first->roll_ups(0).sums().members().sum(), 70);
  request.set_page_token(first->next_page_token());
  const auto second = ListFederationRollUps(&store_->changelog(), request);
  ASSERT_TRUE(second.ok()) << second.status();
  ASSERT_EQ(second->roll_ups_size(), 1);
  EXPECT_EQ(second->roll_ups(0).name(), "groups/c0");
  EXPECT_TRUE(second->next_page_token().empty());
  // A page token of another parent is none.
  request.set_parent("groups/c");
  EXPECT_EQ(
      FaultOf(ListFederationRollUps(&store_->changelog(), request).status()),
      "page_token");
  Put("p", "PRODUCER_GROUP", "", DrawsOn({"s3", "s1"}));
  v1::ListFederationRollUpsRequest drawn_on;
  drawn_on.set_parent("groups/p");
  const auto shgs = ListFederationRollUps(&store_->changelog(), drawn_on);
  ASSERT_TRUE(shgs.ok()) << shgs.status();
  ASSERT_EQ(shgs->roll_ups_size(), 2);
  EXPECT_EQ(shgs->roll_ups(1).sums().members().sum(), 40);
}

TEST_F(FederationRollUpsTest, WhatHasNoSumsIsToldSo) {
  Put("jlg", "JLG", "");
  const auto fault = [&](const std::string& name) {
    v1::GetFederationRollUpRequest request;
    request.set_name(name);
    return GetFederationRollUp(&store_->changelog(), request).status();
  };
  EXPECT_EQ(FaultOf(fault("groups/jlg")), "name");
  EXPECT_EQ(FaultOf(fault("clusters/c")), "name");
  EXPECT_EQ(FaultOf(fault("")), "name");
  EXPECT_EQ(ReasonOf(fault("groups/none")),
            type::v1::ERROR_REASON_RESOURCE_NOT_FOUND);
}

}  // namespace
}  // namespace sangam::registry
