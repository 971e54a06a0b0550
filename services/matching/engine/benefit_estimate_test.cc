#include "services/matching/engine/benefit_estimate.h"

#include <limits>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/money/format.h"
#include "common/rules/random_rules.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/catalog/sample_catalog.h"
#include "services/matching/engine/matcher.h"

namespace sangam::matching {
namespace {

using ::testing::ElementsAre;

v1::BenefitEstimate Estimate(const std::string& benefit,
                             const std::string& profile = "",
                             const std::string& language = "") {
  const auto catalog =
      SampleCatalog()
          .Add("a", absl::StrCat("open_to_all: true benefits { ", benefit, "}"))
          .Build();
  EXPECT_THAT(catalog->Defects(), ElementsAre());
  MatchSubject subject;
  subject.profile = FromText<type::v1::Profile>(profile);
  MatchQuery query;
  query.as_of = absl::CivilDay(2024, 4, 1);
  query.language_code = language;
  v1::MatchSchemesResponse response;
  Match(*catalog, subject, rules::SamplePlaces(), query, &response);
  return response.matches(0).benefits(0);
}

// "min..max: formula", with "?" for what can't be told.
template <typename Message>
std::string Range(const Message& estimate) {
  return absl::StrCat(
      estimate.has_min_paise() ? FormatPaise(estimate.min_paise()) : "?", "..",
      estimate.has_max_paise() ? FormatPaise(estimate.max_paise()) : "?");
}

std::string Told(const v1::BenefitEstimate& estimate) {
  return absl::StrCat(Range(estimate), ": ", estimate.formula());
}

TEST(BenefitEstimateTest, DescriptionsComeInTheLanguageAskedFor) {
  const char* benefit =
      "description: 'Loom' description_by_language { text { key: 'hi' value:"
      " 'करघा' } }";
  EXPECT_EQ(Estimate(benefit, "", "hi-IN").description(), "करघा");
  EXPECT_EQ(Estimate(benefit, "", "en").description(), "Loom");
  EXPECT_EQ(Estimate(benefit, "", "kha").description(), "Loom");
  EXPECT_EQ(Estimate("description: 'Loom'", "", "hi").description(), "Loom");
  EXPECT_EQ(Estimate("description: 'Old' description_by_language { text { key:"
                     " 'en' value: 'Loom' } }")
                .description(),
            "Loom");
}

TEST(BenefitEstimateTest, ThingsAndWorkAreWorthTheirUnits) {
  EXPECT_EQ(Told(Estimate("in_kind { units: 64 paise_each: 900000 }")),
            "₹5,76,000..₹5,76,000: 64 × ₹9,000");
  EXPECT_EQ(Told(Estimate("work_order { units: 500 paise_each: 12000 }")),
            "₹60,000..₹60,000: 500 × ₹120");
  EXPECT_EQ(Told(Estimate("in_kind { units: 3 }")), "?..?: 3");
  EXPECT_EQ(Told(Estimate("work_order { paise_each: 100 }")), "?..?: ₹1");
  EXPECT_EQ(Told(Estimate("market_linkage { product: 'Shawls' }")), "?..?: ");
  const std::string most = absl::StrCat(std::numeric_limits<int64_t>::max());
  EXPECT_EQ(Range(Estimate("in_kind { units: " + most + " paise_each: " + most +
                           " }")),
            "?..?");
}

TEST(BenefitEstimateTest, AnAmountCountsBeforeTheDetail) {
  EXPECT_EQ(Told(Estimate("amount { fixed { min_paise: 100 max_paise: 200 } }"
                          " in_kind { units: 64 paise_each: 900000 }")),
            "₹1..₹2: ₹1 to ₹2");
}

TEST(BenefitEstimateTest, TrainingIsAtMostItsStipends) {
  const char* training =
      "training { days: 15 stipend_paise_a_day: 50000 seats: 30 }";
  EXPECT_EQ(Told(Estimate(training)),
            "?..₹2,25,000: 15 days × ₹500 × 30 seats");
  EXPECT_EQ(Told(Estimate(training, "", "hi")),
            "?..₹2,25,000: 15 दिन × ₹500 × 30 सीटें");
  EXPECT_EQ(Told(Estimate("training { days: 1 seats: 1 }")),
            "?..?: 1 day × 1 seat");
  EXPECT_EQ(Told(Estimate("training { hours: 40 stipend_paise_a_day: 100 }")),
            "?..?: 40 hours × ₹1 a day");
  EXPECT_EQ(
      Range(Estimate("training { days: 2147483647 stipend_paise_a_day:"
                     " 9223372036854775807 seats: 9223372036854775807 }")),
      "?..?");
}

std::vector<std::string> Tranches(const v1::BenefitEstimate& estimate) {
  std::vector<std::string> told;
  for (const auto& tranche : estimate.tranches()) {
    told.push_back(absl::StrCat(
        tranche.id(), " ", Range(tranche), " ",
        v1::Outcome_Name(tranche.condition()).substr(sizeof("OUTCOME_") - 1),
        " ", tranche.when()));
  }
  return told;
}

constexpr char kThirds[] =
    "tranches { id: 'a' share_bps: 3333 when { text { key: 'en' value: 'first'"
    " } text { key: 'hi' value: 'पहले' } } }"
    " tranches { id: 'b' share_bps: 3333 condition: 'women_owned' }"
    " tranches { id: 'c' share_bps: 3334 condition: 'members > 5' }";

TEST(BenefitEstimateTest, TranchesAreFlooredAndTheLastTakesTheRest) {
  EXPECT_THAT(
      Tranches(Estimate(
          absl::StrCat("amount { fixed { min_paise: 101 max_paise: 200 } }",
                       kThirds),
          "members: 5")),
      ElementsAre("a ₹0.33..₹0.66 MET first", "b ₹0.33..₹0.66 UNKNOWN ",
                  "c ₹0.35..₹0.68 NOT_MET "));
  EXPECT_THAT(
      Tranches(Estimate(
          absl::StrCat("amount { per_unit { paise_each: 100 count_attribute:"
                       " 'members' cap_paise: 300 } }",
                       kThirds),
          "women_owned: true", "hi")),
      ElementsAre("a ?..₹0.99 MET पहले", "b ?..₹0.99 MET ",
                  "c ?..₹1.02 UNKNOWN "));
  EXPECT_THAT(
      Tranches(Estimate(kThirds, "members: 6 women_owned: false")),
      ElementsAre("a ?..? MET first", "b ?..? NOT_MET ", "c ?..? MET "));
}

TEST(BenefitEstimateTest, TranchesNeverPayMoreThanTheWhole) {
  EXPECT_THAT(
      Tranches(Estimate("amount { fixed { min_paise: 900 max_paise: 900 } }"
                        " tranches { share_bps: 6000 }"
                        " tranches { share_bps: 6000 }"
                        " tranches { share_bps: -1 }"
                        " tranches { share_bps: 6000 }")),
      ElementsAre(" ₹5.40..₹5.40 MET ", " ₹3.60..₹3.60 MET ", " ₹0..₹0 MET ",
                  " ₹0..₹0 MET "));
}

TEST(BenefitEstimateTest, TranchesSumToTheWhole) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 2'000; ++i) {
    // Up to the largest sum.
    const int64_t most = static_cast<int64_t>(random() >> (1 + random() % 60));
    const int64_t least =
        most == 0 ? 0 : static_cast<int64_t>(random() % (uint64_t(most)));
    std::string benefit = absl::StrCat("amount { fixed { min_paise: ", least,
                                       " max_paise: ", most, " } }");
    int left = 10'000;
    for (int more = static_cast<int>(random() % 5); more > 0; --more) {
      const int share = static_cast<int>(random() % (left + 1));
      left -= share;
      absl::StrAppend(&benefit, " tranches { share_bps: ", share, " }");
    }
    absl::StrAppend(&benefit, " tranches { share_bps: ", left, " }");
    const auto estimate = Estimate(benefit);
    __int128 min_sum = 0;
    __int128 max_sum = 0;
    for (const auto& tranche : estimate.tranches()) {
      ASSERT_GE(tranche.min_paise(), 0);
      ASSERT_GE(tranche.max_paise(),
                tranche.min_paise() - estimate.tranches_size())
          << benefit;
      min_sum += tranche.min_paise();
      max_sum += tranche.max_paise();
    }
    ASSERT_TRUE(min_sum == least && max_sum == most) << benefit;
  }
}

