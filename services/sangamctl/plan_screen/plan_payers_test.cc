#include "services/sangamctl/plan_screen/plan_payers.h"

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

type::v1::ConvergencePlan Plan(const char* text) {
  type::v1::ConvergencePlan plan;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &plan));
  return plan;
}

// Two schemes of the textile department, one of a department without a title,
// one without a department.
constexpr char kPlan[] =
    "departments { department: 'departments/t' title: 'Textiles' }"
    "lines { kind: PLAN_LINE_KIND_GRANT party: PLAN_PARTY_CENTRE paise: 300"
    " scheme: 'schemes/a' department: 'departments/t' }"
    "lines { kind: PLAN_LINE_KIND_GRANT party: PLAN_PARTY_CENTRE paise: "
    "147600000"
    " scheme: 'schemes/b' department: 'departments/t' assumed: true }"
    "lines { kind: PLAN_LINE_KIND_GRANT party: PLAN_PARTY_CENTRE paise: 100"
    " scheme: 'schemes/c' department: 'departments/m' }"
    "lines { kind: PLAN_LINE_KIND_GRANT party: PLAN_PARTY_CENTRE paise: 200"
    " scheme: 'schemes/d' scheme_title: 'Dee' }"
    "lines { kind: PLAN_LINE_KIND_GRANT party: PLAN_PARTY_STATE paise: 500"
    " scheme: 'schemes/a' department: 'departments/t' }"
    "lines { kind: PLAN_LINE_KIND_IN_KIND party: PLAN_PARTY_BENEFICIARY paise:"
    " 700 }"
    "lines { kind: PLAN_LINE_KIND_OWN_CASH party: PLAN_PARTY_BENEFICIARY paise:"
    " 800 }"
    "lines { kind: PLAN_LINE_KIND_UNFUNDED party: PLAN_PARTY_NOBODY paise: 900 "
    "}"
    "totals { party: PLAN_PARTY_CENTRE paise: 147600600 }"
    "totals { party: PLAN_PARTY_STATE paise: 500 }"
    "totals { party: PLAN_PARTY_BENEFICIARY paise: 1500 }"
    "totals { party: PLAN_PARTY_NOBODY paise: 900 }";

TEST(PlanPayersTest, EveryPartyIsToldByDepartmentsTheLargestFirst) {
  EXPECT_EQ(PayersInWords(Plan(kPlan), Words("en"), 9),
            "Centre ₹14,76,006 — Textiles ₹14,76,003 (of it ₹14,76,000*), Dee "
            "₹2, departments/m ₹1;"
            " State ₹5 — Textiles; Own ₹15 — cash ₹8, in kind ₹7; OPEN ₹9");
}

TEST(PlanPayersTest, DepartmentsThatAreLeftOutAreSummedUp) {
  EXPECT_EQ(PayersInWords(Plan(kPlan), Words("en"), 2),
            "Centre ₹14,76,006 — Textiles ₹14,76,003 (of it ₹14,76,000*), 2 "
            "more ₹3; State ₹5 —"
            " Textiles; Own ₹15 — cash ₹8, in kind ₹7; OPEN ₹9");
}

TEST(PlanPayersTest, OnlyWhatIsAssumedHasTheSign) {
  type::v1::ConvergencePlan plan = Plan(kPlan);
  for (auto& line : *plan.mutable_lines()) line.clear_assumed();
  plan.mutable_lines(2)->set_assumed(true);
  plan.mutable_lines(3)->set_assumed(true);
  plan.mutable_lines(4)->set_assumed(true);
  EXPECT_THAT(PayersInWords(plan, Words("en"), 2),
              testing::HasSubstr("2 more ₹3*; State ₹5 — Textiles*; Own"));
  plan.mutable_lines(3)->clear_assumed();
  *plan.add_lines() = plan.lines(4);
  plan.mutable_lines()->rbegin()->clear_assumed();
  EXPECT_THAT(PayersInWords(plan, Words("en"), 2),
              testing::HasSubstr(
                  "2 more ₹3 (of it ₹1*); State ₹5 — Textiles (of it ₹5*);"));
}

TEST(PlanPayersTest, DepartmentsOfOneTitleAreNotOnePayer) {
  type::v1::ConvergencePlan plan = Plan(kPlan);
  auto& other = *plan.add_departments();
  other.set_department("departments/m");
  other.set_title("Textiles");
  EXPECT_THAT(PayersInWords(plan, Words("en"), 9),
              testing::HasSubstr("— Textiles (departments/t) ₹14,76,003 (of it"
                                 " ₹14,76,000*), Dee ₹2, Textiles"
                                 " (departments/m) ₹1; State"));
}

TEST(PlanPayersTest, WhatCostsNothingIsSaidToCostNothing) {
  EXPECT_EQ(PayersInWords({}, Words("en"), 2), "nothing of it costs money");
}

}  // namespace
}  // namespace sangam::sangamctl
