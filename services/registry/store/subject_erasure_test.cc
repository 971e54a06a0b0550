#include "services/registry/store/subject_erasure.h"

#include "common/changelog/history_compaction.h"
#include "gmock/gmock.h"
#include "services/registry/store/subject_care_fixture.h"
#include "services/registry/store/validities.h"

namespace sangam::registry {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Key;
using type::v1::ERROR_REASON_RESOURCE_IN_USE;

constexpr char kGroup[] =
    "name: 'groups/g' kind: SUBJECT_KIND_SHG title: 'Telltale'"
    " parent: 'groups/vo' place: 'places/v' profile { members: 10 }"
    " outside_ids { system: 'LOKOS' value: 'telltale-7' }";
constexpr char kAll[] =
    "name: 'groups/g' erase_records: true release_members: true";

class SubjectErasureTest : public SubjectCareTest {
 protected:
  void SetUp() override {
    SubjectCareTest::SetUp();
    PutPlaces();
    EXPECT_TRUE(PutGroup("name: 'groups/vo' kind: SUBJECT_KIND_VO"
                         " children_complete: true")
                    .ok());
    listed_ = token_;
    EXPECT_TRUE(PutGroup(kGroup).ok());
    stored_ = token_;
  }

  absl::Status PutReceived(const std::string& name, int year) {
    return PutLinkage("name: '" + name +
                      "' subject: 'groups/g' state: LINKAGE_STATE_RECEIVED"
                      " description: 'Telltale looms'"
                      " received_on { year: " +
                      std::to_string(year) + " month: 4 day: 1 }");
  }

  std::string listed_;
  std::string stored_;
};

TEST_F(SubjectErasureTest, NothingOfItCanBeReadNowOrThen) {
  ASSERT_TRUE(
      PutGroup(std::string(kGroup) + " local_level_name: 'Telltale'").ok());
  const auto erased = Erase("name: 'groups/g'");
  ASSERT_TRUE(erased.ok()) << erased.status();
  EXPECT_THAT(erased->erased(), ElementsAre("groups/g"));
  EXPECT_EQ(erased->blanked_versions(), 2);
  EXPECT_TRUE(absl::IsNotFound(GetGroup("groups/g").status()));
  EXPECT_TRUE(absl::IsNotFound(ProfileAt("groups/g", stored_).status()));
  EXPECT_TRUE(absl::IsNotFound(ProfileOfLokos("telltale-7").status()));
  EXPECT_EQ(Traces("Telltale") + Traces("telltale"), 0);
  v1::ListGroupsRequest list;
  list.mutable_read_at()->set_exact_token(stored_);
  const auto past = Call<v1::ListGroupsResponse>(store_->groups(),
                                                 &StandardMethods::List, list);
  ASSERT_TRUE(past.ok()) << past.status();
  EXPECT_EQ(past->groups_size(), 1) << "the VO alone";
}

TEST_F(SubjectErasureTest, SumsAreWithoutItAlsoInThePast) {
  EXPECT_EQ(ProfileAt("groups/vo", stored_)->profile().members(), 10);
  ASSERT_TRUE(Erase("name: 'groups/g'").ok());
  EXPECT_EQ(RevisionOf("groups/vo"), Head());
  for (const auto& profile :
       {Profile("groups/vo"), ProfileAt("groups/vo", stored_)}) {
    ASSERT_TRUE(profile.ok()) << profile.status();
    EXPECT_EQ(profile->profile().members(), 0);
    EXPECT_EQ(profile->children_size(), 0);
  }
}

TEST_F(SubjectErasureTest, WatchersSeeItGoneAlsoThoseWhoResumeBefore) {
  ASSERT_TRUE(Erase("name: 'groups/g'").ok());
  for (const std::string& token : {listed_, stored_}) {
    const auto gone = GoneSince(token);
    EXPECT_TRUE(gone.at("groups/g"));
    EXPECT_FALSE(gone.at("groups/vo"));
  }
}

TEST_F(SubjectErasureTest, TheAuditStays) {
  ASSERT_TRUE(Erase("name: 'groups/g' overriding_order: 'order 7'").ok());
  std::vector<std::string> row;
  ASSERT_TRUE(store_->changelog()
                  .Read([&](Snapshot& snapshot) {
                    sql::Statement rows = snapshot.database().Prepare(
                        "SELECT name, subject, erased_by, ground,"
                        " overriding_order, erased_at_micros, revision"
                        " FROM erased_name");
                    while (rows.Next()) {
                      for (int i = 0; i < 5; ++i) row.push_back(rows.Text(i));
                      EXPECT_EQ(rows.Int(5), absl::ToUnixMicros(clock_.Now()));
                      EXPECT_EQ(rows.Int(6), Head());
                    }
                    return rows.status();
                  })
                  .ok());
  EXPECT_THAT(row,
              ElementsAre("groups/g", "groups/g", "admin", "asked", "order 7"));
}

TEST_F(SubjectErasureTest, TheNameIsNeverGivenAgain) {
  ASSERT_TRUE(Erase("name: 'groups/g'").ok());
  EXPECT_TRUE(absl::IsAlreadyExists(PutGroup(kGroup)));
  auto import = store_->ImportEntities();
  const auto told = import->Store(Read<v1::ImportEntitiesRequest>(
      "records { entity { group { name: 'groups/g' kind: SUBJECT_KIND_SHG"
      " } } }"));
  ASSERT_TRUE(told.ok()) << told.status();
  ASSERT_EQ(told->rejected_size(), 1);
  EXPECT_THAT(told->rejected(0).fields(0).description(),
              HasSubstr("was erased"));
}

TEST_F(SubjectErasureTest, ErasingAgainTellsTheFirstTime) {
  const auto first = Erase("name: 'groups/g'");
  ASSERT_TRUE(first.ok()) << first.status();
  const int64_t head = Head();
  clock_.Advance(absl::Hours(1));
  const auto again = Erase("name: 'groups/g'");
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->already_erased());
  EXPECT_EQ(again->erase_time().seconds(), first->erase_time().seconds());
  EXPECT_EQ(Head(), head);
}

