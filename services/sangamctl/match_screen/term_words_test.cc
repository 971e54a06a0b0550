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

TEST(TermWordsTest, BenefitsAreAddedUpByKind) {
  SchemeMatch match;
  AddBenefit(match, catalog::BENEFIT_KIND_GRANT, 100, 100);
  AddBenefit(match, catalog::BENEFIT_KIND_LOAN, 0, 500'000);
  AddBenefit(match, catalog::BENEFIT_KIND_GRANT, 200, 300);
  match.add_benefits()->set_kind(catalog::BENEFIT_KIND_TRAINING);
  EXPECT_EQ(BenefitsInWords(match),
            "grant ₹3 to ₹4 · loan up to ₹5,000 · training");
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
  EXPECT_EQ(FundingInWords(match), "Centre 80 % · State and beneficiary 20 %");
  funding->set_condition(matching::v1::OUTCOME_UNKNOWN);
  match.add_funding()->set_condition(matching::v1::OUTCOME_UNKNOWN);
  EXPECT_EQ(
      FundingInWords(match),
      "maybe Centre 80 % · State and beneficiary 20 % (or another split)");
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

TEST(TermWordsTest, ShortfallsNameTheDistance) {
  matching::v1::Finding finding;
  finding.set_label("number of members");
  finding.set_required("at least 10");
  EXPECT_EQ(ShortfallInWords(finding), "number of members: needs at least 10");
  finding.set_actual("9");
  finding.set_distance("1 more");
  EXPECT_EQ(ShortfallInWords(finding),
            "number of members: needs at least 10, has 9 (1 more)");
}

TEST(TermWordsTest, ReasonsShowWhatTheProfileSays) {
  SchemeMatch match;
  EXPECT_EQ(ReasonsInWords(match), "open to all");
  auto* condition = match.add_conditions();
  condition->set_outcome(matching::v1::OUTCOME_MET);
  condition->set_description("It has not been funded before");
  condition = match.add_conditions();
  condition->set_outcome(matching::v1::OUTCOME_MET);
  auto* finding = condition->add_findings();
  finding->set_outcome(matching::v1::OUTCOME_MET);
  finding->set_label("members");
  finding->set_actual("36");
  finding->set_required("at least 10");
  EXPECT_EQ(ReasonsInWords(match),
            "It has not been funded before · members: 36 (at least 10)");
}

}  // namespace
}  // namespace sangam::sangamctl
