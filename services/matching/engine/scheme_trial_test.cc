#include "services/matching/engine/scheme_trial.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/rules/random_rules.h"
#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/catalog/sample_catalog.h"

namespace sangam::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// The caller holds the catalogue.
std::shared_ptr<const AnswerTables> TablesOf(const CatalogSnapshot& catalog) {
  return AnswerTables::Build(
      std::shared_ptr<const CatalogSnapshot>(std::shared_ptr<void>(), &catalog),
      nullptr);
}

absl::StatusOr<v1::TrySchemeResponse> Try(
    const CatalogSnapshot& catalog, const std::string& terms,
    const std::string& profile = "",
    const scheme_catalog::v1::Scheme* scheme = nullptr,
    const std::string& language = "") {
  const auto version = FromText<scheme_catalog::v1::SchemeVersion>(
      absl::StrCat("name: 'schemes/a/versions/2' ", terms));
  MatchSubject subject;
  subject.profile = FromText<type::v1::Profile>(profile);
  MatchQuery query;
  query.as_of = absl::CivilDay(2024, 4, 1);
  query.language_code = language;
  return TryVersion(*TablesOf(catalog), nullptr, scheme, version, subject,
                    rules::SamplePlaces(), query);
}

std::shared_ptr<const CatalogSnapshot> Stored() {
  return SampleCatalog()
      .Add("a",
           "open_to_all: true effective_from { year: 2020 month: 1 day: 1 }")
      .Build();
}

TEST(SchemeTrialTest, MatchesADraftInFull) {
  const auto response = Try(
      *Stored(),
      "state: SCHEME_VERSION_STATE_DRAFT"
      " conditions { id: 'c' expression: 'members >= 10' }"
      " benefits { id: 'b' amount { computed { expression: 'members * 100'"
      " } } } relations { kind: SCHEME_RELATION_KIND_REQUIRES scheme:"
      " 'schemes/x' }",
      "members: 9 received_benefits { scheme: 'schemes/x' }", nullptr, "hi");
  ASSERT_TRUE(response.ok()) << response.status();
  const v1::SchemeMatch& match = response->match();
  EXPECT_EQ(match.scheme(), "schemes/a");
  EXPECT_EQ(match.scheme_version(), "schemes/a/versions/2");
  EXPECT_EQ(match.title(), "योजना a") << "the stored scheme's";
  EXPECT_EQ(match.department_title(), "Textiles");
  EXPECT_EQ(match.verdict(), v1::VERDICT_NEAR_MISS);
  EXPECT_EQ(match.near_miss().distance_value(), 1);
  EXPECT_EQ(match.conditions(0).outcome(), v1::OUTCOME_NOT_MET);
  EXPECT_EQ(match.benefits(0).max_paise(), 900);
  EXPECT_EQ(match.relations(0).scheme(), "schemes/x");
  EXPECT_EQ(match.availability(), v1::AVAILABILITY_OPEN);
  EXPECT_TRUE(response->in_force());
  EXPECT_EQ(response->basis().as_of().year(), 2024);
  EXPECT_EQ(response->basis().engine_version(), kEngineVersion);
}

TEST(SchemeTrialTest, TakesTitleAndDepartmentOfTheGivenScheme) {
  auto scheme = FromText<scheme_catalog::v1::Scheme>(
      "title { text { key: 'en' value: 'New name' } }"
      " department: 'departments/none'");
  const auto response = Try(*Stored(), "open_to_all: true", "", &scheme);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->match().scheme(), "schemes/a");
  EXPECT_EQ(response->match().title(), "New name");
  EXPECT_EQ(response->match().department(), "departments/none");
  EXPECT_EQ(response->match().department_title(), "");
}

TEST(SchemeTrialTest, ASchemeThatIsStoredNowhereHasItsNameOnly) {
  const auto response = Try(*CatalogSnapshot::Build({}), "open_to_all: true");
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->match().scheme(), "schemes/a");
  EXPECT_EQ(response->match().title(), "");
  EXPECT_EQ(response->match().verdict(), v1::VERDICT_ELIGIBLE);
}

