#include "services/registry/store/subject_merge.h"

#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "services/registry/store/plan_proposal.h"
#include "services/registry/store/subject_care_errors.h"
#include "services/registry/store/subject_care_fixture.h"

namespace sangam::registry {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

constexpr char kBoth[] = "survivor: 'groups/a' duplicate: 'groups/b'";

std::string MergedIntoOf(const absl::Status& status) {
  google::rpc::ErrorInfo info;
  const auto payload =
      status.GetPayload("type.googleapis.com/google.rpc.ErrorInfo");
  if (!payload || !info.ParseFromString(std::string(*payload))) return "";
  const auto found = info.metadata().find(kMergedInto);
  return found == info.metadata().end() ? "" : found->second;
}

class SubjectMergeTest : public SubjectCareTest {
 protected:
  void SetUp() override {
    SubjectCareTest::SetUp();
    PutPlaces();
    EXPECT_TRUE(PutGroup("name: 'groups/vo' kind: SUBJECT_KIND_VO").ok());
    EXPECT_TRUE(PutGroup("name: 'groups/vo2' kind: SUBJECT_KIND_VO"
                         " children_complete: true")
                    .ok());
    EXPECT_TRUE(PutGroup("name: 'groups/a' kind: SUBJECT_KIND_SHG title: 'A'"
                         " parent: 'groups/vo' profile { members: 10 }"
                         " outside_ids { system: 'LOKOS' value: '1' }")
                    .ok());
    EXPECT_TRUE(PutGroup("name: 'groups/b' kind: SUBJECT_KIND_SHG title: 'B'"
                         " parent: 'groups/vo2' place: 'places/v'"
                         " profile { members: 11 artisans: 9 }"
                         " outside_ids { system: 'LOKOS' value: '01' }")
                    .ok());
  }

  // Each subject, and the area by which lists find it.
  std::vector<std::string> Areas() {
    std::vector<std::string> areas;
    EXPECT_TRUE(store_->changelog()
                    .Read([&](Snapshot& snapshot) {
                      sql::Statement rows = snapshot.database().Prepare(
                          "SELECT key, area FROM groups"
                          " UNION SELECT key, area FROM enterprises");
                      while (rows.Next()) {
                        areas.push_back(
                            absl::StrCat(rows.Text(0), " ", rows.Text(1)));
                      }
                      return rows.status();
                    })
                    .ok());
    return areas;
  }

