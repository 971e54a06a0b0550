#include "services/registry/store/profile_reader.h"

#include "absl/strings/str_cat.h"
#include "common/validation/profile.h"
#include "services/registry/store/registry_store_fixture.h"
#include "services/registry/store/resource_types.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

using ProfileReaderTest = RegistryStoreTest;

TEST_F(ProfileReaderTest, HoldsTheRecordItsImplicationsAndItsPlaceChain) {
  PutPlaces();
  ASSERT_TRUE(
      PutGroup("name: 'groups/g' title: 'Umden' kind: SUBJECT_KIND_SPV"
               " place: 'places/v' profile { members: 12 udyam_registered:"
               " false } outside_ids { system: 'UDYAM'"
               " value: 'UDYAM-ML-05-0000123' }")
          .ok());
  const auto read = Profile("groups/g");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->title(), "Umden");
  EXPECT_EQ(read->profile().kind(), type::v1::SUBJECT_KIND_SPV);
  EXPECT_EQ(read->profile().place(), "places/v");
  EXPECT_EQ(read->profile().members(), 12);
  EXPECT_TRUE(read->profile().udyam_registered());
  EXPECT_EQ(read->outside_ids_size(), 1);
  EXPECT_EQ(read->profile_revision(), Head());
  EXPECT_EQ(read->token(), token_);
  std::vector<std::string> chain;
  for (const auto& link : read->place_chain()) chain.push_back(link.place());
  EXPECT_EQ(chain, (std::vector<std::string>{"places/v", "places/p", "places/b",
                                             "places/s", "places/d1",
                                             "places/lgd-state-17"}));
}

TEST_F(ProfileReaderTest, WhatIsNotKnownIsAbsent) {
  ASSERT_TRUE(PutEnterprise("name: 'enterprises/e'").ok());
  const auto read = Profile("enterprises/e");
  ASSERT_TRUE(read.ok());
  EXPECT_FALSE(read->profile().has_place());
  EXPECT_FALSE(read->profile().has_udyam_registered());
  EXPECT_FALSE(read->profile().has_spv_formed());
  EXPECT_EQ(read->place_chain_size(), 0);
}

TEST_F(ProfileReaderTest, RefusesWhatIsNoSubject) {
  EXPECT_EQ(FaultOf(Profile("").status()), "name");
  EXPECT_EQ(FaultOf(Profile("places/v").status()), "name");
  EXPECT_EQ(Profile("groups/none").status(),
            sangam::NotFoundError("groups/none"));
  v1::GetSubjectProfileRequest request;
  request.mutable_outside_id()->set_system("lower");
  EXPECT_EQ(FaultOf(store_->GetSubjectProfile(request).status()),
            "outside_id.system");
}

TEST_F(ProfileReaderTest, RollsUpThroughTheTiersWhereChildrenAreComplete) {
  ASSERT_TRUE(PutGroup("name: 'groups/clf' kind: SUBJECT_KIND_CLF"
                       " children_complete: true")
                  .ok());
  ASSERT_TRUE(PutGroup("name: 'groups/vo1' kind: SUBJECT_KIND_VO"
                       " parent: 'groups/clf' children_complete: true")
                  .ok());
  ASSERT_TRUE(PutGroup("name: 'groups/vo2' kind: SUBJECT_KIND_VO"
                       " parent: 'groups/clf' profile { members: 30 }")
                  .ok());
  for (const char* shg : {"a", "b"}) {
    ASSERT_TRUE(PutGroup(std::string("name: 'groups/") + shg +
                         "' kind: SUBJECT_KIND_SHG parent: 'groups/vo1'"
                         " profile { members: 11 women_members: 11 }")
                    .ok());
  }
  EXPECT_EQ(Profile("groups/vo1")->profile().members(), 22);
  EXPECT_EQ(Profile("groups/vo1")->profile().women_members(), 22);
  EXPECT_EQ(Profile("groups/vo1")->profile().member_shgs(), 2);
  const type::v1::Profile clf = Profile("groups/clf")->profile();
  EXPECT_EQ(clf.members(), 52);
  EXPECT_FALSE(clf.has_women_members());
  EXPECT_EQ(clf.member_vos(), 2);
  EXPECT_FALSE(clf.has_member_shgs()) << "vo2 does not say how many";
  EXPECT_FALSE(Profile("groups/vo2")->profile().has_member_shgs());
}

