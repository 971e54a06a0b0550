#include "services/sangamctl/plan_screen/plan_screen.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/clock/civil_date.h"
#include "common/money/format.h"
#include "services/sangamctl/match_screen/screen_text.h"
#include "services/sangamctl/plan_screen/plan_assumptions.h"
#include "services/sangamctl/plan_screen/plan_words.h"
#include "services/sangamctl/screen/display_width.h"

namespace sangam::sangamctl {
namespace {

using type::v1::ConvergencePlan;
using type::v1::PlanLine;
using type::v1::PlanNeedOutcome;
using type::v1::PlanStep;
using type::v1::PlanTerms;

constexpr int kItem = 2;
constexpr int kUnderItem = 4;
constexpr int kPayerWidth = 22;
constexpr int kSumWidth = 17;

std::string Day(const google::type::Date& date) {
  const auto day = ToCivilDay(date, "date");
  return day.ok() ? FormatDay(*day) : "";
}

class PlanScreen {
 public:
  PlanScreen(const ConvergencePlan& plan, const PlanTerms& terms,
             const PlanHeading& heading, const Words& words,
             const Layout& layout)
      : plan_(plan),
        terms_(terms),
        heading_(heading),
        words_(words),
        screen_(layout, words) {}

  std::string Draw() {
    screen_.Line(0, Bold(absl::StrCat(words_.Say("PLAN FOR ", "योजना: "),
                                      heading_.title),
                         screen_.layout()));
    const std::string day = Day(heading_.as_of);
    screen_.Wrapped(
        0, absl::StrCat(words_.Say("by the terms of ", "नियमों की तिथि "), day,
                        "; ", SolutionInWords(plan_, words_)));
    DrawConflicts();
    if (!plan_.needs().empty()) {
      DrawNeeds();
      DrawTotals();
      DrawOpen();
      DrawNotUsed();
      DrawLoans();
      DrawSteps();
      DrawAssumptions();
    }
    screen_.Gap();
    screen_.Wrapped(0, Dim(heading_.disclaimer, screen_.layout()));
    return screen_.Take();
  }

 private:
  void Heading(absl::string_view english, absl::string_view hindi) {
    screen_.Gap();
    screen_.Line(0, Bold(words_.Say(english, hindi), screen_.layout()));
  }

  std::string Named(const std::string& text) const {
    return WithTitles(text, heading_.titles, words_);
  }

  void DrawConflicts() {
    if (plan_.conflicts().empty()) return;
    screen_.Gap();
    screen_.Line(0, Bold(ConflictsHeading(words_), screen_.layout()));
    for (const std::string& conflict : plan_.conflicts()) {
      screen_.Wrapped(
          kItem, absl::StrCat("• ", Named(ConflictInWords(conflict, terms_))));
    }
  }

  std::string TitleOf(const PlanNeedOutcome& outcome) const {
    for (const auto& need : terms_.needs()) {
      if (need.id() != outcome.need()) continue;
      std::string title = NeedInWords(terms_, need.id());
      std::vector<std::string> lots;
      for (const auto& lot : need.lots()) {
        lots.push_back(absl::StrCat(FormatCount(lot.units()), " × ",
                                    FormatPaise(lot.paise_each())));
      }
      if (!lots.empty()) {
        absl::StrAppend(&title, " (", absl::StrJoin(lots, " + "), ")");
      } else if (need.units() > 0) {
        absl::StrAppend(&title, " (", FormatCount(need.units()), ")");
      }
      return title;
    }
    return outcome.need();
  }

  void DrawLine(const PlanLine& line) {
    const bool is_service = line.kind() == type::v1::PLAN_LINE_KIND_SERVICE;
    std::string who = line.scheme_title();
    if (line.assumed())
      absl::StrAppend(&who, words_.Say(" (assumed)", " (माना)"));
    if (!line.applicant().empty()) {
      absl::StrAppend(
          &who, words_.Say(", applied for by ", ", आवेदक "),
          ApplicantInWords(line.applicant(), terms_, heading_.titles, words_));
    }
    std::string why = line.kind() == type::v1::PLAN_LINE_KIND_UNFUNDED
                          ? words_.Say("what is left open", "जो खुला रह गया")
                          : Named(line.formula());
    if (line.stands_for_own_money()) {
      absl::StrAppend(&why,
                      words_.Say("; stands for own money", "; अपने अंश के बदले"));
    }
    const std::string payer = absl::StrCat(
        PadRight(PayerInWords(line, words_), kPayerWidth),
        PadLeft(is_service ? "" : FormatPaise(line.paise()), kSumWidth), "  ");
    DrawBeside(payer,
               absl::StrCat(who, who.empty() || why.empty() ? "" : ": ", why),
               line.kind() == type::v1::PLAN_LINE_KIND_UNFUNDED);
  }