TEST(SchemeTrialTest, TellsEveryFaultAtItsPath) {
  const auto response = Try(
      *Stored(),
      "conditions { id: 'a' expression: 'members > 1' }"
      " conditions { id: 'b' expression: 'true' }"
      " conditions { id: 'c' expression: 'women_owned &&\\n membrs > 1' }"
      " benefits {}"
      " benefits { condition: '<>' amount { lesser_of { amounts {} amounts {"
      " computed { expression: 'women_owned' } } } }"
      " tranches {} tranches { condition: '1' } }"
      " benefits { amount { computed { expression: 'looms *' } } }"
      " funding { condition: '(' }");
  ASSERT_FALSE(response.ok());
  EXPECT_EQ(response.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(response.status()),
            type::v1::ERROR_REASON_INVALID_EXPRESSION);
  std::vector<std::string> fields;
  for (const FieldViolation& violation : FieldViolationsOf(response.status())) {
    EXPECT_THAT(violation.description, StartsWith("line "));
    fields.push_back(violation.field);
  }
  EXPECT_THAT(
      fields,
      ElementsAre("scheme_version.conditions[2].expression",
                  "scheme_version.benefits[1].condition",
                  "scheme_version.benefits[1].tranches[1].condition",
                  "scheme_version.benefits[1].amount.lesser_of.amounts[1]"
                  ".computed.expression",
                  "scheme_version.benefits[2].amount.computed.expression",
                  "scheme_version.funding[0].condition"));
  EXPECT_THAT(FieldViolationsOf(response.status())[0].description,
              HasSubstr("line 2, column 2: unknown attribute `membrs`"));
}

TEST(SchemeTrialTest, TellsEveryFaultOfOneExpression) {
  const auto response =
      Try(*Stored(),
          "conditions { expression: 'membrs > 1 && weavrs > 1' } benefits {"
          " condition: 'artsans > 1' }");
  EXPECT_THAT(FieldViolationsOf(response.status()).size(), 3u);
}

TEST(SchemeTrialTest, OtherFaultsAreToldToo) {
  const auto response =
      Try(*Stored(),
          "conditions {} effective_from { year: 2024 month: 13 day: 1 }");
  EXPECT_EQ(ReasonOf(response.status()), type::v1::ERROR_REASON_INVALID_FIELD);
  const auto violations = FieldViolationsOf(response.status());
  ASSERT_EQ(violations.size(), 2u);
  EXPECT_EQ(violations[0].field, "scheme_version.effective_from");
  EXPECT_EQ(violations[1].field, "scheme_version.conditions[0].expression");
  EXPECT_THAT(FieldViolationsOf(Try(*Stored(), "").status())[0].field,
              "scheme_version.conditions");
}

TEST(SchemeTrialTest, InForceAsIfItWerePublished) {
  const auto in_force = [](const CatalogSnapshot& catalog,
                           const std::string& terms) {
    return Try(catalog, "open_to_all: true " + terms)->in_force();
  };
  EXPECT_TRUE(in_force(*Stored(), "supersedes: 'schemes/a/versions/1'"));
  EXPECT_TRUE(
      in_force(*Stored(), "effective_from { year: 2024 month: 4 day: 1 }"));
  EXPECT_FALSE(
      in_force(*Stored(), "effective_from { year: 2024 month: 4 day: 2 }"));
  EXPECT_FALSE(
      in_force(*Stored(), "effective_until { year: 2024 month: 3 day: 31 }"));
  EXPECT_FALSE(
      in_force(*Stored(), "closed_on { year: 2024 month: 3 day: 31 }"));
  const auto superseding =
      SampleCatalog()
          .Add("a",
               "open_to_all: true supersedes: 'schemes/a/versions/2'"
               " effective_from { year: 2024 month: 4 day: 1 }",
               "3")
          .Build();
  EXPECT_FALSE(in_force(*superseding, ""));
  const auto superseding_later =
      SampleCatalog()
          .Add("a",
               "open_to_all: true supersedes: 'schemes/a/versions/2'"
               " effective_from { year: 2024 month: 4 day: 2 }",
               "3")
          .Build();
  EXPECT_TRUE(in_force(*superseding_later, ""));
}

// "other effect" of each finding on a trial with these relations.
std::vector<std::string> FindingsOf(const CatalogSnapshot& catalog,
                                    const std::string& terms,
                                    const std::string& profile) {
  const auto response = Try(catalog, "open_to_all: true " + terms, profile);
  std::vector<std::string> findings;
  for (const auto& finding : response->match().relation_findings()) {
    findings.push_back(
        absl::StrCat(finding.scheme().substr(8), " ",
                     v1::RelationEffect_Name(finding.effect()).substr(16)));
  }
  return findings;
}