TEST_F(ProfileReaderTest, AClusterCountsMembersOfMembersOnce) {
  ASSERT_TRUE(PutCluster("name: 'clusters/c' children_complete: true").ok());
  ASSERT_TRUE(PutGroup("name: 'groups/vo' kind: SUBJECT_KIND_VO"
                       " cluster: 'clusters/c' profile { members: 30"
                       " member_shgs: 3 }")
                  .ok());
  ASSERT_TRUE(PutGroup("name: 'groups/shg' kind: SUBJECT_KIND_SHG"
                       " parent: 'groups/vo' cluster: 'clusters/c'"
                       " profile { members: 10 }")
                  .ok());
  ASSERT_TRUE(PutGroup("name: 'groups/spv' kind: SUBJECT_KIND_SPV"
                       " cluster: 'clusters/c'")
                  .ok());
  ASSERT_TRUE(PutEnterprise("name: 'enterprises/own' cluster: 'clusters/c'"
                            " profile { members: 4 }")
                  .ok());
  ASSERT_TRUE(PutEnterprise("name: 'enterprises/shgs' group: 'groups/shg'"
                            " cluster: 'clusters/c' profile { members: 5 }")
                  .ok());
  ASSERT_TRUE(PutCluster("name: 'clusters/c' children_complete: true"
                         " spv: 'groups/spv'")
                  .ok());
  const type::v1::Profile cluster = Profile("clusters/c")->profile();
  EXPECT_EQ(cluster.members(), 34);
  EXPECT_EQ(cluster.member_shgs(), 3);
  EXPECT_EQ(cluster.member_vos(), 1);
  EXPECT_EQ(cluster.member_enterprises(), 2);
  EXPECT_TRUE(cluster.spv_formed());
}

TEST_F(ProfileReaderTest, BenefitsComeFromLinkages) {
  ASSERT_TRUE(PutGroup("name: 'groups/g' kind: SUBJECT_KIND_SHG").ok());
  ASSERT_TRUE(PutLinkage("name: 'linkages/l' subject: 'groups/g'"
                         " scheme: 'schemes/sgsy' state: LINKAGE_STATE_RECEIVED"
                         " lots { units: 5 paise_each: 100 }")
                  .ok());
  const auto read = Profile("groups/g");
  ASSERT_EQ(read->profile().received_benefits_size(), 1);
  EXPECT_EQ(read->profile().received_benefits(0).scheme(), "schemes/sgsy");
  EXPECT_EQ(read->profile().received_benefits(0).units(), 5);
  EXPECT_EQ(read->profile().received_benefits(0).amount_paise(), 500);
}

TEST_F(ProfileReaderTest, ListsTheFactsOfThoseDirectlyUnderIt) {
  ASSERT_TRUE(PutGroup("name: 'groups/clf' kind: SUBJECT_KIND_CLF").ok());
  ASSERT_TRUE(PutGroup("name: 'groups/vo' kind: SUBJECT_KIND_VO"
                       " parent: 'groups/clf' children_complete: true"
                       " profile { received_benefits_complete_until"
                       " { year: 2026 month: 1 day: 1 } }")
                  .ok());
  ASSERT_TRUE(PutGroup("name: 'groups/shg' kind: SUBJECT_KIND_SHG"
                       " parent: 'groups/vo' profile { members: 11 }")
                  .ok());
  ASSERT_TRUE(PutEnterprise("name: 'enterprises/e' group: 'groups/vo'"
                            " profile { members: 3 }")
                  .ok());
  ASSERT_TRUE(PutLinkage("name: 'linkages/l' subject: 'groups/vo'"
                         " scheme: 'schemes/s' state: LINKAGE_STATE_RECEIVED")
                  .ok());
  const auto clf = Profile("groups/clf");
  ASSERT_TRUE(clf.ok()) << clf.status();
  EXPECT_FALSE(clf->profile().children().complete());
  ASSERT_EQ(clf->profile().children().profiles_size(), 1);
  const type::v1::Profile& vo = clf->profile().children().profiles(0);
  EXPECT_EQ(vo.kind(), type::v1::SUBJECT_KIND_VO);
  EXPECT_EQ(vo.members(), 11) << "its own roll-up";
  EXPECT_FALSE(vo.has_children());
  EXPECT_EQ(vo.received_benefits_size(), 0);
  EXPECT_FALSE(vo.has_received_benefits_complete_until());

  const type::v1::Profile own = Profile("groups/vo")->profile();
  EXPECT_EQ(own.received_benefits_size(), 1);
  EXPECT_TRUE(own.has_received_benefits_complete_until());
  EXPECT_TRUE(own.children().complete());
  ASSERT_EQ(own.children().profiles_size(), 2);
  EXPECT_EQ(own.children().profiles(0).kind(),
            type::v1::SUBJECT_KIND_ENTERPRISE);
  EXPECT_EQ(own.children().profiles(1).members(), 11);
}

