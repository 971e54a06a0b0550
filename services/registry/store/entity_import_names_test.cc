// Whom the records of an import are taken to be.
#include "gtest/gtest.h"
#include "services/registry/store/entity_import_fixture.h"

namespace sangam::registry {
namespace {

using EntityImportNamesTest = EntityImportTest;

TEST_F(EntityImportNamesTest, IdsOfTwoSubjectsOrOfAnotherCollectionAreRefused) {
  Import({Shg("1"), Shg("2")});
  const std::string both =
      "entity { group { kind: SUBJECT_KIND_SHG outside_ids { system: 'LOKOS'"
      " value: '1' } outside_ids { system: 'LOKOS' value: '2' } } }";
  EXPECT_EQ(Told(Import({both})),
            "created 0, updated 0, unchanged 0, row 1: outside_ids[1]");
  EXPECT_EQ(Told(Import({"entity { enterprise { outside_ids { system: 'LOKOS'"
                         " value: '1' } } }"})),
            "created 0, updated 0, unchanged 0, row 1: outside_ids[0]");
  EXPECT_EQ(Told(Import({"entity { group { name: 'groups/x' kind:"
                         " SUBJECT_KIND_SHG outside_ids { system: 'LOKOS'"
                         " value: '1' } } }"})),
            "created 0, updated 0, unchanged 0, row 1: outside_ids[0]");
  // The name that the id would give is another subject's.
  ASSERT_TRUE(PutGroup("name: 'groups/lokos-3' kind: SUBJECT_KIND_VO").ok());
  EXPECT_EQ(Told(Import({Shg("3")})),
            "created 0, updated 0, unchanged 0, row 1: name");
  EXPECT_EQ(Group("groups/lokos-3").kind(), type::v1::SUBJECT_KIND_VO);
}

TEST_F(EntityImportNamesTest,
       ARecordThatIsSentTwiceIsRejectedTwiceOrHeldByNone) {
  ASSERT_TRUE(PutGroup("name: 'groups/gone' kind: SUBJECT_KIND_SHG").ok());
  ASSERT_TRUE(Erase("name: 'groups/gone'").ok());
  const std::string gone =
      "entity { group { name: 'groups/gone' kind: SUBJECT_KIND_SHG } }";
  EXPECT_EQ(Told(Import({gone, gone,
                         "entity { enterprise { name: 'enterprises/e' group:"
                         " 'groups/gone' } }"})),
            "created 0, updated 0, unchanged 0, row 1: name, row 2: name,"
            " row 3: group (missing)");
  // Nothing refers to a record that is dropped later, either.
  const std::string lost = Shg("3", "parent: 'groups/nobody'");
  EXPECT_EQ(Told(Import({lost, lost,
                         "entity { enterprise { name: 'enterprises/e' } }"
                         " belongs_to { system: 'LOKOS' value: '3' }"})),
            "created 0, updated 0, unchanged 0, row 1: parent (missing),"
            " row 2: parent (missing), row 3: group (missing)");
  EXPECT_EQ(RevisionOf("enterprises/e"), -1);
}

// Callers may leave the rows without numbers.
TEST_F(EntityImportNamesTest, ANameIsStoredOnceHoweverRowsAreNumbered) {
  auto chunk =
      Chunk({Shg("1", "title: 'One' place: 'places/b'"),
             Shg("1", "title: 'Two'"), Shg("1", "title: 'Three'"),
             "entity { group { name: 'groups/lokos-1' kind: SUBJECT_KIND_VO"
             " outside_ids { system: 'LOKOS' value: '1' } } }"});
  PutPlaces();
  for (v1::ImportRecord& record : *chunk.mutable_records()) {
    record.set_row(7);
  }
  EXPECT_EQ(Told(Import(chunk)),
            "created 1, updated 0, unchanged 0, row 7: name, row 7: name,"
            " row 7: name");
  EXPECT_EQ(Group("groups/lokos-1").title(), "One");
}

TEST_F(EntityImportNamesTest, ARefusedRecordTakesNoNameFromAnother) {
  Import({Shg("1")});
  const auto own = [](const std::string& id, const std::string& title) {
    return "entity { group { name: 'groups/own' kind: SUBJECT_KIND_SHG"
           " outside_ids { system: 'LOKOS' value: '" +
           id + "' } title: '" + title + "' } }";
  };
  EXPECT_EQ(Told(Import({own("2", "A"), own("1", "A"), own("2", "B"),
                         "entity { enterprise { name: 'enterprises/e' group:"
                         " 'groups/own' } }"})),
            "created 2, updated 0, unchanged 0, row 2: outside_ids[0],"
            " row 3: name");
  EXPECT_EQ(Profile("enterprises/e")->member_of(), "groups/own");
}

TEST_F(EntityImportNamesTest, WhoeverWasErasedMayComeAgainUnderAFreshName) {
  Import({Shg("1")});
  ASSERT_TRUE(Erase("name: 'groups/lokos-1'").ok());
  // Twice in one chunk, and with what belongs to it.
  const std::vector<std::string> records = {
      Shg("1", "title: 'One'"), Shg("1", "title: 'One'"),
      "entity { enterprise { name: 'enterprises/e' } }"
      " belongs_to { system: 'LOKOS' value: '1' }"};
  EXPECT_EQ(Told(Import(records)), "created 2, updated 0, unchanged 1");
  EXPECT_EQ(Group("groups/lokos-1-2").title(), "One");
  EXPECT_EQ(Told(Import(records)), "created 0, updated 0, unchanged 3");
  ASSERT_TRUE(Erase("name: 'enterprises/e'").ok());
  ASSERT_TRUE(Erase("name: 'groups/lokos-1-2'").ok());
  EXPECT_EQ(Told(Import({Shg("1")})), "created 1, updated 0, unchanged 0");
  EXPECT_EQ(Group("groups/lokos-1-3").outside_ids(0).value(), "1");
  // A name that went into another subject, which was erased, is as gone.
  Import({Shg("5"), Shg("6")});
  ASSERT_TRUE(
      Merge("survivor: 'groups/lokos-5' duplicate: 'groups/lokos-6'").ok());
  EXPECT_EQ(Told(Import({Shg("6")})), "created 0, updated 0, unchanged 1");
  ASSERT_TRUE(Erase("name: 'groups/lokos-5'").ok());
  EXPECT_EQ(Told(Import({Shg("6")})), "created 1, updated 0, unchanged 0");
  EXPECT_EQ(Group("groups/lokos-6-2").outside_ids(0).value(), "6");
  // Who chooses the name chooses another one.
  EXPECT_EQ(Told(Import({"entity { group { name: 'groups/lokos-1' kind:"
                         " SUBJECT_KIND_SHG } }"})),
            "created 0, updated 0, unchanged 0, row 1: name");
}

// A register goes on to have both rows of what was merged.
TEST_F(EntityImportNamesTest, TheRowOfTheSurvivorSpeaksForItInAnyOrder) {
  const std::string own = Shg("1", "title: 'One' profile { members: 12 }");
  const std::string other = Shg("2", "title: 'Two' profile { members: 10 }");
  Import({own, other});
  ASSERT_TRUE(
      Merge("survivor: 'groups/lokos-1' duplicate: 'groups/lokos-2'").ok());
  const int64_t head = RevisionOf("groups/lokos-1");
  const std::string mask =
      "update_mask { paths: 'title' paths: 'kind' paths:"
      " 'profile.members' }";
  for (const std::string& more : {std::string(), mask}) {
    EXPECT_EQ(Told(Import({own, other}, more)),
              "created 0, updated 0, unchanged 2");
    EXPECT_EQ(Told(Import({other, own}, more)),
              "created 0, updated 0, unchanged 2");
    EXPECT_EQ(Told(Import({other}, more)), "created 0, updated 0, unchanged 1");
  }
  EXPECT_EQ(RevisionOf("groups/lokos-1"), head);
  // A change of the survivor's own row counts, beside the other one too.
  const std::string changed = Shg("1", "title: 'New' profile { members: 11 }");
  EXPECT_EQ(Told(Import({other, changed}, mask)),
            "created 0, updated 1, unchanged 1");
  EXPECT_EQ(Group("groups/lokos-1").title(), "New");
  // Who names the survivor means it.
  EXPECT_EQ(Told(Import({"entity { group { name: 'groups/lokos-1' kind:"
                         " SUBJECT_KIND_SHG title: 'Named' outside_ids {"
                         " system: 'LOKOS' value: '2' } } }"},
                        mask)),
            "created 0, updated 1, unchanged 0");
  EXPECT_EQ(Group("groups/lokos-1").title(), "Named");
}

TEST_F(EntityImportNamesTest, AnotherRegisterSpeaksForTheSurvivorToo) {
  ASSERT_TRUE(PutGroup("name: 'groups/a' kind: SUBJECT_KIND_SHG outside_ids {"
                       " system: 'NIC' value: '9' }")
                  .ok());
  Import({Shg("2", "title: 'Two'")});
  ASSERT_TRUE(Merge("survivor: 'groups/a' duplicate: 'groups/lokos-2'").ok());
  EXPECT_EQ(Told(Import({Shg("2", "title: 'Two in 2026'")},
                        "update_mask { paths: 'title' }")),
            "created 0, updated 1, unchanged 0");
  EXPECT_EQ(Group("groups/a").title(), "Two in 2026");
}

TEST_F(EntityImportNamesTest, ARecordThatWasReadBeforeItChangedIsRefused) {
  Import({Shg("1", "title: 'One'")});
  const std::string etag = Group("groups/lokos-1").etag();
  const auto with = [&](const std::string& title) {
    return Shg("1", "etag: '" + etag + "' title: '" + title + "'");
  };
  EXPECT_EQ(Told(Import({with("Two")})), "created 0, updated 1, unchanged 0");
  EXPECT_EQ(Told(Import({with("Two")})), "created 0, updated 0, unchanged 1")
      << "the answer may have been lost";
  const auto stale = Import({with("Three"), Shg("7")});
  EXPECT_EQ(Told(stale), "created 1, updated 0, unchanged 0, row 1: etag");
  EXPECT_EQ(stale.rejected(0).reason(), type::v1::ERROR_REASON_ETAG_MISMATCH);
  EXPECT_EQ(Group("groups/lokos-1").title(), "Two");
}

TEST_F(EntityImportNamesTest, AColumnKeepsTheSourcesOfTheOthers) {
  Import({Shg("1",
              "profile { members: 12 households: 11 } provenance {"
              " asserted_by: 'BLOCK_OFFICE' }")});
  const std::string mask =
      "update_mask { paths: 'profile.members' paths: 'provenance.asserted_by'"
      " }";
  const std::string column =
      Shg("1", "profile { members: 10 } provenance { asserted_by: 'LOKOS' }");
  EXPECT_EQ(Told(Import({column}, mask)), "created 0, updated 1, unchanged 0");
  const v1::Group group = Group("groups/lokos-1");
  EXPECT_EQ(group.provenance().asserted_by(), "BLOCK_OFFICE");
  ASSERT_EQ(group.field_provenance_size(), 1);
  EXPECT_EQ(group.field_provenance(0).fields_size(), 1);
  EXPECT_EQ(group.field_provenance(0).fields(0), "profile.members");
  EXPECT_EQ(Told(Import({column}, mask)), "created 0, updated 0, unchanged 1");
}

TEST_F(EntityImportNamesTest, OneThatIsOfNothingKeepsNoOtherOut) {
  v1::ImportEntitiesRequest chunk =
      Chunk({"entity { group { name: 'groups/a' kind: SUBJECT_KIND_SHG } }",
             "belongs_to { system: 'LOKOS' value: 'V' }", ""});
  // No engine could look for it.
  chunk.mutable_records(1)->mutable_belongs_to()->set_value(
      std::string("V\0", 2));
  EXPECT_EQ(Told(Import(chunk)),
            "created 1, updated 0, unchanged 0, row 2: entity, row 3: entity");
}

// What is stored of it stands, whatever the record said.
TEST_F(EntityImportNamesTest, ARecordThatIsRejectedHasNoKindForOthers) {
  Import({"entity { group { name: 'groups/a' kind: SUBJECT_KIND_SHG } }",
          "entity { group { name: 'groups/b' kind: SUBJECT_KIND_SHG } }"});
  const std::string under_a =
      "entity { group { name: 'groups/b' kind: SUBJECT_KIND_SHG parent:"
      " 'groups/a' } }";
  const std::string faulty =
      "entity { group { name: 'groups/a' kind: SUBJECT_KIND_VO place:"
      " 'places/none' } }";
  EXPECT_EQ(Told(Import({under_a, faulty})),
            "created 0, updated 0, unchanged 0, row 2: place (missing),"
            " row 1: parent");
  // The first of two counts, and not the last.
  EXPECT_EQ(Told(Import({"entity { group { name: 'groups/n' kind:"
                         " SUBJECT_KIND_VO } }",
                         "entity { group { name: 'groups/n' kind:"
                         " SUBJECT_KIND_SHG } }",
                         "entity { group { name: 'groups/b' kind:"
                         " SUBJECT_KIND_SHG parent: 'groups/n' } }"})),
            "created 1, updated 1, unchanged 0, row 2: name");
}

}  // namespace
}  // namespace sangam::registry
