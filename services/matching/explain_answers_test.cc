// ExplainMatch over the whole service, also for earlier answers.
#include <functional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "services/matching/explain_request.h"
#include "services/matching/past_answers_fixture.h"
#include "services/matching/request_digest.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using v1::ExplainMatchRequest;

class ExplainAnswersTest : public PastAnswersTest {
 protected:
  static ExplainMatchRequest AboutBig() {
    ExplainMatchRequest request;
    request.mutable_subject()->set_name("groups/a");
    request.set_scheme("schemes/big");
    return request;
  }
};

TEST_F(ExplainAnswersTest, TellsTheConditionsDownToTheTest) {
  const auto response = Ask(AboutBig());
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->match().verdict(), v1::VERDICT_ELIGIBLE);
  ASSERT_EQ(response->conditions_size(), 1);
  EXPECT_EQ(response->conditions(0).root().expression(), "members >= 10");
  EXPECT_EQ(response->conditions(0).root().finding().actual(), "12");
  EXPECT_EQ(response->basis().request_digest(), RequestDigest(AboutBig()));
  EXPECT_EQ(BasisOf(*response, "registry"), RegistryAt(5));
}

TEST_F(ExplainAnswersTest, AnEarlierAnswerIsExplainedAsItWas) {
  const auto then =
      Ask(Exactly(ForGroup(), TokenOf(RegistryAt(2), CatalogAt(1))));
  ASSERT_TRUE(then.ok()) << then.status();
  ExplainMatchRequest request = AboutBig();
  *request.mutable_basis() = then->basis();
  const auto response = Ask(request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->conditions(0).root().expression(), "members >= 3");
  EXPECT_EQ(response->conditions(0).root().finding().actual(), "4");
  EXPECT_EQ(response->basis().token(), then->basis().token());
  EXPECT_EQ(response->match().SerializeAsString(),
            then->matches(0).SerializeAsString());
}

TEST_F(ExplainAnswersTest, TheDateIsThatOfTheBasisUnlessTheRequestHasOne) {
  ExplainMatchRequest request = AboutBig();
  *request.mutable_basis() = Ask(ForGroup())->basis();
  request.mutable_basis()->mutable_as_of()->set_year(2020);
  EXPECT_EQ(Ask(request)->basis().as_of().year(), 2020);
  *request.mutable_as_of() = request.basis().as_of();
  request.mutable_as_of()->set_year(2021);
  EXPECT_EQ(Ask(request)->basis().as_of().year(), 2021);
}

TEST_F(ExplainAnswersTest, TheBasisOfAnotherEngineIsNotExplained) {
  ExplainMatchRequest request = AboutBig();
  *request.mutable_basis() = Ask(ForGroup())->basis();
  request.mutable_basis()->set_engine_version("1");
  const absl::Status status = Ask(request).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()),
              testing::HasSubstr("basis.engine_version"));
  EXPECT_EQ(FaultyField(Ask(request)), "basis.engine_version");
}

TEST_F(ExplainAnswersTest, NamesEveryFault) {
  const auto faults =
      [](const std::function<void(ExplainMatchRequest&)>& change) {
        ExplainMatchRequest request = AboutBig();
        change(request);
        std::vector<std::string> fields;
        for (const auto& violation : FieldViolationsOf(
                 ReadExplainRequest(request, absl::CivilDay(2026, 4, 1))
                     .status())) {
          fields.push_back(violation.field);
        }
        return fields;
      };
  EXPECT_THAT(faults([](auto& r) {
                r.clear_subject();
                r.set_scheme("groups/a");
                r.mutable_as_of()->set_year(1);
                r.set_language_code("?");
              }),
              ElementsAre("subject", "scheme", "as_of", "language_code"));
  EXPECT_THAT(faults([](auto& r) {
                r.mutable_basis();
                r.mutable_read_at();
              }),
              ElementsAre("read_at", "basis.token", "basis.engine_version"));
  EXPECT_THAT(faults([](auto& r) {
                r.mutable_basis()->set_token("x");
                r.mutable_basis()->set_engine_version(kEngineVersion);
                r.mutable_basis()->mutable_as_of()->set_month(13);
              }),
              ElementsAre("basis.as_of", "basis.token"));
  EXPECT_THAT(
      faults([](auto& r) { r.mutable_read_at()->set_exact_token("x"); }),
      ElementsAre("read_at.exact_token"));
}

}  // namespace
}  // namespace sangam::matching
