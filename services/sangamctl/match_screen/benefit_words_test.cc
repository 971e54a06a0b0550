#include "services/sangamctl/match_screen/benefit_words.h"

#include <cstdint>
#include <limits>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/sangamctl/match_screen/benefit_detail.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::SchemeMatch;
namespace catalog = scheme_catalog::v1;

Words English() { return Words("en"); }

void AddBenefit(SchemeMatch& match, catalog::BenefitKind kind, int64_t least,
                int64_t most,
                matching::v1::Outcome condition = matching::v1::OUTCOME_MET) {
  auto* benefit = match.add_benefits();
  benefit->set_kind(kind);
  benefit->set_min_paise(least);
  benefit->set_max_paise(most);
  benefit->set_condition(condition);
}

TEST(BenefitWordsTest, TheLargestBenefitOfAKindCounts) {
  SchemeMatch match;
  AddBenefit(match, catalog::BENEFIT_KIND_GRANT, 100, 100);
  AddBenefit(match, catalog::BENEFIT_KIND_LOAN, 0, 500'000);
  AddBenefit(match, catalog::BENEFIT_KIND_GRANT, 200, 300);
  match.add_benefits()->set_kind(catalog::BENEFIT_KIND_TRAINING);
  EXPECT_EQ(BenefitsInWords(match, English()),
            "grant up to ₹3 · loan up to ₹5,000 · training")
      << "tiers exclude each other and are never added up";
}

TEST(BenefitWordsTest, WhatMayNotBeGivenIsOnlyAnUpperBound) {
  SchemeMatch match;
  AddBenefit(match, catalog::BENEFIT_KIND_GRANT, 100, 100,
             matching::v1::OUTCOME_UNKNOWN);
  AddBenefit(match, catalog::BENEFIT_KIND_GRANT, 900, 900,
             matching::v1::OUTCOME_NOT_MET);
  EXPECT_EQ(BenefitsInWords(match, English()), "grant up to ₹1");
}

TEST(BenefitWordsTest, HugeSumsDoNotOverflow) {
  SchemeMatch match;
  const int64_t most = std::numeric_limits<int64_t>::max();
  AddBenefit(match, catalog::BENEFIT_KIND_GRANT, 0, most);
  AddBenefit(match, catalog::BENEFIT_KIND_GRANT, 0, most);
  EXPECT_THAT(BenefitsInWords(match, English()),
              ::testing::HasSubstr("up to ₹"));
}

TEST(BenefitWordsTest, AnUnknownPartLeavesTheMostOpen) {
  SchemeMatch match;
  AddBenefit(match, catalog::BENEFIT_KIND_GRANT, 100, 100);
  match.add_benefits()->set_kind(catalog::BENEFIT_KIND_GRANT);
  EXPECT_EQ(BenefitsInWords(match, English()), "grant from ₹1");
}

TEST(BenefitWordsTest, OfBenefitsThatDoNotFitTheLargestIsTold) {
  SchemeMatch match;
  match.add_benefits()->set_kind(catalog::BENEFIT_KIND_LOAN);
  AddBenefit(match, catalog::BENEFIT_KIND_TRAINING, 0, 500'000);
  AddBenefit(match, catalog::BENEFIT_KIND_GRANT, 0, 900'000);
  EXPECT_EQ(BenefitsWithin(match, 60, English()),
            "grant up to ₹9,000 · training up to ₹5,000 · loan");
  EXPECT_EQ(BenefitsWithin(match, 30, English()),
            "grant up to ₹9,000 · 2 more");
  EXPECT_EQ(BenefitsWithin(match, 10, English()), "");
}

TEST(BenefitWordsTest, TheLargestBenefitIsReckoned) {
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

TEST(BenefitWordsTest, HindiIsSpoken) {
  SchemeMatch match;
  AddBenefit(match, catalog::BENEFIT_KIND_GRANT, 100, 300);
  AddBenefit(match, catalog::BENEFIT_KIND_LOAN, 0, 500'000);
  EXPECT_EQ(BenefitsInWords(match, Words("hi")),
            "अनुदान ₹1 से ₹3 · ऋण ₹5,000 तक");
}

TEST(BenefitWordsTest, DetailsAreTold) {
  const DepartmentTitle title = [](const std::string& name) {
    return name == "departments/d" ? "Silk Board" : name;
  };
  matching::v1::BenefitEstimate benefit;
  EXPECT_EQ(BenefitDetailInWords(benefit, English(), title), "");
  benefit.mutable_training()->set_days(15);
  benefit.mutable_training()->set_hours(1);
  benefit.mutable_training()->set_stipend_paise_a_day(30'000);
  benefit.mutable_training()->set_seats(30);
  EXPECT_EQ(BenefitDetailInWords(benefit, English(), title),
            "15 days · 1 hour · stipend of ₹300 a day · 30 seats");
  benefit.mutable_in_kind()->set_description("Looms");
  benefit.mutable_in_kind()->set_units(36);
  benefit.mutable_in_kind()->set_paise_each(2'500'000);
  EXPECT_EQ(BenefitDetailInWords(benefit, English(), title),
            "Looms: 36, ₹25,000 each");
  benefit.mutable_work_order()->set_description("Uniforms");
  benefit.mutable_work_order()->set_buyer("departments/d");
  EXPECT_EQ(BenefitDetailInWords(benefit, English(), title),
            "Uniforms · ordered by Silk Board");
  benefit.mutable_market_linkage()->set_buyer("departments/e");
  EXPECT_EQ(BenefitDetailInWords(benefit, English(), title),
            "buyer: departments/e");
}

}  // namespace
}  // namespace sangam::sangamctl