  // All that can refer to groups/b.
  void PutThoseWhoRefer() {
    EXPECT_TRUE(PutEnterprise("name: 'enterprises/e' group: 'groups/b'").ok());
    EXPECT_TRUE(PutLinkage("name: 'linkages/l' subject: 'groups/b'"
                           " state: LINKAGE_STATE_RECEIVED"
                           " scheme: 'schemes/s'")
                    .ok());
    EXPECT_TRUE(PutDemand("name: 'demands/d' place: 'places/v'"
                          " subject: 'groups/b' title: 'Looms'"
                          " kind: DEMAND_KIND_LIVELIHOOD cycle: '2026-27'"
                          " state: DEMAND_STATE_OPEN")
                    .ok());
    EXPECT_TRUE(
        PutPlan("name: 'plans/p' title: 'P' subject { name: 'groups/b' }"
                " terms { needs { id: 'n' head: 'SOFT_INTERVENTION'"
                " cost_paise: 100 } }"
                " plan { needs { need: 'n' cost_paise: 100"
                " unfunded_paise: 100 } lines { need: 'n'"
                " kind: PLAN_LINE_KIND_UNFUNDED paise: 100 } }"
                " basis { as_of { year: 2026 month: 4 day: 1 } token: 't' }")
            .ok());
  }
};

// To merge or to erase.
TEST_F(SubjectMergeTest, WhoIsGoneDoesNotWaitForTheWriter) {
  const auto gone = [] { return true; };
  auto merge = Read<v1::MergeSubjectsRequest>(kBoth);
  auto erase =
      Read<v1::EraseSubjectRequest>("name: 'groups/b' ground: 'asked'");
  const absl::Status held = store_->changelog().Write([&](WriteTransaction&) {
    for (const bool validate_only : {false, true}) {
      merge.set_validate_only(validate_only);
      EXPECT_EQ(
          MergeSubjects(&store_->changelog(), merge, "admin", gone).status(),
          DeadlineExceededError());
      erase.set_validate_only(validate_only);
      EXPECT_EQ(
          EraseSubject(&store_->changelog(), erase, "admin", retention_, gone)
              .status(),
          DeadlineExceededError());
    }
    return absl::OkStatus();
  });
  EXPECT_TRUE(held.ok()) << held;
}

TEST_F(SubjectMergeTest, AllThatReferredRefersToTheSurvivor) {
  PutThoseWhoRefer();
  const int64_t before = Head();
  const auto merged = Merge(kBoth);
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_EQ(Head(), before + 1) << "one transaction";
  EXPECT_THAT(merged->moved(), ElementsAre("demands/d", "enterprises/e",
                                           "linkages/l", "plans/p"));
  EXPECT_EQ(merged->moved_outside_ids_size(), 1);
  EXPECT_EQ(GetLinkage("linkages/l")->subject(), "groups/a");
  const auto profile = Profile("groups/a");
  ASSERT_TRUE(profile.ok()) << profile.status();
  EXPECT_THAT(profile->children(), ElementsAre("enterprises/e"));
  EXPECT_EQ(profile->profile().received_benefits_size(), 1);
  EXPECT_EQ(Profile("enterprises/e")->member_of(), "groups/a");
  EXPECT_EQ(ProfileOfLokos("01")->subject(), "groups/a");
  EXPECT_EQ(ProfileOfLokos("1")->subject(), "groups/a");
  for (const char* subject :
       {"groups/a", "enterprises/e", "groups/vo", "groups/vo2"}) {
    EXPECT_EQ(RevisionOf(subject), Head()) << subject;
  }
}

// Who applies in another's plan is no less referred to than whom it is for.
TEST_F(SubjectMergeTest, PlansInWhichItAppliesNameTheSurvivor) {
  const std::string plan =
      "name: 'plans/q' subject { name: 'groups/vo' } terms { needs { id: 'n'"
      " head: 'SHED' cost_paise: 100 } applicants { id: 'vo2' subject { name:"
      " 'groups/vo2' } } applicants { id: 'b' subject { name: 'groups/b' } } }"
      " plan { needs { need: 'n' cost_paise: 100 grant_paise: 100 } lines {"
      " need: 'n' kind: PLAN_LINE_KIND_GRANT scheme: 'schemes/s' applicant:"
      " 'b' paise: 100 } } basis { as_of { year: 2026 month: 4 day: 1 }"
      " token: 't' }";
  ASSERT_TRUE(PutPlan(plan).ok());
  const auto merged = Merge(kBoth);
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_THAT(merged->moved(), ElementsAre("plans/q"));
  EXPECT_EQ(GetPlan("plans/q")->terms().applicants(1).subject().name(),
            "groups/a");
  v1::ProposeLinkagesRequest propose;
  propose.set_name("plans/q");
  propose.set_proposed_by("MISSION");
  const auto proposed = ProposeLinkages(&store_->changelog(), propose);
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  EXPECT_EQ(proposed->linkages(0).linkage().subject(), "groups/a");
  // A plan names nobody who is not there.
  const absl::Status refused = PutPlan(plan);
  EXPECT_EQ(FaultOf(refused), "plan.terms.applicants[1].subject.name");
  EXPECT_EQ(FieldViolationsOf(refused)[0].description,
            "groups/b was merged into groups/a; name that");
}

TEST_F(SubjectMergeTest, FactsAreThoseOfTheSurvivorAndWhatItLacked) {
  const auto merged = Merge(kBoth);
  ASSERT_TRUE(merged.ok()) << merged.status();
  const v1::Group& group = merged->survivor().group();
  EXPECT_EQ(group.title(), "A");
  EXPECT_EQ(group.parent(), "groups/vo");
  EXPECT_EQ(group.place(), "places/v");
  EXPECT_EQ(group.profile().artisans(), 9);
  EXPECT_THAT(merged->filled_fields(),
              ElementsAre("place", "profile.artisans"));
  std::vector<std::string> fields;
  for (const auto& each : merged->conflicts()) fields.push_back(each.field());
  EXPECT_THAT(fields,
              UnorderedElementsAre("title", "parent", "profile.members"));
  EXPECT_EQ(GetGroup("groups/a")->SerializeAsString(),
            group.SerializeAsString())
      << "the etag too";
}

// A part that is greater than the other's whole is no reason to refuse them.
TEST_F(SubjectMergeTest, CountsOfTwoRecordsAreNotMixed) {
  ASSERT_TRUE(PutGroup("name: 'groups/b' kind: SUBJECT_KIND_SHG title: 'B'"
                       " profile { members: 15 poor_members: 12 }")
                  .ok());
  const auto merged = Merge(kBoth);
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_EQ(merged->survivor().group().profile().members(), 10);
  EXPECT_FALSE(merged->survivor().group().profile().has_poor_members());
}

TEST_F(SubjectMergeTest, AnAddedAttributeIsTakenByItsName) {
  const std::string extra =
      " profile { extra { key: 'savings_paise' value { number: ";
  ASSERT_TRUE(
      PutGroup("name: 'groups/a' kind: SUBJECT_KIND_SHG" + extra + "1 } } }")
          .ok());
  ASSERT_TRUE(PutGroup("name: 'groups/b' kind: SUBJECT_KIND_SHG" + extra +
                       "2 } } extra { key: 'loans' value { number: 3 } } }"
                       " provenance { asserted_by: 'SELF_DECLARED' }")
                  .ok());
  const auto merged = Merge(std::string(kBoth) +
                            " take_fields { paths:"
                            " 'profile.extra[\"savings_paise\"]' }");
  ASSERT_TRUE(merged.ok()) << merged.status();
  const auto group = GetGroup("groups/a");
  ASSERT_TRUE(group.ok()) << group.status();
  const auto& stored = group->profile().extra();
  EXPECT_EQ(stored.at("savings_paise").number(), 2);
  EXPECT_EQ(stored.at("loans").number(), 3);
  EXPECT_THAT(merged->filled_fields(), ElementsAre("profile.extra[\"loans\"]"));
}

TEST_F(SubjectMergeTest, TheOldNameReadsAsTheSurvivorAndThePastAsItWas) {
  const std::string past = token_;
  ASSERT_TRUE(Merge(kBoth).ok());
  EXPECT_EQ(Profile("groups/b")->subject(), "groups/a");
  EXPECT_EQ(Profile("groups/b")->title(), "A");
  EXPECT_EQ(ProfileAt("groups/b", past)->subject(), "groups/b");
  EXPECT_EQ(ProfileAt("groups/b", past)->title(), "B");
  EXPECT_EQ(ProfileAt("groups/a", past)->profile().artisans(), 0);
}

TEST_F(SubjectMergeTest, MergesFollowEachOther) {
  ASSERT_TRUE(PutGroup("name: 'groups/c' kind: SUBJECT_KIND_SHG").ok());
  ASSERT_TRUE(Merge(kBoth).ok());
  ASSERT_TRUE(Merge("survivor: 'groups/c' duplicate: 'groups/a'").ok());
  EXPECT_EQ(Profile("groups/b")->subject(), "groups/c");
  const absl::Status again = Merge(kBoth).status();
  EXPECT_TRUE(absl::IsNotFound(again)) << again;
  EXPECT_EQ(MergedIntoOf(again), "groups/c");
}

TEST_F(SubjectMergeTest, TheOldNameIsNeverGivenAgain) {
  ASSERT_TRUE(Merge(kBoth).ok());
  const absl::Status put = PutGroup("name: 'groups/b' kind: SUBJECT_KIND_SHG");
  EXPECT_TRUE(absl::IsAlreadyExists(put)) << put;
  EXPECT_EQ(MergedIntoOf(put), "groups/a");
  const absl::Status child =
      PutEnterprise("name: 'enterprises/x' group: 'groups/b'");
  ASSERT_FALSE(FieldViolationsOf(child).empty()) << child;
  EXPECT_EQ(FieldViolationsOf(child)[0].description,
            "groups/b was merged into groups/a; name that");

  auto import = store_->ImportEntities();
  const auto told = import->Store(Read<v1::ImportEntitiesRequest>(
      "records { entity { group { name: 'groups/b' kind: SUBJECT_KIND_SHG } } }"
      "records { entity { enterprise { name: 'enterprises/y'"
      " group: 'groups/b' } } }"
      "records { entity { group { kind: SUBJECT_KIND_SHG title: 'B again'"
      " outside_ids { system: 'LOKOS' value: '01' } } } }"));
  ASSERT_TRUE(told.ok()) << told.status();
  ASSERT_EQ(told->rejected_size(), 2);
  for (const v1::RejectedRecord& rejected : told->rejected()) {
    EXPECT_THAT(rejected.fields(0).description(),
                testing::HasSubstr("was merged into groups/a"));
  }
  // By the id that it took it is known, but not told how it is.
  EXPECT_EQ(told->unchanged(), 1);
  EXPECT_NE(GetGroup("groups/a")->title(), "B again");
}

TEST_F(SubjectMergeTest, WatchersSeeOneBatchInWhichTheDuplicateIsGone) {
  PutThoseWhoRefer();
  const std::string past = token_;
  ASSERT_TRUE(Merge(kBoth).ok());
  const auto gone = GoneSince(past);
  EXPECT_TRUE(gone.at("groups/b"));
  for (const char* subject :
       {"groups/a", "groups/vo", "groups/vo2", "enterprises/e"}) {
    EXPECT_FALSE(gone.at(subject)) << subject;
  }
  EXPECT_EQ(gone.size(), 5);
}

TEST_F(SubjectMergeTest, ARepeatedRequestHasOneEffect) {
  const std::string request = std::string(kBoth) + " request_id: 'r'";
  const auto first = Merge(request);
  ASSERT_TRUE(first.ok()) << first.status();
  const auto again = Merge(request);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
}

TEST_F(SubjectMergeTest, TryingItChangesNothing) {
  PutThoseWhoRefer();
  const std::string before = token_;
  const auto tried = Merge(std::string(kBoth) + " validate_only: true");
  ASSERT_TRUE(tried.ok()) << tried.status();
  EXPECT_EQ(tried->moved_size(), 4);
  EXPECT_EQ(tried->token(), before);
  EXPECT_EQ(tried->survivor().group().etag(), "");
  EXPECT_EQ(Profile("groups/b")->subject(), "groups/b");
}

TEST_F(SubjectMergeTest, WhatCannotBeOneIsRefused) {
  ASSERT_TRUE(PutCluster("name: 'clusters/c'").ok());
  for (const char* request : {"survivor: 'groups/a' duplicate: 'groups/a'",
                              "survivor: 'groups/a' duplicate: 'clusters/c'",
                              "survivor: 'groups/a' duplicate: 'groups/vo'"}) {
    EXPECT_EQ(FaultOf(Merge(request).status()), "duplicate") << request;
  }
  EXPECT_EQ(FaultOf(Merge("duplicate: 'groups/a'").status()), "survivor");
  EXPECT_EQ(
      FaultOf(
          Merge(std::string(kBoth) + " take_fields { paths: 'x' }").status()),
      "take_fields");
  EXPECT_EQ(
      ReasonOf(Merge("survivor: 'groups/a' duplicate: 'groups/none'").status()),
      type::v1::ERROR_REASON_RESOURCE_NOT_FOUND);
  for (const char* etag : {"survivor_etag", "duplicate_etag"}) {
    EXPECT_EQ(
        ReasonOf(Merge(std::string(kBoth) + " " + etag + ": 'x'").status()),
        type::v1::ERROR_REASON_ETAG_MISMATCH);
  }
  const auto a = GetGroup("groups/a");
  const auto b = GetGroup("groups/b");
  EXPECT_TRUE(Merge(std::string(kBoth) + " survivor_etag: '" + a->etag() +
                    "' duplicate_etag: '" + b->etag() + "'")
                  .ok());
}

TEST_F(SubjectMergeTest, OneThatBelongsToTheOtherIsAnother) {
  ASSERT_TRUE(
      PutGroup("name: 'groups/pc' kind: SUBJECT_KIND_PRODUCER_COMPANY").ok());
  ASSERT_TRUE(PutGroup("name: 'groups/pg' kind: SUBJECT_KIND_PRODUCER_GROUP"
                       " parent: 'groups/pc'")
                  .ok());
  EXPECT_EQ(
      FaultOf(Merge("survivor: 'groups/pg' duplicate: 'groups/pc'").status()),
      "duplicate");
}

TEST_F(SubjectMergeTest, ClustersAndTheirSpvsMoveToo) {
  ASSERT_TRUE(PutGroup("name: 'groups/s1' kind: SUBJECT_KIND_SPV").ok());
  ASSERT_TRUE(PutGroup("name: 'groups/s2' kind: SUBJECT_KIND_SPV").ok());
  ASSERT_TRUE(PutCluster("name: 'clusters/c' spv: 'groups/s2'").ok());
  ASSERT_TRUE(PutCluster("name: 'clusters/d'").ok());
  ASSERT_TRUE(
      PutEnterprise("name: 'enterprises/m' cluster: 'clusters/c'").ok());
  ASSERT_TRUE(Merge("survivor: 'groups/s1' duplicate: 'groups/s2'").ok());
  const auto merged = Merge("survivor: 'clusters/d' duplicate: 'clusters/c'");
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_EQ(merged->survivor().cluster().spv(), "groups/s1");
  EXPECT_THAT(Profile("clusters/d")->children(), ElementsAre("enterprises/m"));
  EXPECT_EQ(merged->conflicts_size(), 0);
}

TEST_F(SubjectMergeTest, WhoeverAsksForTheNameOfASurvivorThatWentIsToldSo) {
  ASSERT_TRUE(Merge(kBoth).ok());
  const std::string merged = token_;
  ASSERT_TRUE(DeleteGroup("groups/a").ok());
  const absl::Status gone = Profile("groups/b").status();
  EXPECT_TRUE(absl::IsNotFound(gone));
  EXPECT_EQ(gone.message(),
            "groups/b was merged into groups/a, which was removed since");
  EXPECT_EQ(MergedIntoOf(gone), "groups/a");
  EXPECT_EQ(ProfileAt("groups/b", merged)->subject(), "groups/a");
  // The name is not free, and to name the other one is no remedy.
  const absl::Status taken =
      PutGroup("name: 'groups/b' kind: SUBJECT_KIND_SHG");
  EXPECT_TRUE(absl::IsAlreadyExists(taken));
  EXPECT_THAT(std::string(taken.message()),
              testing::EndsWith("removed since; choose another name"));
  const absl::Status referring =
      PutEnterprise("name: 'enterprises/e' group: 'groups/b'");
  EXPECT_EQ(FieldViolationsOf(referring)[0].description,
            "groups/b was merged into groups/a, which was removed since");
  // A removed name may come again, and the other means it again.
  ASSERT_TRUE(PutGroup("name: 'groups/a' kind: SUBJECT_KIND_SHG").ok());
  EXPECT_EQ(Profile("groups/b")->subject(), "groups/a");
}

TEST_F(SubjectMergeTest, TheSurvivorIsListedWhereItLiesNow) {
  ASSERT_TRUE(PutEnterprise("name: 'enterprises/e' group: 'groups/b' place:"
                            " 'places/v'")
                  .ok());
  ASSERT_TRUE(Merge(kBoth).ok());
  // The place came with the duplicate; the enterprise was changed along.
  EXPECT_THAT(Areas(),
              UnorderedElementsAre("groups/a places/d1", "groups/vo ",
                                   "groups/vo2 ", "enterprises/e places/d1"));
}

}  // namespace
}  // namespace sangam::registry
