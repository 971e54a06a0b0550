#include "services/matching/engine/scheme_match.h"

#include <string>
#include <vector>

#include "common/rules/random_rules.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/catalog/sample_catalog.h"
#include "services/matching/engine/matcher.h"

namespace sangam::matching {
namespace {

using ::testing::ElementsAre;

v1::SchemeMatch MatchOne(const std::string& terms, const std::string& profile,
                         const std::string& language = "") {
  const auto catalog = SampleCatalog().Add("looms", terms).Build();
  MatchSubject subject;
  subject.profile = FromText<type::v1::Profile>(profile);
  MatchQuery query;
  query.as_of = absl::CivilDay(2024, 4, 1);
  query.language_code = language;
  query.verdicts = {v1::VERDICT_ELIGIBLE, v1::VERDICT_NEEDS_INFORMATION,
                    v1::VERDICT_NEAR_MISS, v1::VERDICT_INELIGIBLE};
  v1::MatchSchemesResponse response;
  Match(*catalog, subject, rules::SamplePlaces(), query, &response);
  EXPECT_EQ(response.matches_size(), 1);
  return response.matches_size() == 1 ? response.matches(0) : v1::SchemeMatch();
}

TEST(SchemeMatchTest, AHandloomClusterWithThinRecords) {
  const std::string terms = R"pb(
    conditions {
      id: "handloom"
      expression: "subject.kind in ['CLUSTER'] && 'HANDLOOM' in sectors"
      description {
        text { key: "en" value: "A handloom cluster" }
        text { key: "hi" value: "हथकरघा क्लस्टर" }
      }
      citations { document: "Guidelines" confidence: CONFIDENCE_VERIFIED }
    }
    conditions {
      id: "size"
      expression: "weavers >= 100"
      citations { document: "Guidelines" confidence: CONFIDENCE_VERIFIED }
      citations { document: "Note" confidence: CONFIDENCE_PARTLY_VERIFIED }
    }
    beneficiary {
      unit: BENEFICIARY_UNIT_ARTISAN
      count_attributes: "artisans"
      count_attributes: "weavers"
    }
    benefits {
      id: "worksheds"
      kind: BENEFIT_KIND_GRANT
      description: "Worksheds"
      amount {
        unit_lots {
          lots { units: 64 paise_each: 900000 }
          lots { units: 36 paise_each: 2500000 }
        }
      }
    }
    documents {
      id: "dpr"
      description: "Project report"
      held_attribute: "project_report_ready"
    }
    documents { id: "map" description: "Map" }
    where_to_apply { description: "District office" }
    window { closes_on { year: 2023 month: 12 day: 31 } }
    notes: "Sources differ."
  )pb";
  const auto match = MatchOne(terms, R"pb(
    kind: SUBJECT_KIND_CLUSTER
    sectors { values: "HANDLOOM" }
    artisans: 140
    project_report_ready: false
    received_benefits {
      scheme: "schemes/looms"
      linkage: "linkages/1"
      units: 64
      amount_paise: 57600000
      received_on { year: 2013 month: 3 day: 1 }
    }
    received_benefits { scheme: "schemes/looms" units: 36 }
    received_benefits {
      scheme: "schemes/looms"
      units: 5
      received_on { year: 2025 month: 1 day: 1 }
    }
    received_benefits { scheme: "schemes/other" units: 7 }
  )pb");
  EXPECT_EQ(match.scheme(), "schemes/looms");
  EXPECT_EQ(match.scheme_version(), "schemes/looms/versions/1");
  EXPECT_EQ(match.title(), "Scheme looms");
  EXPECT_EQ(match.department(), "departments/textiles");
  EXPECT_EQ(match.department_title(), "Textiles");
  EXPECT_EQ(match.verdict(), v1::VERDICT_NEEDS_INFORMATION);
  ASSERT_EQ(match.conditions_size(), 2);
  EXPECT_EQ(match.conditions(0).outcome(), v1::OUTCOME_MET);
  EXPECT_EQ(match.conditions(0).description(), "A handloom cluster");
  EXPECT_EQ(match.conditions(0).findings_size(), 2);
  EXPECT_EQ(match.conditions(0).findings(1).required(), "handloom among them");
  EXPECT_EQ(match.conditions(1).outcome(), v1::OUTCOME_UNKNOWN);
  EXPECT_EQ(match.conditions(1).citations_size(), 2);
  ASSERT_EQ(match.collect_size(), 1);
  EXPECT_EQ(match.collect(0).attribute(), "weavers");
  ASSERT_EQ(match.benefits_size(), 1);
  EXPECT_EQ(match.benefits(0).max_paise(), 147'600'000);
  EXPECT_EQ(match.benefits(0).formula(), "64 × ₹9,000 + 36 × ₹25,000");
  EXPECT_EQ(match.beneficiary().up_to(), 140);
  EXPECT_EQ(match.beneficiary().already_received(), 100);
  ASSERT_EQ(match.earlier_benefits_size(), 2) << "2025 lies after the question";
  EXPECT_EQ(match.earlier_benefits(0).linkage(), "linkages/1");
  EXPECT_EQ(match.earlier_benefits(0).amount_paise(), 57'600'000);
  EXPECT_FALSE(match.earlier_benefits(1).has_received_on());
  EXPECT_EQ(match.documents(0).held(), v1::OUTCOME_NOT_MET);
  EXPECT_EQ(match.documents(1).held(), v1::OUTCOME_UNKNOWN);
  EXPECT_EQ(match.where_to_apply(0).description(), "District office");
  EXPECT_EQ(match.window().closes_on().year(), 2023)
      << "a closed window is shown and changes no verdict";
  EXPECT_EQ(match.availability(), v1::AVAILABILITY_WINDOW_CLOSED);
  EXPECT_EQ(match.weakest_confidence(), type::v1::CONFIDENCE_PARTLY_VERIFIED);
  EXPECT_EQ(match.notes(), "Sources differ.");
}

TEST(SchemeMatchTest, SpeaksTheLanguageAskedFor) {
  const std::string terms = R"pb(
    conditions {
      id: "size"
      expression: "members >= 10"
      description {
        text { key: "en" value: "Ten members" }
        text { key: "hi" value: "दस सदस्य" }
      }
    })pb";
  const auto hindi = MatchOne(terms, "", "hi-IN");
  EXPECT_EQ(hindi.title(), "योजना looms");
  EXPECT_EQ(hindi.conditions(0).description(), "दस सदस्य");
  EXPECT_EQ(hindi.conditions(0).findings(0).required(), "कम से कम 10");
  EXPECT_EQ(hindi.collect(0).question(), "इसमें कितने सदस्य हैं?");
  const auto khasi = MatchOne(terms, "", "kha");
  EXPECT_EQ(khasi.title(), "Scheme looms");
  EXPECT_EQ(khasi.conditions(0).description(), "Ten members");
}

