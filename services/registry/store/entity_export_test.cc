#include "services/registry/store/entity_export.h"

#include "gmock/gmock.h"
#include "services/registry/store/registry_store_fixture.h"

namespace sangam::registry {
namespace {

using testing::ElementsAre;

class EntityExportTest : public RegistryStoreTest {
 protected:
  void PutAll() {
    PutPlaces();
    ASSERT_TRUE(PutCluster("name: 'clusters/c' place: 'places/d1'").ok());
    ASSERT_TRUE(PutGroup("name: 'groups/a' kind: SUBJECT_KIND_SPV title: 'A'"
                         " place: 'places/v' cluster: 'clusters/c'"
                         " outside_ids { system: 'LOKOS' value: '1' }")
                    .ok());
    ASSERT_TRUE(
        PutCluster("name: 'clusters/c' place: 'places/d1' spv: 'groups/a'")
            .ok());
    ASSERT_TRUE(PutEnterprise("name: 'enterprises/e' place: 'places/d2'").ok());
    ASSERT_TRUE(PutLinkage("name: 'linkages/l' subject: 'groups/a'"
                           " state: LINKAGE_STATE_RECEIVED")
                    .ok());
    ASSERT_TRUE(PutLinkage("name: 'linkages/m' subject: 'enterprises/e'"
                           " state: LINKAGE_STATE_RECEIVED")
                    .ok());
  }

  static std::string NameIn(const v1::Entity& entity) {
    if (entity.has_place()) return entity.place().name();
    if (entity.has_group()) return entity.group().name();
    if (entity.has_enterprise()) return entity.enterprise().name();
    if (entity.has_cluster()) return entity.cluster().name();
    return entity.linkage().name();
  }

  static v1::ExportEntitiesRequest Request(const std::string& text) {
    v1::ExportEntitiesRequest request;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request));
    return request;
  }

  std::vector<v1::Entity> Export(const v1::ExportEntitiesRequest& request) {
    std::vector<v1::Entity> entities;
    const auto pages = store_->ExportEntities(request);
    while (true) {
      const auto page = pages->Next();
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok() || !page->has_value()) return entities;
      entities.insert(entities.end(), (*page)->entities().begin(),
                      (*page)->entities().end());
    }
  }
  std::vector<std::string> Names(const std::string& request) {
    std::vector<std::string> names;
    for (const auto& entity : Export(Request(request))) {
      names.push_back(NameIn(entity));
    }
    return names;
  }
};

TEST_F(EntityExportTest, WhatIsExportedCanBeImportedElsewhere) {
  PutAll();
  const std::vector<v1::Entity> entities = Export({});
  EXPECT_EQ(entities.size(), 12u);
  const auto other = RegistryStore::Open(database_.Address("other.db"), &clock_,
                                         {.migrate = true});
  ASSERT_TRUE(other.ok());
  v1::ImportEntitiesRequest chunk;
  for (const v1::Entity& entity : entities) {
    *chunk.add_records()->mutable_entity() = entity;
  }
  const auto imported = (*other)->ImportEntities()->Store(chunk);
  ASSERT_TRUE(imported.ok());
  EXPECT_EQ(imported->created(), 12) << imported->ShortDebugString();
  std::swap(store_, const_cast<std::unique_ptr<RegistryStore>&>(*other));
  const std::vector<v1::Entity> again = Export({});
  ASSERT_EQ(again.size(), entities.size());
  for (size_t i = 0; i < again.size(); ++i) {
    EXPECT_EQ(again[i].SerializeAsString(), entities[i].SerializeAsString());
  }
  std::swap(store_, const_cast<std::unique_ptr<RegistryStore>&>(*other));
}

TEST_F(EntityExportTest, OnlyWhatIsAskedFor) {
  PutAll();
  EXPECT_THAT(Names("collections: 'groups' collections: 'clusters'"),
              ElementsAre("clusters/c", "groups/a"));
  EXPECT_THAT(Names("place: 'places/b'"),
              ElementsAre("places/b", "places/p", "places/v", "groups/a",
                          "linkages/l"));
  EXPECT_THAT(Names("outside_id_system: 'LOKOS'"),
              ElementsAre("groups/a", "linkages/l"));
  const auto named = Export(Request("names_only: true collections: 'groups'"));
  ASSERT_EQ(named.size(), 1u);
  EXPECT_EQ(named[0].group().title(), "");
  EXPECT_EQ(named[0].group().outside_ids_size(), 1);
  EXPECT_EQ(FaultOf(store_->ExportEntities(Request("collections: 'schemes'"))
                        ->Next()
                        .status()),
            "collections[0]");
}

TEST_F(EntityExportTest, AllPagesAreOfOneStateAlsoAfterABreak) {
  PutAll();
  const auto request = Request("collections: 'groups' collections: 'linkages'");
  const auto pages = store_->ExportEntities(request);
  const auto first = pages->Next();
  ASSERT_TRUE(first.ok() && first->has_value());
  ASSERT_TRUE(DeleteLinkage("linkages/l").ok());
  ASSERT_TRUE(PutLinkage("name: 'linkages/new' subject: 'groups/a'"
                         " state: LINKAGE_STATE_RECEIVED")
                  .ok());
  for (const bool broken : {false, true}) {
    auto resumed = request;
    resumed.set_resume_token((*first)->resume_token());
    const auto rest =
        broken ? store_->ExportEntities(resumed)->Next() : pages->Next();
    ASSERT_TRUE(rest.ok() && rest->has_value()) << rest.status();
    ASSERT_EQ((*rest)->entities_size(), 2);
    EXPECT_EQ(NameIn((*rest)->entities(0)), "linkages/l");
    EXPECT_EQ((*rest)->token(), (*first)->token());
  }
  auto other = Request("collections: 'groups'");
  other.set_resume_token((*first)->resume_token());
  EXPECT_EQ(FaultOf(store_->ExportEntities(other)->Next().status()),
            "resume_token");
}

}  // namespace
}  // namespace sangam::registry