TEST(BenefitEstimateTest, ComputedAmounts) {
  const auto computed = [](const std::string& expression,
                           const std::string& profile,
                           const char* language = "") {
    return Estimate(absl::StrCat("amount { computed { expression: \"",
                                 expression, "\" } }"),
                    profile, language);
  };
  EXPECT_EQ(Told(computed("members*2500", "members: 10")),
            "₹250..₹250: in paise: members * 2500");
  const auto unknown = computed("members*2500 + artisans", "artisans: 1");
  EXPECT_EQ(Range(unknown), "?..?");
  EXPECT_THAT(unknown.missing_attributes(), ElementsAre("members"));
  EXPECT_EQ(Range(computed("members - 20", "members: 10")), "?..?")
      << "less than nothing";
  EXPECT_EQ(Range(computed("members - 20", "members: 20")), "₹0..₹0");
  EXPECT_EQ(Range(computed("members / artisans", "members: 4 artisans: 0")),
            "?..?");
  EXPECT_EQ(Range(computed("members * 9223372036854775807", "members: 2")),
            "?..?");
  EXPECT_EQ(Told(computed("members > 10 ? 500 : 100", "members: 10", "hi")),
            "₹1..₹1: पैसों में: members > 10 ? 500 : 100");
}

TEST(BenefitEstimateTest, ComputedAmountsWithinTheLesser) {
  const char* lesser =
      "amount { lesser_of { amounts { computed { expression: 'members * 100' }"
      " } amounts { lesser_of { amounts { computed { expression: 'artisans *"
      " 100' } } amounts { fixed { min_paise: 900 max_paise: 900 } } } } } }";
  EXPECT_EQ(Range(Estimate(lesser, "members: 3 artisans: 2")), "₹2..₹2");
  const auto unknown = Estimate(lesser, "");
  EXPECT_EQ(Range(unknown), "?..₹9");
  EXPECT_THAT(unknown.missing_attributes(), ElementsAre("members", "artisans"));
}