// Who asks about a body can name those under it, and where it belongs itself.
TEST_F(ProfileReaderTest, NamesThoseUnderItAndTheBodyThatItBelongsTo) {
  ASSERT_TRUE(PutGroup("name: 'groups/vo' kind: SUBJECT_KIND_VO").ok());
  for (const char* shg : {"groups/b", "groups/a"}) {
    ASSERT_TRUE(PutGroup(absl::StrCat("name: '", shg,
                                      "' kind: SUBJECT_KIND_SHG parent:"
                                      " 'groups/vo' judgements {"
                                      " readiness_rule: 'readinessRules/r'"
                                      " norm: 'n' decided_by: 'X' }"))
                    .ok());
  }
  ASSERT_TRUE(PutEnterprise("name: 'enterprises/e' group: 'groups/vo'").ok());
  const auto vo = Profile("groups/vo");
  ASSERT_TRUE(vo.ok());
  EXPECT_EQ(
      std::vector<std::string>(vo->children().begin(), vo->children().end()),
      (std::vector<std::string>{"enterprises/e", "groups/a", "groups/b"}));
  EXPECT_EQ(vo->profile().children().profiles_size(), 3);
  EXPECT_EQ(vo->member_of(), "");
  const auto shg = Profile("groups/a");
  EXPECT_EQ(shg->member_of(), "groups/vo");
  EXPECT_EQ(shg->judgements_size(), 1);
  EXPECT_EQ(Profile("enterprises/e")->member_of(), "groups/vo");
}

TEST_F(ProfileReaderTest, TellsTheDaysOfChildrensFacts) {
  const std::string observed =
      " provenance { asserted_by: 'BLOCK_OFFICE' observed_on { year: 2024"
      " month: 4 day: 1 } }";
  ASSERT_TRUE(PutGroup("name: 'groups/vo' kind: SUBJECT_KIND_VO").ok());
  ASSERT_TRUE(PutGroup("name: 'groups/a' kind: SUBJECT_KIND_SHG"
                       " parent: 'groups/vo' profile { members: 11 }")
                  .ok());
  const auto put = PutGroup(
      absl::StrCat("name: 'groups/b' kind: SUBJECT_KIND_SHG parent: 'groups/vo'"
                   " profile { members: 12 }",
                   observed));
  ASSERT_TRUE(put.ok()) << put;
  const auto vo = Profile("groups/vo");
  ASSERT_TRUE(vo.ok()) << vo.status();
  ASSERT_EQ(vo->field_provenance_size(), 1);
  const auto& facts = vo->field_provenance(0);
  EXPECT_EQ(facts.provenance().observed_on().year(), 2024);
  EXPECT_EQ(
      std::vector<std::string>(facts.fields().begin(), facts.fields().end()),
      (std::vector<std::string>{"profile.children.profiles[1].members"}));
  EXPECT_EQ(vo->children(1), "groups/b");
}

TEST_F(ProfileReaderTest, NoChildrenAreKnownOrKnownToBeNone) {
  ASSERT_TRUE(PutGroup("name: 'groups/a' kind: SUBJECT_KIND_VO").ok());
  EXPECT_FALSE(Profile("groups/a")->profile().has_children());
  ASSERT_TRUE(PutGroup("name: 'groups/a' kind: SUBJECT_KIND_VO"
                       " children_complete: true")
                  .ok());
  const type::v1::Profile none = Profile("groups/a")->profile();
  ASSERT_TRUE(none.has_children());
  EXPECT_EQ(none.children().profiles_size(), 0);
  EXPECT_TRUE(none.children().complete());
  ASSERT_TRUE(PutEnterprise("name: 'enterprises/e'").ok());
  EXPECT_FALSE(Profile("enterprises/e")->profile().has_children());
}

