#include "services/sangamctl/match_screen/term_words.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::SchemeMatch;
namespace catalog = scheme_catalog::v1;

Words English() { return Words("en"); }
Words Hindi() { return Words("hi"); }

TEST(TermWordsTest, FundingNamesThePayers) {
  SchemeMatch match;
  EXPECT_EQ(FundingInWords(match, English()), "");
  auto* funding = match.add_funding();
  funding->set_condition(matching::v1::OUTCOME_MET);
  auto* share = funding->add_shares();
  share->set_party(catalog::FUNDING_PARTY_CENTRE);
  share->set_share_bps(8000);
  share = funding->add_shares();
  share->set_party(catalog::FUNDING_PARTY_STATE_AND_BENEFICIARY);
  share->set_share_bps(2000);
  EXPECT_EQ(FundingInWords(match, English()),
            "Centre 80 %, State and beneficiary 20 %");
  funding->set_condition(matching::v1::OUTCOME_UNKNOWN);
  match.add_funding()->set_condition(matching::v1::OUTCOME_UNKNOWN);
  EXPECT_EQ(FundingInWords(match, English()),
            "maybe Centre 80 %, State and beneficiary 20 % (or another split)");
}

google::type::Date Date(int year, int month, int day) {
  google::type::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

TEST(TermWordsTest, WindowsAreSeenFromTheDateOfTheLaw) {
  SchemeMatch match;
  EXPECT_EQ(WindowInWords(match, Date(2026, 4, 1), English()), "");
  *match.mutable_window()->mutable_opens_on() = Date(2026, 4, 1);
  EXPECT_EQ(WindowInWords(match, Date(2026, 3, 31), English()),
            "opens on 2026-04-01");
  EXPECT_EQ(WindowInWords(match, Date(2026, 4, 1), English()),
            "open since 2026-04-01");
  *match.mutable_window()->mutable_closes_on() = Date(2026, 5, 1);
  EXPECT_EQ(WindowInWords(match, Date(2026, 5, 1), English()),
            "open until 2026-05-01");
  EXPECT_EQ(WindowInWords(match, Date(2026, 5, 2), English()),
            "closed on 2026-05-01");
}

TEST(TermWordsTest, ObstaclesToApplyingAreNamed) {
  SchemeMatch match;
  const auto today = Date(2026, 4, 1);
  EXPECT_EQ(ObstacleInWords(match, today, English()), "");
  match.set_availability(matching::v1::AVAILABILITY_SUSPENDED);
  EXPECT_EQ(ObstacleInWords(match, today, English()),
            "applications are suspended");
  match.set_availability(matching::v1::AVAILABILITY_BUDGET_EXHAUSTED);
  EXPECT_EQ(ObstacleInWords(match, today, English()),
            "the money of this period is spent");
  match.set_availability(matching::v1::AVAILABILITY_NOT_YET_OPEN);
  EXPECT_EQ(ObstacleInWords(match, today, English()),
            "applications are not open yet");
  match.set_availability(matching::v1::AVAILABILITY_WINDOW_CLOSED);
  *match.mutable_window()->mutable_closes_on() = Date(2026, 3, 31);
  EXPECT_EQ(ObstacleInWords(match, today, English()),
            "applications closed on 2026-03-31");
  EXPECT_EQ(AvailabilityInWords(match, today, English()),
            "applications closed on 2026-03-31");
  // A service that says nothing of it still says the window.
  match.set_availability(matching::v1::AVAILABILITY_UNSPECIFIED);
  EXPECT_EQ(ObstacleInWords(match, today, English()),
            "applications closed on 2026-03-31");
  match.set_availability(matching::v1::AVAILABILITY_OPEN);
  *match.mutable_window()->mutable_closes_on() = Date(2026, 4, 30);
  EXPECT_EQ(AvailabilityInWords(match, today, English()),
            "open until 2026-04-30");
}

TEST(TermWordsTest, EveryComponentHasItsPayers) {
  SchemeMatch match;
  for (const char* component : {"hard", "hard", "soft"}) {
    auto* funding = match.add_funding();
    funding->set_component(component);
    funding->set_condition(component == std::string("soft")
                               ? matching::v1::OUTCOME_MET
                               : matching::v1::OUTCOME_UNKNOWN);
    auto* share = funding->add_shares();
    share->set_party(catalog::FUNDING_PARTY_CENTRE);
    share->set_share_bps(10'000);
  }
  EXPECT_EQ(FundingInWords(match, English()),
            "hard: maybe Centre 100 % (or another split); soft: Centre 100 %");
  EXPECT_EQ(CapInWords(match.funding(0), English()), "");
  match.mutable_funding(0)->set_cap_paise(50'000'000);
  EXPECT_EQ(CapInWords(match.funding(0), English()),
            "Centre at most ₹5,00,000");
  match.mutable_funding(0)->set_capped_party(catalog::FUNDING_PARTY_STATE);
  EXPECT_EQ(CapInWords(match.funding(0), English()), "State at most ₹5,00,000");
}

TEST(TermWordsTest, AnOverdueReviewIsTold) {
  SchemeMatch match;
  EXPECT_EQ(ReviewInWords(match, English()), "");
  *match.mutable_review_overdue_since() = Date(2026, 3, 31);
  EXPECT_EQ(ReviewInWords(match, English()),
            "the terms should have been checked again by 2026-03-31");
}

TEST(TermWordsTest, EarlierBenefitsAreAddedUp) {
  SchemeMatch match;
  EXPECT_EQ(EarlierInWords(match, English()), "");
  match.mutable_beneficiary()->set_unit(catalog::BENEFICIARY_UNIT_ARTISAN);
  auto* earlier = match.add_earlier_benefits();
  EXPECT_EQ(EarlierInWords(match, English()), "received before");
  *earlier->mutable_received_on() = Date(2014, 3, 31);
  earlier->set_units(64);
  earlier->set_amount_paise(57'600'000);
  EXPECT_EQ(EarlierInWords(match, English()),
            "received before on 2014-03-31: 64 artisans, ₹5,76,000");
  match.add_earlier_benefits()->set_units(36);
  EXPECT_EQ(EarlierInWords(match, English()),
            "received before: 100 artisans, ₹5,76,000");
}

TEST(TermWordsTest, WaysToApplyReadOnAndAreToldOnce) {
  SchemeMatch match;
  for (const char* words : {"At a branch.", "At a branch.", "Atal Bhawan"}) {
    match.add_where_to_apply()->set_description(words);
  }
  EXPECT_THAT(RoutesInWords(match),
              ::testing::ElementsAre("at a branch", "Atal Bhawan"));
}

TEST(TermWordsTest, HindiIsSpoken) {
  SchemeMatch match;
  auto* funding = match.add_funding();
  funding->set_condition(matching::v1::OUTCOME_MET);
  funding->set_cap_paise(50'000'000);
  auto* share = funding->add_shares();
  share->set_party(catalog::FUNDING_PARTY_CENTRE);
  share->set_share_bps(8000);
  share->set_in_kind_up_to_bps(1000);
  EXPECT_EQ(FundingInWords(match, Hindi()), "केंद्र 80 %");
  EXPECT_EQ(SharesInWords(*funding, Hindi()), "केंद्र 80 % (10 % तक वस्तु रूप में)");
  EXPECT_EQ(CapInWords(*funding, Hindi()), "केंद्र अधिकतम ₹5,00,000");
  *match.mutable_window()->mutable_closes_on() = Date(2026, 5, 1);
  EXPECT_EQ(WindowInWords(match, Date(2026, 5, 1), Hindi()),
            "2026-05-01 तक आवेदन");
  type::v1::Citation citation;
  citation.set_document("G");
  citation.set_uri("https://x");
  citation.set_confidence(type::v1::CONFIDENCE_VERIFIED);
  EXPECT_EQ(SourceInWords(citation, Hindi()), "स्रोत: G (सत्यापित) · https://x");
  EXPECT_EQ(UnitsInWords(2, catalog::BENEFICIARY_UNIT_ARTISAN, Hindi()),
            "2 कारीगर");
}

}  // namespace
}  // namespace sangam::sangamctl
