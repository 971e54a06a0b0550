#include "services/sangamctl/plan_screen/plan_summary.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"

namespace sangam::sangamctl {
namespace {

using testing::HasSubstr;
using testing::Not;

class PlanSummaryTest : public testing::Test {
 protected:
  PlanSummaryTest() {
    heading_.title = "Umden Eri Cluster";
    heading_.as_of.set_year(2012);
    heading_.as_of.set_month(6);
    heading_.as_of.set_day(1);
    heading_.disclaimer = "A proposal.";
    heading_.titles["groups/society"] = "Umden Society";
  }

  // A need of ₹10, of which a scheme pays 6 by way of the Centre.
  void AddNeed() {
    const std::string id = absl::StrCat("need-", plan_.needs_size() + 1);
    auto& need = *terms_.add_needs();
    need.set_id(id);
    need.set_description(absl::StrCat("Shed ", terms_.needs_size()));
    auto& outcome = *plan_.add_needs();
    outcome.set_need(id);
    outcome.set_cost_paise(1000);
    outcome.set_unfunded_paise(400);
    outcome.add_reasons("schemes/brgf pays ₹6 of schemes/other");
    AddLine(id, type::v1::PLAN_LINE_KIND_GRANT, type::v1::PLAN_PARTY_CENTRE,
            600)
        ->set_scheme("schemes/brgf");
    plan_.mutable_lines()->rbegin()->set_scheme_title("Regions Fund");
    AddLine(id, type::v1::PLAN_LINE_KIND_UNFUNDED, type::v1::PLAN_PARTY_NOBODY,
            400);
    plan_.mutable_total()->set_cost_paise(plan_.total().cost_paise() + 1000);
  }
  type::v1::PlanLine* AddLine(const std::string& need,
                              type::v1::PlanLineKind kind,
                              type::v1::PlanParty party, int64_t paise) {
    auto* line = plan_.add_lines();
    line->set_need(need);
    line->set_kind(kind);
    line->set_party(party);
    line->set_paise(paise);
    return line;
  }
  void AddStep(const std::string& owner) {
    auto& step = *plan_.add_steps();
    step.set_description("Apply: schemes/brgf");
    step.set_owner(owner);
    if (owner.empty()) step.add_blockers("nobody holds the role MARKET");
  }
  std::string Draw(const char* language = "en") {
    return DrawPlanSummary(plan_, terms_, heading_, Words(language), Layout());
  }
  static int LinesOf(const std::string& screen) {
    return static_cast<int>(std::count(screen.begin(), screen.end(), '\n'));
  }

