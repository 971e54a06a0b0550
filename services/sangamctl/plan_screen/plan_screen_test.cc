#include "services/sangamctl/plan_screen/plan_screen.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "services/sangamctl/plan_screen/plan_words.h"

namespace sangam::sangamctl {
namespace {

using testing::HasSubstr;
using testing::Not;

template <typename Message>
Message FromText(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

type::v1::PlanTerms Terms() {
  return FromText<type::v1::PlanTerms>(
      "needs { id: 'sheds' head: 'WORKSHED' description: 'Worksheds' lots {"
      " units: 64 paise_each: 900000 } lots { units: 36 paise_each: 2500000 } }"
      " needs { id: 'soft' head: 'SOFT' cost_paise: 250000000 }");
}

type::v1::ConvergencePlan Plan() {
  return FromText<type::v1::ConvergencePlan>(
      "needs { need: 'sheds' cost_paise: 147600000 grant_paise: 147600000 }"
      " needs { need: 'soft' cost_paise: 250000000 grant_paise: 200000000"
      " unfunded_paise: 50000000 reasons: 'no gap funder fits'"
      " unsplit_shares { party: PLAN_PARTY_STATE_AND_BENEFICIARY share_bps:"
      " 2000 paise: 50000000 } }"
      " lines { kind: PLAN_LINE_KIND_GRANT need: 'sheds' paise: 147600000"
      " scheme: 'schemes/a' scheme_title: 'Handloom' formula: '64 × ₹9,000 +"
      " 36 × ₹25,000' }"
      " lines { kind: PLAN_LINE_KIND_GRANT party: PLAN_PARTY_CENTRE need:"
      " 'soft' paise: 200000000 scheme: 'schemes/b' scheme_title: 'MSE-CDP'"
      " formula: '80 % of ₹25,00,000' assumed: true }"
      " lines { kind: PLAN_LINE_KIND_UNFUNDED party: PLAN_PARTY_NOBODY need:"
      " 'soft' paise: 50000000 formula: 'what is left open' }"
      " totals { party: PLAN_PARTY_CENTRE paise: 200000000 }"
      " total { cost_paise: 397600000 own_share_required_paise: 50000000"
      " own_share_gap_paise: 50000000 unfunded_paise: 50000000 }"
      " steps { id: 'apply-a' description: 'Apply: Handloom' owner: 'SPV' }"
      " steps { id: 'do' description: 'Worksheds' blockers: 'no role is named"
      " for it' }"
      " loans { scheme_title: 'Bank' need: 'sheds' description: 'Credit' "
      "max_paise: 20000000"
      " } assumptions { about: 'schemes/b' text: 'taken to hold' }"
      " uncovered_stages: 'MARKET'"
      " solution { status: PLAN_SOLUTION_STATUS_OPTIMAL }");
}

std::string Draw(const type::v1::ConvergencePlan& plan,
                 const char* language = "en") {
  PlanHeading heading;
  heading.title = "Umden Eri Cluster";
  heading.disclaimer = "A proposal.";
  heading.as_of.set_year(2012);
  heading.as_of.set_month(6);
  heading.as_of.set_day(1);
  return DrawPlan(plan, Terms(), heading, Words(language), Layout());
}

TEST(PlanScreenTest, TellsWhoPaysWhatInWhichOrderAndWhatIsOpen) {
  const std::string screen = Draw(Plan());
  for (const char* text :
       {"PLAN FOR Umden Eri Cluster", "2012-06-01; proven best",
        "1. Worksheds (64 × ₹9,000 + 36 × ₹25,000)", "₹14,76,000",
        "MSE-CDP (assumed): 80 % of ₹25,00,000", "OPEN",
        "undivided in the source: State and beneficiary 20 %, ₹5,00,000",
        "required ₹5,00,000 − mobilised ₹0 = gap ₹5,00,000",
        "soft ₹5,00,000: no gap funder fits",
        "no funded need serves the stage market",
        "Worksheds: no role is named for it",
        "LOANS TO BE HAD, counted nowhere above",
        "Bank, for Worksheds: Credit (at most ₹2,00,000)",
        "1. Apply: Handloom — SPV", "2. Worksheds — NOBODY",
        "MSE-CDP: taken to hold", "A proposal."}) {
    EXPECT_THAT(screen, HasSubstr(text));
  }
}

TEST(PlanScreenTest, SumsUpWhatIsAssumedAndNamesNeedsByTheirDescriptions) {
  type::v1::ConvergencePlan plan = Plan();
  EXPECT_THAT(Draw(plan),
              HasSubstr("₹20,00,000 of ₹39,76,000 rests on assumptions"));
  plan.mutable_assumptions(0)->set_text("sheds: it may be had again");
  plan.mutable_loans(0)->set_scheme("schemes/b");
  EXPECT_THAT(Draw(plan),
              HasSubstr("• MSE-CDP: Worksheds: it may be had again"));
  EXPECT_THAT(Draw(plan), HasSubstr("• (assumed) Bank, for Worksheds"));
}

TEST(PlanScreenTest, ConflictsStandAlone) {
  type::v1::ConvergencePlan plan;
  plan.mutable_solution()->set_status(
      type::v1::PLAN_SOLUTION_STATUS_INFEASIBLE);
  plan.add_conflicts("the pin of soft to schemes/b");
  const std::string screen = Draw(plan);
  EXPECT_THAT(screen, HasSubstr("no plan keeps all terms"));
  EXPECT_THAT(screen, HasSubstr("• the pin of soft to schemes/b"));
  EXPECT_THAT(screen, Not(HasSubstr("IN ALL")));
}

TEST(PlanScreenTest, OfConflictsOnlyNeedsAreCalledByTheirDescriptions) {
  type::v1::PlanTerms terms = Terms();
  terms.mutable_needs(0)->set_id("own");
  terms.mutable_needs(1)->set_id("any");
  terms.mutable_needs(1)->set_description("Training");
  EXPECT_EQ(ConflictInWords("own cash for any need, ₹10", terms),
            "own cash for any need, ₹10");
  EXPECT_EQ(ConflictInWords("own must be met in full, ₹10", terms),
            "Worksheds must be met in full, ₹10");
  EXPECT_EQ(
      ConflictInWords("the least own share of schemes/a for any, ₹1", terms),
      "the least own share of schemes/a for Training, ₹1");
}

TEST(PlanScreenTest, TellsWhatIsNotUsedAndWhy) {
  type::v1::ConvergencePlan plan = Plan();
  EXPECT_THAT(Draw(plan), Not(HasSubstr("NOT USED")));
  for (const char* need : {"sheds", "soft", ""}) {
    auto& note = *plan.add_not_used();
    note.set_scheme("schemes/a");
    note.set_need(need);
    note.set_reason(need[0] == '\0' ? "spent" : "closed");
  }
  EXPECT_THAT(Draw(plan), HasSubstr("NOT USED, AND WHY\n"
                                    "  • Handloom (Worksheds, soft): closed\n"
                                    "  • Handloom: spent\n"));
  for (int i = 0; i < 20; ++i) {
    plan.add_not_used()->set_scheme(absl::StrCat("schemes/s", i));
  }
  EXPECT_THAT(Draw(plan), HasSubstr("and 10 more"));
  EXPECT_THAT(Draw(plan, "hi"), HasSubstr("क्या नहीं लिया गया"));
}

TEST(PlanScreenTest, SaysHowFarFromTheBestItMayBe) {
  type::v1::ConvergencePlan plan = Plan();
  plan.mutable_solution()->set_status(type::v1::PLAN_SOLUTION_STATUS_FEASIBLE);
  plan.mutable_solution()->set_gap_paise(1'000'000);
  const std::string screen = Draw(plan);
  EXPECT_THAT(screen, HasSubstr("a better one could leave at\n"
                                "  most ₹10,000 less open"));
}

// More time does not help where ways were left out.
TEST(PlanScreenTest, SaysWhyABetterPlanMayBeThere) {
  type::v1::ConvergencePlan plan = Plan();
  plan.mutable_solution()->set_status(type::v1::PLAN_SOLUTION_STATUS_FEASIBLE);
  EXPECT_THAT(Draw(plan),
              HasSubstr("not proven best: time or nodes ran out; a better"));
  EXPECT_THAT(Draw(plan, "hi"),
              HasSubstr("सर्वोत्तम सिद्ध नहीं: समय या खोज की सीमा समाप्त"));
  plan.add_assumptions()->set_text(
      "there may be more ways to get what schemes/a needs first than were"
      " looked at");
  EXPECT_THAT(Draw(plan),
              HasSubstr("not proven best: not all ways were looked at in which"
                        " one scheme helps\n  to get another; a better"));
  EXPECT_THAT(Draw(plan), Not(HasSubstr("ran out")));
  EXPECT_THAT(Draw(plan, "hi"),
              HasSubstr("सर्वोत्तम सिद्ध नहीं: वे सभी रास्ते नहीं देखे गए"));
  EXPECT_THAT(Draw(plan, "hi"), Not(HasSubstr("समाप्त")));
}

TEST(PlanScreenTest, SaysWhyNoPlanWasFound) {
  type::v1::ConvergencePlan plan;
  plan.mutable_solution()->set_status(type::v1::PLAN_SOLUTION_STATUS_NOT_FOUND);
  // What was not looked at is not why.
  plan.add_assumptions()->set_text(
      "there may be more ways to get what schemes/a needs first than were"
      " looked at");
  EXPECT_THAT(Draw(plan),
              HasSubstr("no plan was found: time or nodes ran out"));
  EXPECT_THAT(Draw(plan, "hi"),
              HasSubstr("कोई योजना नहीं मिली: समय या खोज की सीमा समाप्त"));
  plan.add_conflicts("the pin of soft to schemes/b");
  EXPECT_THAT(Draw(plan), HasSubstr("no plan was found: not all ways"));
  EXPECT_THAT(Draw(plan), Not(HasSubstr("ran out")));
  EXPECT_THAT(Draw(plan, "hi"),
              HasSubstr("कोई योजना नहीं मिली: वे सभी रास्ते नहीं देखे गए"));
}

// As a plan that was stored before any was made.
TEST(PlanScreenTest, SaysThatNothingTellsHowItWasFound) {
  EXPECT_THAT(Draw(type::v1::ConvergencePlan()),
              HasSubstr("how it was found is not on record"));
  EXPECT_THAT(Draw(type::v1::ConvergencePlan(), "hi"),
              HasSubstr("यह कैसे बनी, दर्ज नहीं"));
}

TEST(PlanScreenTest, WhatAServerSaysMovesNoCursor) {
  type::v1::ConvergencePlan plan = Plan();
  plan.mutable_lines(0)->set_scheme_title("\x1b[2J");
  EXPECT_THAT(Draw(plan), Not(HasSubstr("\x1b[2J")));
}

TEST(PlanScreenTest, SpeaksHindi) {
  const std::string screen = Draw(Plan(), "hi");
  EXPECT_THAT(screen, HasSubstr("कौन क्या देता है"));
  EXPECT_THAT(screen, HasSubstr("जो खुला रह गया"));
  EXPECT_THAT(screen, Not(HasSubstr("what is left open")));
}

}  // namespace
}  // namespace sangam::sangamctl
