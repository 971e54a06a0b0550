#include "services/matching/engine/funding_estimate.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/money/format.h"
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
  v1::MatchSchemesResponse response;
  Match(*catalog, subject, rules::SamplePlaces(), query, &response);
  return response.matches(0);
}

// "hard: MET Hilly, 1 share".
std::vector<std::string> Told(const v1::SchemeMatch& match) {
  std::vector<std::string> told;
  for (const auto& estimate : match.funding()) {
    told.push_back(absl::StrCat(
        estimate.component(), ": ",
        v1::Outcome_Name(estimate.condition()).substr(sizeof("OUTCOME_") - 1),
        " ", estimate.description()));
  }
  return told;
}

std::string Rule(const std::string& component, const std::string& condition,
                 const std::string& description, const std::string& more = "") {
  return absl::StrCat("funding { component: '", component, "' condition: \"",
                      condition, "\" description { text { key: 'en' value: '",
                      description, "' } text { key: 'hi' value: '", description,
                      "-hi' } } ", more, " } ");
}

const std::string& Matrix() {
  static const std::string* const matrix = new std::string(absl::StrCat(
      "open_to_all: true ",
      Rule("hard", "place.within('places/lgd-state-1')", "Hills"),
      Rule("soft", "women_owned", "Women"), Rule("hard", "", "Elsewhere"),
      Rule("", "members > 5", "Big"), Rule("soft", "", "Others"),
      Rule("hard", "", "Never reached"), Rule("soft", "", "Never reached")));
  return *matrix;
}

TEST(FundingEstimateTest, EachComponentHasItsFirstRuleThatHolds) {
  EXPECT_THAT(Told(MatchOne(Matrix(),
                            "place: 'places/lgd-state-1' members: 6"
                            " women_owned: true")),
              ElementsAre("hard: MET Hills", "soft: MET Women", ": MET Big"));
  EXPECT_THAT(Told(MatchOne(Matrix(),
                            "place: 'places/lgd-state-2' members: 5"
                            " women_owned: false")),
              ElementsAre("hard: MET Elsewhere", "soft: MET Others"));
}

TEST(FundingEstimateTest, EachComponentTellsEarlierRulesThatMayHold) {
  EXPECT_THAT(Told(MatchOne(Matrix(), "women_owned: true")),
              ElementsAre("hard: UNKNOWN Hills", "hard: MET Elsewhere",
                          "soft: MET Women", ": UNKNOWN Big"));
}

TEST(FundingEstimateTest, TellsCapsSharesAndTheLanguageAskedFor) {
  const auto match = MatchOne(
      absl::StrCat(
          "open_to_all: true ",
          Rule("hard", "", "One",
               "cap_paise: 500 capped_party: FUNDING_PARTY_STATE"
               " shares { party: FUNDING_PARTY_STATE share_bps: 8000 }"
               " shares { party: FUNDING_PARTY_STATE_AND_BENEFICIARY"
               " share_bps: 2000 in_kind_up_to_bps: 1500 }"),
          Rule("soft", "", "Two", "cap_paise: 700"),
          Rule("other", "", "Three", "capped_party: FUNDING_PARTY_STATE")),
      "", "hi");
  ASSERT_EQ(match.funding_size(), 3);
  EXPECT_EQ(match.funding(0).description(), "One-hi");
  EXPECT_EQ(match.funding(0).cap_paise(), 500);
  EXPECT_EQ(match.funding(0).capped_party(),
            scheme_catalog::v1::FUNDING_PARTY_STATE);
  ASSERT_EQ(match.funding(0).shares_size(), 2);
  EXPECT_EQ(match.funding(0).shares(1).in_kind_up_to_bps(), 1500);
  EXPECT_FALSE(match.funding(0).shares(0).has_in_kind_up_to_bps());
  EXPECT_EQ(match.funding(1).capped_party(),
            scheme_catalog::v1::FUNDING_PARTY_CENTRE);
  EXPECT_FALSE(match.funding(2).has_cap_paise());
  EXPECT_EQ(match.funding(2).capped_party(),
            scheme_catalog::v1::FUNDING_PARTY_UNSPECIFIED);
}

// Ten rows by region and category, one component each for two kinds of cost.
TEST(FundingEstimateTest, AMatrixIsDataAlone) {
  std::string terms = "open_to_all: true ";
  for (const char* component : {"hard", "soft"}) {
    for (const char* place : {"places/lgd-state-1", "places/lgd-state-2"}) {
      for (const char* category : {"women_owned", "!women_owned"}) {
        absl::StrAppend(&terms, Rule(component,
                                     absl::StrCat("place.within('", place,
                                                  "') && ", category),
                                     absl::StrCat(place, " ", category)));
      }
    }
    absl::StrAppend(&terms, Rule(component, "", "Elsewhere"));
  }
  EXPECT_THAT(
      Told(MatchOne(terms, "place: 'places/lgd-state-2' women_owned: false")),
      ElementsAre("hard: MET places/lgd-state-2 !women_owned",
                  "soft: MET places/lgd-state-2 !women_owned"));
}

}  // namespace
}  // namespace sangam::matching
