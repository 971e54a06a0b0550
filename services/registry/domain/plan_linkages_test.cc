#include "services/registry/domain/plan_linkages.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "services/registry/domain/linkage_rules.h"

namespace sangam::registry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

v1::Plan FromText(const std::string& text) {
  v1::Plan plan;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &plan));
  return plan;
}

// Worksheds wholly paid, a soft intervention of which a gap funder pays the
// rest, cards without cost, and what is open.
v1::Plan UmdenEri() {
  return FromText(R"pb(
    name: 'plans/umden'
    subject { name: 'clusters/umden-eri' }
    terms {
      needs {
        id: 'worksheds'
        head: 'WORKSHED'
        description: 'Worksheds with looms'
        lots { units: 64 paise_each: 900000 }
        lots { units: 36 paise_each: 2500000 }
      }
      needs { id: 'soft' head: 'SOFT' cost_paise: 250000000 }
      needs { id: 'cards' head: 'CARD' cost_paise: 0 units: 100 }
      needs { id: 'credit' head: 'CREDIT' cost_paise: 30000000 }
    }
    plan {
      needs { need: 'worksheds' cost_paise: 147600000 grant_paise: 147600000 }
      needs {
        need: 'soft'
        cost_paise: 250000000
        grant_paise: 200000000
        gap_funding_paise: 50000000
      }
      needs { need: 'cards' }
      needs { need: 'credit' cost_paise: 30000000 unfunded_paise: 30000000 }
      lines {
        kind: PLAN_LINE_KIND_GRANT
        need: 'worksheds'
        paise: 147600000
        scheme: 'schemes/worksheds'
        scheme_version: 'schemes/worksheds/versions/1'
        department: 'departments/dc-handloom'
        formula: '64 × ₹9,000 + 36 × ₹25,000'
      }
      lines {
        kind: PLAN_LINE_KIND_GRANT
        need: 'soft'
        party: PLAN_PARTY_CENTRE
        paise: 150000000
        scheme: 'schemes/soft'
        formula: '60 % of ₹25,00,000'
      }
      lines {
        kind: PLAN_LINE_KIND_GRANT
        need: 'soft'
        party: PLAN_PARTY_STATE
        paise: 50000000
        scheme: 'schemes/soft'
        formula: '20 % of ₹25,00,000'
        assumed: true
      }
      lines {
        kind: PLAN_LINE_KIND_GAP_FUNDING
        need: 'soft'
        party: PLAN_PARTY_GAP_FUNDER
        paise: 50000000
        scheme: 'schemes/nec-gap'
      }
      lines {
        kind: PLAN_LINE_KIND_SERVICE
        need: 'cards'
        scheme: 'schemes/cards'
        applicant: 'office'
      }
      lines { kind: PLAN_LINE_KIND_UNFUNDED need: 'credit' paise: 30000000 }
      steps { id: 'a' description: 'Apply: Soft' blockers: 'no role is named' }
      steps { id: 'b' blockers: 'the window is closed' }
    })pb");
}

TEST(PlanLinkagesTest, OneForEachSchemeAndNeedWithWhatEachPartyPays) {
  const auto planned = LinkagesOf(UmdenEri());
  ASSERT_EQ(planned.size(), 4u);

  const v1::Linkage& sheds = planned[0].linkage;
  EXPECT_THAT(sheds.name(), StartsWith("linkages/umden-worksheds-"));
  EXPECT_EQ(sheds.plan(), "plans/umden");
  EXPECT_EQ(sheds.scheme(), "schemes/worksheds");
  EXPECT_EQ(sheds.scheme_version(), "schemes/worksheds/versions/1");
  EXPECT_EQ(sheds.department(), "departments/dc-handloom");
  EXPECT_EQ(sheds.amount_paise(), 147'600'000);
  ASSERT_EQ(sheds.lots_size(), 2);
  EXPECT_EQ(sheds.lots(1).units(), 36);
  EXPECT_EQ(sheds.lots(1).paise_each(), 2'500'000);
  EXPECT_EQ(sheds.lots(1).description(), "Worksheds with looms");
  EXPECT_EQ(sheds.parties_size(), 0) << "the scheme does not say who pays";
  EXPECT_EQ(sheds.description(),
            "Worksheds with looms; 64 × ₹9,000 + 36 × ₹25,000");
  EXPECT_EQ(sheds.evidence(0).reference(), "plans/umden#worksheds");

  const v1::Linkage& soft = planned[1].linkage;
  EXPECT_EQ(planned[1].need, "soft");
  EXPECT_THAT(planned[1].lines, ElementsAre(1, 2));
  EXPECT_EQ(soft.amount_paise(), 200'000'000);
  ASSERT_EQ(soft.parties_size(), 2);
  EXPECT_EQ(soft.parties(0).party(), scheme_catalog::v1::FUNDING_PARTY_CENTRE);
  EXPECT_EQ(soft.parties(0).amount_paise(), 150'000'000);
  EXPECT_EQ(soft.parties(1).party(), scheme_catalog::v1::FUNDING_PARTY_STATE);
  EXPECT_THAT(soft.description(), HasSubstr("20 % of ₹25,00,000 (assumed)"));

  const v1::Linkage& gap = planned[2].linkage;
  EXPECT_EQ(gap.scheme(), "schemes/nec-gap");
  EXPECT_EQ(gap.amount_paise(), 50'000'000);
  EXPECT_EQ(gap.parties_size(), 0);

  const v1::Linkage& cards = planned[3].linkage;
  EXPECT_FALSE(cards.has_amount_paise());
  ASSERT_EQ(cards.lots_size(), 1);
  EXPECT_EQ(cards.lots(0).units(), 100);
  EXPECT_EQ(planned[3].applicant, "office");
  EXPECT_THAT(cards.description(), HasSubstr("applied for by office"));
}

