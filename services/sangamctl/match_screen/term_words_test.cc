#include "services/sangamctl/match_screen/term_words.h"

#include <cstdint>
#include <limits>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::SchemeMatch;
namespace catalog = scheme_catalog::v1;

void AddBenefit(SchemeMatch& match, catalog::BenefitKind kind, int64_t least,
                int64_t most,
                matching::v1::Outcome condition = matching::v1::OUTCOME_MET) {
  auto* benefit = match.add_benefits();
  benefit->set_kind(kind);
  benefit->set_min_paise(least);
  benefit->set_max_paise(most);
  benefit->set_condition(condition);
}

TEST(TermWordsTest, TheLargestBenefitOfAKindCounts) {
  SchemeMatch match;
  AddBenefit(match, catalog::BENEFIT_KIND_GRANT, 100, 100);
  AddBenefit(match, catalog::BENEFIT_KIND_LOAN, 0, 500'000);
  AddBenefit(match, catalog::BENEFIT_KIND_GRANT, 200, 300);
  match.add_benefits()->set_kind(catalog::BENEFIT_KIND_TRAINING);
  EXPECT_EQ(BenefitsInWords(match),
            "grant up to ₹3 · loan up to ₹5,000 · training")
      << "tiers exclude each other and are never added up";
}

TEST(TermWordsTest, WhatMayNotBeGivenIsOnlyAnUpperBound) {
  SchemeMatch match;
  AddBenefit(match, catalog::BENEFIT_KIND_GRANT, 100, 100,
             matching::v1::OUTCOME_UNKNOWN);
  AddBenefit(match, catalog::BENEFIT_KIND_GRANT, 900, 900,
             matching::v1::OUTCOME_NOT_MET);
  EXPECT_EQ(BenefitsInWords(match), "grant up to ₹1");
}

TEST(TermWordsTest, HugeSumsDoNotOverflow) {
  SchemeMatch match;
  const int64_t most = std::numeric_limits<int64_t>::max();
  AddBenefit(match, catalog::BENEFIT_KIND_GRANT, 0, most);
  AddBenefit(match, catalog::BENEFIT_KIND_GRANT, 0, most);
  EXPECT_THAT(BenefitsInWords(match), ::testing::HasSubstr("up to ₹"));
}

TEST(TermWordsTest, AnUnknownPartLeavesTheMostOpen) {
  SchemeMatch match;
  AddBenefit(match, catalog::BENEFIT_KIND_GRANT, 100, 100);
  match.add_benefits()->set_kind(catalog::BENEFIT_KIND_GRANT);
  EXPECT_EQ(BenefitsInWords(match), "grant from ₹1");
}

TEST(TermWordsTest, FundingNamesThePayers) {
  SchemeMatch match;
  EXPECT_EQ(FundingInWords(match), "");
  auto* funding = match.add_funding();
  funding->set_condition(matching::v1::OUTCOME_MET);
  auto* share = funding->add_shares();
  share->set_party(catalog::FUNDING_PARTY_CENTRE);
  share->set_share_bps(8000);
  share = funding->add_shares();
  share->set_party(catalog::FUNDING_PARTY_STATE_AND_BENEFICIARY);
  share->set_share_bps(2000);
  EXPECT_EQ(FundingInWords(match), "Centre 80 %, State and beneficiary 20 %");
  funding->set_condition(matching::v1::OUTCOME_UNKNOWN);
  match.add_funding()->set_condition(matching::v1::OUTCOME_UNKNOWN);
  EXPECT_EQ(FundingInWords(match),
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
  EXPECT_EQ(WindowInWords(match, Date(2026, 4, 1)), "");
  *match.mutable_window()->mutable_opens_on() = Date(2026, 4, 1);
  EXPECT_EQ(WindowInWords(match, Date(2026, 3, 31)), "opens on 2026-04-01");
  EXPECT_EQ(WindowInWords(match, Date(2026, 4, 1)), "open since 2026-04-01");
  *match.mutable_window()->mutable_closes_on() = Date(2026, 5, 1);
  EXPECT_EQ(WindowInWords(match, Date(2026, 5, 1)), "open until 2026-05-01");
  EXPECT_EQ(WindowInWords(match, Date(2026, 5, 2)), "closed on 2026-05-01");
}

TEST(TermWordsTest, ObstaclesToApplyingAreNamed) {
  SchemeMatch match;
  const auto today = Date(2026, 4, 1);
  EXPECT_EQ(ObstacleInWords(match, today), "");
  match.set_availability(matching::v1::AVAILABILITY_SUSPENDED);
  EXPECT_EQ(ObstacleInWords(match, today), "applications are suspended");
  match.set_availability(matching::v1::AVAILABILITY_BUDGET_EXHAUSTED);
  EXPECT_EQ(ObstacleInWords(match, today), "the money of this period is spent");
  match.set_availability(matching::v1::AVAILABILITY_NOT_YET_OPEN);
  EXPECT_EQ(ObstacleInWords(match, today), "applications are not open yet");
  match.set_availability(matching::v1::AVAILABILITY_WINDOW_CLOSED);
  *match.mutable_window()->mutable_closes_on() = Date(2026, 3, 31);
  EXPECT_EQ(ObstacleInWords(match, today), "applications closed on 2026-03-31");
  EXPECT_EQ(AvailabilityInWords(match, today),
            "applications closed on 2026-03-31");
  // A service that says nothing of it still says the window.
  match.set_availability(matching::v1::AVAILABILITY_UNSPECIFIED);
  EXPECT_EQ(ObstacleInWords(match, today), "applications closed on 2026-03-31");
  match.set_availability(matching::v1::AVAILABILITY_OPEN);
  *match.mutable_window()->mutable_closes_on() = Date(2026, 4, 30);
  EXPECT_EQ(AvailabilityInWords(match, today), "open until 2026-04-30");
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
  EXPECT_EQ(FundingInWords(match),
            "hard: maybe Centre 100 % (or another split); soft: Centre 100 %");
  EXPECT_EQ(CapInWords(match.funding(0)), "");
  match.mutable_funding(0)->set_cap_paise(50'000'000);
  EXPECT_EQ(CapInWords(match.funding(0)), "Centre at most ₹5,00,000");
  match.mutable_funding(0)->set_capped_party(catalog::FUNDING_PARTY_STATE);
  EXPECT_EQ(CapInWords(match.funding(0)), "State at most ₹5,00,000");
}

TEST(TermWordsTest, RelationsReadAsSentences) {
  catalog::SchemeRelation relation;
  relation.set_scheme("schemes/b");
  relation.set_kind(catalog::SCHEME_RELATION_KIND_EXCLUDES);
  EXPECT_EQ(RelationInWords(relation, ""), "not for who received schemes/b");
  relation.set_within_months(36);
  (*relation.mutable_description()->mutable_text())["en"] = "One grant only.";
  EXPECT_EQ(RelationInWords(relation, "B"),
            "not for who received B (schemes/b) within 36 months: One grant"
            " only.");
  for (int kind = 0; kind < catalog::SchemeRelationKind_ARRAYSIZE; ++kind) {
    relation.set_kind(static_cast<catalog::SchemeRelationKind>(kind));
    EXPECT_THAT(RelationInWords(relation, ""),
                ::testing::HasSubstr("schemes/b"));
  }
}

TEST(TermWordsTest, AnOverdueReviewIsTold) {
  SchemeMatch match;
  EXPECT_EQ(ReviewInWords(match), "");
  *match.mutable_review_overdue_since() = Date(2026, 3, 31);
  EXPECT_EQ(ReviewInWords(match),
            "the terms should have been checked again by 2026-03-31");
}

TEST(TermWordsTest, OfBenefitsThatDoNotFitTheLargestIsTold) {
  SchemeMatch match;
  match.add_benefits()->set_kind(catalog::BENEFIT_KIND_LOAN);
  AddBenefit(match, catalog::BENEFIT_KIND_TRAINING, 0, 500'000);
  AddBenefit(match, catalog::BENEFIT_KIND_GRANT, 0, 900'000);
  EXPECT_EQ(BenefitsWithin(match, 60),
            "grant up to ₹9,000 · training up to ₹5,000 · loan");
  EXPECT_EQ(BenefitsWithin(match, 30), "grant up to ₹9,000 · 2 more");
  EXPECT_EQ(BenefitsWithin(match, 10), "");
}

TEST(TermWordsTest, TheLargestBenefitIsReckoned) {
  SchemeMatch match;
  EXPECT_EQ(ReckoningInWords(match), "");
  AddBenefit(match, catalog::BENEFIT_KIND_TRAINING, 0, 500'000);
  AddBenefit(match, catalog::BENEFIT_KIND_GRANT, 0, 900'000);
  EXPECT_EQ(ReckoningInWords(match), "");
  match.mutable_benefits(1)->set_formula("3 × up to ₹3,000");
  EXPECT_EQ(ReckoningInWords(match), "= 3 × up to ₹3,000");
  AddBenefit(match, catalog::BENEFIT_KIND_GRANT, 0, 100);
  EXPECT_EQ(ReckoningInWords(match), "= 3 × up to ₹3,000");
}

TEST(TermWordsTest, EarlierBenefitsAreAddedUp) {
  SchemeMatch match;
  EXPECT_EQ(EarlierInWords(match), "");
  match.mutable_beneficiary()->set_unit(catalog::BENEFICIARY_UNIT_ARTISAN);
  auto* earlier = match.add_earlier_benefits();
  EXPECT_EQ(EarlierInWords(match), "received before");
  *earlier->mutable_received_on() = Date(2014, 3, 31);
  earlier->set_units(64);
  earlier->set_amount_paise(57'600'000);
  EXPECT_EQ(EarlierInWords(match),
            "received before on 2014-03-31: 64 artisans, ₹5,76,000");
  match.add_earlier_benefits()->set_units(36);
  EXPECT_EQ(EarlierInWords(match), "received before: 100 artisans, ₹5,76,000");
}

TEST(TermWordsTest, WaysToApplyReadOnAndAreToldOnce) {
  SchemeMatch match;
  for (const char* words : {"At a branch.", "At a branch.", "Atal Bhawan"}) {
    match.add_where_to_apply()->set_description(words);
  }
  EXPECT_THAT(RoutesInWords(match),
              ::testing::ElementsAre("at a branch", "Atal Bhawan"));
}

}  // namespace
}  // namespace sangam::sangamctl