TEST_F(SubjectErasureTest, AnswersThatWereKeptForRepetitionGo) {
  v1::UpdateGroupRequest request;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      std::string("request_id: 'r' group { ") + kGroup +
          " local_level_name: 'N' }",
      &request));
  ASSERT_TRUE(Call<v1::UpdateGroupResponse>(store_->groups(),
                                            &StandardMethods::Update, request)
                  .ok());
  v1::UpdateGroupRequest other;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      "request_id: 's' group { name: 'groups/gg' kind: SUBJECT_KIND_SHG"
      " parent: 'groups/vo' title: 'Other' } allow_missing: true",
      &other));
  ASSERT_TRUE(Call<v1::UpdateGroupResponse>(store_->groups(),
                                            &StandardMethods::Update, other)
                  .ok());
  ASSERT_TRUE(Erase("name: 'groups/g'").ok());
  EXPECT_EQ(Traces("Telltale"), 0);
  const auto repeated = Call<v1::UpdateGroupResponse>(
      store_->groups(), &StandardMethods::Update, other);
  ASSERT_TRUE(repeated.ok()) << repeated.status();
  EXPECT_EQ(repeated->outcome(), type::v1::WRITE_OUTCOME_CREATED)
      << "the first answer, which is of another";
}

TEST_F(SubjectErasureTest, WhatWasOddAboutItGoesFromTheAnswersOfImports) {
  const auto chunk = Read<v1::ImportEntitiesRequest>(
      "request_id: 'chunk-1' records { row: 1 entity { group { name:"
      " 'groups/odd' kind: SUBJECT_KIND_SHG profile { members: 3 } } } }"
      " records { row: 2 entity { group { name: 'groups/odd-too' kind:"
      " SUBJECT_KIND_SHG profile { members: 3 } } } }");
  const auto first = store_->ImportEntities()->Store(chunk);
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_EQ(first->flagged_size(), 2);
  ASSERT_TRUE(Erase("name: 'groups/odd'").ok());
  const auto again = store_->ImportEntities()->Store(chunk);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->created(), 2) << "it is not stored again";
  ASSERT_EQ(again->flagged_size(), 1);
  EXPECT_EQ(again->flagged(0).name(), "groups/odd-too");
  EXPECT_TRUE(absl::IsNotFound(GetGroup("groups/odd").status()));
}