TEST(SchemeMatchTest, LeavesOutBenefitsWhoseConditionFails) {
  const std::string terms =
      R"pb(open_to_all: true
           benefits {
             id: "women"
             kind: BENEFIT_KIND_GRANT
             condition: "women_owned"
             amount { per_unit { paise_each: 100 count_attribute: "members" } }
           }
           benefits { id: "all" kind: BENEFIT_KIND_TRAINING })pb";
  const auto unknown = MatchOne(terms, "");
  ASSERT_EQ(unknown.benefits_size(), 2);
  EXPECT_EQ(unknown.benefits(0).condition(), v1::OUTCOME_UNKNOWN);
  EXPECT_THAT(unknown.benefits(0).missing_attributes(),
              ElementsAre("women_owned", "members"));
  EXPECT_EQ(unknown.benefits(1).condition(), v1::OUTCOME_MET);
  EXPECT_FALSE(unknown.benefits(1).has_max_paise());
  const auto failed = MatchOne(terms, "women_owned: false");
  ASSERT_EQ(failed.benefits_size(), 1);
  EXPECT_EQ(failed.benefits(0).benefit_id(), "all");
  const auto met = MatchOne(terms, "women_owned: true members: 3");
  EXPECT_EQ(met.benefits(0).condition(), v1::OUTCOME_MET);
  EXPECT_EQ(met.benefits(0).min_paise(), 300);
}

std::vector<std::string> Funding(const std::string& profile) {
  const auto match = MatchOne(
      R"pb(open_to_all: true
           funding {
             condition: "place.within('places/lgd-state-1')"
             shares { party: FUNDING_PARTY_CENTRE share_bps: 9000 }
             shares { party: FUNDING_PARTY_STATE share_bps: 1000 }
           }
           funding {
             condition: "women_owned"
             shares { party: FUNDING_PARTY_CENTRE share_bps: 10000 }
           }
           funding { shares { party: FUNDING_PARTY_STATE share_bps: 10000 } }
           funding { condition: "true" })pb",
      profile);
  std::vector<std::string> told;
  for (const auto& estimate : match.funding()) {
    told.push_back(v1::Outcome_Name(estimate.condition()).substr(8) + " " +
                   estimate.expression());
  }
  return told;
}

