#include "services/matching/coverage/eligible_list.h"

#include "absl/strings/str_format.h"
#include "gmock/gmock.h"
#include "services/matching/coverage/coverage_fixture_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using v1::ListEligibleEntitiesRequest;

class EligibleListTest : public CoverageTest {
 protected:
  static ListEligibleEntitiesRequest For(const std::string& scheme) {
    ListEligibleEntitiesRequest request;
    request.mutable_question()->set_scheme(scheme);
    return request;
  }
  // The messages of one call.
  absl::StatusOr<std::vector<v1::ListEligibleEntitiesResponse>> Ask(
      const ListEligibleEntitiesRequest& request) {
    EligibleList list(&request, &reader_);
    return Drain(list);
  }
  // Their subjects.
  std::vector<std::string> Names(const ListEligibleEntitiesRequest& request) {
    const auto messages = Ask(request);
    EXPECT_TRUE(messages.ok()) << messages.status();
    std::vector<std::string> names;
    if (!messages.ok()) return names;
    for (const auto& message : *messages) {
      for (const auto& entity : message.entities()) {
        names.push_back(entity.subject());
      }
    }
    return names;
  }
};

TEST_F(EligibleListTest, ListsWhoFitsInTheOrderOfNames) {
  ShowGroups(12);
  EXPECT_THAT(Names(For("schemes/big")),
              ElementsAre("groups/g00010", "groups/g00011"));
  const auto messages = Ask(For("schemes/big"));
  ASSERT_EQ(messages->size(), 1u);
  const auto& message = messages->front();
  EXPECT_EQ(message.entities(0).kind(), type::v1::SUBJECT_KIND_SHG);
  EXPECT_EQ(message.entities(0).place(), "places/d1");
  EXPECT_EQ(message.entities(0).verdict(), v1::VERDICT_ELIGIBLE);
  EXPECT_EQ(message.counts().eligible(), 2);
  // Members can grow, so those with fewer are near.
  EXPECT_EQ(message.counts().near_miss(), 10);
  EXPECT_EQ(message.progress().scanned(), 12);
  EXPECT_EQ(message.progress().total(), 12);
  EXPECT_FALSE(message.basis().token().empty());
}

TEST_F(EligibleListTest, NobodyIsAnAnswer) {
  ShowGroups(0);
  const auto messages = Ask(For("schemes/big"));
  ASSERT_TRUE(messages.ok()) << messages.status();
  ASSERT_EQ(messages->size(), 1u);
  EXPECT_EQ(messages->front().entities_size(), 0);
  EXPECT_TRUE(messages->front().has_counts());
}

TEST_F(EligibleListTest, VerdictsAndCohortSelect) {
  ShowGroups(12);
  ListEligibleEntitiesRequest request = For("schemes/big");
  request.add_verdicts(v1::VERDICT_NEAR_MISS);
  request.mutable_cohort()->set_place("places/d2");
  request.mutable_cohort()->set_expression("members >= 8");
  request.mutable_cohort()->add_kinds(type::v1::SUBJECT_KIND_SHG);
  EXPECT_THAT(Names(request), ElementsAre("groups/g00009"));
  request.mutable_cohort()->clear_kinds();
  request.mutable_cohort()->add_kinds(type::v1::SUBJECT_KIND_VO);
  EXPECT_THAT(Names(request), ElementsAre());
}

TEST_F(EligibleListTest, ADraftOrARuleIsAskedAboutLikeAScheme) {
  ShowGroups(12);
  ListEligibleEntitiesRequest request;
  request.mutable_question()->set_expression("members == 3");
  EXPECT_THAT(Names(request), ElementsAre("groups/g00003"));
  request.mutable_question()->mutable_draft()->add_conditions()->set_expression(
      "members == 4");
  EXPECT_THAT(Names(request), ElementsAre("groups/g00004"));
}

TEST_F(EligibleListTest, GoesOnWhereItWasBroken) {
  ShowGroups(5000);
  ListEligibleEntitiesRequest request = For("schemes/big");
  const std::vector<std::string> whole = Names(request);
  ASSERT_EQ(whole.size(), 4990u);
  // In pieces of 700, each from the last token on.
  request.set_limit(700);
  std::vector<std::string> pieces;
  int eligible = 0;
  v1::Progress progress;
  for (int i = 0; i < 8; ++i) {
    const auto messages = Ask(request);
    ASSERT_TRUE(messages.ok()) << messages.status();
    for (const auto& message : *messages) {
      for (const auto& entity : message.entities()) {
        pieces.push_back(entity.subject());
      }
      request.set_resume_token(message.resume_token());
    }
    eligible += messages->back().counts().eligible();
    progress = messages->back().progress();
  }
  EXPECT_EQ(progress.scanned(), progress.total()) << "all pieces together";
  EXPECT_EQ(pieces, whole);
  EXPECT_EQ(eligible, 4990) << "each counts in one piece";
}

