#include "services/registry/domain/plan_outcome_rules.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"

namespace sangam::registry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A shed of ₹10 of which a grant pays 6, gap funding 1, land stands for 1, cash
// pays 1 and 1 is open; and a card without cost.
constexpr char kTerms[] = R"pb(
  needs {
    id: 'shed'
    head: 'SHED'
    lots { units: 5 paise_each: 200 }
  }
  needs { id: 'card' head: 'CARD' cost_paise: 0 }
  contributions {
    id: 'land'
    kind: PLAN_CONTRIBUTION_KIND_IN_KIND
    need: 'shed'
    value_paise: 150
    valued_by: 'OFFICE'
  }
  contributions {
    id: 'cash'
    kind: PLAN_CONTRIBUTION_KIND_CASH
    value_paise: 100
  }
  applicants {
    id: 'spv'
    subject { name: 'groups/spv' }
  }
)pb";
constexpr char kOutcome[] = R"pb(
  needs {
    need: 'shed'
    cost_paise: 1000
    grant_paise: 600
    gap_funding_paise: 100
    in_kind_paise: 100
    own_cash_paise: 100
    unfunded_paise: 100
    own_share_required_paise: 400
    own_share_mobilised_paise: 200
    own_share_gap_paise: 200
  }
  needs { need: 'card' }
  lines {
    kind: PLAN_LINE_KIND_GRANT
    need: 'shed'
    party: PLAN_PARTY_CENTRE
    paise: 400
    scheme: 'schemes/a'
    applicant: 'spv'
  }
  lines {
    kind: PLAN_LINE_KIND_GRANT
    need: 'shed'
    party: PLAN_PARTY_STATE
    paise: 200
    scheme: 'schemes/a'
  }
  lines {
    kind: PLAN_LINE_KIND_GAP_FUNDING
    need: 'shed'
    party: PLAN_PARTY_GAP_FUNDER
    paise: 100
    scheme: 'schemes/g'
  }
  lines {
    kind: PLAN_LINE_KIND_IN_KIND
    need: 'shed'
    party: PLAN_PARTY_BENEFICIARY
    paise: 100
    contribution: 'land'
  }
  lines {
    kind: PLAN_LINE_KIND_OWN_CASH
    need: 'shed'
    party: PLAN_PARTY_BENEFICIARY
    paise: 100
    contribution: 'cash'
  }
  lines {
    kind: PLAN_LINE_KIND_UNFUNDED
    need: 'shed'
    party: PLAN_PARTY_NOBODY
    paise: 100
  }
  lines { kind: PLAN_LINE_KIND_SERVICE need: 'card' scheme: 'schemes/c' }
  loans { scheme: 'schemes/l' need: 'shed' max_paise: 100 }
  totals { party: PLAN_PARTY_CENTRE paise: 400 }
  totals { party: PLAN_PARTY_STATE paise: 200 }
  totals { party: PLAN_PARTY_GAP_FUNDER paise: 100 }
  totals { party: PLAN_PARTY_BENEFICIARY paise: 200 }
  totals { party: PLAN_PARTY_NOBODY paise: 100 }
  total {
    cost_paise: 1000
    grant_paise: 600
    gap_funding_paise: 100
    in_kind_paise: 100
    own_cash_paise: 100
    unfunded_paise: 100
  }
)pb";

v1::Plan Good() {
  v1::Plan plan;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      kTerms, plan.mutable_terms()));
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      kOutcome, plan.mutable_plan()));
  return plan;
}

std::vector<FieldViolation> FaultsOf(const v1::Plan& plan) {
  Violations violations;
  CheckOutcome(violations, plan);
  return FieldViolationsOf(violations.ToStatus());
}
std::vector<std::string> FieldsOf(const v1::Plan& plan) {
  std::vector<std::string> fields;
  for (const auto& fault : FaultsOf(plan)) fields.push_back(fault.field);
  return fields;
}