TEST(SchemeMatchTest, FundingIsTheFirstRuleThatHoldsOrAllThatMay) {
  EXPECT_THAT(Funding("place: 'places/lgd-state-1'"),
              ElementsAre("MET place.within('places/lgd-state-1')"));
  EXPECT_THAT(Funding("place: 'places/lgd-state-2' women_owned: false"),
              ElementsAre("MET "));
  EXPECT_THAT(Funding("women_owned: true"),
              ElementsAre("UNKNOWN place.within('places/lgd-state-1')",
                          "MET women_owned"));
  EXPECT_THAT(Funding("place: 'places/lgd-state-2'"),
              ElementsAre("UNKNOWN women_owned", "MET "));
}

TEST(SchemeMatchTest, AvailabilityRelationsAndReviewOnTheDayOfTheQuestion) {
  const auto match = MatchOne(R"pb(
                                open_to_all: true
                                state: SCHEME_VERSION_STATE_SUSPENDED
                                suspensions {
                                  suspended_from { year: 2024 month: 4 day: 1 }
                                  cause: SUSPENSION_CAUSE_BUDGET_EXHAUSTED
                                }
                                relations {
                                  kind: SCHEME_RELATION_KIND_EXCLUDES
                                  scheme: "schemes/other"
                                  within_months: 36
                                }
                                review_by { year: 2024 month: 3 day: 31 }
                              )pb",
                              "received_benefits_complete_until"
                              " { year: 2024 month: 4 day: 1 }");
  EXPECT_EQ(match.verdict(), v1::VERDICT_ELIGIBLE)
      << "a suspended version is still listed";
  EXPECT_EQ(match.availability(), v1::AVAILABILITY_BUDGET_EXHAUSTED);
  ASSERT_EQ(match.relations_size(), 1);
  EXPECT_EQ(match.relations(0).within_months(), 36);
  EXPECT_EQ(match.review_overdue_since().day(), 31);
  const auto in_time = MatchOne(
      "open_to_all: true review_by { year: 2024 month: 4 day: 1 }", "");
  EXPECT_FALSE(in_time.has_review_overdue_since());
  EXPECT_EQ(in_time.availability(), v1::AVAILABILITY_OPEN);
}

TEST(SchemeMatchTest, WeakestConfidence) {
  EXPECT_EQ(MatchOne("open_to_all: true", "").weakest_confidence(),
            type::v1::CONFIDENCE_UNSPECIFIED);
  EXPECT_EQ(MatchOne("open_to_all: true citations { confidence:"
                     " CONFIDENCE_STATED_BY_SOURCE }",
                     "")
                .weakest_confidence(),
            type::v1::CONFIDENCE_STATED_BY_SOURCE);
  EXPECT_EQ(MatchOne("conditions { id: 'a' expression: 'true' citations {"
                     " confidence: CONFIDENCE_VERIFIED } }"
                     "conditions { id: 'b' expression: 'true' }",
                     "")
                .weakest_confidence(),
            type::v1::CONFIDENCE_UNSPECIFIED);
}

TEST(SchemeMatchTest, BeneficiaryCountsOnlyWhatIsKnown) {
  const std::string terms =
      "open_to_all: true beneficiary { unit: BENEFICIARY_UNIT_MEMBER"
      " count_attributes: 'members' count_attributes: 'women_members' }";
  EXPECT_FALSE(MatchOne(terms, "").beneficiary().has_up_to());
  EXPECT_FALSE(MatchOne(terms, "").beneficiary().has_already_received());
  EXPECT_EQ(
      MatchOne(terms, "women_members: 36 members: 40").beneficiary().up_to(),
      36);
  EXPECT_EQ(MatchOne("open_to_all: true", "").beneficiary().unit(),
            scheme_catalog::v1::BENEFICIARY_UNIT_SUBJECT);
  EXPECT_EQ(MatchOne(terms,
                     "received_benefits { scheme: 'schemes/looms' units:"
                     " 9223372036854775807 } received_benefits { scheme:"
                     " 'schemes/looms' units: 9223372036854775807 }")
                .beneficiary()
                .already_received(),
            9223372036854775807);
}

}  // namespace
}  // namespace sangam::matching
