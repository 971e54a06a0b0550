// No unit of a need gets more than it costs.
#include "services/matching/planning/unit_sums.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

// 64 sheds of ₹9,000 and 36 of ₹25,000.
constexpr char kSheds[] =
    "needs { id: 'sheds' head: 'SHED' lots { units: 64 paise_each: 900000 }"
    " lots { units: 36 paise_each: 2500000 } }";

type::v1::PlanLine GrantOf(const std::string& benefit,
                           const std::string& needs) {
  SampleCatalog sample;
  sample.Add("s", absl::StrCat("open_to_all: true benefits { id: 'g' kind:"
                               " BENEFIT_KIND_GRANT cost_heads: 'SHED' ",
                               benefit, " }"));
  const auto plan =
      PlanBy(sample, needs, "kind: SUBJECT_KIND_CLUSTER members: 50");
  EXPECT_GT(plan.lines_size(), 0);
  return plan.lines_size() == 0 ? type::v1::PlanLine() : plan.lines(0);
}

// The same, the other way round.
constexpr char kDearFirst[] =
    "needs { id: 'sheds' head: 'SHED' lots { units: 36 paise_each: 2500000 }"
    " lots { units: 64 paise_each: 900000 } }";

std::string ForEach(int64_t paise, const std::string& more = "") {
  return absl::StrCat("amount { per_unit { paise_each: ", paise, " ", more,
                      "} }");
}

std::string Lots(const std::string& first, const std::string& second) {
  return absl::StrCat("amount { unit_lots { lots { ", first, " } lots { ",
                      second, " } } }");
}

TEST(UnitSumsTest, ASumForEachPaysNoUnitMoreThanItsPrice) {
  const auto line = GrantOf(ForEach(2'500'000), kSheds);
  EXPECT_EQ(line.paise(), 147'600'000);
  EXPECT_EQ(line.formula(), "64 × ₹9,000 (what each costs) + 36 × ₹25,000");
  const auto less = GrantOf(ForEach(1'000'000), kSheds);
  EXPECT_EQ(less.paise(), 64 * 900'000 + 36 * 1'000'000);
  EXPECT_EQ(less.formula(), "64 × ₹9,000 (what each costs) + 36 × ₹10,000");
  const auto same = GrantOf(ForEach(500'000), kSheds);
  EXPECT_EQ(same.paise(), 50'000'000);
  EXPECT_EQ(same.formula(), "100 × ₹5,000");
}

TEST(UnitSumsTest, SomeOfTheUnitsAreTheDearest) {
  for (const char* sheds : {kSheds, kDearFirst}) {
    const auto line =
        GrantOf(ForEach(2'500'000, "count_attribute: 'members' "), sheds);
    EXPECT_EQ(line.paise(), 36 * 2'500'000 + 14 * 900'000) << "fifty members";
    EXPECT_EQ(line.formula(), "14 × ₹9,000 (what each costs) + 36 × ₹25,000");
  }
}

TEST(UnitSumsTest, ACapHoldsAfterThePrices) {
  const auto line = GrantOf(
      ForEach(2'500'000, "min_paise_each: 100 cap_paise: 100000000 "), kSheds);
  EXPECT_EQ(line.paise(), 100'000'000);
  EXPECT_EQ(line.formula(),
            "64 × ₹9,000 (what each costs) + 36 × ₹25,000, at most"
            " ₹10,00,000");
}

TEST(UnitSumsTest, DearLotsPayDearUnitsInWhateverOrder) {
  const std::string small = "units: 64 paise_each: 900000";
  const std::string large = "units: 36 paise_each: 2500000";
  for (const char* sheds : {kSheds, kDearFirst}) {
    for (const std::string& lots : {Lots(small, large), Lots(large, small)}) {
      const auto line = GrantOf(lots, sheds);
      EXPECT_EQ(line.paise(), 147'600'000);
      EXPECT_EQ(line.formula(), "64 × ₹9,000 + 36 × ₹25,000");
    }
    // What is left of the large lot is for small sheds.
    const auto more = GrantOf(
        Lots("units: 20 paise_each: 500000", "units: 50 paise_each: 2500000"),
        sheds);
    EXPECT_EQ(more.paise(), 36 * 2'500'000 + 14 * 900'000 + 20 * 500'000);
    EXPECT_EQ(more.formula(),
              "20 × ₹5,000 + 14 × ₹9,000 (what each costs) + 36 × ₹25,000");
  }
}

// Against all ways to give each unit one of the sums or none.
TEST(UnitSumsTest, NoOtherPairingGivesMore) {
  std::mt19937_64 random(20'261'123);
  const auto draw = [&random](int64_t least, int64_t most) {
    return std::uniform_int_distribution<int64_t>(least, most)(random);
  };
  constexpr int kUnits = 5;
  for (int i = 0; i < 200; ++i) {
    std::string needs = "needs { id: 'sheds' head: 'SHED' ";
    std::string lots = "amount { unit_lots { ";
    // Of each unit; 0 beyond the last one.
    std::vector<int64_t> prices;
    std::vector<int64_t> sums;
    const auto fill = [&](std::vector<int64_t>& each, std::string& text) {
      int64_t left = draw(1, kUnits);
      while (left > 0) {
        const int64_t units = draw(1, left);
        const int64_t paise = draw(1, 4) * 10 + draw(0, 1);
        absl::StrAppend(&text, "lots { units: ", units, " paise_each: ", paise,
                        " } ");
        each.insert(each.end(), units, paise);
        left -= units;
      }
      each.resize(kUnits);
    };
    fill(prices, needs);
    fill(sums, lots);
    absl::c_sort(sums);
    int64_t most = 0;
    do {
      int64_t sum = 0;
      for (int u = 0; u < kUnits; ++u) sum += std::min(prices[u], sums[u]);
      most = std::max(most, sum);
    } while (std::next_permutation(sums.begin(), sums.end()));
    const auto line =
        GrantOf(absl::StrCat(lots, "} }"), absl::StrCat(needs, "}"));
    EXPECT_EQ(line.paise(), most) << needs << lots;
  }
}

TEST(UnitSumsTest, ThingsAreWorthNoMoreThanTheUnitsCost) {
  const auto line = GrantOf(
      "in_kind { description: 'shed' units: 70 paise_each: 2500000 }", kSheds);
  EXPECT_EQ(line.paise(), 36 * 2'500'000 + 34 * 900'000);
}

TEST(UnitSumsTest, SomeOfEqualUnitsPayTheirPartOfTheCost) {
  const std::string equal =
      "needs { id: 'sheds' head: 'SHED' cost_paise: 1000000 units: 3 }";
  const std::string two = "units: 2 paise_each: 900000";
  const auto line = GrantOf(
      absl::StrCat("amount { unit_lots { lots { ", two, " } } }"), equal);
  EXPECT_EQ(line.paise(), 666'666) << "floored to the paisa";
  EXPECT_EQ(line.formula(),
            "2 × ₹9,000, at most ₹6,666.66 that 2 of 3 units cost");
  EXPECT_EQ(GrantOf(ForEach(900'000), equal).paise(), 1'000'000);
}

}  // namespace
}  // namespace sangam::matching
