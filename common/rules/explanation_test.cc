#include "common/rules/explanation.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"
#include "common/rules/random_rules.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::rules {
namespace {

using ::testing::ElementsAre;
using type::v1::Profile;

Explanation ExplainText(absl::string_view text, const Profile& profile,
                        absl::string_view language = "en") {
  const SamplePlaces places;
  const auto rule = sangam::Rule::Compile(text, AttributeDictionary::BuiltIn());
  EXPECT_TRUE(rule.ok()) << rule.status();
  const SubjectView subject(
      profile, places.ChainOf(profile.place()).value_or(PlaceChain()),
      absl::CivilDay(2024, 4, 1));
  return Explain(*rule, subject, places, Phrases(language));
}

// "label: required | actual | distance" of each test.
std::vector<std::string> Told(absl::string_view text, const Profile& profile,
                              absl::string_view language = "en") {
  std::vector<std::string> told;
  for (const TestFinding& finding :
       ExplainText(text, profile, language).findings) {
    told.push_back(absl::StrCat(finding.label, ": ", finding.required, " | ",
                                finding.actual, " | ", finding.distance));
  }
  return told;
}

TEST(ExplanationTest, TellsRequiredActualAndDistance) {
  Profile profile;
  profile.set_members(9);
  profile.set_poor_members(6);
  profile.set_annual_turnover_paise(15'000'000);
  *profile.mutable_formed_on() = ToDate(absl::CivilDay(2024, 1, 1));
  EXPECT_THAT(Told("members >= 10", profile),
              ElementsAre("number of members: at least 10 | 9 | 1 more"));
  EXPECT_THAT(Told("annual_turnover_paise <= 10000000", profile),
              ElementsAre("annual turnover: at most ₹1,00,000 | ₹1,50,000 |"
                          " ₹50,000 less"));
  EXPECT_THAT(Told("poor_member_share_bps >= 7000", profile),
              ElementsAre("share of members from poor households: at least"
                          " 70 % | 66.66 % | 3.34 percentage points more"));
  EXPECT_THAT(Told("age_months >= 6", profile),
              ElementsAre("age in months: at least 6 months | 3 months |"
                          " 3 months more"));
  EXPECT_THAT(Told("members > 9 && members < 20", profile),
              ElementsAre("number of members: more than 9 | 9 | 1 more",
                          "number of members: less than 20 | 9 | "));
  EXPECT_THAT(Told("formed_on < date('2013-04-01')", profile),
              ElementsAre("date of formation: before 2013-04-01 | 2024-01-01"
                          " | "));
}

TEST(ExplanationTest, TellsNegationAsWhatIsWanted) {
  Profile profile;
  profile.set_members(9);
  profile.set_kind(type::v1::SUBJECT_KIND_PRODUCER_GROUP);
  EXPECT_THAT(Told("!(members < 10)", profile),
              ElementsAre("number of members: at least 10 | 9 | 1 more"));
  EXPECT_THAT(Told("!(subject.kind in ['SHG', 'PRODUCER_GROUP'])", profile),
              ElementsAre("kind of subject: none of SHG, producer group |"
                          " producer group | "));
  EXPECT_THAT(Told("!women_owned", profile),
              ElementsAre("women-owned: no |  | "));
  EXPECT_THAT(Told("!has(sectors)", profile),
              ElementsAre("sectors of activity: not known |  | "));
}

TEST(ExplanationTest, TellsPlacesAndBenefits) {
  Profile profile;
  profile.set_place("places/lgd-state-1");
  auto* benefit = profile.add_received_benefits();
  benefit->set_scheme("schemes/a");
  *benefit->mutable_received_on() = ToDate(absl::CivilDay(2023, 5, 1));
  EXPECT_THAT(Told("place.within('places/lgd-block-100')", profile),
              ElementsAre("place: within places/lgd-block-100 |"
                          " State 1, which does not settle it | "));
  EXPECT_THAT(Told("place.within(['places/lgd-state-2',"
                   " 'places/lgd-district-10', 'places/lgd-state-1'])",
                   profile),
              ElementsAre("place: within State 1, State 2 or"
                          " places/lgd-district-10 | State 1 | "))
      << "the place that holds comes first";
  EXPECT_THAT(Told("!place.within(['places/lgd-block-100',"
                   " 'places/lgd-block-200', 'places/lgd-state-2',"
                   " 'places/lgd-state-1'])",
                   profile, "hi"),
              ElementsAre("स्थान: State 1, places/lgd-block-100 या 2 अन्य से"
                          " बाहर | State 1 | "));
  EXPECT_THAT(Told("!received('schemes/a', 12)", profile),
              ElementsAre("benefits received before: not received from"
                          " schemes/a within the last 12 months | received on"
                          " 2023-05-01 | "));
  *profile.mutable_received_benefits_complete_until() =
      ToDate(absl::CivilDay(2024, 1, 1));
  EXPECT_THAT(Told("received('schemes/b')", profile),
              ElementsAre("benefits received before: received from schemes/b |"
                          " nothing on record up to 2024-01-01; later not known"
                          " | "));
}

TEST(ExplanationTest, SpeaksHindi) {
  Profile profile;
  profile.set_members(9);
  EXPECT_THAT(Told("members >= 10", profile, "hi-IN"),
              ElementsAre("सदस्यों की संख्या: कम से कम 10 | 9 | 1 और"));
  EXPECT_THAT(Told("'JUTE' in sectors", profile, "hi"),
              ElementsAre("कार्य क्षेत्र: जूट शामिल हो |  | "));
}

TEST(ExplanationTest, MissingIsOnlyWhatMatters) {
  Profile profile;
  profile.set_women_owned(true);
  const auto missing = [&profile](absl::string_view text) {
    return ExplainText(text, profile).missing_attributes;
  };
  EXPECT_THAT(missing("members > 1 || weavers > 1"),
              ElementsAre("members", "weavers"));
  EXPECT_THAT(missing("women_owned || members > 1"), ElementsAre());
  EXPECT_THAT(missing("(women_owned || members > 1) && weavers > 1"),
              ElementsAre("weavers"));
  EXPECT_THAT(missing("(!women_owned && members > 1) || weavers > 1"),
              ElementsAre("weavers"));
  EXPECT_THAT(missing("received('schemes/a') && place.within('places/a')"),
              ElementsAre("received", "place"));
  profile.set_place("places/lgd-state-1");
  EXPECT_THAT(missing("place.within('places/nowhere')"), ElementsAre())
      << "asking the subject does not help";
}

}  // namespace
}  // namespace sangam::rules