  type::v1::ConvergencePlan plan_;
  type::v1::PlanTerms terms_;
  PlanHeading heading_;
};

TEST_F(PlanSummaryTest, TellsWhoPaysWhatIsOpenAndInWhichOrder) {
  AddNeed();
  AddStep("groups/society");
  AddStep("");
  AddStep("");
  auto& loan = *plan_.add_loans();
  loan.set_scheme_title("Credit");
  loan.set_need("need-1");
  loan.set_description("a loan");
  const std::string screen = Draw();
  for (const char* text :
       {"PLAN FOR Umden Eri Cluster", "1. Shed 1", "Centre ₹6 + OPEN ₹4",
        "in all ₹10", "₹4 for Shed 1: Regions Fund pays ₹6 of schemes/other",
        "nobody holds the role MARKET (2 steps)",
        "Loans to be had, counted nowhere: 1 for Shed 1",
        "1. Apply: Regions Fund — Umden Society", "3. Apply: Regions Fund",
        "--details", "A proposal."}) {
    EXPECT_THAT(screen, HasSubstr(text));
  }
  EXPECT_THAT(screen, Not(HasSubstr("groups/society")));
  EXPECT_THAT(Draw("hi"), HasSubstr("अब भी खुला"));
}

TEST_F(PlanSummaryTest, TellsWhatIsNotUsedAndWhyOnALine) {
  AddNeed();
  EXPECT_THAT(Draw(), Not(HasSubstr("Not used")));
  auto& note = *plan_.add_not_used();
  note.set_scheme("schemes/brgf");
  note.set_need("need-1");
  note.set_reason("closed");
  EXPECT_THAT(Draw(), HasSubstr("Not used: Regions Fund: closed\n"));
  // For another need for the same reason: still one scheme.
  *plan_.add_not_used() = note;
  EXPECT_THAT(Draw(), HasSubstr("Not used: Regions Fund: closed\n"));
  plan_.add_not_used()->set_scheme("schemes/b");
  EXPECT_THAT(Draw(), HasSubstr("Not used: Regions Fund: closed"));
  EXPECT_THAT(Draw(), HasSubstr(" and 1 more\n"));
  EXPECT_THAT(Draw("hi"), HasSubstr("नहीं लिया गया: Regions Fund"));
}

// However much there is, it is one screen, and what is left out is counted.
TEST_F(PlanSummaryTest, IsOneScreen) {
  for (int i = 0; i < 100; ++i) AddNeed();
  for (int i = 0; i < 90; ++i) AddStep(i % 3 == 0 ? "" : "groups/society");
  for (int i = 0; i < 90; ++i) {
    plan_.add_not_used()->set_scheme(absl::StrCat("schemes/s", i));
  }
  plan_.add_loans()->set_need("need-1");
  const std::string screen = Draw();
  EXPECT_LE(LinesOf(screen), kSummaryLines);
  EXPECT_GE(LinesOf(screen), kSummaryLines - 2) << "room was left unused";
  EXPECT_THAT(screen, HasSubstr("and 89 more"));
  EXPECT_THAT(screen, HasSubstr("A proposal."));
}

TEST_F(PlanSummaryTest, APlanThatCameToNothingTellsItsConflicts) {
  plan_.add_conflicts("the pin of soft to schemes/b");
  EXPECT_THAT(Draw(), HasSubstr("the pin of soft to schemes/b"));
}

TEST_F(PlanSummaryTest, WhatAServerSaysMovesNoCursor) {
  AddNeed();
  plan_.mutable_needs(0)->set_reasons(0, "\x1b[2J");
  heading_.titles["schemes/other"] = "\x1b[2J";
  EXPECT_THAT(Draw(), Not(HasSubstr("\x1b[2J")));
}

TEST_F(PlanSummaryTest, NamesAreToldByTheirTitles) {
  const PlanTitles titles = {{"schemes/a", "A"}, {"schemes/a-b", "B"}};
  const Words words("en");
  EXPECT_EQ(WithTitles("schemes/a, schemes/a-b; schemes/a-b-c", titles, words),
            "A, B; schemes/a-b-c");
  EXPECT_EQ(WithTitles("my-schemes/a and xschemes/a", titles, words),
            "my-schemes/a and xschemes/a");
  EXPECT_EQ(WithTitles("land, valued by REVENUE_OFFICE", titles, words),
            "land, valued by revenue office");
  EXPECT_EQ(WithTitles("schemes/", titles, words), "schemes/");
}

TEST_F(PlanSummaryTest, TellsWhatIsTakenForGrantedOfANeed) {
  AddNeed();
  const auto assume = [&](const char* about, const char* text) {
    auto& assumption = *plan_.add_assumptions();
    assumption.set_about(about);
    assumption.set_text(text);
  };
  assume("need-1", "only ₹0.01 of schemes/brgf lets schemes/gap pay");
  assume("schemes/brgf", "taken to hold");
  const std::string screen = Draw();
  EXPECT_THAT(screen, HasSubstr("• Shed 1: only ₹0.01 of Regions Fund lets"));
  EXPECT_THAT(screen, Not(HasSubstr("taken to hold")));
}

}  // namespace
}  // namespace sangam::sangamctl