TEST(PlanLinkagesTest, EachIsALinkageThatMayBeStored) {
  for (PlannedLinkage& planned : LinkagesOf(UmdenEri())) {
    v1::Linkage& linkage = planned.linkage;
    linkage.set_subject("clusters/umden-eri");
    linkage.set_state(v1::LINKAGE_STATE_PROPOSED);
    auto& step = *linkage.add_steps();
    step.set_state(v1::LINKAGE_STATE_PROPOSED);
    step.mutable_taken_on()->set_year(2012);
    step.mutable_taken_on()->set_month(6);
    step.mutable_taken_on()->set_day(1);
    step.set_taken_by("MISSION");
    EXPECT_TRUE(CheckLinkage(linkage).ok()) << CheckLinkage(linkage);
  }
}

TEST(PlanLinkagesTest, UnitsHaveTheirWorthOnlyWhereAllIsPaid) {
  v1::Plan plan = UmdenEri();
  plan.mutable_plan()->mutable_lines(0)->set_paise(100'000'000);
  const v1::Linkage sheds = LinkagesOf(plan)[0].linkage;
  EXPECT_EQ(sheds.amount_paise(), 100'000'000);
  EXPECT_EQ(sheds.lots(0).units(), 64);
  EXPECT_FALSE(sheds.lots(0).has_paise_each());
  // A service that is not to be had in full tells no units.
  plan.mutable_plan()->mutable_needs(2)->add_reasons("7 more than there are");
  EXPECT_EQ(LinkagesOf(plan)[3].linkage.lots_size(), 0);
}

TEST(PlanLinkagesTest, NamesStayWhateverElseChanges) {
  const auto before = LinkagesOf(UmdenEri());
  v1::Plan plan = UmdenEri();
  plan.mutable_plan()->mutable_lines()->DeleteSubrange(0, 1);
  plan.mutable_plan()->mutable_lines(0)->set_paise(1);
  const auto after = LinkagesOf(plan);
  EXPECT_EQ(after[0].linkage.name(), before[1].linkage.name());
  std::set<std::string> names;
  for (const auto& planned : before) names.insert(planned.linkage.name());
  EXPECT_EQ(names.size(), before.size());
}

TEST(PlanLinkagesTest, LongNamesAreShortenedAndStayApart) {
  v1::Plan plan = UmdenEri();
  plan.set_name(absl::StrCat("plans/", std::string(63, 'p')));
  // A hyphen where the name is cut.
  const std::string need = absl::StrCat(std::string(25, 'n'), "-soft");
  for (auto& line : *plan.mutable_plan()->mutable_lines()) line.set_need(need);
  std::set<std::string> names;
  for (const auto& planned : LinkagesOf(plan)) {
    names.insert(planned.linkage.name());
    EXPECT_LE(planned.linkage.name().size(), sizeof("linkages/") - 1 + 63);
  }
  EXPECT_EQ(names.size(), 4u);
}

TEST(PlanLinkagesTest, WhatNobodyGivesIsNone) {
  v1::Plan plan = UmdenEri();
  for (auto& line : *plan.mutable_plan()->mutable_lines()) {
    line.set_kind(type::v1::PLAN_LINE_KIND_OWN_CASH);
  }
  EXPECT_THAT(LinkagesOf(plan), IsEmpty());
  EXPECT_THAT(LinkagesOf(v1::Plan()), IsEmpty());
}

TEST(PlanLinkagesTest, BlockersNameTheirStep) {
  EXPECT_THAT(
      BlockersOf(UmdenEri()),
      ElementsAre("Apply: Soft: no role is named", "b: the window is closed"));
}

}  // namespace
}  // namespace sangam::registry
