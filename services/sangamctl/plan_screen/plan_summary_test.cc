#include "services/sangamctl/plan_screen/plan_summary.h"

#include <algorithm>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/money/format.h"
#include "gmock/gmock.h"
#include "services/sangamctl/screen/display_width.h"

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
    step.set_kind(type::v1::PLAN_STEP_KIND_APPLY);
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
        "nobody holds the role market (2 steps)",
        "Loans to be had, counted nowhere: 1 for Shed 1",
        "1-3. Apply: Regions Fund — Umden Society; Regions Fund, Regions Fund"
        " — NOBODY\n",
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
  EXPECT_THAT(Draw(), HasSubstr(" and 1 more: --details\n"));
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
  EXPECT_THAT(screen, HasSubstr("schemes not used: 90\n"));
  EXPECT_THAT(screen, HasSubstr("A proposal."));
}

// Of needs that are not listed their sums are told.
TEST_F(PlanSummaryTest, NeedsThatAreLeftOutAreSummedUp) {
  for (int i = 0; i < 40; ++i) AddNeed();
  const std::string screen = Draw();
  size_t told = 0;
  while (absl::StrContains(screen, absl::StrCat(". Shed ", told + 1, " "))) {
    ++told;
  }
  ASSERT_GT(told, 1u);
  ASSERT_LT(told, 40u);
  const auto rest = static_cast<int64_t>(40 - told);
  EXPECT_THAT(screen,
              HasSubstr(absl::StrCat("and ", rest, " more: --details ")));
  EXPECT_THAT(screen, HasSubstr(absl::StrCat(" ", FormatPaise(rest * 1000),
                                             ", of it OPEN ",
                                             FormatPaise(rest * 400), "\n")));
}

// All of a plan of a dozen needs with long names: payers, steps, what is open.
TEST_F(PlanSummaryTest, ADozenNeedsAreToldWhole) {
  for (int i = 0; i < 12; ++i) {
    AddNeed();
    terms_.mutable_needs(i)->set_description(
        absl::StrCat("सिलाई और बुनाई केंद्र ", i + 1, std::string(60, 'x')));
    auto& line = *plan_.mutable_lines(2 * i);
    line.set_department(absl::StrCat("departments/d", i % 8));
    line.set_scheme(absl::StrCat("schemes/s", i % 8));
    line.set_assumed(true);
    auto& assumption = *plan_.add_assumptions();
    assumption.set_about(line.scheme());
    assumption.set_text(absl::StrCat("taken to hold ", i));
  }
  plan_.mutable_needs(0)->set_unfunded_paise(400);
  for (int i = 1; i < 12; ++i) plan_.mutable_needs(i)->clear_unfunded_paise();
  for (auto& need : *plan_.mutable_needs()) {
    if (need.unfunded_paise() == 0) need.clear_reasons();
  }
  auto& total = *plan_.add_totals();
  total.set_party(type::v1::PLAN_PARTY_CENTRE);
  total.set_paise(12 * 600);
  for (int i = 0; i < 8; ++i) {
    auto& department = *plan_.add_departments();
    department.set_department(absl::StrCat("departments/d", i));
    department.set_title(absl::StrCat("Department of Matter ", i));
    AddStep("groups/society");
  }
  for (int i = 0; i < 12; ++i) {
    auto& step = *plan_.add_steps();
    step.set_kind(type::v1::PLAN_STEP_KIND_CARRY_OUT);
    step.add_needs(absl::StrCat("need-", i + 1));
    step.set_owner("District Mission");
  }
  const std::string screen = Draw();
  EXPECT_LE(LinesOf(screen), kSummaryLines);
  EXPECT_THAT(screen, Not(HasSubstr("more steps")));
  EXPECT_THAT(screen, Not(HasSubstr("OPEN ₹0")));
  EXPECT_THAT(screen, HasSubstr("12. सिलाई"));
  EXPECT_THAT(screen, HasSubstr("Department of Matter 7 ₹6*"));
  EXPECT_THAT(screen, HasSubstr("9-20. Carry out: [1-12] — District"));
  for (const absl::string_view line : absl::StrSplit(screen, '\n')) {
    EXPECT_LE(DisplayWidth(line), Layout().width) << line;
  }
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
  EXPECT_THAT(screen, HasSubstr("  * TAKEN FOR GRANTED\n"
                                "    • Regions Fund: taken to hold\n"));
}