TEST(BenefitEstimateTest, ParametersCountOnTheDayOfTheQuestion) {
  SampleCatalog sample;
  sample.Add("a",
             "open_to_all: true benefits { amount { computed { expression:"
             " \"parameter('parameters/rate') * members\" } } }");
  sample.resources().parameters = {FromText<scheme_catalog::v1::Parameter>(
      "name: 'parameters/rate' title { text { key: 'en' value: 'Rate' } }"
      " type: ATTRIBUTE_TYPE_NUMBER unit: ATTRIBUTE_UNIT_PAISE"
      " values { effective_until { year: 2024 month: 3 day: 31 } value {"
      " number: 100 } }"
      " values { effective_from { year: 2024 month: 4 day: 1 }"
      " effective_until { year: 2025 month: 3 day: 31 } value { number: 150"
      " } }")};
  const auto catalog = sample.Build();
  ASSERT_THAT(catalog->Defects(), ElementsAre());
  const auto on = [&catalog](absl::CivilDay day) {
    MatchSubject subject;
    subject.profile.set_members(2);
    MatchQuery query;
    query.as_of = day;
    v1::MatchSchemesResponse response;
    Match(*catalog, subject, rules::SamplePlaces(), query, &response);
    return Range(response.matches(0).benefits(0));
  };
  EXPECT_EQ(on(absl::CivilDay(2024, 3, 31)), "₹2..₹2");
  EXPECT_EQ(on(absl::CivilDay(2024, 4, 1)), "₹3..₹3");
  EXPECT_EQ(on(absl::CivilDay(2025, 4, 1)), "?..?");
}

}  // namespace
}  // namespace sangam::matching
