#include "services/matching/engine/amount_range.h"

#include <limits>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/money/format.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/catalog/sample_catalog.h"
#include "services/matching/engine/amount_formula.h"

namespace sangam::matching {
namespace {

using ::testing::ElementsAre;

class NoPlaces : public PlaceDirectory {
 public:
  absl::optional<PlaceChain> ChainOf(absl::string_view) const override {
    return absl::nullopt;
  }
  std::string TitleOf(absl::string_view) const override { return ""; }
};

class AmountRangeTest : public ::testing::Test {
 protected:
  // "min..max: formula", with "?" for what can't be told.
  std::string Reckon(const std::string& amount_text,
                     const std::string& profile_text,
                     const char* language = "en") {
    const auto amount = FromText<scheme_catalog::v1::Amount>(amount_text);
    const auto profile = FromText<type::v1::Profile>(profile_text);
    const SubjectView subject(profile, {}, absl::CivilDay(2024, 4, 1));
    const rules::Phrases phrases(language);
    const NoPlaces places;
    const MatchContext context{profile, subject, places,
                               AttributeDictionary::BuiltIn(), phrases};
    const AmountRange range = ReckonAmount(amount, computed_, context);
    missing_ = MissingForAmount(amount, computed_, context);
    return absl::StrCat(range.min_paise ? FormatPaise(*range.min_paise) : "?",
                        "..",
                        range.max_paise ? FormatPaise(*range.max_paise) : "?",
                        ": ", FormulaText(amount, computed_, context));
  }

