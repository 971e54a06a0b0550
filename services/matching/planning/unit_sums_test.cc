// No unit of a need gets more than it costs.
#include "services/matching/planning/unit_sums.h"

#include <string>

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

TEST(UnitSumsTest, SomeOfTheUnitsAreTheFirst) {
  const auto line =
      GrantOf(ForEach(2'500'000, "count_attribute: 'members' "), kSheds);
  EXPECT_EQ(line.paise(), 45'000'000) << "fifty members";
  EXPECT_EQ(line.formula(), "50 × ₹9,000 (what each costs)");
}

TEST(UnitSumsTest, ACapHoldsAfterThePrices) {
  const auto line = GrantOf(
      ForEach(2'500'000, "min_paise_each: 100 cap_paise: 100000000 "), kSheds);
  EXPECT_EQ(line.paise(), 100'000'000);
  EXPECT_EQ(line.formula(),
            "64 × ₹9,000 (what each costs) + 36 × ₹25,000, at most"
            " ₹10,00,000");
}

TEST(UnitSumsTest, LotsPayLotsInTheirOrder) {
  const std::string small = "units: 64 paise_each: 900000";
  const std::string large = "units: 36 paise_each: 2500000";
  const auto line = GrantOf(Lots(small, large), kSheds);
  EXPECT_EQ(line.paise(), 147'600'000);
  EXPECT_EQ(line.formula(), "64 × ₹9,000 + 36 × ₹25,000");
  const auto across = GrantOf(Lots(large, small), kSheds);
  EXPECT_EQ(across.paise(), 100 * 900'000);
  EXPECT_EQ(across.formula(), "36 × ₹9,000 (what each costs) + 64 × ₹9,000");
}

TEST(UnitSumsTest, ThingsAreWorthNoMoreThanTheUnitsCost) {
  const auto line = GrantOf(
      "in_kind { description: 'shed' units: 70 paise_each: 2500000 }", kSheds);
  EXPECT_EQ(line.paise(), 64 * 900'000 + 6 * 2'500'000);
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
