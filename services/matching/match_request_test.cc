#include "services/matching/match_request.h"

#include <functional>
#include <string>
#include <vector>

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/feeds/batches_for_test.h"
#include "services/matching/request_digest.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using v1::MatchSchemesRequest;

constexpr absl::CivilDay kToday(2026, 4, 1);

MatchSchemesRequest ForGroup() {
  MatchSchemesRequest request;
  request.set_name("groups/a");
  return request;
}

// The fields at fault after `change` was made to a good request.
std::vector<std::string> Faults(
    const std::function<void(MatchSchemesRequest&)>& change) {
  MatchSchemesRequest request = ForGroup();
  change(request);
  std::vector<std::string> fields;
  const auto question = ReadMatchRequest(request, kToday);
  for (const FieldViolation& violation : FieldViolationsOf(question.status())) {
    fields.push_back(violation.field);
  }
  return fields;
}

TEST(MatchRequestTest, FillsInWhatIsLeftOut) {
  const auto question = ReadMatchRequest(ForGroup(), kToday);
  ASSERT_TRUE(question.ok()) << question.status();
  EXPECT_EQ(question->query.as_of, kToday);
  EXPECT_EQ(question->query.limit, 100u);
  EXPECT_EQ(question->query.offset, 0u);
  EXPECT_FALSE(question->page);
  EXPECT_TRUE(question->states.at_least.positions().empty());
  EXPECT_FALSE(question->states.NamesPast());
}

TEST(MatchRequestTest, ReadsAllThatIsGiven) {
  MatchSchemesRequest request = ForGroup();
  request.mutable_as_of()->set_year(2014);
  request.mutable_as_of()->set_month(2);
  request.mutable_as_of()->set_day(28);
  request.set_language_code("kha");
  request.add_verdicts(v1::VERDICT_NEAR_MISS);
  request.add_schemes("schemes/sgsy");
  request.set_page_size(5000);
  request.mutable_read_at()->set_at_least_token(
      Token(RegistryAt(3)).Encode() + "," + Token(CatalogAt(8)).Encode());
  const auto question = ReadMatchRequest(request, kToday);
  ASSERT_TRUE(question.ok()) << question.status();
  EXPECT_EQ(question->query.as_of, absl::CivilDay(2014, 2, 28));
  EXPECT_EQ(question->query.language_code, "kha");
  EXPECT_THAT(question->query.verdicts, ElementsAre(v1::VERDICT_NEAR_MISS));
  EXPECT_THAT(question->query.schemes, ElementsAre("schemes/sgsy"));
  EXPECT_EQ(question->query.limit, 1000u);
  EXPECT_EQ(*question->states.at_least.Find("registry"), RegistryAt(3));
  EXPECT_EQ(*question->states.at_least.Find("scheme_catalog"), CatalogAt(8));
}

TEST(MatchRequestTest, NamesEveryFault) {
  EXPECT_THAT(Faults([](auto& r) { r.clear_name(); }), ElementsAre("subject"));
  EXPECT_THAT(Faults([](auto& r) { r.set_name(""); }), ElementsAre("name"));
  EXPECT_THAT(Faults([](auto& r) { r.set_name("schemes/a"); }),
              ElementsAre("name"));
  EXPECT_THAT(Faults([](auto& r) { r.mutable_outside_id(); }),
              ElementsAre("outside_id.system", "outside_id.value"));
  EXPECT_THAT(Faults([](auto& r) { r.mutable_profile()->set_members(-1); }),
              ElementsAre("profile.members"));
  EXPECT_THAT(Faults([](auto& r) { r.mutable_profile()->set_place("here"); }),
              ElementsAre("profile.place"));
  EXPECT_THAT(Faults([](auto& r) { r.mutable_as_of()->set_year(2026); }),
              ElementsAre("as_of"));
  EXPECT_THAT(Faults([](auto& r) { r.set_language_code("not a tag"); }),
              ElementsAre("language_code"));
  EXPECT_THAT(Faults([](auto& r) {
                r.add_verdicts(v1::VERDICT_ELIGIBLE);
                r.add_verdicts(v1::VERDICT_UNSPECIFIED);
                r.add_verdicts(static_cast<v1::Verdict>(77));
              }),
              ElementsAre("verdicts[1]", "verdicts[2]"));
  EXPECT_THAT(Faults([](auto& r) {
                for (int i = 0; i < 11; ++i) {
                  r.add_verdicts(v1::VERDICT_ELIGIBLE);
                }
              }),
              ElementsAre("verdicts"));
  EXPECT_THAT(Faults([](auto& r) {
                r.add_schemes("schemes/a");
                r.add_schemes("schemes/a/versions/1");
              }),
              ElementsAre("schemes[1]"));
  EXPECT_THAT(Faults([](auto& r) {
                for (int i = 0; i < 1001; ++i) r.add_schemes("schemes/a");
              }),
              ElementsAre("schemes"));
  EXPECT_THAT(Faults([](auto& r) { r.set_page_size(-1); }),
              ElementsAre("page_size"));
  EXPECT_THAT(Faults([](auto& r) {
                r.set_page_size(-1);
                r.set_page_token("x");
              }),
              ElementsAre("page_size", "page_token"));
}