TEST(SchemeTrialTest, RelationsHaveTheirEffectBesideWhatIsInForce) {
  const auto catalog =
      SampleCatalog()
          .Add("a",
               "open_to_all: true relations { kind: "
               "SCHEME_RELATION_KIND_EXCLUDES"
               " scheme: 'schemes/c' } relations { kind:"
               " SCHEME_RELATION_KIND_EXCLUDES scheme: 'schemes/a' }")
          .Add("b", "open_to_all: true")
          .Add("c", "open_to_all: true")
          .Add("d",
               "open_to_all: true relations { kind: "
               "SCHEME_RELATION_KIND_EXCLUDES"
               " scheme: 'schemes/a' }")
          .Build();
  const std::string nothing =
      "received_benefits_complete_until { year: 2024 month: 4 day: 1 } ";
  const std::string got_b =
      absl::StrCat(nothing,
                   "received_benefits { scheme: 'schemes/b' received_on { "
                   "year: 2023 month: 1"
                   " day: 1 } }");
  const std::string excludes =
      "relations { kind: SCHEME_RELATION_KIND_EXCLUDES scheme: 'schemes/b'"
      " within_months: 24 }";
  const std::string needs =
      "relations { kind: SCHEME_RELATION_KIND_REQUIRES scheme: 'schemes/b' }";
  EXPECT_THAT(FindingsOf(*catalog, "", nothing),
              ElementsAre("d EXCLUDES_EACH_OTHER"))
      << "what another states, and nothing of the version that it replaces";
  EXPECT_THAT(FindingsOf(*catalog, excludes, nothing),
              ElementsAre("b EXCLUDES_EACH_OTHER", "d EXCLUDES_EACH_OTHER"));
  EXPECT_THAT(FindingsOf(*catalog, excludes, got_b),
              ElementsAre("b RULED_OUT"));
  EXPECT_THAT(FindingsOf(*catalog, excludes, ""), ElementsAre("b UNDECIDED"));
  EXPECT_THAT(FindingsOf(*catalog, needs, nothing),
              ElementsAre("b PREREQUISITE_MISSING"));
  EXPECT_THAT(FindingsOf(*catalog, needs, got_b),
              ElementsAre("b PREREQUISITE_MET", "d EXCLUDES_EACH_OTHER"));
}

// What a trial says is what a match says once the version is published.
TEST(SchemeTrialTest, SaysWhatAMatchSays) {
  rules::RandomRules random(9);
  const rules::SamplePlaces places;
  for (int i = 0; i < 300; ++i) {
    SampleCatalog sample;
    sample.Add("a",
               "benefits { amount { per_unit { paise_each: 5"
               " count_attribute: 'members' } } }");
    sample.Add("b",
               "open_to_all: true relations { kind:"
               " SCHEME_RELATION_KIND_EXCLUDES scheme: 'schemes/a' }");
    sample.versions()[0].add_conditions()->set_expression(random.Rule(2));
    if (i % 2 == 0) {
      auto* relation = sample.versions()[0].add_relations();
      relation->set_kind(scheme_catalog::v1::SCHEME_RELATION_KIND_REQUIRES);
      relation->set_scheme("schemes/sgsy");
    }
    sample.versions()[0].add_funding()->set_condition(random.Rule(1));
    const auto catalog = sample.Build();
    MatchSubject subject;
    subject.profile = random.Profile();
    MatchQuery query;
    query.as_of = absl::CivilDay(2024, 4, 1);
    query.verdicts = {v1::VERDICT_ELIGIBLE, v1::VERDICT_NEEDS_INFORMATION,
                      v1::VERDICT_NEAR_MISS, v1::VERDICT_INELIGIBLE};
    v1::MatchSchemesResponse matched;
    Match(*catalog, subject, places, query, &matched);
    const auto tried = TryVersion(*TablesOf(*catalog), nullptr, nullptr,
                                  sample.versions()[0], subject, places, query);
    ASSERT_TRUE(tried.ok()) << tried.status();
    v1::SchemeMatch as_matched = *std::find_if(
        matched.matches().begin(), matched.matches().end(),
        [](const auto& match) { return match.scheme() == "schemes/a"; });
    // What is tried stands in no list.
    as_matched.clear_ranking();
    ASSERT_EQ(tried->match().DebugString(), as_matched.DebugString());
  }
}

}  // namespace
}  // namespace sangam::matching
