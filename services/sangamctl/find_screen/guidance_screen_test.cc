#include "services/sangamctl/find_screen/guidance_screen.h"

#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "services/sangamctl/find_screen/programme_screen.h"

namespace sangam::sangamctl {
namespace {

using testing::HasSubstr;
using testing::Not;

template <typename Message>
Message FromText(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

const Words kEnglish("en");

TEST(GuidanceScreenTest, AModelIsToldWithItsWarningsAndCosts) {
  const std::string screen = DrawModels(
      FromText<matching::v1::FitModelsResponse>(
          "models { model: 'replicableModels/m' title: 'Second income'"
          " description: 'Husk too.' applies { outcome: OUTCOME_MET }"
          " prerequisites { outcome: OUTCOME_UNKNOWN description: 'A buyer.' }"
          " warnings { outcome: OUTCOME_MET description: 'Not lasting.'"
          " citations { document: 'A report' } } warnings { outcome:"
          " OUTCOME_UNKNOWN description: 'One payer.' } revenue_sources { kind:"
          " REVENUE_KIND_USER_FEE description { text { key: 'en' value:"
          " 'Households.' } } } roles { role: 'UNIT' description { text { key:"
          " 'en' value: 'Collects.' } } } schemes { title: 'Support' verdict:"
          " VERDICT_NEEDS_INFORMATION collect { label: 'number of members' } }"
          " plan { terms { needs { id: 'carts' description: 'Carts.'"
          " cost_paise: 6000000 } needs { id: 'wages' description: 'Wages.' }"
          " } } needs_without_cost: 'wages' } disclaimer: 'No sanction.'"),
      kEnglish, Layout());
  for (const char* text :
       {"Second income", "is for this one", "replicableModels/m",
        "user fee: Households.", "? A buyer.", "! Not lasting.", "A report",
        "? One payer. (it may concern this one)", "carts: Carts.", "₹60,000",
        "wages: Wages.", "cost to be stated", "UNIT: Collects.",
        "Support: needs information; still to ask: number of members",
        "No sanction."}) {
    EXPECT_THAT(screen, HasSubstr(text));
  }
  EXPECT_THAT(DrawModels({}, kEnglish, Layout()), HasSubstr("No model"));
}

TEST(GuidanceScreenTest, RemediesAreNumberedWithTheirVerdicts) {
  const std::string screen = DrawRemedies(
      FromText<matching::v1::SuggestRemediesResponse>(
          "subject: 'groups/a' problems { title: 'Old tools' sources:"
          " PROBLEM_SOURCE_RECORDED sources: PROBLEM_SOURCE_RECOGNISED remedies"
          " { description: 'Better looms.' scheme: 'schemes/l' match { title:"
          " 'Looms' verdict: VERDICT_NEAR_MISS near_miss { label: 'weavers'"
          " required: 'at least 1' actual: '0' distance: '1 more' } } }"
          " remedies { description: 'Audit.' service: 'AUDIT' applies:"
          " OUTCOME_UNKNOWN } remedies { description: 'Gone.' scheme:"
          " 'schemes/old' } } possible_problems { title: 'No books' collect {"
          " question: 'Are they kept?' } } undescribed_codes: 'FLOODS'"),
      kEnglish, Layout());
  for (const char* text :
       {"Old tools", "on record, shown by the facts", "1. Better looms.",
        "Looms: near miss; weavers: needs at least 1, has 0: 1 more",
        "2. Audit. (it may help this one)",
        "sangamctl find providers groups/a --service AUDIT",
        "schemes/old: no version is in force", "No books: Are they kept?",
        "FLOODS"}) {
    EXPECT_THAT(screen, HasSubstr(text));
  }
  EXPECT_THAT(DrawRemedies({}, kEnglish, Layout()), HasSubstr("--problem"));
}

TEST(GuidanceScreenTest, AProgrammeTellsWhatIsReachedAndOfHowMany) {
  const auto response = FromText<matching::v1::TrackProgrammeResponse>(
      "title: 'One skill' targets { id: 'turnover' description: 'Turnover.'"
      " label: 'annual turnover' unit: ATTRIBUTE_UNIT_PAISE at_least: 100000000"
      " due_on { year: 2029 month: 12 day: 31 } reached: 5000000 reached_bps:"
      " 500 known_of: 1 clusters: 12 } targets { id: 'jobs' description:"
      " 'Jobs.' unit: ATTRIBUTE_UNIT_COUNT at_least: 1000000 clusters: 12 }"
      " paths { cluster: 'clusters/h' recorded: true cluster_title: 'Hapur'"
      " current_products: 'potato' upgraded_products: 'potato powder' figures {"
      " target: 'turnover' value: 5000000 } figures { target: 'jobs' } schemes"
      " { scheme: 'schemes/f' title: 'Food' scheme_version: 'v' today:"
      " VERDICT_INELIGIBLE for_target: VERDICT_ELIGIBLE } schemes { scheme:"
      " 'schemes/old' } } paths { cluster: 'clusters/none' }");
  const std::string screen = DrawProgramme(response, kEnglish, Layout());
  for (const char* text :
       {"One skill", "Turnover. (by 2029-12-31)",
        "₹50,000 of ₹10,00,000 (5 %), on record of 1 of 12 clusters",
        "nothing is on record of any of the 12 clusters; the target is"
        " 10,00,000",
        "Hapur", "potato → potato powder", "annual turnover: ₹50,000",
        "Food: for the product aimed at eligible, today not eligible",
        "schemes/old: no version is in force", "is not in the registry"}) {
    EXPECT_THAT(screen, HasSubstr(text));
  }
}

TEST(GuidanceScreenTest, WhatAServerSaysMovesNoCursor) {
  matching::v1::FitModelsResponse response;
  response.add_models()->set_title("\x1b[2J");
  EXPECT_THAT(DrawModels(response, kEnglish, Layout()),
              Not(HasSubstr("\x1b[2J")));
}

TEST(GuidanceScreenTest, SpeaksHindi) {
  EXPECT_THAT(DrawModels({}, Words("hi"), Layout()), HasSubstr("मॉडल"));
}

}  // namespace
}  // namespace sangam::sangamctl