TEST_F(SubjectErasureTest, ItsRecordsGoWhereThatIsSaid) {
  ASSERT_TRUE(PutReceived("linkages/l", 2020).ok());
  ASSERT_TRUE(PutDemand("name: 'demands/d' place: 'places/v'"
                        " subject: 'groups/g' title: 'Telltale'"
                        " kind: DEMAND_KIND_LIVELIHOOD cycle: '2026-27'"
                        " state: DEMAND_STATE_OPEN")
                  .ok());
  ASSERT_TRUE(PutDemand("name: 'demands/village' place: 'places/v'"
                        " title: 'Looms' kind: DEMAND_KIND_LIVELIHOOD"
                        " cycle: '2026-27' state: DEMAND_STATE_OPEN"
                        " linkages: 'linkages/l'")
                  .ok());
  const absl::Status refused = Erase("name: 'groups/g'").status();
  EXPECT_EQ(ReasonOf(refused), ERROR_REASON_RESOURCE_IN_USE) << refused;
  const auto erased = Erase("name: 'groups/g' erase_records: true");
  ASSERT_TRUE(erased.ok()) << erased.status();
  EXPECT_THAT(erased->erased(),
              ElementsAre("groups/g", "demands/d", "linkages/l"));
  EXPECT_THAT(erased->released(), ElementsAre("demands/village"));
  EXPECT_EQ(Traces("Telltale"), 0);
  EXPECT_TRUE(absl::IsNotFound(GetLinkage("linkages/l").status()));
  EXPECT_TRUE(
      absl::IsAlreadyExists(PutLinkage("name: 'linkages/l' subject: 'groups/vo'"
                                       " state: LINKAGE_STATE_RECEIVED")));
}

TEST_F(SubjectErasureTest, MembersAreReleasedWhereThatIsSaid) {
  ASSERT_TRUE(PutEnterprise("name: 'enterprises/e' group: 'groups/g'").ok());
  const absl::Status refused = Erase("name: 'groups/g'").status();
  EXPECT_EQ(ReasonOf(refused), ERROR_REASON_RESOURCE_IN_USE) << refused;
  EXPECT_THAT(std::string(refused.message()), HasSubstr("enterprises/e"));
  const auto erased = Erase("name: 'groups/g' release_members: true");
  ASSERT_TRUE(erased.ok()) << erased.status();
  EXPECT_THAT(erased->released(), ElementsAre("enterprises/e"));
  EXPECT_EQ(Profile("enterprises/e")->member_of(), "");
  EXPECT_EQ(RevisionOf("enterprises/e"), Head());
  EXPECT_THAT(GoneSince(stored_), Contains(Key("enterprises/e")));
}

// A plan is whose it is for: of one who only applies in it, it names nobody.
TEST_F(SubjectErasureTest, PlansOfOthersInWhichItAppliesNameNobodyThere) {
  const auto plan = [](const std::string& id, const std::string& subject,
                       const std::string& applicant) {
    return "name: 'plans/" + id + "' subject { name: '" + subject +
           "' } terms { needs { id: 'n' head: 'SHED' cost_paise: 100 }"
           " applicants { id: 'spv' subject { name: '" +
           applicant + "' } } roles { role: 'KEEPER' owner: '" + applicant +
           "' } roles { role: 'BUILDER' owner: 'departments/pwd' } } plan {"
           " needs { need: 'n' cost_paise: 100 grant_paise: 100 } lines { need:"
           " 'n' kind: PLAN_LINE_KIND_GRANT scheme: 'schemes/s' applicant:"
           " 'spv' paise: 100 } } basis { as_of { year: 2026 month: 4 day: 1 }"
           " token: 't' }";
  };
  ASSERT_TRUE(PutPlan(plan("own", "groups/g", "groups/vo")).ok());
  ASSERT_TRUE(PutPlan(plan("other", "groups/vo", "groups/g")).ok());
  EXPECT_THAT(
      std::string(
          Erase("name: 'groups/g' release_members: true").status().message()),
      HasSubstr("plans/own is of groups/g"));
  const absl::Status refused =
      Erase("name: 'groups/g' erase_records: true").status();
  EXPECT_EQ(ReasonOf(refused), ERROR_REASON_RESOURCE_IN_USE) << refused;
  EXPECT_THAT(std::string(refused.message()),
              HasSubstr("groups/g applies in plans/other"));
  const auto erased = Erase(kAll);
  ASSERT_TRUE(erased.ok()) << erased.status();
  EXPECT_THAT(erased->erased(), ElementsAre("groups/g", "plans/own"));
  EXPECT_THAT(erased->released(), ElementsAre("plans/other"));
  EXPECT_TRUE(absl::IsNotFound(GetPlan("plans/own").status()));
  const auto other = GetPlan("plans/other");
  ASSERT_TRUE(other.ok()) << other.status();
  const type::v1::PlanTerms& terms = other->terms();
  EXPECT_EQ(terms.applicants(0).id(), "spv");
  EXPECT_TRUE(terms.applicants(0).subject().has_profile());
  ASSERT_EQ(terms.roles_size(), 1) << "nobody keeps it any more";
  EXPECT_EQ(terms.roles(0).role(), "BUILDER");
  EXPECT_EQ(other->plan().lines(0).paise(), 100);
}

