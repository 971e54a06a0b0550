// Rules and schemes that are tried before they are stored.
#include <string>

#include "gmock/gmock.h"
#include "services/matching/matching_service_fixture.h"
#include "services/matching/request_digest.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using v1::EvaluateRuleRequest;
using v1::TrySchemeRequest;

class TrialAnswersTest : public MatchingServiceTest {
 protected:
  static EvaluateRuleRequest Rule(const std::string& expression) {
    EvaluateRuleRequest request;
    request.set_expression(expression);
    return request;
  }
  static TrySchemeRequest Scheme(const std::string& expression) {
    TrySchemeRequest request;
    *request.mutable_scheme_version() = VersionOf("schemes/new", expression);
    request.mutable_scheme_version()->set_state(
        scheme_catalog::v1::SCHEME_VERSION_STATE_DRAFT);
    request.mutable_subject()->set_name("groups/a");
    return request;
  }
};

TEST_F(TrialAnswersTest, ARuleWithoutASubjectIsReadBack) {
  const auto response = Ask(Rule("members>=10"));
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->canonical(), "members >= 10");
  EXPECT_THAT(response->attributes(), ElementsAre("members"));
  EXPECT_EQ(response->outcome(), v1::OUTCOME_UNSPECIFIED);
  EXPECT_EQ(owner_.reads(), 0u);
  EXPECT_EQ(BasisOf(*response, "registry"), RegistryAt(5));
  EXPECT_EQ(BasisOf(*response, "scheme_catalog"), CatalogAt(3));
}

TEST_F(TrialAnswersTest, ARuleIsTriedOnASubjectOrAProfile) {
  EvaluateRuleRequest request = Rule("members >= 10");
  request.mutable_subject()->set_name("groups/a");
  const auto group = Ask(request);
  ASSERT_TRUE(group.ok()) << group.status();
  EXPECT_EQ(group->outcome(), v1::OUTCOME_MET);
  EXPECT_EQ(group->basis().request_digest(), RequestDigest(request));
  EXPECT_EQ(group->basis().engine_version(), kEngineVersion);
  request.mutable_subject()->mutable_profile()->set_members(4);
  EXPECT_EQ(Ask(request)->outcome(), v1::OUTCOME_NOT_MET);
  request.mutable_subject()->mutable_profile()->set_place("places/none");
  EXPECT_EQ(FaultyField(Ask(request)), "subject.profile.place");
}

TEST_F(TrialAnswersTest, AFaultOfARuleIsToldByLineAndColumn) {
  const auto response = Ask(Rule("members >=\n  nonsuch"));
  EXPECT_EQ(ReasonOf(response.status()),
            type::v1::ERROR_REASON_INVALID_EXPRESSION);
  EXPECT_EQ(FaultyField(response), "expression");
  EXPECT_NE(FieldViolationsOf(response.status())[0].description.find("line 2"),
            std::string::npos);
}

TEST_F(TrialAnswersTest, ASchemeIsTriedBeforeItIsStored) {
  const auto response = Ask(Scheme("members >= 10"));
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->match().verdict(), v1::VERDICT_ELIGIBLE);
  EXPECT_EQ(response->match().scheme_version(), "schemes/new/versions/1");
  EXPECT_TRUE(response->in_force());
  EXPECT_EQ(BasisOf(*response, "registry"), RegistryAt(5));
  EXPECT_EQ(response->basis().request_digest(),
            RequestDigest(Scheme("members >= 10")));
}

TEST_F(TrialAnswersTest, AFaultOfASchemeIsToldByItsField) {
  const auto response = Ask(Scheme("nonsuch >= 10"));
  EXPECT_EQ(FaultyField(response), "scheme_version.conditions[0].expression");
}

TEST_F(TrialAnswersTest, AnUnknownSubjectIsNotFound) {
  owner_.Set([](const ProfileQuery&) { return NotFoundError("groups/a"); });
  EXPECT_EQ(Ask(Scheme("members >= 10")).status(), NotFoundError("groups/a"));
  EvaluateRuleRequest rule = Rule("members >= 10");
  rule.mutable_subject()->set_name("groups/a");
  EXPECT_EQ(Ask(rule).status(), NotFoundError("groups/a"));
}

TEST_F(TrialAnswersTest, TheChildrenOfAGivenProfileCount) {
  EvaluateRuleRequest request = Rule("children.exists(c, c.members >= 10)");
  auto* children =
      request.mutable_subject()->mutable_profile()->mutable_children();
  children->set_complete(true);
  children->add_profiles()->set_members(4);
  const auto small = Ask(request);
  ASSERT_TRUE(small.ok()) << small.status();
  EXPECT_EQ(small->outcome(), v1::OUTCOME_NOT_MET);
  children->add_profiles()->set_members(12);
  EXPECT_EQ(Ask(request)->outcome(), v1::OUTCOME_MET);
}

}  // namespace
}  // namespace sangam::matching
