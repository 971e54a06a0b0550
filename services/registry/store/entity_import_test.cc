#include <algorithm>

#include "gmock/gmock.h"
#include "services/registry/store/entity_import_fixture.h"

namespace sangam::registry {
namespace {

using testing::ElementsAre;

TEST_F(EntityImportTest, AChunkIsGivenUpWholeWhenItsCallerHasGone) {
  const auto chunk = Chunk({"entity { group { name: 'groups/a'"
                            " title: 'A' kind: SUBJECT_KIND_SHG } }",
                            ("entity { group { name: 'groups/b'"
                             " title: 'B' kind: SUBJECT_KIND_SHG } }")},
                           "request_id: 'gone'");
  // How often the import asks, if it is never told to stop.
  int asked = 0;
  CallContext call;
  call.cancelled = [&asked] { return ++asked < 0; };
  ASSERT_TRUE(store_->ImportEntities()->Store(chunk, call).ok());
  const int most = asked;
  ASSERT_GT(most, 2);
  for (int stop_at = 1; stop_at <= most; ++stop_at) {
    v1::ImportEntitiesRequest another = chunk;
    another.set_request_id(absl::StrCat("gone-", stop_at));
    for (v1::ImportRecord& record : *another.mutable_records()) {
      record.mutable_entity()->mutable_group()->set_title(
          absl::StrCat("Title ", stop_at));
    }
    asked = 0;
    call.cancelled = [&asked, stop_at] { return ++asked >= stop_at; };
    EXPECT_EQ(store_->ImportEntities()->Store(another, call).status(),
              DeadlineExceededError());
    EXPECT_EQ(Group("groups/a").title(), "A");
    EXPECT_EQ(Group("groups/b").title(), "B");
  }
  // Nor was a revision taken.
  Import(
      {"entity { group { name: 'groups/c' title: 'C'"
       " kind: SUBJECT_KIND_SHG } }"});
  EXPECT_EQ(Head(), 2);
}

TEST_F(EntityImportTest, WhoIsGoneIsAskedForBeforeItsTurnAndBeforeTheCommit) {
  int asked = 0;
  CallContext call;
  call.cancelled = [&asked] { return ++asked < 0; };
  const auto nothing = Chunk({}, "request_id: 'nothing'");
  ASSERT_TRUE(store_->ImportEntities()->Store(nothing, call).ok());
  EXPECT_EQ(asked, 2);
  for (const int gone_at : {1, 2}) {
    asked = 0;
    call.cancelled = [&asked, gone_at] { return ++asked >= gone_at; };
    EXPECT_EQ(store_->ImportEntities()->Store(nothing, call).status(),
              DeadlineExceededError());
    EXPECT_EQ(asked, gone_at);
  }
}

TEST_F(EntityImportTest, ImportingAgainChangesNothingInAnyOrder) {
  PutPlaces();
  std::vector<std::string> records = {
      Shg("1", "title: 'One' place: 'places/v'"),
      Shg("2", "profile { members: 12 }"),
      "entity { enterprise { name: 'enterprises/e' place: 'places/b' } }",
      "entity { cluster { name: 'clusters/c' } }",
      ("entity { linkage { name: 'linkages/l' subject: 'enterprises/e'"
       " state: LINKAGE_STATE_RECEIVED } }"),
      ("entity { place { name: 'places/new' kind: PLACE_KIND_VILLAGE"
       " development_parent: 'places/b' } }")};
  EXPECT_EQ(Told(Import(records)), "created 6, updated 0, unchanged 0");
  const int64_t head = Head();
  EXPECT_EQ(Group("groups/lokos-1").title(), "One");
  std::reverse(records.begin(), records.end());
  EXPECT_EQ(Told(Import(records)), "created 0, updated 0, unchanged 6");
  EXPECT_EQ(Head(), head);
  records[4] = Shg("2", "profile { members: 13 }");
  EXPECT_EQ(Told(Import(records)), "created 0, updated 1, unchanged 5");
  EXPECT_EQ(Head(), head + 1);
  EXPECT_EQ(RevisionOf("groups/lokos-2"), head + 1);
  EXPECT_EQ(RevisionOf("groups/lokos-1"), head);
}

TEST_F(EntityImportTest, WithinAChunkAnyRecordMayReferToAnyOther) {
  const auto told = Import({
      ("entity { linkage { name: 'linkages/l' state: LINKAGE_STATE_RECEIVED } }"
       " belongs_to { system: 'LOKOS' value: '1' }"),
      Shg("1", "place: 'places/p'") +
          " belongs_to { system: 'LOKOS' value: '9' }",
      ("entity { group { name: 'groups/vo' kind: SUBJECT_KIND_VO cluster:"
       " 'clusters/c' outside_ids { system: 'LOKOS' value: '9' } } }"),
      // The cluster and its vehicle refer to each other.
      "entity { cluster { name: 'clusters/c' spv: 'groups/spv' } }",
      ("entity { group { name: 'groups/spv' kind: SUBJECT_KIND_SPV"
       " cluster: 'clusters/c' } }"),
      ("entity { place { name: 'places/p' kind: PLACE_KIND_VILLAGE"
       " revenue_parent: 'places/d' } }"),
      "entity { place { name: 'places/d' kind: PLACE_KIND_DISTRICT } }",
  });
  EXPECT_EQ(Told(told), "created 7, updated 0, unchanged 0");
  EXPECT_EQ(Group("groups/lokos-1").parent(), "groups/vo");
  const auto profile = Profile("groups/lokos-1");
  ASSERT_TRUE(profile.ok());
  EXPECT_EQ(profile->place_chain_size(), 2);
  EXPECT_EQ(profile->profile().received_benefits_size(), 1);
}

TEST_F(EntityImportTest, ABadRecordKeepsNoOtherOutAndLeavesNothing) {
  PutPlaces();
  const auto told = Import({
      Shg("1", "title: 'One'"),
      Shg("2", "profile { members: -1 }"),
      Shg("3", "parent: 'groups/nobody'"),
      ("entity { enterprise { name: 'enterprises/of-three' } }"
       " belongs_to { system: 'LOKOS' value: '3' }"),
      "entity { group { kind: SUBJECT_KIND_SHG } }",
      "",
      ("entity { place { name: 'places/x' kind: PLACE_KIND_VILLAGE"
       " development_parent: 'places/d1' } }"),
      ("entity { group { name: 'groups/clf' kind: SUBJECT_KIND_CLF"
       " parent: 'groups/lokos-1' } }"),
      Shg("1", "title: 'Another one'"),
      Shg("5", "title: 'Five'"),
      Shg("5", "title: 'Five'"),
  });
  EXPECT_EQ(
      Told(told),
      ("created 2, updated 0, unchanged 1, row 6: entity, row 5: name,"
       " row 2: profile.members, row 9: name, row 7: development_parent,"
       " row 3: parent (missing), row 4: group (missing), row 8: parent"));
  EXPECT_EQ(RevisionOf("groups/lokos-2"), -1);
  EXPECT_EQ(RevisionOf("groups/lokos-3"), -1);
  EXPECT_EQ(RevisionOf("enterprises/of-three"), -1);
  EXPECT_FALSE(Place("places/x").ok());
  // What was half written of the place is gone.
  EXPECT_TRUE(DeletePlace("places/d2").ok());
  EXPECT_EQ(Told(Import({"entity { place { name: 'places/x' kind:"
                         " PLACE_KIND_VILLAGE development_parent: 'places/b'"
                         " } }"})),
            "created 1, updated 0, unchanged 0");
}

TEST_F(EntityImportTest, WhatTheSourceDoesNotSpeakOfStays) {
  ASSERT_TRUE(PutGroup("name: 'groups/a' kind: SUBJECT_KIND_SHG title: 'Old'"
                       " profile { members: 12 bank_default: false }"
                       " outside_ids { system: 'LOKOS' value: '1' }"
                       " outside_ids { system: 'NRLM_MIS' value: '7' }")
                  .ok());
  const auto told =
      Import({Shg("1", "title: 'New' profile { members: 14 }")},
             ("update_mask { paths: 'title' paths: 'kind'"
              " paths: 'profile.members' paths: 'outside_ids' }"));
  EXPECT_EQ(Told(told), "created 0, updated 1, unchanged 0");
  v1::Group group = Group("groups/a");
  EXPECT_EQ(group.title(), "New");
  EXPECT_EQ(group.profile().members(), 14);
  EXPECT_TRUE(group.profile().has_bank_default());
  EXPECT_EQ(group.outside_ids_size(), 2);
  // Of another one the source knows nothing, twice.
  const std::string thin =
      "update_mask { paths: 'kind' paths: 'profile.members' }";
  EXPECT_EQ(Told(Import({Shg("2")}, thin)),
            "created 1, updated 0, unchanged 0");
  EXPECT_EQ(Told(Import({Shg("2")}, thin)),
            "created 0, updated 0, unchanged 1");
  // All of the record, but for the ids of other systems.
  Import({Shg("1")});
  group = Group("groups/a");
  EXPECT_EQ(group.title(), "");
  EXPECT_FALSE(group.profile().has_members());
  EXPECT_EQ(group.outside_ids_size(), 2);
  EXPECT_EQ(Told(Import({Shg("1")}, "update_mask { paths: 'profile.membrs' }")),
            "created 0, updated 0, unchanged 0, row 1: update_mask");
}

TEST_F(EntityImportTest, WhatAnAffiliatedEnterpriseLacksKeepsItOut) {
  PutPlaces();
  const auto enterprise = [](const std::string& id, const std::string& more) {
    return "entity { enterprise { outside_ids { system: 'ME_REGISTER' value:"
           " '" +
           id + "' } " + more + " } }";
  };
  const std::string affiliated = " affiliation: AFFILIATION_STATE_AFFILIATED ";
  const std::string does = " profile { sectors { values: 'HANDICRAFT' } } ";
  ASSERT_EQ(
      Told(Import({enterprise("17", ("title: 'Umden mats' affiliation:"
                                     " AFFILIATION_STATE_DRAFT")),
                   enterprise("18", affiliated + "title: 'Mats'" + does) +
                       " place_title: 'Umden' place_parent: 'places/b'"})),
      "created 2, updated 0, unchanged 0");
  // A new one, and one that was a draft, as it would be then.
  const std::string mask =
      "update_mask { paths: 'affiliation' paths: 'profile.sectors'"
      " paths: 'place' }";
  const auto told = Import(
      {enterprise("19", affiliated), enterprise("17", affiliated + does)},
      mask);
  ASSERT_EQ(Told(told),
            "created 0, updated 0, unchanged 0, row 1: title, row 2: place");
  EXPECT_EQ(told.rejected(0).fields_size(), 3);
  EXPECT_EQ(told.rejected(1).fields_size(), 1);
  EXPECT_EQ(RevisionOf("enterprises/me-register-19"), -1);
  EXPECT_EQ(Told(Import({enterprise("17", does)},
                        "update_mask { paths: 'profile.sectors' }")),
            "created 0, updated 1, unchanged 0");
  EXPECT_EQ(
      Told(Import({enterprise("17", affiliated + does + "place: 'places/v'")},
                  mask)),
      "created 0, updated 1, unchanged 0");
  // Nor is the register left half known later.
  EXPECT_EQ(
      Told(Import({enterprise("17", "")}, "update_mask { paths: 'place' }")),
      "created 0, updated 0, unchanged 0, row 1: place");
}

// What was drafted under the name that the id would give is not stored then.
TEST_F(EntityImportTest, WhoHoldsAnIdKeepsItsName) {
  ASSERT_TRUE(PutGroup("name: 'groups/a' kind: SUBJECT_KIND_SHG title: 'Old'"
                       " outside_ids { system: 'LOKOS' value: '1' }"
                       " outside_ids { system: 'NRLM_MIS' value: '7' }")
                  .ok());
  EXPECT_EQ(Told(Import({Shg("1", "title: 'New'")})),
            "created 0, updated 1, unchanged 0");
  const v1::Group group = Group("groups/a");
  EXPECT_EQ(group.name(), "groups/a");
  EXPECT_EQ(group.title(), "New");
  EXPECT_EQ(group.outside_ids_size(), 2);
  EXPECT_EQ(RevisionOf("groups/lokos-1"), -1);
  EXPECT_EQ(Told(Import({Shg("1", "title: 'New'")})),
            "created 0, updated 0, unchanged 1");
}

TEST_F(EntityImportTest, UnknownVillagesAreProvisionalUntilTheyAreImported) {
  PutPlaces();
  const std::string at = " place_title: 'Umden' place_parent: 'places/b'";
  const auto told =
      Import({Shg("1", "place: 'places/lgd-village-77'") + at, Shg("2") + at,
              Shg("3") + at, Shg("4", "place: 'places/lgd-village-78'"),
              Shg("5", "place: 'places/lgd-block-78'") + at});
  EXPECT_EQ(Told(told),
            ("created 3, updated 0, unchanged 0, row 4: place (missing),"
             " row 5: place (missing)"));
  EXPECT_EQ(told.provisional_places(), 2);
  auto place = Place("places/lgd-village-77");
  ASSERT_TRUE(place.ok());
  EXPECT_TRUE(place->provisional());
  EXPECT_EQ(place->development_parent(), "places/b");
  EXPECT_EQ(Group("groups/lokos-2").place(), "places/in-b-umden");
  EXPECT_EQ(Group("groups/lokos-3").place(), "places/in-b-umden");
  EXPECT_EQ(Profile("groups/lokos-1")->place_chain_size(), 4);
  // The directory says more of it, and so confirms it.
  const int64_t before = RevisionOf("groups/lokos-1");
  EXPECT_EQ(Told(Import({"entity { place { name: 'places/lgd-village-77' kind:"
                         " PLACE_KIND_VILLAGE title: 'Umden Umbathiang'"
                         " development_parent: 'places/p' } }"},
                        ("update_mask { paths: 'title' paths: 'kind'"
                         " paths: 'development_parent' }"))),
            "created 0, updated 1, unchanged 0");
  place = Place("places/lgd-village-77");
  EXPECT_FALSE(place->provisional());
  EXPECT_EQ(Profile("groups/lokos-1")->place_chain_size(), 5);
  EXPECT_GT(RevisionOf("groups/lokos-1"), before);
}

TEST_F(EntityImportTest, AProvisionalPlaceWaitsForWhereItLies) {
  PutPlaces();
  const std::vector<std::string> records = {
      Shg("1") + " place_title: 'Umden' place_parent: 'places/nope'",
      Shg("2") + " place_title: 'Umden' place_parent: 'places/b'",
      Shg("3", "place: 'places/v'") +
          " place_title: 'Umden' place_parent: 'places/nope'"};
  const auto told = Import(records);
  EXPECT_EQ(Told(told),
            "created 2, updated 0, unchanged 0, row 1: place_parent (missing)");
  ASSERT_EQ(told.rejected_size(), 1);
  EXPECT_THAT(told.rejected(0).fields(0).description(),
              testing::HasSubstr("places/nope"));
  EXPECT_EQ(told.provisional_places(), 1);
  EXPECT_FALSE(Place("places/in-nope-umden").ok());
  // It may come with the same chunk, in any order.
  EXPECT_EQ(Told(Import({records[0],
                         ("entity { place { name: 'places/nope' kind:"
                          " PLACE_KIND_BLOCK development_parent: 'places/d1'"
                          " } }")})),
            "created 2, updated 0, unchanged 0");
  const auto place = Place("places/in-nope-umden");
  ASSERT_TRUE(place.ok());
  EXPECT_EQ(place->development_parent(), "places/nope");
}

TEST_F(EntityImportTest, AChunkSentAgainHasItsFirstAnswer) {
  const auto chunk = Chunk({Shg("1"), Shg("2", "profile { members: -1 }")},
                           "request_id: 'import/1'");
  const auto first = Import(chunk);
  Open();
  const auto again = Import(chunk);
  EXPECT_EQ(first.SerializeAsString(), again.SerializeAsString());
  EXPECT_EQ(again.created(), 1);
  EXPECT_EQ(again.request_id(), "import/1");
  const auto other = store_->ImportEntities()->Store(
      Chunk({Shg("3")}, "request_id: 'import/1'"));
  EXPECT_EQ(ReasonOf(other.status()), type::v1::ERROR_REASON_REQUEST_ID_REUSED);
}

TEST_F(EntityImportTest, ADryRunStoresNothingAndKnowsItsEarlierChunks) {
  PutPlaces();
  const int64_t head = Head();
  const auto import = store_->ImportEntities();
  const std::string dry = "validate_only: true";
  const auto first = import->Store(
      Chunk({"entity { group { kind: SUBJECT_KIND_VO outside_ids { system:"
             " 'LOKOS' value: '9' } } }",
             ("entity { place { name: 'places/new' kind: PLACE_KIND_BLOCK"
              " development_parent: 'places/d1' } }")},
            dry));
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(first->created(), 2);
  const auto second = import->Store(
      Chunk({Shg("1", "place: 'places/new'") +
                 " belongs_to { system: 'LOKOS' value: '9' }",
             Shg("2") + " belongs_to { system: 'LOKOS' value: '8' }",
             ("entity { place { name: 'places/newer' kind: PLACE_KIND_VILLAGE"
              " development_parent: 'places/new' } }")},
            dry));
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(Told(*second),
            "created 2, updated 0, unchanged 0, row 2: parent (missing)");
  EXPECT_EQ(RevisionOf("groups/lokos-9"), -1);
  EXPECT_FALSE(Place("places/new").ok());
  token_ = second->token();
  EXPECT_EQ(Head(), head);
}

TEST_F(EntityImportTest, NumbersOfPersonsAndTheirNamesAreRefused) {
  const auto told = Import({
      Shg("1", "title: 'of 2341 2341 2346'"),
      Shg("2", "title: 'call 98765 01234'"),
      Shg("3", "profile { products { values: 'of Smt A' } }"),
      Shg("4") + " place_title: '9876501234' place_parent: 'places/b'",
      Shg("9876501234"),
  });
  EXPECT_EQ(Told(told),
            ("created 1, updated 0, unchanged 0, row 1: title, row 2: title,"
             " row 3: profile.products.values[0], row 4: place_title"));
  EXPECT_EQ(told.rejected(0).reason(), type::v1::ERROR_REASON_IDENTITY_NUMBER);
}

TEST_F(EntityImportTest, ChunksThatAreTooLargeAreRefusedWhole) {
  const auto too_many = store_->ImportEntities()->Store(
      Chunk(std::vector<std::string>(1001, Shg("1"))));
  EXPECT_EQ(FaultOf(too_many.status()), "records");
  const auto too_large = store_->ImportEntities()->Store(
      Chunk({Shg("1", "title: '" + std::string(600 << 10, 'x') + "'")}));
  EXPECT_EQ(FaultOf(too_large.status()), "records");
  EXPECT_EQ(RevisionOf("groups/lokos-1"), -1);
}

TEST_F(EntityImportTest, OddRecordsAreFlaggedAndStored) {
  const auto told =
      Import({"entity { group { name: 'groups/clf' kind: SUBJECT_KIND_CLF"
              " profile { women_members: 725000 member_shgs: 87000 } } }"});
  EXPECT_EQ(Told(told), "created 1, updated 0, unchanged 0");
  ASSERT_EQ(told.flagged_size(), 1);
  EXPECT_EQ(told.flagged(0).name(), "groups/clf");
  EXPECT_THAT(told.flagged(0).flags(), ElementsAre(v1::QUALITY_FLAG_FEW_MEMBERS,
                                                   v1::QUALITY_FLAG_NO_PLACE));
}

// Whoever belongs to it may have been moved by the same chunk.
TEST_F(EntityImportTest, AGroupAndThoseUnderItChangeAtOnceInAnyOrder) {
  PutPlaces();
  const auto group = [](const std::string& terms) {
    return absl::StrCat("entity { group { ", terms, " } }");
  };
  Import({group("name: 'groups/v' kind: SUBJECT_KIND_VO"),
          group("name: 'groups/w' kind: SUBJECT_KIND_VO"),
          group("name: 'groups/s' kind: SUBJECT_KIND_SHG parent: 'groups/v'")});
  const std::string moved =
      group("name: 'groups/s' kind: SUBJECT_KIND_SHG parent: 'groups/w'");
  const std::string raised = group("name: 'groups/v' kind: SUBJECT_KIND_CLF");
  EXPECT_EQ(Told(Import({raised, group("name: 'groups/s' kind:"
                                       " SUBJECT_KIND_SHG parent: 'x'")})),
            "created 0, updated 0, unchanged 0, row 2: parent, row 1: kind");
  EXPECT_EQ(Told(Import({raised})),
            "created 0, updated 0, unchanged 0, row 1: kind");
  EXPECT_EQ(Told(Import({moved, raised})), "created 0, updated 2, unchanged 0");
  EXPECT_EQ(Told(Import({group("name: 'groups/v' kind: SUBJECT_KIND_VO"),
                         group("name: 'groups/s' kind: SUBJECT_KIND_SHG parent:"
                               " 'groups/v'")})),
            "created 0, updated 2, unchanged 0");
  EXPECT_EQ(Told(Import({raised, moved})), "created 0, updated 2, unchanged 0");
}

// What single writes would do, an import does too.
TEST_F(EntityImportTest, ProfilesAdvanceAsBySingleWrites) {
  PutPlaces();
  const std::vector<std::string> vos = {
      "name: 'groups/clf' kind: SUBJECT_KIND_CLF children_complete: true",
      ("name: 'groups/vo1' kind: SUBJECT_KIND_VO parent: 'groups/clf'"
       " children_complete: true"),
      ("name: 'groups/vo2' kind: SUBJECT_KIND_VO parent: 'groups/clf'"
       " children_complete: true"),
      ("name: 'groups/a' kind: SUBJECT_KIND_SHG parent: 'groups/vo1'"
       " profile { members: 10 }"),
      ("name: 'groups/b' kind: SUBJECT_KIND_SHG parent: 'groups/vo2'"
       " profile { members: 11 }")};
  for (const std::string& group : vos) ASSERT_TRUE(PutGroup(group).ok());
  ASSERT_TRUE(PutEnterprise("name: 'enterprises/e' group: 'groups/b'").ok());
  const int64_t before = Head();
  // One moves from one body to the other; of another one only a benefit is new.
  Import(
      {"entity { group { name: 'groups/a' kind: SUBJECT_KIND_SHG"
       " parent: 'groups/vo2' profile { members: 10 } } }",
       ("entity { linkage { name: 'linkages/l' subject: 'groups/b'"
        " state: LINKAGE_STATE_RECEIVED } }")});
  for (const char* read :
       {"groups/a", "groups/b", "groups/vo1", "groups/vo2", "groups/clf"}) {
    EXPECT_EQ(RevisionOf(read), before + 1) << read;
  }
  EXPECT_LE(RevisionOf("enterprises/e"), before);
  EXPECT_EQ(Profile("groups/vo1")->profile().members(), 0);
  EXPECT_EQ(Profile("groups/vo2")->profile().members(), 21);
  EXPECT_EQ(Profile("groups/clf")->profile().members(), 21);
  // And the state before is still known.
  v1::GetSubjectProfileRequest past;
  past.set_name("groups/vo1");
  past.mutable_read_at()->set_exact_token(
      Token(StorePosition{"registry", store_->changelog().epoch(), before})
          .Encode());
  EXPECT_EQ(store_->GetSubjectProfile(past)->profile().members(), 10);
}

}  // namespace
}  // namespace sangam::registry