TEST(PlanOutcomeRulesTest, WhatAddsUpIsKept) {
  EXPECT_THAT(FieldsOf(Good()), IsEmpty());
  v1::Plan nothing = Good();
  nothing.mutable_plan()->Clear();
  EXPECT_THAT(FieldsOf(nothing), IsEmpty());
}

// A bank's money as a grant, and own cash below zero, that add up to the cost.
TEST(PlanOutcomeRulesTest, ABankGrantsNothingAndNobodyPaysLessThanNothing) {
  v1::Plan plan = Good();
  auto* need = plan.mutable_plan()->mutable_needs(0);
  need->set_grant_paise(1600);
  need->set_own_cash_paise(-900);
  plan.mutable_plan()->mutable_lines(0)->set_party(type::v1::PLAN_PARTY_BANK);
  plan.mutable_plan()->mutable_lines(0)->set_paise(1400);
  plan.mutable_plan()->mutable_lines(4)->set_paise(-900);
  const auto faults = FaultsOf(plan);
  ASSERT_EQ(faults.size(), 4u);
  EXPECT_EQ(faults[0].field, "plan.needs[0]");
  EXPECT_THAT(faults[0].description, HasSubstr("OWN_CASH is below zero"));
  EXPECT_EQ(faults[1].field, "plan.needs[0]") << "its own share";
  EXPECT_EQ(faults[2].field, "plan.lines[0].party");
  EXPECT_THAT(faults[2].description, HasSubstr("a bank lends"));
  EXPECT_EQ(faults[3].field, "plan.lines[4].paise");
}

TEST(PlanOutcomeRulesTest, NeedsAreThoseOfTheTermsAtTheirCost) {
  v1::Plan plan = Good();
  plan.mutable_plan()->mutable_needs(0)->set_cost_paise(1100);
  plan.mutable_plan()->mutable_needs(0)->set_unfunded_paise(200);
  plan.mutable_plan()->mutable_needs(0)->set_own_share_required_paise(500);
  plan.mutable_plan()->mutable_needs(0)->set_own_share_gap_paise(300);
  EXPECT_THAT(FieldsOf(plan), ElementsAre("plan.needs[0].cost_paise"));
  plan = Good();
  plan.mutable_plan()->mutable_needs(1)->set_need("ghost");
  EXPECT_THAT(FieldsOf(plan), ElementsAre("plan.needs[1].need", "plan.needs"));
  plan = Good();
  plan.mutable_plan()->mutable_needs(1)->set_need("shed");
  EXPECT_THAT(FieldsOf(plan),
              ElementsAre("plan.needs[1].need", "plan.needs[1].cost_paise",
                          "plan.needs"));
}

// Twice the largest number there is, for a need that nobody has.
TEST(PlanOutcomeRulesTest, LinesOfNoNeedAreRefusedWhateverTheirSum) {
  v1::Plan plan = Good();
  for (int i = 0; i < 2; ++i) {
    auto* line = plan.mutable_plan()->add_lines();
    *line = plan.plan().lines(0);
    line->set_need("ghost");
    line->set_paise(INT64_MAX);
  }
  EXPECT_THAT(FieldsOf(plan),
              ElementsAre("plan.lines[7].need", "plan.lines[8].need"));
  plan.mutable_plan()->mutable_lines(7)->set_need("shed");
  plan.mutable_plan()->mutable_lines(8)->set_need("shed");
  EXPECT_THAT(FieldsOf(plan), ElementsAre("plan.lines", "plan.totals"));
}

TEST(PlanOutcomeRulesTest, SumsAgreeByKind) {
  v1::Plan plan = Good();
  plan.mutable_plan()->mutable_needs(0)->set_grant_paise(500);
  plan.mutable_plan()->mutable_needs(0)->set_gap_funding_paise(200);
  plan.mutable_plan()->mutable_needs(0)->set_own_share_required_paise(500);
  plan.mutable_plan()->mutable_needs(0)->set_own_share_gap_paise(300);
  const auto faults = FaultsOf(plan);
  ASSERT_EQ(faults.size(), 3u);
  EXPECT_EQ(faults[0].field, "plan.lines");
  EXPECT_EQ(faults[0].description,
            "those of the kind GRANT for shed sum to ₹6, and the need says ₹5");
  EXPECT_EQ(faults[1].field, "plan.lines");
  EXPECT_EQ(faults[2].field, "plan.total");
}

