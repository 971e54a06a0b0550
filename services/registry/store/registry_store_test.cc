#include "services/registry/store/registry_store.h"

#include "services/registry/store/registry_store_fixture.h"

namespace sangam::registry {
namespace {

TEST_F(RegistryStoreTest, WhatIsReferredToMustExist) {
  EXPECT_EQ(FaultOf(PutGroup("name: 'groups/a' kind: SUBJECT_KIND_SHG"
                             " parent: 'groups/none'")),
            "group.parent");
  EXPECT_EQ(FaultOf(PutGroup("name: 'groups/a' kind: SUBJECT_KIND_SHG"
                             " cluster: 'clusters/none'")),
            "group.cluster");
  EXPECT_EQ(FaultOf(PutEnterprise("name: 'enterprises/a'"
                                  " group: 'groups/none'")),
            "enterprise.group");
  EXPECT_EQ(
      FaultOf(PutEnterprise("name: 'enterprises/a' place: 'places/none'")),
      "enterprise.place");
  EXPECT_EQ(FaultOf(PutCluster("name: 'clusters/a' spv: 'groups/none'")),
            "cluster.spv");
  EXPECT_EQ(FaultOf(PutCluster("name: 'clusters/a'"
                               " spanned_places: 'places/none'")),
            "cluster.spanned_places");
  EXPECT_EQ(FaultOf(PutLinkage("name: 'linkages/a' subject: 'groups/none'"
                               " state: LINKAGE_STATE_RECEIVED")),
            "linkage.subject");
  EXPECT_EQ(FaultOf(PutPlace("name: 'places/a' kind: PLACE_KIND_BLOCK"
                             " development_parent: 'places/none'")),
            "place.development_parent");
}

TEST_F(RegistryStoreTest, WhatIsReferredToCannotBeRemoved) {
  PutPlaces();
  ASSERT_TRUE(PutGroup("name: 'groups/vo' kind: SUBJECT_KIND_VO"
                       " place: 'places/v'")
                  .ok());
  ASSERT_TRUE(PutGroup("name: 'groups/shg' kind: SUBJECT_KIND_SHG"
                       " parent: 'groups/vo'")
                  .ok());
  ASSERT_TRUE(PutLinkage("name: 'linkages/l' subject: 'groups/shg'"
                         " state: LINKAGE_STATE_RECEIVED")
                  .ok());
  EXPECT_EQ(DeleteGroup("groups/vo"), InUseError("groups/vo", "groups/shg"));
  EXPECT_EQ(DeleteGroup("groups/shg"), InUseError("groups/shg", "linkages/l"));
  EXPECT_EQ(DeletePlace("places/v"), InUseError("places/v", "groups/vo"));
  EXPECT_EQ(DeletePlace("places/s"), InUseError("places/s", "places/v"));
  EXPECT_TRUE(DeleteLinkage("linkages/l").ok());
  EXPECT_TRUE(DeleteGroup("groups/shg").ok());
  EXPECT_TRUE(DeleteGroup("groups/vo").ok());
  EXPECT_TRUE(DeletePlace("places/v").ok());
}

TEST_F(RegistryStoreTest, AGroupBelongsToTheNextTier) {
  ASSERT_TRUE(PutGroup("name: 'groups/vo' kind: SUBJECT_KIND_VO").ok());
  ASSERT_TRUE(PutGroup("name: 'groups/clf' kind: SUBJECT_KIND_CLF").ok());
  EXPECT_EQ(FaultOf(PutGroup("name: 'groups/shg' kind: SUBJECT_KIND_SHG"
                             " parent: 'groups/clf'")),
            "group.parent");
  EXPECT_EQ(FaultOf(PutGroup("name: 'groups/jlg' kind: SUBJECT_KIND_JLG"
                             " parent: 'groups/vo'")),
            "group.parent");
  // Not even where its old kind could be the parent of its new one.
  EXPECT_EQ(FaultOf(PutGroup("name: 'groups/vo' kind: SUBJECT_KIND_SHG"
                             " parent: 'groups/vo'")),
            "group.parent");
  ASSERT_TRUE(PutGroup("name: 'groups/shg' kind: SUBJECT_KIND_SHG"
                       " parent: 'groups/vo'")
                  .ok());
  EXPECT_EQ(FaultOf(PutGroup("name: 'groups/vo' kind: SUBJECT_KIND_CLF")),
            "group.kind")
      << "its SHG would be under a CLF";
}

TEST_F(RegistryStoreTest, NothingIsAboveItself) {
  ASSERT_TRUE(PutGroup("name: 'groups/vo' kind: SUBJECT_KIND_VO").ok());
  EXPECT_EQ(FaultOf(PutGroup("name: 'groups/vo' kind: SUBJECT_KIND_VO"
                             " parent: 'groups/vo'")),
            "group.parent");
  PutPlaces();
  EXPECT_EQ(FaultOf(PutPlace("name: 'places/d1' kind: PLACE_KIND_DISTRICT"
                             " revenue_parent: 'places/d1'")),
            "place.revenue_parent");
  EXPECT_EQ(FaultOf(PutPlace("name: 'places/d1' kind: PLACE_KIND_DISTRICT"
                             " revenue_parent: 'places/v'")),
            "place.revenue_parent");
}

TEST_F(RegistryStoreTest, APlaceHasOneAncestorOfEachKind) {
  PutPlaces();
  ASSERT_TRUE(PutPlace("name: 'places/b2' kind: PLACE_KIND_BLOCK"
                       " development_parent: 'places/d2'")
                  .ok());
  EXPECT_EQ(FaultOf(PutPlace("name: 'places/w' kind: PLACE_KIND_VILLAGE"
                             " revenue_parent: 'places/s'"
                             " development_parent: 'places/b2'")),
            "place.revenue_parent");
  const absl::Status moved = PutPlace(
      "name: 'places/b' kind: PLACE_KIND_BLOCK development_parent:"
      " 'places/d2'");
  EXPECT_EQ(FaultOf(moved), "place.development_parent")
      << "a village below would lie in both districts";
  // The way that the message tells.
  EXPECT_TRUE(PutPlace("name: 'places/b' kind: PLACE_KIND_BLOCK").ok());
  EXPECT_TRUE(PutPlace("name: 'places/s' kind: PLACE_KIND_SUB_DISTRICT"
                       " revenue_parent: 'places/d2'")
                  .ok());
  EXPECT_TRUE(PutPlace("name: 'places/b' kind: PLACE_KIND_BLOCK"
                       " development_parent: 'places/d2'")
                  .ok());
}

TEST_F(RegistryStoreTest, AKindMustSuitThePlacesBelow) {
  PutPlaces();
  EXPECT_EQ(FaultOf(PutPlace("name: 'places/s' kind: PLACE_KIND_BLOCK"
                             " development_parent: 'places/d1'")),
            "place.kind");
}

TEST_F(RegistryStoreTest, AnOutsideIdHasOneHolder) {
  const std::string id = " outside_ids { system: 'LOKOS' value: 'S-1' }";
  ASSERT_TRUE(PutGroup("name: 'groups/a' kind: SUBJECT_KIND_SHG" + id).ok());
  EXPECT_EQ(ReasonOf(PutEnterprise("name: 'enterprises/b'" + id)),
            type::v1::ERROR_REASON_RESOURCE_EXISTS);
  EXPECT_EQ(ReasonOf(Profile("enterprises/b").status()),
            type::v1::ERROR_REASON_RESOURCE_NOT_FOUND);
  ASSERT_TRUE(
      PutGroup("name: 'groups/a' title: 'A' kind: SUBJECT_KIND_SHG" + id).ok());
  v1::GetSubjectProfileRequest request;
  request.mutable_outside_id()->set_system("LOKOS");
  request.mutable_outside_id()->set_value("S-1");
  EXPECT_EQ(store_->GetSubjectProfile(request)->subject(), "groups/a");
  ASSERT_TRUE(DeleteGroup("groups/a").ok());
  EXPECT_EQ(store_->GetSubjectProfile(request).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_TRUE(PutEnterprise("name: 'enterprises/b'" + id).ok());
}

TEST_F(RegistryStoreTest, LinkagesAreListedBySubject) {
  for (const char* group : {"a", "b"}) {
    ASSERT_TRUE(PutGroup(std::string("name: 'groups/") + group +
                         "' kind: SUBJECT_KIND_SHG")
                    .ok());
    ASSERT_TRUE(PutLinkage(std::string("name: 'linkages/") + group +
                           "' subject: 'groups/" + group +
                           "' state: LINKAGE_STATE_RECEIVED")
                    .ok());
  }
  v1::ListLinkagesRequest request;
  request.set_subject("groups/b");
  const auto list = Call<v1::ListLinkagesResponse>(
      store_->linkages(), &StandardMethods::List, request);
  ASSERT_TRUE(list.ok()) << list.status();
  ASSERT_EQ(list->linkages_size(), 1);
  EXPECT_EQ(list->linkages(0).name(), "linkages/b");
  request.set_subject("b");
  EXPECT_EQ(FaultOf(Call<v1::ListLinkagesResponse>(
                        store_->linkages(), &StandardMethods::List, request)
                        .status()),
            "subject");
}

TEST_F(RegistryStoreTest, AClusterAndItsSpvReferToEachOther) {
  ASSERT_TRUE(PutCluster("name: 'clusters/c'").ok());
  ASSERT_TRUE(PutGroup("name: 'groups/spv' kind: SUBJECT_KIND_SPV"
                       " cluster: 'clusters/c'")
                  .ok());
  ASSERT_TRUE(PutCluster("name: 'clusters/c' spv: 'groups/spv'").ok());
  EXPECT_EQ(ReasonOf(DeleteGroup("groups/spv")),
            type::v1::ERROR_REASON_RESOURCE_IN_USE);
}

// What an operator asks of a file must be clean where the file is.
TEST_F(RegistryStoreTest, AnIntegrityCheckOfAFileIsClean) {
  SANGAM_SQLITE_ONLY("it is SQLite's own check");
  PutPlaces();
  ASSERT_TRUE(PutGroup("name: 'groups/vo' kind: SUBJECT_KIND_VO place:"
                       " 'places/v' outside_ids { system: 'LOKOS' value: '1' }")
                  .ok());
  ASSERT_TRUE(PutGroup("name: 'groups/shg' kind: SUBJECT_KIND_SHG"
                       " parent: 'groups/vo'")
                  .ok());
  ASSERT_TRUE(PutGroup("name: 'groups/vo' kind: SUBJECT_KIND_VO place:"
                       " 'places/s' outside_ids { system: 'LOKOS' value: '2' }")
                  .ok());
  EXPECT_TRUE(store_->changelog()
                  .Read([](Snapshot& snapshot) {
                    sql::Statement rows =
                        snapshot.database().Prepare("PRAGMA integrity_check");
                    while (rows.Next()) EXPECT_EQ(rows.Text(0), "ok");
                    return rows.status();
                  })
                  .ok());
}

}  // namespace
}  // namespace sangam::registry
