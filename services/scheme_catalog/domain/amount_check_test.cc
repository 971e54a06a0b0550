#include "services/scheme_catalog/domain/amount_check.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::scheme_catalog {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

v1::Amount Amount(const std::string& text) {
  v1::Amount amount;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &amount));
  return amount;
}

std::vector<std::string> Faults(const v1::Amount& amount) {
  Violations violations;
  RuleVocabulary vocabulary(&AttributeDictionary::BuiltIn());
  CheckAmount(violations, "a", amount, vocabulary);
  std::vector<std::string> fields;
  for (const auto& violation : FieldViolationsOf(violations.ToStatus())) {
    fields.push_back(violation.field);
  }
  return fields;
}

TEST(AmountCheckTest, AFixedSumIsARange) {
  EXPECT_THAT(Faults(Amount("fixed { min_paise: 1 max_paise: 1 }")), IsEmpty());
  EXPECT_THAT(Faults(Amount("fixed { min_paise: 2 max_paise: 1 }")),
              ElementsAre("a.fixed.min_paise"));
  EXPECT_THAT(Faults(Amount("fixed { min_paise: -2 max_paise: -1 }")),
              ElementsAre("a.fixed.min_paise", "a.fixed.max_paise"));
  EXPECT_THAT(Faults(Amount("fixed { max_paise: 10000000000000001 }")),
              ElementsAre("a.fixed.max_paise"));
}