TEST(PlanOutcomeRulesTest, KindPartyAndSchemeAgree) {
  const struct {
    int line;
    const char* change;
    const char* field;
  } cases[] = {
      {0, "kind: PLAN_LINE_KIND_UNSPECIFIED", "plan.lines[0].kind"},
      {0, "party: PLAN_PARTY_GAP_FUNDER", "plan.lines[0].party"},
      {0, "party: PLAN_PARTY_BENEFICIARY", "plan.lines[0].party"},
      {0, "scheme: ''", "plan.lines[0].scheme"},
      {0, "scheme: 'departments/a'", "plan.lines[0].scheme"},
      {0, "applicant: 'ghost'", "plan.lines[0].applicant"},
      {2, "party: PLAN_PARTY_CENTRE", "plan.lines[2].party"},
      {3, "party: PLAN_PARTY_STATE", "plan.lines[3].party"},
      {4, "scheme: 'schemes/a'", "plan.lines[4].scheme"},
      {4, "contribution: 'ghost'", "plan.lines[4].contribution"},
      {5, "party: PLAN_PARTY_BANK", "plan.lines[5].party"},
      {6, "paise: 1", "plan.lines[6].paise"},
  };
  for (const auto& test_case : cases) {
    v1::Plan plan = Good();
    ASSERT_TRUE(google::protobuf::TextFormat::MergeFromString(
        test_case.change, plan.mutable_plan()->mutable_lines(test_case.line)));
    EXPECT_THAT(FieldsOf(plan), ElementsAre(test_case.field))
        << test_case.change;
  }
}

TEST(PlanOutcomeRulesTest, ANeedHasOneGrantScheme) {
  v1::Plan plan = Good();
  plan.mutable_plan()->mutable_lines(1)->set_scheme("schemes/b");
  const auto faults = FaultsOf(plan);
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].field, "plan.lines[1].scheme");
  EXPECT_EQ(faults[0].description,
            "is a second grant scheme for shed, beside schemes/a: a need has"
            " one at most");
  // A gap funder is beside it, and another need has another.
  plan = Good();
  plan.mutable_plan()->mutable_lines(2)->set_scheme("schemes/b");
  plan.mutable_plan()->mutable_lines(6)->set_scheme("schemes/b");
  EXPECT_THAT(FieldsOf(plan), IsEmpty());
}

TEST(PlanOutcomeRulesTest, OwnMoneyIsNoMoreThanWhatIsContributed) {
  v1::Plan plan = Good();
  plan.mutable_terms()->mutable_contributions(1)->set_value_paise(99);
  EXPECT_THAT(FieldsOf(plan),
              ElementsAre("plan.lines[4].contribution", "plan.lines"));
  plan.mutable_plan()->mutable_lines(4)->clear_contribution();
  EXPECT_THAT(FieldsOf(plan), ElementsAre("plan.lines"));
}

TEST(PlanOutcomeRulesTest, LoansAndTotalsAreOfThePlan) {
  v1::Plan plan = Good();
  plan.mutable_plan()->mutable_loans(0)->set_need("ghost");
  plan.mutable_plan()->mutable_loans(0)->set_max_paise(-1);
  EXPECT_THAT(FieldsOf(plan),
              ElementsAre("plan.loans[0].need", "plan.loans[0].max_paise"));
  plan = Good();
  plan.mutable_plan()->mutable_totals(0)->set_paise(401);
  plan.mutable_plan()->mutable_total()->set_cost_paise(1001);
  plan.mutable_plan()->mutable_total()->set_unfunded_paise(101);
  EXPECT_THAT(FieldsOf(plan), ElementsAre("plan.totals", "plan.total"));
}

}  // namespace
}  // namespace sangam::registry
