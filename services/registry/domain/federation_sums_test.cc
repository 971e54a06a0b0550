#include "services/registry/domain/federation_sums.h"

#include <cstdint>
#include <limits>
#include <string>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::registry {
namespace {

FederationSums SumsOf(const std::string& facts) {
  v1::Group shg;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      "kind: SUBJECT_KIND_SHG profile { " + facts + " }", &shg));
  return SumsOfShg(shg);
}

TEST(FederationSumsTest, AbsentIsMissingAndNotZero) {
  FederationSums sums = SumsOf("members: 12 poor_members: 9");
  sums += SumsOf("members: 8");
  const v1::ShgSums told = ToMessage(sums);
  EXPECT_EQ(told.shgs(), 2);
  EXPECT_EQ(told.members().sum(), 20);
  EXPECT_EQ(told.members().known(), 2);
  EXPECT_EQ(told.members().missing(), 0);
  EXPECT_EQ(told.poor_members().part(), 9);
  EXPECT_EQ(told.poor_members().whole(), 12);
  EXPECT_EQ(told.poor_members().share_bps(), 7'500);
  EXPECT_EQ(told.poor_members().missing(), 1);
  EXPECT_FALSE(told.annual_turnover_paise().has_sum());
  EXPECT_EQ(told.annual_turnover_paise().missing(), 2);
  EXPECT_FALSE(told.npa_paise().has_part());
}

TEST(FederationSumsTest, ShareOfNoWholeIsAbsent) {
  const v1::ShgSums told = ToMessage(SumsOf("loan_outstanding_paise: 0"));
  EXPECT_EQ(told.npa_paise().known(), 1);
  EXPECT_EQ(told.npa_paise().part(), 0);
  EXPECT_FALSE(told.npa_paise().has_share_bps());
}

// A share of 7,999.9 basis points is not yet 80 %.
TEST(FederationSumsTest, SharesAreRoundedDown) {
  EXPECT_EQ(ToMessage(SumsOf("members: 3 poor_members: 2"))
                .poor_members()
                .share_bps(),
            6'666);
}

// What no int64 holds is told as unknown, and comes back when it fits again.
TEST(FederationSumsTest, LargeSumsAreNeverWrong) {
  const FederationSums most =
      SumsOf("annual_turnover_paise: 10000000000000000");
  FederationTotals totals;
  constexpr int kTooMany = 1'000;
  for (int i = 0; i < kTooMany; ++i) totals.below.sums += most;
  const v1::FactSum large =
      ToMessage(totals.below.sums).annual_turnover_paise();
  EXPECT_FALSE(large.has_sum());
  EXPECT_EQ(large.known(), kTooMany);
  auto stored = DecodeTotals(EncodeTotals(totals));
  ASSERT_TRUE(stored);
  EXPECT_EQ(*stored, totals);
  for (int i = 0; i < 500; ++i) stored->below.sums -= most;
  EXPECT_EQ(ToMessage(stored->below.sums).annual_turnover_paise().sum(),
            5'000'000'000'000'000'000);
}

TEST(FederationSumsTest, AreReadAsTheyWereStored) {
  FederationTotals totals;
  EXPECT_FALSE(EncodeTotals(totals).empty());
  for (const bool apart : {false, true}) {
    for (int field = 0; field < kSumFields; ++field) {
      const auto number = static_cast<FederationSums::Number>(
          std::numeric_limits<int64_t>::max() - field);
      totals.below.sums.Add(static_cast<SumField>(field), number * 3);
      if (!apart) continue;
      totals.below.own_mandate.Add(static_cast<SumField>(field), -field);
      totals.keeps_own_mandate = true;
    }
    const auto stored = DecodeTotals(EncodeTotals(totals));
    ASSERT_TRUE(stored);
    EXPECT_EQ(*stored, totals);
  }
  for (const char* text : {"", "1", "2 0", "1 0 1 2 3", "1 0 x"}) {
    EXPECT_FALSE(DecodeTotals(text)) << text;
  }
  std::string damaged = EncodeTotals(totals);
  damaged.back() = '?';
  EXPECT_FALSE(DecodeTotals(damaged));
}

TEST(FederationSumsTest, OwnMandateStaysApartAbove) {
  FederationTotals totals;
  totals.below.sums = SumsOf("members: 12");
  totals.below.own_mandate = SumsOf("members: 5");
  EXPECT_EQ(totals.Above(), totals.below);
  totals.keeps_own_mandate = true;
  EXPECT_EQ(totals.Above().sums, FederationSums());
  EXPECT_EQ(ToMessage(totals.Above().own_mandate).members().sum(), 17);
}

}  // namespace
}  // namespace sangam::registry