TEST(AmountCheckTest, ASumPerUnitCountsUnits) {
  EXPECT_THAT(
      Faults(Amount(R"pb(per_unit { paise_each: 5 count_attribute: "members" }
      )pb")),
      IsEmpty());
  EXPECT_THAT(Faults(Amount(R"pb(per_unit {
                                   paise_each: 5
                                   count_attribute: "investment_paise"
                                   cap_paise: -1
                                   min_paise_each: 6
                                 })pb")),
              ElementsAre("a.per_unit.count_attribute", "a.per_unit.cap_paise",
                          "a.per_unit.min_paise_each"));
  EXPECT_THAT(Faults(Amount("per_unit { paise_each: -5 }")),
              UnorderedElementsAre("a.per_unit.paise_each",
                                   "a.per_unit.count_attribute",
                                   "a.per_unit.min_paise_each"));
}

TEST(AmountCheckTest, AShareIsOfACost) {
  EXPECT_THAT(Faults(Amount(R"pb(share_of_cost {
                                   share_bps: 10000
                                   cost_attribute: "project_cost_paise"
                                 })pb")),
              IsEmpty());
  for (const int share : {0, -1, 10'001}) {
    v1::Amount amount;
    amount.mutable_share_of_cost()->set_share_bps(share);
    amount.mutable_share_of_cost()->set_cost_attribute("members");
    EXPECT_THAT(Faults(amount), ElementsAre("a.share_of_cost.share_bps",
                                            "a.share_of_cost.cost_attribute"));
  }
}

TEST(AmountCheckTest, LotsNeverOverflow) {
  EXPECT_THAT(Faults(Amount("unit_lots { lots { units: 1 paise_each: 1 } }")),
              IsEmpty());
  EXPECT_THAT(Faults(Amount("unit_lots {}")), ElementsAre("a.unit_lots.lots"));
  EXPECT_THAT(Faults(Amount("unit_lots { lots {} }")),
              ElementsAre("a.unit_lots.lots[0].units"));
  // Each lot is within bounds, their sum is not.
  EXPECT_THAT(Faults(Amount("unit_lots { lots { units: 3000000000"
                            " paise_each: 10000000000000000 } }")),
              ElementsAre("a.unit_lots.lots"));
  v1::Amount huge;
  for (int i = 0; i < kMaxLots; ++i) {
    auto* lot = huge.mutable_unit_lots()->add_lots();
    lot->set_units(std::numeric_limits<int64_t>::max());
    lot->set_paise_each(std::numeric_limits<int64_t>::max());
  }
  EXPECT_FALSE(Faults(huge).empty());
  huge.mutable_unit_lots()->add_lots();
  EXPECT_THAT(Faults(huge), ElementsAre("a.unit_lots.lots"));
}

TEST(AmountCheckTest, TheLesserOfIsOfSeveral) {
  EXPECT_THAT(Faults(Amount(R"pb(lesser_of {
                                   amounts { fixed { max_paise: 5 } }
                                   amounts { fixed { max_paise: 6 } }
                                 })pb")),
              IsEmpty());
  EXPECT_THAT(
      Faults(Amount("lesser_of { amounts { fixed { min_paise: 5 } } }")),
      ElementsAre("a.lesser_of.amounts",
                  "a.lesser_of.amounts[0].fixed.min_paise"));
}

TEST(AmountCheckTest, NestingIsBounded) {
  v1::Amount amount = Amount("fixed {}");
  for (int depth = 0; depth < kMaxAmountDepth; ++depth) {
    v1::Amount outer;
    *outer.mutable_lesser_of()->add_amounts() = amount;
    *outer.mutable_lesser_of()->add_amounts() = Amount("fixed {}");
    amount = outer;
  }
  EXPECT_THAT(Faults(amount), IsEmpty());
  v1::Amount deeper;
  *deeper.mutable_lesser_of()->add_amounts() = amount;
  *deeper.mutable_lesser_of()->add_amounts() = Amount("fixed {}");
  EXPECT_EQ(Faults(deeper).size(), 1u);
}

TEST(AmountCheckTest, SlabsRiseAndTheLastMayBeOpen) {
  EXPECT_THAT(Faults(Amount(R"pb(slabs {
                                   measure_attribute: "project_cost_paise"
                                   mode: SLAB_MODE_PROGRESSIVE
                                   slabs { up_to: 100 share_bps: 5000 }
                                   slabs { share_bps: 2500 cap_paise: 10 }
                                 })pb")),
              IsEmpty());
  EXPECT_THAT(Faults(Amount(R"pb(slabs {
                                   measure_attribute: "project_cost_paise"
                                   mode: SLAB_MODE_WHOLE_AMOUNT
                                   slabs { up_to: 100 share_bps: 5000 }
                                   slabs { fixed_paise: 1 }
                                   slabs { up_to: 100 }
                                 })pb")),
              ElementsAre("a.slabs.slabs[1].up_to", "a.slabs.slabs[2].up_to",
                          "a.slabs.slabs[2]"));
  EXPECT_THAT(Faults(Amount("slabs {}")),
              ElementsAre("a.slabs.measure_attribute", "a.slabs.mode",
                          "a.slabs.slabs"));
}

TEST(AmountCheckTest, TheRateOfASlabSuitsModeAndMeasure) {
  EXPECT_THAT(
      Faults(Amount(R"pb(slabs {
                           measure_attribute: "members"
                           mode: SLAB_MODE_PROGRESSIVE
                           slabs { up_to: 10 share_bps: 5000 }
                           slabs { up_to: 20 fixed_paise: 5 }
                           slabs { up_to: 30 paise_each: -5 }
                         })pb")),
      ElementsAre("a.slabs.slabs[0].share_bps", "a.slabs.slabs[1].fixed_paise",
                  "a.slabs.slabs[2].paise_each"));
  EXPECT_THAT(Faults(Amount(R"pb(slabs {
                                   measure_attribute: "investment_paise"
                                   mode: SLAB_MODE_WHOLE_AMOUNT
                                   slabs { paise_each: 5 }
                                 })pb")),
              ElementsAre("a.slabs.slabs[0].paise_each"));
}

TEST(AmountCheckTest, InterestIsOnALoanForSomeTime) {
  EXPECT_THAT(Faults(Amount(R"pb(interest_subvention {
                                   rate_bps: 300
                                   loan_attribute: "project_cost_paise"
                                   months: 60
                                 })pb")),
              IsEmpty());
  EXPECT_THAT(Faults(Amount(R"pb(interest_subvention {
                                   loan_attribute: "members"
                                   loan_cap_paise: -1
                                   months: 1201
                                 })pb")),
              ElementsAre("a.interest_subvention.rate_bps",
                          "a.interest_subvention.loan_attribute",
                          "a.interest_subvention.loan_cap_paise",
                          "a.interest_subvention.months"));
}

TEST(AmountCheckTest, AComputedSumIsANumberOfPaise) {
  EXPECT_THAT(
      Faults(Amount("computed { expression: \"project_cost_paise / 2\" }")),
      IsEmpty());
  for (const char* wrong :
       {"", "1 +", "members >= 10", "members", "no_such_thing"}) {
    v1::Amount amount;
    amount.mutable_computed()->set_expression(wrong);
    EXPECT_THAT(Faults(amount), ElementsAre("a.computed.expression")) << wrong;
  }
}

TEST(AmountCheckTest, AnAmountHasAFormula) {
  EXPECT_THAT(Faults(v1::Amount()), ElementsAre("a"));
}

}  // namespace
}  // namespace sangam::scheme_catalog
