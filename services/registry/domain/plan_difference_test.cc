#include "services/registry/domain/plan_difference.h"

#include <initializer_list>

#include "gtest/gtest.h"

namespace sangam::registry {
namespace {

v1::Linkage ForUnits(std::initializer_list<int64_t> lots) {
  v1::Linkage linkage;
  linkage.set_state(v1::LINKAGE_STATE_APPLIED);
  linkage.set_amount_paise(1000);
  for (const int64_t units : lots) linkage.add_lots()->set_units(units);
  return linkage;
}

TEST(PlanDifferenceTest, TheOrderOfLotsIsNone) {
  EXPECT_EQ(DifferenceFromPlan(ForUnits({64, 36}), ForUnits({36, 64})), "");
  EXPECT_EQ(DifferenceFromPlan(ForUnits({64, 36}), ForUnits({36, 36})),
            "it is for 64 + 36 units and APPLIED, the plan's for 36 + 36"
            " units");
}

}  // namespace
}  // namespace sangam::registry