TEST_F(ProfileReaderTest, AClusterListsAllItsMembers) {
  ASSERT_TRUE(PutCluster("name: 'clusters/c'").ok());
  ASSERT_TRUE(PutGroup("name: 'groups/vo' kind: SUBJECT_KIND_VO"
                       " cluster: 'clusters/c'")
                  .ok());
  ASSERT_TRUE(PutGroup("name: 'groups/shg' kind: SUBJECT_KIND_SHG"
                       " parent: 'groups/vo' cluster: 'clusters/c'")
                  .ok());
  ASSERT_TRUE(
      PutEnterprise("name: 'enterprises/e' cluster: 'clusters/c'").ok());
  ASSERT_TRUE(PutEnterprise("name: 'enterprises/f' group: 'groups/vo'").ok());
  std::vector<type::v1::SubjectKind> kinds;
  const type::v1::Profile cluster = Profile("clusters/c")->profile();
  for (const auto& child : cluster.children().profiles()) {
    kinds.push_back(child.kind());
  }
  EXPECT_EQ(kinds, (std::vector<type::v1::SubjectKind>{
                       type::v1::SUBJECT_KIND_ENTERPRISE,
                       type::v1::SUBJECT_KIND_SHG, type::v1::SUBJECT_KIND_VO}));
}

TEST_F(ProfileReaderTest, SoManyChildrenAreListedAndRolledUpInFull) {
  ASSERT_TRUE(PutCluster("name: 'clusters/c' children_complete: true").ok());
  const int count = kMaxChildProfiles + 1;
  // As one write, because each alone is flushed to disk.
  ASSERT_TRUE(
      store_->changelog()
          .Write([&](WriteTransaction& transaction) -> absl::Status {
            for (int i = 0; i < count; ++i) {
              v1::Enterprise enterprise;
              enterprise.set_name(absl::StrCat("enterprises/e", 10'000 + i));
              enterprise.set_cluster("clusters/c");
              enterprise.mutable_profile()->set_members(i);
              EXPECT_TRUE(EnterpriseType()
                              .OnChange(transaction, nullptr, &enterprise)
                              .ok());
              const auto columns =
                  EnterpriseType().ColumnsAmongOthers(transaction, enterprise);
              EXPECT_TRUE(columns.ok());
              EXPECT_TRUE(EnterpriseTable()
                              .Put(transaction, enterprise.name(),
                                   enterprise.SerializeAsString(), *columns)
                              .ok());
            }
            return absl::OkStatus();
          })
          .ok());
  const type::v1::Profile cluster = Profile("clusters/c")->profile();
  ASSERT_EQ(cluster.children().profiles_size(), kMaxChildProfiles);
  EXPECT_FALSE(cluster.children().complete());
  EXPECT_EQ(cluster.children().profiles(0).members(), 0);
  EXPECT_EQ(cluster.children().profiles(kMaxChildProfiles - 1).members(),
            kMaxChildProfiles - 1);
  EXPECT_EQ(cluster.member_enterprises(), count);
  EXPECT_EQ(cluster.members(), int64_t{count} * (count - 1) / 2);
}

TEST_F(ProfileReaderTest, LargeChildrenEndTheListEarly) {
  ASSERT_TRUE(PutGroup("name: 'groups/vo' kind: SUBJECT_KIND_VO"
                       " children_complete: true")
                  .ok());
  std::string values;
  for (int i = 0; i < 200; ++i) {
    absl::StrAppend(&values, " values: '", std::string(200, 'x'), "'");
  }
  std::string extra;
  for (int i = 0; i < 30; ++i) {
    absl::StrAppend(&extra, " extra { key: 'a", i, "' value { list {", values,
                    " } } }");
  }
  for (const char* name : {"a", "b", "c"}) {
    ASSERT_TRUE(PutGroup(absl::StrCat("name: 'groups/", name,
                                      "' kind: SUBJECT_KIND_SHG parent:"
                                      " 'groups/vo' profile {",
                                      extra, " }"))
                    .ok());
  }
  const auto read = Profile("groups/vo");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->profile().children().profiles_size(), 2);
  EXPECT_FALSE(read->profile().children().complete());
  EXPECT_EQ(read->profile().member_shgs(), 3);
}

}  // namespace
}  // namespace sangam::registry
