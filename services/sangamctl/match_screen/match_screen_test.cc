// The screens for the answers in testdata/*.yaml are compared with the files
// testdata/*.txt. After a change of the design, look at what
// SANGAM_GOLDEN=write puts there before keeping it.
#include "services/sangamctl/match_screen/match_screen.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/sangamctl/document/document_reader.h"
#include "services/sangamctl/resource/resource_files.h"
#include "services/sangamctl/screen/display_width.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::MatchSchemesResponse;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string Path(const std::string& name) {
  return absl::StrCat(SANGAM_TESTDATA, "/", name);
}

MatchSchemesResponse Umden() {
  MatchSchemesResponse response;
  Problems problems;
  const std::string text = ReadFile(Path("umden.yaml"), std::cin, problems);
  ReadSingleMessage("umden.yaml", text, response, problems);
  EXPECT_THAT(problems, IsEmpty())
      << problems.front().position.line << ": " << problems.front().message;
  return response;
}

void ExpectGolden(const std::string& name, const std::string& drawn) {
  if (std::getenv("SANGAM_GOLDEN") != nullptr) {
    std::ofstream(Path(name)) << drawn;
  }
  std::ifstream file(Path(name));
  std::stringstream golden;
  golden << file.rdbuf();
  EXPECT_EQ(drawn, golden.str());
}

TEST(MatchScreenTest, Screen) {
  ExpectGolden("umden_screen.txt",
               DrawMatches(Umden(), MatchView::kScreen, Words("en"), {}));
}

TEST(MatchScreenTest, Brief) {
  ExpectGolden("umden_brief.txt",
               DrawMatches(Umden(), MatchView::kBrief, Words("en"), {}));
}

TEST(MatchScreenTest, Details) {
  ExpectGolden("umden_details.txt",
               DrawMatches(Umden(), MatchView::kDetails, Words("en"), {}));
}

// The words of the screen; those of the answer are as the service sent them.
TEST(MatchScreenTest, HindiHoldsNoEnglishWordOfOurs) {
  for (const MatchView view :
       {MatchView::kBrief, MatchView::kScreen, MatchView::kDetails}) {
    const std::string drawn = DrawMatches(Umden(), view, Words("hi"), {});
    for (const char* word :
         {"eligible",  "ELIGIBLE", "as of",    "near",       "NEAR",
          "NEEDS",     "ASK",      "needs",    ", has ",     "source: ",
          "open",      "grant",    "training", "Centre 80",  "received before",
          "for each",  "benefits", "who pays", "conditions", "documents",
          "collect: ", "weakest",  "verified", "bring",      "engine"}) {
      EXPECT_THAT(drawn, Not(HasSubstr(word)));
    }
    EXPECT_THAT(drawn, HasSubstr("पात्र"));
  }
}

TEST(MatchScreenTest, ColoursTakeNoRoom) {
  for (const MatchView view :
       {MatchView::kBrief, MatchView::kScreen, MatchView::kDetails}) {
    const std::string plain =
        DrawMatches(Umden(), view, Words("en"), {.width = 80});
    const std::string coloured =
        DrawMatches(Umden(), view, Words("en"), {.width = 80, .colour = true});
    EXPECT_THAT(coloured, HasSubstr("\x1b["));
    const std::vector<std::string> plain_lines = absl::StrSplit(plain, '\n');
    const std::vector<std::string> coloured_lines =
        absl::StrSplit(coloured, '\n');
    ASSERT_EQ(plain_lines.size(), coloured_lines.size());
    for (size_t i = 0; i < plain_lines.size(); ++i) {
      EXPECT_EQ(DisplayWidth(plain_lines[i]), DisplayWidth(coloured_lines[i]));
    }
  }
}

TEST(MatchScreenTest, NoLineIsWiderThanTheTerminal) {
  for (const int width : {40, 60, 100, 160}) {
    for (const MatchView view :
         {MatchView::kBrief, MatchView::kScreen, MatchView::kDetails}) {
      const std::string drawn =
          DrawMatches(Umden(), view, Words("en"), {.width = width});
      for (const std::string& line :
           std::vector<std::string>(absl::StrSplit(drawn, '\n'))) {
        EXPECT_LE(DisplayWidth(line), width) << line;
      }
    }
  }
}