TEST_F(EligibleListTest, AResumeTokenIsOfOneRequest) {
  ShowGroups(12);
  ListEligibleEntitiesRequest request = For("schemes/big");
  const auto messages = Ask(request);
  ASSERT_TRUE(messages.ok());
  request.set_resume_token(messages->back().resume_token());
  EXPECT_THAT(Names(request), ElementsAre());
  request.mutable_question()->set_scheme("schemes/dairy");
  EXPECT_EQ(FaultyField(Ask(request)), "resume_token");
  request.set_resume_token("nonsense");
  EXPECT_EQ(FaultyField(Ask(request)), "resume_token");
}

TEST_F(EligibleListTest, FaultsAreToldByTheirField) {
  ShowGroups(2);
  ListEligibleEntitiesRequest request;
  EXPECT_EQ(FaultyField(Ask(request)), "question");
  request.mutable_question()->set_expression("membrs >= 1");
  EXPECT_EQ(FaultyField(Ask(request)), "question.expression");
  request.mutable_question()->mutable_draft()->add_conditions()->set_expression(
      "(");
  EXPECT_EQ(FaultyField(Ask(request)),
            "question.draft.conditions[0].expression");
  request = For("schemes/big");
  request.mutable_cohort()->set_place("places/none");
  EXPECT_EQ(FaultyField(Ask(request)), "cohort.place");
  request.mutable_cohort()->set_place("places/s");
  for (int i = 0; i < 101; ++i) {
    request.mutable_cohort()->add_kinds(type::v1::SUBJECT_KIND_SHG);
  }
  EXPECT_EQ(FaultyField(Ask(request)), "cohort.kinds");
  request.mutable_cohort()->clear_kinds();
  request.mutable_cohort()->set_expression("members");
  EXPECT_EQ(FaultyField(Ask(request)), "cohort.expression");
  request = For("schemes/none");
  EXPECT_EQ(Ask(request).status().code(), absl::StatusCode::kNotFound);
  request = For("schemes/big");
  request.set_limit(-1);
  EXPECT_EQ(FaultyField(Ask(request)), "limit");
  request.set_limit(0);
  request.set_min_token("nonsense");
  EXPECT_EQ(ReasonOf(Ask(request).status()),
            type::v1::ERROR_REASON_TOKEN_MALFORMED);
}

TEST_F(EligibleListTest, NothingIsSaidBeforeTheSubjectsAreThere) {
  EXPECT_EQ(ReasonOf(Ask(For("schemes/big")).status()),
            type::v1::ERROR_REASON_OWNER_UNAVAILABLE);
}

TEST_F(EligibleListTest, EndsWhenNobodyWantsItAnyMore) {
  ShowGroups(5000);
  const ListEligibleEntitiesRequest request = For("schemes/big");
  EligibleList list(&request, &reader_);
  int asked = 0;
  call_.cancelled = [&asked] { return ++asked > 1; };
  EXPECT_EQ(Drain(list).status().code(), absl::StatusCode::kDeadlineExceeded);
  // Within the first block; whoever ends the answer asks once more.
  EXPECT_EQ(asked, 3);
}

TEST_F(EligibleListTest, AChangeOfTheRegistryIsSeenWhole) {
  ShowGroups(12);
  auto part = RegistryBatch(6);
  part.clear_token();
  auto* changed = part.add_profiles();
  changed->set_subject("groups/g00003");
  changed->mutable_profile()->set_members(30);
  ASSERT_TRUE(subjects_.Apply(part).ok());
  subjects_.Publish();
  // The rest of the batch is still to come.
  EXPECT_THAT(Names(For("schemes/big")),
              ElementsAre("groups/g00010", "groups/g00011"));
  auto rest = RegistryBatch(6);
  rest.set_snapshot_complete(true);
  auto* deleted = rest.add_profiles();
  deleted->set_subject("groups/g00010");
  deleted->set_deleted(true);
  ASSERT_TRUE(subjects_.Apply(rest).ok());
  subjects_.Publish();
  EXPECT_THAT(Names(For("schemes/big")),
              ElementsAre("groups/g00003", "groups/g00011"));
}

TEST_F(EligibleListTest, ABrokenPartLeavesNothingBehind) {
  ShowGroups(12);
  auto part = RegistryBatch(6);
  part.clear_token();
  auto* changed = part.add_profiles();
  changed->set_subject("groups/g00003");
  changed->mutable_profile()->set_members(30);
  ASSERT_TRUE(subjects_.Apply(part).ok());
  subjects_.Disconnected();
  auto next = RegistryBatch(6);
  next.set_snapshot_complete(true);
  ASSERT_TRUE(subjects_.Apply(next).ok());
  subjects_.Publish();
  EXPECT_THAT(Names(For("schemes/big")),
              ElementsAre("groups/g00010", "groups/g00011"));
}

}  // namespace
}  // namespace sangam::matching
