// Chunks that are prepared while those before them are still to be stored.
#include <string>
#include <utility>
#include <vector>

#include "services/registry/store/entity_import_fixture.h"

namespace sangam::registry {
namespace {

using Records = std::vector<std::string>;

class EntityImportAheadTest : public EntityImportTest {
 protected:
  void SetUp() override {
    EntityImportTest::SetUp();
    ASSERT_TRUE(PutGroup("name: 'groups/vo' kind: SUBJECT_KIND_VO").ok());
    ASSERT_TRUE(PutGroup("name: 'groups/old' kind: SUBJECT_KIND_SHG"
                         " parent: 'groups/vo'")
                    .ok());
    ASSERT_TRUE(
        PutPlace("name: 'places/lgd-state-17' kind: PLACE_KIND_STATE").ok());
  }

  // What is told of `second`, which is prepared before `first` is stored.
  std::string ToldAfter(const Records& first, const Records& second) {
    const v1::ImportEntitiesRequest before = Chunk(first);
    const v1::ImportEntitiesRequest request = Chunk(second);
    const auto import = store_->ImportEntities();
    PreparedChunk prepared = import->Prepare(request);
    const auto stored = import->Store(before);
    EXPECT_TRUE(stored.ok()) << stored.status();
    EXPECT_EQ(stored->rejected_size(), 0) << stored->DebugString();
    const auto told = import->Store(request, std::move(prepared), {});
    EXPECT_TRUE(told.ok()) << told.status();
    return told.ok() ? Told(*told) : "";
  }

  static std::string Named(const std::string& name,
                           const std::string& more = "") {
    return "entity { group { name: '" + name + "' " +
           (more.find("kind:") == std::string::npos
                ? std::string("kind: SUBJECT_KIND_SHG ")
                : std::string()) +
           more + " } }";
  }
};

TEST_F(EntityImportAheadTest, OneThatHasNothingToDoWithTheOneBeforeItIsStored) {
  EXPECT_EQ(ToldAfter({Named("groups/a", "parent: 'groups/vo'")},
                      {Named("groups/b", "parent: 'groups/vo'"),
                       Named("groups/old", "parent: 'groups/vo'"),
                       Named("groups/c", "parent: 'groups/none'")}),
            "created 1, updated 0, unchanged 1, row 3: parent (missing)");
  EXPECT_EQ(Group("groups/b").parent(), "groups/vo");
  EXPECT_EQ(Profile("groups/vo")->profile().children().profiles_size(), 3);
}

TEST_F(EntityImportAheadTest, TheSameSubjectIsTheOneThatWasStored) {
  EXPECT_EQ(ToldAfter({Named("groups/a")},
                      {Named("groups/a", "profile { members: 9 }")}),
            "created 0, updated 1, unchanged 0");
  EXPECT_EQ(Group("groups/a").profile().members(), 9);
  EXPECT_EQ(ToldAfter({Named("groups/b")}, {Named("groups/b")}),
            "created 0, updated 0, unchanged 1");
  EXPECT_EQ(ToldAfter({Named("groups/old", "profile { members: 3 }")},
                      {Named("groups/old", "parent: 'groups/vo'")}),
            "created 0, updated 1, unchanged 0");
}

TEST_F(EntityImportAheadTest, WhatWasStoredMeanwhileCanBeReferredTo) {
  EXPECT_EQ(ToldAfter({Named("groups/vo2", "kind: SUBJECT_KIND_VO")},
                      {Named("groups/a", "parent: 'groups/vo2'")}),
            "created 1, updated 0, unchanged 0");
  EXPECT_EQ(ToldAfter({"entity { place { name: 'places/d' title: 'D' kind:"
                       " PLACE_KIND_DISTRICT revenue_parent:"
                       " 'places/lgd-state-17' } }"},
                      {Named("groups/b", "place: 'places/d'")}),
            "created 1, updated 0, unchanged 0");
}

TEST_F(EntityImportAheadTest, IdsMeanWhoHoldsThemByThen) {
  const std::string id = "outside_ids { system: 'LOKOS' value: 'S-1' }";
  EXPECT_EQ(ToldAfter({Named("groups/a", id)},
                      {Shg("S-1", "profile { members: 7 }")}),
            "created 0, updated 1, unchanged 0");
  EXPECT_EQ(Group("groups/a").profile().members(), 7);
  EXPECT_EQ(ToldAfter({Named("groups/vo3",
                             "kind: SUBJECT_KIND_VO outside_ids { system:"
                             " 'LOKOS' value: 'V-3' }")},
                      {Shg("S-2") + " belongs_to { system: 'LOKOS' value:"
                                    " 'V-3' }"}),
            "created 1, updated 0, unchanged 0");
  EXPECT_EQ(Group("groups/lokos-s-2").parent(), "groups/vo3");
}

TEST_F(EntityImportAheadTest, WhatLiesBelowByThenIsCheckedToo) {
  ASSERT_TRUE(PutGroup("name: 'groups/clf' kind: SUBJECT_KIND_CLF").ok());
  EXPECT_EQ(ToldAfter({Named("groups/a",
                             "kind: SUBJECT_KIND_VO parent:"
                             " 'groups/clf'")},
                      {Named("groups/clf", "kind: SUBJECT_KIND_SHG")}),
            "created 0, updated 0, unchanged 0, row 1: kind");
}

TEST_F(EntityImportAheadTest, ProfilesAdvanceThatAreAboveByThen) {
  ASSERT_TRUE(PutGroup("name: 'groups/clf' kind: SUBJECT_KIND_CLF").ok());
  EXPECT_EQ(ToldAfter({Named("groups/vo",
                             "kind: SUBJECT_KIND_VO parent:"
                             " 'groups/clf'")},
                      {"entity { enterprise { name: 'enterprises/e' group:"
                       " 'groups/old' } }"}),
            "created 1, updated 0, unchanged 0");
  EXPECT_EQ(RevisionOf("groups/clf"), RevisionOf("enterprises/e"));
}

// A chunk is asked about; then another writer deletes what it refers to, and
// chunks that come before it are stored.
class WrittenMeanwhileTest : public EntityImportAheadTest,
                             public testing::WithParamInterface<bool> {};

TEST_P(WrittenMeanwhileTest, Counts) {
  const bool behind_its_own = GetParam();
  const v1::ImportEntitiesRequest request =
      Chunk({Named("groups/a", "parent: 'groups/vo2'"), Named("groups/b")});
  ASSERT_TRUE(PutGroup("name: 'groups/vo2' kind: SUBJECT_KIND_VO").ok());
  const auto import = store_->ImportEntities();
  PreparedChunk prepared = import->Prepare(request);
  ASSERT_TRUE(DeleteGroup("groups/vo2").ok());
  if (behind_its_own) {
    ASSERT_TRUE(import->Store(Chunk({Named("groups/z")})).ok());
  }
  const auto told = import->Store(request, std::move(prepared), {});
  ASSERT_TRUE(told.ok()) << told.status();
  EXPECT_EQ(Told(*told),
            "created 1, updated 0, unchanged 0, row 1: parent (missing)");
}

INSTANTIATE_TEST_SUITE_P(BehindItsOwnChunkOrNot, WrittenMeanwhileTest,
                         testing::Bool());

}  // namespace
}  // namespace sangam::registry