TEST_F(SubjectErasureTest, ABenefitKeepsItUntilItsTimeIsOver) {
  // The clock stands at the first of April 2026.
  ASSERT_TRUE(PutReceived("linkages/l", 2020).ok());
  retention_.years = 8;
  const absl::Status refused = Erase(kAll).status();
  EXPECT_EQ(ReasonOf(refused), ERROR_REASON_RESOURCE_IN_USE) << refused;
  EXPECT_THAT(std::string(refused.message()), HasSubstr("until 2028-04-01"));
  retention_.years = absl::nullopt;
  EXPECT_FALSE(Erase(kAll).ok()) << "for good";
  // To take the linkage away first helps nobody.
  ASSERT_TRUE(DeleteLinkage("linkages/l").ok());
  EXPECT_FALSE(Erase(kAll).ok());
  EXPECT_TRUE(
      Erase(std::string(kAll) + " overriding_order: 'a court asks'").ok());
  EXPECT_EQ(Traces("Telltale"), 0);
}

// It was recorded for the wrong group at first, and is kept for the right one.
TEST_F(SubjectErasureTest, ARemovedBenefitThatWasFoundToBeAnothersStays) {
  ASSERT_TRUE(
      PutGroup("name: 'groups/other' kind: SUBJECT_KIND_SHG title: 'O'").ok());
  ASSERT_TRUE(PutReceived("linkages/l", 2020).ok());
  ASSERT_TRUE(PutLinkage("name: 'linkages/l' subject: 'groups/other'"
                         " state: LINKAGE_STATE_RECEIVED"
                         " received_on { year: 2020 month: 4 day: 1 }")
                  .ok());
  ASSERT_TRUE(DeleteLinkage("linkages/l").ok());
  retention_.years = 8;
  const auto erased = Erase(kAll);
  ASSERT_TRUE(erased.ok()) << erased.status();
  EXPECT_THAT(erased->erased(), ElementsAre("groups/g"));
  const absl::Status kept = Erase("name: 'groups/other'").status();
  EXPECT_EQ(ReasonOf(kept), ERROR_REASON_RESOURCE_IN_USE) << kept;
  EXPECT_THAT(std::string(kept.message()), HasSubstr("until 2028-04-01"));
  const auto ordered =
      Erase("name: 'groups/other' overriding_order: 'a court asks'");
  ASSERT_TRUE(ordered.ok()) << ordered.status();
  EXPECT_THAT(ordered->erased(), ElementsAre("groups/other", "linkages/l"));
}

TEST_F(SubjectErasureTest, ABenefitOfLongAgoKeepsNothing) {
  ASSERT_TRUE(PutReceived("linkages/l", 2010).ok());
  retention_.years = 8;
  EXPECT_TRUE(Erase(kAll).ok());
}