TEST(MatchRequestTest, ReadsFiltersRankingAndMask) {
  MatchSchemesRequest request = ForGroup();
  request.add_departments("departments/a");
  request.add_benefit_kinds(scheme_catalog::v1::BENEFIT_KIND_LOAN);
  request.add_availabilities(v1::AVAILABILITY_OPEN);
  request.mutable_ranking()->set_fit(1000);
  request.mutable_match_mask()->add_paths("scheme");
  const auto question = ReadMatchRequest(request, kToday);
  ASSERT_TRUE(question.ok()) << question.status();
  EXPECT_THAT(question->query.departments, ElementsAre("departments/a"));
  EXPECT_THAT(question->query.benefit_kinds,
              ElementsAre(scheme_catalog::v1::BENEFIT_KIND_LOAN));
  EXPECT_THAT(question->query.availabilities,
              ElementsAre(v1::AVAILABILITY_OPEN));
  EXPECT_EQ(question->query.ranking->fit(), 1000);
  EXPECT_FALSE(question->query.fields.Has(v1::SchemeMatch::kTitleFieldNumber));
  EXPECT_FALSE(ReadMatchRequest(ForGroup(), kToday)->query.ranking);
}

TEST(MatchRequestTest, NamesTheFaultsOfFiltersRankingAndMask) {
  EXPECT_THAT(
      Faults([](auto& r) {
        r.add_departments("schemes/a");
        r.add_benefit_kinds(static_cast<scheme_catalog::v1::BenefitKind>(99));
        r.add_availabilities(v1::AVAILABILITY_UNSPECIFIED);
        r.mutable_ranking()->set_fit(1001);
        r.mutable_ranking()->set_vulnerability(-1);
        r.mutable_ranking()->add_focus_departments("a");
        r.mutable_ranking()->add_priority_attributes("");
        r.mutable_match_mask()->add_paths("scheme");
        r.mutable_match_mask()->add_paths("schema");
      }),
      ElementsAre("departments[0]", "benefit_kinds[0]", "availabilities[0]",
                  "ranking.fit", "ranking.vulnerability",
                  "ranking.focus_departments[0]",
                  "ranking.priority_attributes[0]", "match_mask.paths[1]"));
  EXPECT_THAT(
      Faults([](auto& r) {
        for (int i = 0; i < 101; ++i) {
          r.add_departments("departments/a");
          r.add_benefit_kinds(scheme_catalog::v1::BENEFIT_KIND_LOAN);
          r.add_availabilities(v1::AVAILABILITY_OPEN);
          r.mutable_ranking()->add_focus_departments("departments/a");
          r.mutable_ranking()->add_priority_attributes("members");
        }
      }),
      ElementsAre("departments", "benefit_kinds", "availabilities",
                  "ranking.focus_departments", "ranking.priority_attributes"));
}

TEST(MatchRequestTest, PrioritiesMustBeAttributes) {
  MatchSchemesRequest request = ForGroup();
  request.mutable_ranking()->add_priority_attributes("members");
  EXPECT_TRUE(CheckPriorities(request, AttributeDictionary::BuiltIn()).ok());
  request.mutable_ranking()->add_priority_attributes("membrs");
  const auto violations = FieldViolationsOf(
      CheckPriorities(request, AttributeDictionary::BuiltIn()));
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].field, "ranking.priority_attributes[1]");
  EXPECT_EQ(violations[0].description,
            "is not an attribute; did you mean `members`?");
}