MatchSchemesResponse WithEligible(int count) {
  MatchSchemesResponse response = Umden();
  // What does not fit at all counts not: it is shown to who asks for it.
  response.mutable_matches()->RemoveLast();
  const matching::v1::SchemeMatch match = response.matches(1);
  for (int i = 0; i < count; ++i) {
    *response.add_matches() = match;
    response.mutable_matches()->rbegin()->set_title(absl::StrCat("Scheme ", i));
  }
  return response;
}

TEST(MatchScreenTest, WhatCanNotBeHadNowHasNoTick) {
  MatchSchemesResponse response = Umden();
  response.mutable_matches(0)->set_availability(
      matching::v1::AVAILABILITY_BUDGET_EXHAUSTED);
  EXPECT_THAT(DrawMatches(response, MatchView::kScreen, Words("en"), {}),
              HasSubstr("\n    ! the money of this period is spent"));
  for (const MatchView view : {MatchView::kBrief, MatchView::kDetails}) {
    EXPECT_THAT(DrawMatches(response, view, Words("en"), {}),
                HasSubstr("! the money of this period is spent"));
  }
}

TEST(MatchScreenTest, TheDisclaimerIsToldInHindi) {
  const std::string drawn =
      DrawMatches(Umden(), MatchView::kScreen, Words("hi"), {});
  EXPECT_THAT(drawn, HasSubstr("स्वीकृति नहीं"));
  EXPECT_THAT(drawn, Not(HasSubstr("potential matches")));
}

TEST(MatchScreenTest, FitsOneScreenAndKeepsEveryReason) {
  const std::string drawn =
      DrawMatches(WithEligible(4), MatchView::kScreen, Words("en"), {});
  const std::vector<std::string> lines = absl::StrSplit(drawn, '\n');
  EXPECT_LE(lines.size(), 51u) << drawn;
  int reasons = 0;
  for (const std::string& line : lines) {
    if (absl::StartsWith(line, "    ✓ ")) ++reasons;
  }
  EXPECT_EQ(reasons, 11);
}

TEST(MatchScreenTest, ManySchemesAllKeepTheirReasons) {
  const std::string drawn =
      DrawMatches(WithEligible(900), MatchView::kScreen, Words("en"), {});
  EXPECT_THAT(drawn, HasSubstr("Scheme 899"));
  EXPECT_THAT(drawn, HasSubstr("ASK NEXT"));
}

TEST(MatchScreenTest, OnlyDetailsShowTheToken) {
  EXPECT_THAT(DrawMatches(Umden(), MatchView::kScreen, Words("en"), {}),
              Not(HasSubstr(Umden().basis().token())));
  EXPECT_THAT(DrawMatches(Umden(), MatchView::kDetails, Words("en"), {}),
              HasSubstr(Umden().basis().token()));
}

TEST(MatchScreenTest, AnEmptyAnswerSaysWhatItMeans) {
  MatchSchemesResponse response;
  EXPECT_THAT(DrawMatches(response, MatchView::kScreen, Words("en"), {}),
              HasSubstr("No scheme is in force on this date."));
  response.mutable_counts()->set_ineligible(3);
  EXPECT_THAT(DrawMatches(response, MatchView::kScreen, Words("en"), {}),
              HasSubstr("--all"));
}

TEST(MatchScreenTest, TextOfServicesCannotSteerTheTerminal) {
  MatchSchemesResponse response = Umden();
  response.set_subject_title("a\x1b[2J");
  response.mutable_matches(0)->set_title("b\x1b]0;x\x07");
  EXPECT_THAT(DrawMatches(response, MatchView::kDetails, Words("en"), {}),
              Not(HasSubstr("\x1b")));
}

TEST(MatchScreenTest, ANewerServersValuesAreSurvived) {
  MatchSchemesResponse response = Umden();
  auto* match = response.mutable_matches(0);
  match->mutable_beneficiary()->set_unit(
      static_cast<scheme_catalog::v1::BeneficiaryUnit>(99));
  match->mutable_benefits(0)->set_kind(
      static_cast<scheme_catalog::v1::BenefitKind>(99));
  match->set_weakest_confidence(static_cast<type::v1::Confidence>(99));
  EXPECT_THAT(DrawMatches(response, MatchView::kDetails, Words("en"), {}),
              Not(IsEmpty()));
}

}  // namespace
}  // namespace sangam::sangamctl