  // Text on as many lines as it takes, all to the right of `left`.
  void DrawBeside(const std::string& left, const std::string& text, bool red) {
    const int left_width = DisplayWidth(left);
    const int width = screen_.layout().width - kUnderItem - left_width;
    std::string before = left;
    for (const std::string& part : WrapText(text, width)) {
      const std::string whole = absl::StrCat(before, part);
      screen_.Line(kUnderItem, red ? Red(whole, screen_.layout()) : whole);
      before = std::string(left_width, ' ');
    }
  }

  void DrawNeeds() {
    Heading("WHO PAYS WHAT", "कौन क्या देता है");
    int number = 0;
    for (const PlanNeedOutcome& outcome : plan_.needs()) {
      screen_.LineWithRight(
          kItem, absl::StrCat(++number, ". ", TitleOf(outcome)),
          outcome.cost_paise() == 0 ? "" : FormatPaise(outcome.cost_paise()));
      bool any = false;
      for (const PlanLine& line : plan_.lines()) {
        if (line.need() != outcome.need()) continue;
        any = true;
        DrawLine(line);
      }
      if (!any) {
        screen_.Wrapped(
            kUnderItem,
            Red(absl::StrCat(words_.Say("OPEN: ", "खुला: "),
                             Named(absl::StrJoin(outcome.reasons(), "; "))),
                screen_.layout()));
      }
      for (const auto& share : outcome.unsplit_shares()) {
        screen_.Wrapped(kUnderItem,
                        absl::StrCat(words_.Say("undivided in the source: ",
                                                "स्रोत में अविभाजित: "),
                                     PartyInWords(share.party(), words_), " ",
                                     FormatBasisPoints(share.share_bps()), ", ",
                                     FormatPaise(share.paise())));
      }
    }
  }

  void DrawTotals() {
    const PlanNeedOutcome& total = plan_.total();
    Heading("IN ALL", "कुल");
    screen_.LineWithRight(kItem, words_.Say("cost of all needs", "कुल लागत"),
                          FormatPaise(total.cost_paise()));
    screen_.Wrapped(kItem, TotalsInWords(plan_, words_));
    screen_.Wrapped(kItem, AssumedInWords(plan_, words_));
    screen_.Wrapped(
        kItem,
        absl::StrCat(words_.Say("own share: required ", "अपना अंश: आवश्यक "),
                     FormatPaise(total.own_share_required_paise()),
                     words_.Say(" − mobilised ", " − जुटाया "),
                     FormatPaise(total.own_share_mobilised_paise()),
                     words_.Say(" = gap ", " = अंतर "),
                     FormatPaise(total.own_share_gap_paise()),
                     words_.Say("; gap funding pays ", "; अंतर वित्तपोषण "),
                     FormatPaise(total.gap_funding_paise())));
    std::vector<std::string> departments;
    for (const auto& department : plan_.departments()) {
      departments.push_back(absl::StrCat(department.title().empty()
                                             ? department.department()
                                             : department.title(),
                                         " ", FormatPaise(department.paise())));
    }
    if (departments.empty()) return;
    screen_.Wrapped(kItem, absl::StrCat(words_.Say("departments: ", "विभाग: "),
                                        absl::StrJoin(departments, "; ")));
  }

  void DrawOpen() {
    std::vector<std::string> open;
    for (const PlanNeedOutcome& outcome : plan_.needs()) {
      if (outcome.reasons().empty()) continue;
      open.push_back(absl::StrCat(
          NeedInWords(terms_, outcome.need()),
          outcome.unfunded_paise() == 0
              ? ""
              : absl::StrCat(" ", FormatPaise(outcome.unfunded_paise())),
          ": ", Named(absl::StrJoin(outcome.reasons(), "; "))));
    }
    for (const std::string& stage : plan_.uncovered_stages()) {
      open.push_back(UncoveredStageInWords(stage, words_));
    }
    for (const PlanStep& step : plan_.steps()) {
      for (const std::string& blocker : step.blockers()) {
        open.push_back(Named(absl::StrCat(step.description(), ": ", blocker)));
      }
    }
    if (open.empty()) return;
    Heading("STILL OPEN", "अब भी खुला");
    for (const std::string& text : open) {
      screen_.Wrapped(kItem, absl::StrCat("• ", text));
    }
  }