TEST(MatchRequestTest, NamesTheFaultsOfReadAtWithTheOthers) {
  EXPECT_THAT(Faults([](auto& r) {
                r.set_page_size(-1);
                r.mutable_read_at()->set_exact_token("x");
              }),
              ElementsAre("page_size", "read_at.exact_token"));
  MatchSchemesRequest request = ForGroup();
  request.mutable_read_at()->set_at_least_token(
      Token(RegistryAt(3)).Encode() + "," +
      Token(RegistryAt(3, "e2")).Encode());
  EXPECT_EQ(ReasonOf(ReadMatchRequest(request, kToday).status()),
            type::v1::ERROR_REASON_STORE_EPOCH_CHANGED);
}

TEST(MatchRequestTest, RefusesIdentityNumbersAnywhere) {
  MatchSchemesRequest request;
  request.mutable_profile()->mutable_products()->add_values(
      "of 0000 1111 2222");
  const auto question = ReadMatchRequest(request, kToday);
  EXPECT_EQ(ReasonOf(question.status()),
            type::v1::ERROR_REASON_IDENTITY_NUMBER);
}

TEST(MatchRequestTest, TheDigestLeavesOutHowFreshTheAnswerMustBe) {
  MatchSchemesRequest request = ForGroup();
  const std::string digest = RequestDigest(request);
  EXPECT_EQ(digest.size(), 64u);
  request.mutable_read_at()->set_at_least_token("x");
  EXPECT_EQ(RequestDigest(request), digest);
  request.set_page_size(3);
  EXPECT_NE(RequestDigest(request), digest);
}

TEST(PageTokenTest, ComesBackAsItWas) {
  const PageToken token{120, QuestionDigest(ForGroup()),
                        StateDigest({kToday, CatalogAt(3), "e1", 4, 1, 9})};
  const auto parsed = ParsePageToken(EncodePageToken(token));
  ASSERT_TRUE(parsed.ok());
  EXPECT_EQ(parsed->offset, 120u);
  EXPECT_EQ(parsed->question_digest, token.question_digest);
  EXPECT_EQ(parsed->state_digest, token.state_digest);
  EXPECT_FALSE(ParsePageToken(EncodePageToken(token).substr(1)).ok());
  EXPECT_FALSE(ParsePageToken(Token(RegistryAt(3)).Encode()).ok());
}

TEST(PageTokenTest, TheQuestionIsTheSameWhateverThePage) {
  MatchSchemesRequest request = ForGroup();
  const std::string digest = QuestionDigest(request);
  request.set_page_size(3);
  request.set_page_token("x");
  request.mutable_read_at()->set_at_least_token("y");
  EXPECT_EQ(QuestionDigest(request), digest);
  request.set_language_code("hi");
  EXPECT_NE(QuestionDigest(request), digest);
}

TEST(PageTokenTest, AnythingThatTheListRestsOnChangesTheState) {
  const RankingState state{kToday, CatalogAt(3), "e1", 4, 1, 9};
  const std::string digest = StateDigest(state);
  for (const RankingState& other :
       std::vector<RankingState>{{kToday + 1, CatalogAt(3), "e1", 4, 1, 9},
                                 {kToday, CatalogAt(4), "e1", 4, 1, 9},
                                 {kToday, CatalogAt(3, "e2"), "e1", 4, 1, 9},
                                 {kToday, CatalogAt(3), "e2", 4, 1, 9},
                                 {kToday, CatalogAt(3), "e1", 5, 1, 9},
                                 {kToday, CatalogAt(3), "e1", 4, 2, 9},
                                 {kToday, CatalogAt(3), "e1", 4, 1, 10},
                                 {kToday, CatalogAt(3), "e1", 4, 1, 9, 0},
                                 {kToday, CatalogAt(3), "e1", 4, 1, 9, 1}}) {
    EXPECT_NE(StateDigest(other), digest);
  }
}

}  // namespace
}  // namespace sangam::matching