TEST_F(PlanSummaryTest, WhatWasRefusedBeforeIsStillOpenAndToldOnce) {
  AddNeed();
  AddNeed();
  for (const char* need : {"need-1", "need-2"}) {
    auto& assumption = *plan_.add_assumptions();
    assumption.set_about("schemes/brgf");
    assumption.set_text(absl::StrCat(
        need,
        ": it may be had again: ₹1 came of it before; it may be asked for"
        " again: linkages/x was refused on 2026-05-01 by STATE: no money"));
  }
  const std::string screen = Draw();
  const std::string told =
      "  • Regions Fund: refused on 2026-05-01 by STATE: no money\n";
  const size_t at = screen.find(told);
  ASSERT_NE(at, std::string::npos) << screen;
  EXPECT_GT(at, screen.find("STILL OPEN"));
  EXPECT_EQ(screen.find(told, at + 1), std::string::npos);
}

// However much else is open.
TEST_F(PlanSummaryTest, WhatMustNotBeMissedIsToldFirstAndWhole) {
  for (int i = 0; i < 40; ++i) AddNeed();
  for (int i = 0; i < 60; ++i) AddStep("groups/society");
  for (int i = 0; i < 4; ++i) {
    plan_.mutable_steps(i)->add_blockers(
        absl::StrCat("missing: paper ", i, std::string(50, 'x'), " of it"));
    auto& refusal = *plan_.add_assumptions();
    refusal.set_about(i < 2 ? "schemes/brgf" : "groups/society");
    refusal.set_text(
        absl::StrCat("it may be asked for again: linkages/x was refused on"
                     " 2026-05-0",
                     i % 2 + 1, " by STATE"));
  }
  auto& uncounted = *plan_.add_assumptions();
  uncounted.set_about("schemes/brgf");
  uncounted.set_text(
      "₹6,00,000 is sanctioned by linkages/y for shed, which is no need of"
      " these terms: it counts as had of the scheme and pays nothing here");
  const std::string screen = Draw();
  EXPECT_LE(LinesOf(screen), kSummaryLines);
  size_t at = screen.find("STILL OPEN");
  for (const char* text :
       {"paper 0", "paper 1", "paper 2", "paper 3",
        "  • Regions Fund, Umden Society: refused on 2026-05-01 by STATE\n",
        "  • Regions Fund, Umden Society: refused on 2026-05-02 by STATE\n",
        "  • Regions Fund: ₹6,00,000 is sanctioned by", "and 40 more"}) {
    const size_t found = screen.find(text, at);
    ASSERT_NE(found, std::string::npos) << text << "\n" << screen;
    at = found;
  }
  EXPECT_THAT(absl::StrJoin(absl::StrSplit(screen, absl::ByAnyChar(" \n"),
                                           absl::SkipEmpty()),
                            " "),
              HasSubstr("it counts as had of the scheme and pays nothing here"
                        " and 40 more: --details"));
}

