#include "services/matching/trial_request.h"

#include <functional>
#include <string>
#include <vector>

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using v1::EvaluateRuleRequest;
using v1::TrySchemeRequest;

constexpr absl::CivilDay kToday(2026, 4, 1);

EvaluateRuleRequest Rule() {
  EvaluateRuleRequest request;
  request.set_expression("members >= 10");
  return request;
}

TrySchemeRequest Scheme() {
  TrySchemeRequest request;
  request.mutable_scheme_version()->set_name("schemes/a/versions/1");
  request.mutable_subject()->set_name("groups/a");
  return request;
}

// The fields at fault after `change` was made to a good request.
template <typename Request>
std::vector<std::string> Faults(Request request,
                                const std::function<void(Request&)>& change) {
  change(request);
  std::vector<std::string> fields;
  const auto question = ReadTrialRequest(request, kToday);
  for (const FieldViolation& violation : FieldViolationsOf(question.status())) {
    fields.push_back(violation.field);
  }
  return fields;
}
std::vector<std::string> RuleFaults(
    const std::function<void(EvaluateRuleRequest&)>& change) {
  return Faults(Rule(), change);
}
std::vector<std::string> SchemeFaults(
    const std::function<void(TrySchemeRequest&)>& change) {
  return Faults(Scheme(), change);
}

TEST(TrialRequestTest, ARuleNeedsNoSubject) {
  const EvaluateRuleRequest request = Rule();
  const auto question = ReadTrialRequest(request, kToday);
  ASSERT_TRUE(question.ok()) << question.status();
  EXPECT_TRUE(question->subject.IsNobody());
  EXPECT_EQ(question->query.as_of, kToday);
  EXPECT_FALSE(question->states.NamesPast());
}

TEST(TrialRequestTest, ReadsAllThatIsGiven) {
  TrySchemeRequest request = Scheme();
  request.mutable_scheme()->set_name("schemes/a");
  request.mutable_subject()->mutable_profile()->set_members(3);
  request.mutable_as_of()->set_year(2014);
  request.mutable_as_of()->set_month(2);
  request.mutable_as_of()->set_day(28);
  request.set_language_code("kha");
  request.mutable_read_at()->mutable_known_at()->set_seconds(9);
  const auto question = ReadTrialRequest(request, kToday);
  ASSERT_TRUE(question.ok()) << question.status();
  EXPECT_EQ(question->subject.profile, &request.subject().profile());
  EXPECT_EQ(question->query.as_of, absl::CivilDay(2014, 2, 28));
  EXPECT_EQ(question->query.language_code, "kha");
  EXPECT_TRUE(question->states.NamesPast());
}

TEST(TrialRequestTest, NamesEveryFaultOfARule) {
  EXPECT_THAT(RuleFaults([](auto&) {}), IsEmpty());
  EXPECT_THAT(RuleFaults([](auto& r) { r.clear_expression(); }),
              ElementsAre("expression"));
  EXPECT_THAT(RuleFaults([](auto& r) { r.mutable_subject(); }),
              ElementsAre("subject"));
  EXPECT_THAT(RuleFaults([](auto& r) {
                r.mutable_subject()->set_name("schemes/a");
                r.mutable_as_of()->set_year(2026);
                r.set_language_code("not a tag");
                r.mutable_read_at()->set_exact_token("x");
              }),
              ElementsAre("subject.name", "as_of", "language_code",
                          "read_at.exact_token"));
  EXPECT_THAT(
      RuleFaults([](auto& r) { r.mutable_subject()->mutable_outside_id(); }),
      ElementsAre("subject.outside_id.system", "subject.outside_id.value"));
  EXPECT_THAT(RuleFaults([](auto& r) {
                r.mutable_subject()->mutable_profile()->set_members(-1);
              }),
              ElementsAre("subject.profile.members"));
}

TEST(TrialRequestTest, NamesEveryFaultOfAScheme) {
  EXPECT_THAT(SchemeFaults([](auto&) {}), IsEmpty());
  EXPECT_THAT(SchemeFaults([](auto& r) { r.clear_subject(); }),
              ElementsAre("subject"));
  EXPECT_THAT(SchemeFaults([](auto& r) { r.clear_scheme_version(); }),
              ElementsAre("scheme_version.name"));
  EXPECT_THAT(SchemeFaults([](auto& r) {
                r.mutable_scheme_version()->set_name("schemes/a");
                r.mutable_scheme()->set_name("a");
              }),
              ElementsAre("scheme_version.name", "scheme.name"));
  EXPECT_THAT(
      SchemeFaults([](auto& r) {
        r.mutable_scheme_version()->add_relations()->set_scheme("schemes/b");
      }),
      ElementsAre("scheme_version.relations[0].kind"));
  EXPECT_THAT(SchemeFaults([](auto& r) {
                for (const char* id : {"a", "b", "a"}) {
                  r.mutable_scheme_version()->add_conditions()->set_id(id);
                  r.mutable_scheme_version()->add_benefits()->set_id(id);
                  r.mutable_scheme_version()->add_funding()->set_id(id);
                }
              }),
              ElementsAre("scheme_version.conditions[2].id",
                          "scheme_version.benefits[2].id",
                          "scheme_version.funding[2].id"));
  EXPECT_THAT(
      SchemeFaults([](auto& r) {
        r.mutable_scheme()->set_name("schemes/b");
        r.mutable_scheme()->set_department("Textiles");
        r.mutable_scheme()->set_variant_of("a");
        r.mutable_scheme()->set_superseded_by("departments/b");
        r.mutable_scheme()->set_tops_up("schemes/");
      }),
      ElementsAre("scheme.name", "scheme.department", "scheme.superseded_by",
                  "scheme.variant_of", "scheme.tops_up"));
}

TEST(TrialRequestTest, RefusesIdentityNumbersAnywhere) {
  EvaluateRuleRequest rule = Rule();
  rule.set_expression("products.contains('0000 1111 2222')");
  EXPECT_EQ(ReasonOf(ReadTrialRequest(rule, kToday).status()),
            type::v1::ERROR_REASON_IDENTITY_NUMBER);
  TrySchemeRequest scheme = Scheme();
  scheme.mutable_scheme_version()->set_notes("of 0000 1111 2222");
  EXPECT_EQ(ReasonOf(ReadTrialRequest(scheme, kToday).status()),
            type::v1::ERROR_REASON_IDENTITY_NUMBER);
}

}  // namespace
}  // namespace sangam::matching