  void DrawNotUsed() {
    const std::vector<NotUsed> all =
        NotUsedIn(plan_, static_cast<size_t>(plan_.not_used_size()));
    if (all.empty()) return;
    Heading("NOT USED, AND WHY", "क्या नहीं लिया गया, और क्यों");
    const size_t told = std::min(all.size(), kMostNotUsedTold);
    for (size_t i = 0; i < told; ++i) {
      const std::string needs = absl::StrJoin(
          all[i].needs, ", ", [this](std::string* out, const std::string& id) {
            absl::StrAppend(out, NeedInWords(terms_, id));
          });
      screen_.Wrapped(kItem, absl::StrCat("• ", Named(all[i].scheme),
                                          needs.empty() ? "" : " (", needs,
                                          needs.empty() ? ": " : "): ",
                                          Named(all[i].reason)));
    }
    if (told < all.size()) {
      screen_.Line(kItem,
                   absl::StrCat(words_.Say("and ", "और "), all.size() - told,
                                words_.Say(" more", " अन्य")));
    }
  }

  void DrawLoans() {
    if (plan_.loans().empty()) return;
    Heading("LOANS TO BE HAD, counted nowhere above",
            "उपलब्ध ऋण, ऊपर कहीं नहीं गिने गए");
    for (const auto& loan : plan_.loans()) {
      screen_.Wrapped(
          kItem,
          absl::StrCat(
              "• ",
              IsAssumed(loan, plan_) ? words_.Say("(assumed) ", "(माना) ") : "",
              Named(LoanInWords(loan, terms_, words_))));
    }
  }

  void DrawSteps() {
    Heading("IN WHICH ORDER", "किस क्रम में");
    int number = 0;
    for (const PlanStep& step : plan_.steps()) {
      std::string text = absl::StrCat(
          ++number, ". ", Named(step.description()), " — ",
          step.owner().empty()
              ? words_.Say("NOBODY", "कोई नहीं")
              : OwnerInWords(step.owner(), terms_, heading_.titles, words_));
      if (step.has_opens_on()) {
        absl::StrAppend(&text, words_.Say("; from ", "; खुलता है "),
                        Day(step.opens_on()));
      }
      if (step.has_closes_on()) {
        absl::StrAppend(&text, words_.Say("; until ", "; तक "),
                        Day(step.closes_on()));
      }
      if (step.has_lead_time_days()) {
        absl::StrAppend(&text, "; ", step.lead_time_days(),
                        words_.Say(" days", " दिन"));
      }
      screen_.Wrapped(kItem, text);
    }
  }

  void DrawAssumptions() {
    if (plan_.assumptions().empty()) return;
    Heading("TAKEN FOR GRANTED", "माना गया");
    for (const auto& assumption : plan_.assumptions()) {
      screen_.Wrapped(
          kItem,
          absl::StrCat("• ", Named(AssumptionInWords(assumption, terms_))));
    }
  }

  const ConvergencePlan& plan_;
  const PlanTerms& terms_;
  const PlanHeading heading_;
  const Words& words_;
  ScreenText screen_;
};

}  // namespace

std::string DrawPlan(ConvergencePlan plan, const PlanTerms& terms,
                     const PlanHeading& heading, const Words& words,
                     const Layout& layout) {
  MakePlain(plan);
  PlanTerms safe_terms = terms;
  MakePlain(safe_terms);
  return PlanScreen(plan, safe_terms, SafeHeading(heading, plan), words, layout)
      .Draw();
}

PlanHeading SafeHeading(const PlanHeading& heading,
                        const ConvergencePlan& plan) {
  PlanHeading safe = heading;
  safe.title = PlainText(heading.title);
  safe.disclaimer = PlainText(heading.disclaimer);
  for (auto& [name, title] : safe.titles) title = PlainText(title);
  // Those of the plan are of its own day.
  for (auto& [name, title] : TitlesIn(plan)) safe.titles[name] = title;
  return safe;
}

}  // namespace sangam::sangamctl