  ComputedAmounts computed_;
  std::vector<std::string> missing_;
};

TEST_F(AmountRangeTest, Fixed) {
  EXPECT_EQ(Reckon("fixed { min_paise: 1000000 max_paise: 1500000 }", ""),
            "₹10,000..₹15,000: ₹10,000 to ₹15,000");
  EXPECT_EQ(Reckon("fixed { min_paise: 1000000 max_paise: 1000000 }", "", "hi"),
            "₹10,000..₹10,000: ₹10,000");
  EXPECT_EQ(Reckon("", ""), "?..?: ");
}

TEST_F(AmountRangeTest, ShareOfCost) {
  const std::string share =
      "share_of_cost { share_bps: 3500 cost_attribute: 'project_cost_paise'"
      " cap_paise: 100000000 }";
  EXPECT_EQ(Reckon(share, "project_cost_paise: 200000000"),
            "₹7,00,000..₹7,00,000: 35 % of ₹20,00,000, at most ₹10,00,000");
  EXPECT_EQ(Reckon(share, "project_cost_paise: 500000000"),
            "₹10,00,000..₹10,00,000: 35 % of ₹50,00,000, at most ₹10,00,000");
  EXPECT_THAT(missing_, ElementsAre());
  EXPECT_EQ(Reckon(share, ""),
            "?..₹10,00,000: 35 % of project cost, at most ₹10,00,000");
  EXPECT_THAT(missing_, ElementsAre("project_cost_paise"));
  EXPECT_EQ(Reckon(share, "project_cost_paise: 0"),
            "₹0..₹0: 35 % of ₹0, at most ₹10,00,000");
  EXPECT_EQ(Reckon(share, "project_cost_paise: 200000000", "hi"),
            "₹7,00,000..₹7,00,000: ₹20,00,000 का 35 %, अधिकतम ₹10,00,000");
}

TEST_F(AmountRangeTest, SharesFloorToThePaisa) {
  EXPECT_EQ(Reckon("share_of_cost { share_bps: 3333"
                   " cost_attribute: 'project_cost_paise' }",
                   "project_cost_paise: 101"),
            "₹0.33..₹0.33: 33.33 % of ₹1.01");
}

TEST_F(AmountRangeTest, PerUnit) {
  const std::string each =
      "per_unit { paise_each: 250000 count_attribute: 'members'"
      " cap_paise: 2500000 }";
  EXPECT_EQ(Reckon(each, "members: 9"),
            "₹22,500..₹22,500: 9 × ₹2,500, at most ₹25,000");
  EXPECT_EQ(Reckon(each, "members: 12"),
            "₹25,000..₹25,000: 12 × ₹2,500, at most ₹25,000");
  EXPECT_EQ(Reckon(each, ""),
            "?..₹25,000: number of members × ₹2,500, at most ₹25,000");
  EXPECT_EQ(Reckon(each, "members: 0"), "₹0..₹0: 0 × ₹2,500, at most ₹25,000");
  EXPECT_EQ(Reckon("per_unit { paise_each: 200 min_paise_each: 100"
                   " count_attribute: 'members' }",
                   "members: 3"),
            "₹3..₹6: 3 × ₹1 to ₹2");
  const char* up_to =
      "per_unit { paise_each: 200 min_paise_each: 0"
      " count_attribute: 'members' }";
  EXPECT_EQ(Reckon(up_to, "members: 3"), "₹0..₹6: 3 × up to ₹2");
  EXPECT_EQ(Reckon(up_to, "members: 3", "hi"), "₹0..₹6: 3 × ₹2 तक");
}

// 100 worksheds: 64 at ₹9,000 and 36 at ₹25,000.
TEST_F(AmountRangeTest, UnitLots) {
  EXPECT_EQ(Reckon("unit_lots { lots { units: 64 paise_each: 900000 }"
                   " lots { units: 36 paise_each: 2500000 } }",
                   ""),
            "₹14,76,000..₹14,76,000: 64 × ₹9,000 + 36 × ₹25,000");
}

TEST_F(AmountRangeTest, LesserOf) {
  const std::string lesser =
      "lesser_of { amounts { fixed { min_paise: 500 max_paise: 700 } }"
      " amounts { per_unit { paise_each: 100 count_attribute: 'members'"
      " cap_paise: 600 } } }";
  EXPECT_EQ(Reckon(lesser, "members: 2"),
            "₹2..₹2: the lesser of ₹5 to ₹7 and (2 × ₹1, at most ₹6)");
  EXPECT_EQ(Reckon(lesser, "members: 50"),
            "₹5..₹6: the lesser of ₹5 to ₹7 and (50 × ₹1, at most ₹6)");
  EXPECT_EQ(Reckon(lesser, ""),
            "?..₹6: the lesser of ₹5 to ₹7 and (number of members × ₹1, at"
            " most ₹6)");
  EXPECT_THAT(missing_, ElementsAre("members"));
}

TEST_F(AmountRangeTest, ProgressiveSlabs) {
  const std::string slabs =
      "slabs { mode: SLAB_MODE_PROGRESSIVE measure_attribute:"
      " 'project_cost_paise' slabs { up_to: 50000000 share_bps: 9000 }"
      " slabs { up_to: 80000000 share_bps: 5000 } cap_paise: 55000000 }";
  EXPECT_EQ(Reckon(slabs, "project_cost_paise: 60000000"),
            "₹5,00,000..₹5,00,000: 90 % of the first ₹5,00,000 + 50 % of the"
            " next ₹3,00,000 (project cost ₹6,00,000), at most ₹5,50,000");
  EXPECT_EQ(Reckon(slabs, "", "hi"),
            "?..₹5,50,000: पहले ₹5,00,000 का 90 % + अगले ₹3,00,000 का 50 %"
            " (परियोजना लागत), अधिकतम ₹5,50,000");
  EXPECT_THAT(missing_, ElementsAre("project_cost_paise"));
  EXPECT_EQ(Reckon(slabs, "project_cost_paise: 90000000"),
            "?..₹5,50,000: 90 % of the first ₹5,00,000 + 50 % of the next"
            " ₹3,00,000 (project cost ₹9,00,000), at most ₹5,50,000");
  EXPECT_THAT(missing_, ElementsAre());
  EXPECT_EQ(Reckon("slabs { mode: SLAB_MODE_PROGRESSIVE measure_attribute:"
                   " 'members' slabs { up_to: 10 paise_each: 10000 cap_paise:"
                   " 50000 } slabs { up_to: 15 paise_each: 5000 }"
                   " slabs { paise_each: 100 } }",
                   "members: 20"),
            "₹755..₹755: (₹100 for each of the first 10, at most ₹500) + ₹50"
            " for each of the next 5 + ₹1 for each further one (number of"
            " members 20)");
}

TEST_F(AmountRangeTest, WholeAmountSlabs) {
  const std::string slabs =
      "slabs { mode: SLAB_MODE_WHOLE_AMOUNT measure_attribute: 'members'"
      " slabs { up_to: 10 fixed_paise: 100000 }"
      " slabs { up_to: 20 paise_each: 20000 cap_paise: 300000 } ";
  EXPECT_EQ(Reckon(slabs + "}", "members: 10"),
            "₹1,000..₹1,000: ₹1,000 (number of members up to 10)");
  EXPECT_EQ(Reckon(slabs + "}", "members: 12"),
            "₹2,400..₹2,400: 12 × ₹200, at most ₹3,000 (number of members above"
            " 10 and up to 20)");
  EXPECT_EQ(Reckon(slabs + "}", "members: 21"),
            "?..?: a sum that is not stated (number of members above 20)");
  EXPECT_EQ(Reckon(slabs + "nothing_above: true }", "members: 21"),
            "₹0..₹0: nothing (number of members above 20)");
  EXPECT_EQ(Reckon(slabs + "slabs { fixed_paise: 500000 } }", "members: 21"),
            "₹5,000..₹5,000: ₹5,000 (number of members above 20)");
  EXPECT_EQ(Reckon(slabs + "nothing_above: true }", ""),
            "?..₹3,000: ₹1,000 (number of members up to 10); number of members"
            " × ₹200, at most ₹3,000 (number of members above 10 and up to 20);"
            " nothing (number of members above 20)");
}

TEST_F(AmountRangeTest, InterestSubvention) {
  const std::string interest =
      "interest_subvention { rate_bps: 300 loan_attribute:"
      " 'loan_outstanding_paise' months: 18 ";
  EXPECT_EQ(Reckon(interest + "}", "loan_outstanding_paise: 10000000"),
            "₹4,500..₹4,500: 3 % a year on ₹1,00,000 for 18 months");
  EXPECT_EQ(Reckon(interest + "}", "loan_outstanding_paise: 1111"),
            "₹0.49..₹0.49: 3 % a year on ₹11.11 for 18 months")
      << "49.995 paise, floored once at the end";
  const std::string capped =
      interest + "loan_cap_paise: 5000000 cap_paise: 200000 }";
  EXPECT_EQ(Reckon(capped, "loan_outstanding_paise: 10000000"),
            "₹2,000..₹2,000: 3 % a year on ₹50,000 for 18 months, at most"
            " ₹2,000");
  EXPECT_EQ(Reckon(interest + "loan_cap_paise: 5000000 }", ""),
            "?..₹2,250: 3 % a year on loans outstanding up to ₹50,000 for 18"
            " months");
  EXPECT_THAT(missing_, ElementsAre("loan_outstanding_paise"));
  EXPECT_THAT(Reckon(interest + "}", ""), ::testing::StartsWith("?..?: "));
  EXPECT_EQ(Reckon(capped, "loan_outstanding_paise: 10000000", "hi"),
            "₹2,000..₹2,000: ₹50,000 पर 18 महीने तक सालाना 3 %, अधिकतम"
            " ₹2,000");
}

TEST_F(AmountRangeTest, InterestNeverOverflows) {
  const std::string most = absl::StrCat(std::numeric_limits<int64_t>::max());
  const std::string interest =
      "interest_subvention { rate_bps: 2147483647 months: 2147483647"
      " loan_attribute: 'loan_outstanding_paise' ";
  EXPECT_THAT(Reckon(interest + "}", "loan_outstanding_paise: " + most),
              ::testing::StartsWith("?..?: "));
  EXPECT_THAT(
      Reckon(interest + "cap_paise: 700 }", "loan_outstanding_paise: " + most),
      ::testing::StartsWith("₹7..₹7: "));
  EXPECT_THAT(Reckon("interest_subvention { rate_bps: -5 months: 12"
                     " loan_attribute: 'loan_outstanding_paise' }",
                     "loan_outstanding_paise: " + most),
              ::testing::StartsWith("₹0..₹0: "));
}

TEST_F(AmountRangeTest, SlabsAndInterestWithinTheLesser) {
  EXPECT_EQ(
      Reckon("lesser_of { amounts { interest_subvention { rate_bps: 1200"
             " months: 1 loan_attribute: 'loan_outstanding_paise' } }"
             " amounts { slabs { mode: SLAB_MODE_WHOLE_AMOUNT"
             " measure_attribute: 'members' slabs { up_to: 9 fixed_paise: 100 }"
             " slabs { up_to: 19 fixed_paise: 500 } nothing_above: true } } }",
             "loan_outstanding_paise: 20000"),
      "₹0..₹2: the lesser of 12 % a year on ₹200 for 1 month and (₹1 (number of"
      " members up to 9); ₹5 (number of members above 9 and up to 19); nothing"
      " (number of members above 19))");
  EXPECT_THAT(missing_, ElementsAre("members"));
}

TEST_F(AmountRangeTest, WhatAnInt64CannotHoldIsNotTold) {
  const std::string most = absl::StrCat(std::numeric_limits<int64_t>::max());
  const std::string profile =
      "members: " + most + " project_cost_paise: " + most;
  const std::string whole = FormatPaise(std::numeric_limits<int64_t>::max());
  EXPECT_EQ(Reckon("share_of_cost { share_bps: 10000"
                   " cost_attribute: 'project_cost_paise' }",
                   profile),
            absl::StrCat(whole, "..", whole, ": 100 % of ", whole));
  EXPECT_THAT(
      Reckon("per_unit { paise_each: " + most + " count_attribute: 'members' }",
             profile),
      ::testing::StartsWith("?..?: "));
  EXPECT_THAT(Reckon("per_unit { paise_each: " + most +
                         " count_attribute: 'members' cap_paise: 500 }",
                     profile),
              ::testing::StartsWith("₹5..₹5: "));
  EXPECT_THAT(
      Reckon("unit_lots { lots { units: " + most + " paise_each: " + most +
                 " } lots { units: " + most + " paise_each: " + most +
                 " } lots { units: 1"
                 " paise_each: 1 } }",
             ""),
      ::testing::StartsWith("?..?: "));
  EXPECT_THAT(Reckon("lesser_of { amounts { per_unit { paise_each: " + most +
                         " count_attribute: 'members' } }"
                         " amounts { fixed { min_paise: 100 max_paise: 100 } }"
                         " }",
                     profile),
              ::testing::StartsWith("₹1..₹1: "));
}

TEST_F(AmountRangeTest, UnknownOrUnsuitableAttributesAreMissing) {
  EXPECT_EQ(Reckon("per_unit { paise_each: 1 count_attribute: 'sheds' }", ""),
            "?..?: sheds × ₹0.01");
  EXPECT_THAT(missing_, ElementsAre("sheds"));
  EXPECT_EQ(Reckon("per_unit { paise_each: 1 count_attribute: 'women_owned' }",
                   "women_owned: true"),
            "?..?: women-owned × ₹0.01");
}

}  // namespace
}  // namespace sangam::matching