TEST_F(SubjectErasureTest, WhatWasMergedIntoItGoesToo) {
  ASSERT_TRUE(PutGroup("name: 'groups/h' kind: SUBJECT_KIND_SHG"
                       " title: 'Telltale too'")
                  .ok());
  const std::string past = token_;
  ASSERT_TRUE(
      PutLinkage("name: 'linkages/m' subject: 'groups/h'"
                 " state: LINKAGE_STATE_PROPOSED description: 'Telltale'"
                 " steps { state: LINKAGE_STATE_PROPOSED"
                 " taken_on { year: 2026 month: 1 day: 1 }"
                 " taken_by: 'SPV' }")
          .ok());
  ASSERT_TRUE(Merge("survivor: 'groups/g' duplicate: 'groups/h'").ok());
  EXPECT_EQ(FaultOf(Erase("name: 'groups/h'").status()), "name");
  const auto erased = Erase(kAll);
  ASSERT_TRUE(erased.ok()) << erased.status();
  EXPECT_THAT(erased->erased(),
              ElementsAre("groups/g", "groups/h", "linkages/m"));
  EXPECT_EQ(Traces("Telltale"), 0);
  EXPECT_TRUE(absl::IsNotFound(Profile("groups/h").status()));
  EXPECT_TRUE(absl::IsNotFound(ProfileAt("groups/h", past).status()));
  EXPECT_TRUE(absl::IsAlreadyExists(
      PutGroup("name: 'groups/h' kind: SUBJECT_KIND_SHG")));
}

TEST_F(SubjectErasureTest, OneThatWasRemovedBeforeIsErasedFromTheHistory) {
  ASSERT_TRUE(DeleteGroup("groups/g").ok());
  EXPECT_GT(Traces("Telltale"), 0);
  const auto erased = Erase("name: 'groups/g'");
  ASSERT_TRUE(erased.ok()) << erased.status();
  EXPECT_EQ(erased->blanked_versions(), 1);
  EXPECT_EQ(Traces("Telltale") + Traces("telltale"), 0);
}

TEST_F(SubjectErasureTest, ARepeatedRequestHasOneEffect) {
  const auto first = Erase("name: 'groups/g' request_id: 'r'");
  ASSERT_TRUE(first.ok()) << first.status();
  const auto again = Erase("name: 'groups/g' request_id: 'r'");
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
}

TEST_F(SubjectErasureTest, TryingItChangesNothing) {
  const auto tried = Erase("name: 'groups/g' validate_only: true");
  ASSERT_TRUE(tried.ok()) << tried.status();
  EXPECT_EQ(tried->blanked_versions(), 1);
  EXPECT_EQ(tried->token(), stored_);
  EXPECT_EQ(GetGroup("groups/g")->title(), "Telltale");
}

TEST_F(SubjectErasureTest, BadRequestsAreRefused) {
  EXPECT_EQ(ReasonOf(Erase("name: 'groups/g'", "").status()),
            type::v1::ERROR_REASON_PRINCIPAL_REQUIRED);
  EXPECT_TRUE(absl::IsNotFound(Erase("name: 'groups/none'").status()));
  EXPECT_EQ(FaultOf(Erase("name: 'places/v'").status()), "name");
  EXPECT_EQ(
      FaultOf(EraseSubject(&store_->changelog(),
                           Read<v1::EraseSubjectRequest>("name: 'groups/g'"),
                           "admin", retention_)
                  .status()),
      "ground");
  EXPECT_EQ(FaultOf(EraseSubject(&store_->changelog(),
                                 Read<v1::EraseSubjectRequest>(
                                     "name: 'groups/g' ground: 'call"
                                     " 98765 01234'"),
                                 "admin", retention_)
                        .status()),
            "ground");
}

// Compaction takes what the registry keeps beside the history, too.
TEST_F(SubjectErasureTest, WhatHeldLongAgoIsForgottenWithItsStates) {
  ASSERT_TRUE(PutGroup("name: 'groups/g' kind: SUBJECT_KIND_SHG"
                       " outside_ids { system: 'LOKOS' value: '8' }")
                  .ok());
  const std::string now = token_;
  clock_.Advance(absl::Hours(48));
  EXPECT_EQ(Traces("telltale-7"), 2) << "in the history, and in the ids";
  HistoryRetention retention;
  retention.kept = absl::Hours(24);
  retention.forget = &ForgetValidities;
  const auto step = CompactHistory(store_->changelog(), retention);
  ASSERT_TRUE(step.ok()) << step.status();
  EXPECT_EQ(Traces("telltale-7"), 0);
  EXPECT_EQ(ReasonOf(ProfileAt("groups/g", stored_).status()),
            type::v1::ERROR_REASON_REVISION_COMPACTED);
  EXPECT_EQ(ProfileAt("groups/g", now)->subject(), "groups/g");
  EXPECT_EQ(ProfileOfLokos("8")->subject(), "groups/g");
}

}  // namespace
}  // namespace sangam::registry