TEST_F(PlanSummaryTest, MarksWhatRestsOnAssumptionsAndSumsItUp) {
  for (int i = 0; i < 3; ++i) AddNeed();
  EXPECT_THAT(Draw(), Not(HasSubstr("*")));
  const auto assume = [&](const char* text) {
    auto& assumption = *plan_.add_assumptions();
    assumption.set_about("schemes/brgf");
    assumption.set_text(text);
  };
  plan_.mutable_lines(0)->set_assumed(true);
  plan_.mutable_lines(4)->set_assumed(true);
  assume("need-1: a seminar was held");
  assume("need-3: a seminar was held");
  assume("members are ten");
  const std::string screen = Draw();
  EXPECT_THAT(screen, HasSubstr("Centre* ₹6 + OPEN ₹4"));
  EXPECT_THAT(screen, HasSubstr("Centre ₹6 + OPEN ₹4"));
  EXPECT_THAT(screen,
              HasSubstr("* TAKEN FOR GRANTED: ₹12 of ₹30 rests on assumptions\n"
                        "    • needs 1, 3, Regions Fund: a seminar was held\n"
                        "    • needs 1, 3, Regions Fund: members are ten\n"));
  for (const char* text : {"b", "c", "d", "e"}) assume(text);
  EXPECT_THAT(Draw(), HasSubstr("    and 2 more: --details\n"));
  EXPECT_THAT(Draw("hi"), HasSubstr("₹30 में से ₹12 मान्यताओं पर टिके हैं"));
}

TEST_F(PlanSummaryTest, MarksLoansOfWhichSomethingIsTakenForGranted) {
  AddNeed();
  AddNeed();
  for (const char* need : {"need-1", "need-1", "need-2"}) {
    auto& loan = *plan_.add_loans();
    loan.set_scheme(absl::StrCat("schemes/", plan_.loans_size()));
    loan.set_need(need);
  }
  EXPECT_THAT(Draw(), HasSubstr("2 for Shed 1; 1 for Shed 2\n"));
  auto& first = *plan_.add_assumptions();
  first.set_about("schemes/1");
  first.set_text("need-1: its loan takes to hold, which is not known: x");
  EXPECT_THAT(Draw(), HasSubstr("2 (1*) for Shed 1; 1 for Shed 2\n"));
  // What is assumed for another need is no matter of the loan.
  auto& third = *plan_.add_assumptions();
  third.set_about("schemes/3");
  third.set_text("need-1: y");
  EXPECT_THAT(Draw(), HasSubstr("2 (1*) for Shed 1; 1 for Shed 2\n"));
  third.set_text("taken to hold, which is not known: y");
  EXPECT_THAT(Draw(), HasSubstr("2 (1*) for Shed 1; 1* for Shed 2\n"));
}

TEST_F(PlanSummaryTest, WhatCostsNothingHasNoEmptySum) {
  AddNeed();
  plan_.clear_lines();
  plan_.mutable_total()->clear_cost_paise();
  plan_.mutable_needs(0)->clear_cost_paise();
  EXPECT_THAT(Draw(), HasSubstr("in all ₹0: nothing of it costs money\n"));
}

TEST_F(PlanSummaryTest, NoSumIsCutWhereManyPay) {
  AddNeed();
  for (const auto party :
       {type::v1::PLAN_PARTY_STATE, type::v1::PLAN_PARTY_LOCAL_BODY,
        type::v1::PLAN_PARTY_PARTNER, type::v1::PLAN_PARTY_BANK}) {
    AddLine("need-1", type::v1::PLAN_LINE_KIND_GRANT, party, 123456700);
  }
  const std::string screen = Draw();
  EXPECT_THAT(screen, Not(HasSubstr("₹12,34,567…")));
  EXPECT_THAT(screen, HasSubstr("  1. Shed 1\n    Centre ₹6 + OPEN ₹4"));
  EXPECT_THAT(screen, HasSubstr("Bank ₹12,34,567\n"));
}

TEST_F(PlanSummaryTest, TermsThatCantBeKeptAreOneScreenToo) {
  AddNeed();
  plan_.Clear();
  for (int i = 0; i < 60; ++i) {
    plan_.add_conflicts(absl::StrCat("the least own share of schemes/s", i,
                                     " for need-1, ", std::string(90, 'x')));
  }
  const std::string screen = Draw();
  EXPECT_LE(LinesOf(screen), kSummaryLines);
  EXPECT_THAT(screen, HasSubstr(" for Shed 1,"));
  EXPECT_THAT(screen, HasSubstr("more: --details\n"));
  EXPECT_THAT(screen, HasSubstr("--pin"));
}

}  // namespace
}  // namespace sangam::sangamctl
