#include "services/sangamctl/plan_screen/plan_summary.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/clock/civil_date.h"
#include "common/money/format.h"
#include "services/sangamctl/match_screen/screen_text.h"
#include "services/sangamctl/plan_screen/condensed_steps.h"
#include "services/sangamctl/plan_screen/plan_assumptions.h"
#include "services/sangamctl/plan_screen/plan_names.h"
#include "services/sangamctl/plan_screen/plan_open_points.h"
#include "services/sangamctl/plan_screen/plan_payers.h"
#include "services/sangamctl/plan_screen/plan_words.h"
#include "services/sangamctl/screen/display_width.h"

namespace sangam::sangamctl {
namespace {

using type::v1::ConvergencePlan;
using type::v1::PlanLine;
using type::v1::PlanNeedOutcome;
using type::v1::PlanTerms;

constexpr int kItem = 2;
constexpr int kUnderItem = 4;
// What a sum and the gaps beside it take.
constexpr int kSumWidth = 18;
// The least that a need's title keeps beside those who pay.
constexpr int kNeedWidth = 24;

// How many lines each list may take, and how many departments one party's sum
// is told by.
struct Limits {
  size_t needs = 14;
  size_t steps = 30;
  size_t open = 8;
  // Of what is open what must not be missed: cut only where nothing else can
  // be.
  size_t pressing = 30;
  size_t assumed = 5;
  size_t conflicts = 30;
  size_t departments = 12;
  // Why the first scheme is not used; else they are counted only.
  size_t not_used = 1;
  size_t gap_below_title = 1;
};

// Takes a line from the list that can best spare it; false if none can.
bool Tighten(Limits* limits) {
  for (const auto& [limit, least] :
       {std::pair<size_t*, size_t>{&limits->conflicts, 6},
        {&limits->assumed, 2},
        {&limits->open, 5},
        {&limits->steps, 16},
        {&limits->assumed, 1},
        {&limits->not_used, 0},
        {&limits->gap_below_title, 0},
        {&limits->open, 4},
        {&limits->needs, 12},
        {&limits->steps, 13},
        {&limits->departments, 8},
        {&limits->needs, 9},
        {&limits->open, 3},
        {&limits->steps, 10},
        {&limits->departments, 4},
        {&limits->needs, 5},
        {&limits->open, 2},
        {&limits->steps, 5},
        {&limits->departments, 2},
        {&limits->conflicts, 2},
        {&limits->needs, 2},
        {&limits->steps, 2},
        {&limits->pressing, 1}}) {
    if (*limit <= least) continue;
    --*limit;
    return true;
  }
  return false;
}

class PlanSummary {
 public:
  PlanSummary(const ConvergencePlan& plan, const PlanTerms& terms,
              const PlanHeading& heading, const Words& words,
              const Layout& layout, const Limits& limits)
      : plan_(plan),
        terms_(terms),
        heading_(heading),
        words_(words),
        limits_(limits),
        not_used_(NotUsedIn(plan, static_cast<size_t>(plan.not_used_size()))),
        screen_(layout, words) {}

  std::string Draw() {
    const auto day = ToCivilDay(heading_.as_of, "date");
    screen_.Wrapped(
        0, absl::StrCat(Bold(absl::StrCat(words_.Say("PLAN FOR ", "योजना: "),
                                          heading_.title),
                             screen_.layout()),
                        words_.Say(" by the terms of ", ", नियमों की तिथि "),
                        day.ok() ? FormatDay(*day) : "", "; ",
                        SolutionInWords(plan_, words_),
                        plan_.needs().empty()
                            ? ""
                            : words_.Say("; all of it: --details",
                                         "; सब कुछ: --details")));
    if (plan_.needs().empty()) {
      DrawConflicts();
    } else {
      DrawNeeds();
      DrawAssumed();
      DrawSteps();
      DrawOpen();
      DrawLoans();
      DrawNotUsed();
    }
    DrawFoot();
    return screen_.Take();
  }

 private:
  std::string Named(const std::string& text) const {
    return WithTitles(text, heading_.titles, words_);
  }

  // What presses first, each whole; of the rest at most so many lines that the
  // last one counts what is left out.
  void DrawOpen() {
    const std::vector<std::string> pressing =
        PressingPoints(plan_, heading_.titles, words_);
    const std::vector<std::string> others =
        OpenPoints(plan_, terms_, heading_.titles, words_);
    screen_.Gap();
    if (pressing.empty() && others.empty()) return;
    screen_.Line(0,
                 Bold(words_.Say("STILL OPEN", "अब भी खुला"), screen_.layout()));
    const size_t pressed = std::min(pressing.size(), limits_.pressing);
    for (size_t i = 0; i < pressed; ++i) {
      screen_.Wrapped(kItem, absl::StrCat("• ", pressing[i]));
    }
    const size_t room = limits_.open > pressed ? limits_.open - pressed : 1;
    const bool all = pressed == pressing.size() && others.size() <= room;
    const size_t told = all ? others.size() : std::min(others.size(), room - 1);
    for (size_t i = 0; i < told; ++i) {
      screen_.Line(kItem, absl::StrCat("• ", others[i]));
    }
    if (!all) DrawRest(pressing.size() - pressed + others.size() - told);
  }

  std::string RestInWords(size_t count) const {
    return absl::StrCat(words_.Say("and ", "और "), count,
                        words_.Say(" more: --details", " अन्य: --details"));
  }

  void DrawRest(size_t count) { screen_.Line(kItem, RestInWords(count)); }

  // Each on as many lines as it takes: of terms that can't be kept together no
  // word is to be missed.
  void DrawConflicts() {
    if (plan_.conflicts().empty()) return;
    screen_.Gap();
    screen_.Line(0, Bold(ConflictsHeading(words_), screen_.layout()));
    const auto all = static_cast<size_t>(plan_.conflicts_size());
    const size_t told = all <= limits_.conflicts ? all : limits_.conflicts - 1;
    for (size_t i = 0; i < told; ++i) {
      screen_.Wrapped(
          kItem, absl::StrCat(
                     "• ", Named(ConflictInWords(
                               plan_.conflicts(static_cast<int>(i)), terms_))));
    }
    if (told < all) DrawRest(all - told);
  }

  // "Centre", "Own cash", "OPEN"; the scheme where it does not say who pays.
  // With a sign what rests on an assumption.
  std::string Payer(const PlanLine& line, int width) const {
    const std::string payer =
        line.party() == type::v1::PLAN_PARTY_UNSPECIFIED &&
                !line.scheme_title().empty()
            ? CutToWidth(line.scheme_title(), width)
            : PayerInWords(line, words_);
    return line.assumed() ? absl::StrCat(payer, kAssumedSign) : payer;
  }

  // "Centre ₹4,00,000", "OPEN ₹1,00,000".
  std::vector<std::string> Payers(const PlanNeedOutcome& outcome,
                                  int scheme_width) const {
    std::vector<std::pair<std::string, int64_t>> payers;
    for (const PlanLine& line : plan_.lines()) {
      if (line.need() != outcome.need()) continue;
      const std::string payer = Payer(line, scheme_width);
      const auto same = std::find_if(
          payers.begin(), payers.end(),
          [&payer](const auto& each) { return each.first == payer; });
      if (same == payers.end()) {
        payers.emplace_back(payer, line.paise());
      } else {
        same->second += line.paise();
      }
    }
    if (payers.empty()) return {words_.Say("OPEN", "खुला")};
    std::vector<std::string> told;
    for (const auto& [payer, paise] : payers) {
      told.push_back(absl::StrCat(payer, paise == 0 ? "" : " ",
                                  paise == 0 ? "" : FormatPaise(paise)));
    }
    return told;
  }

  // On the need's line, else below it: a sum that is cut, or broken off its
  // payer, would be read as another.
  void DrawPayers(const std::string& need,
                  const std::vector<std::string>& payers) {
    const std::string all = absl::StrJoin(payers, " + ");
    if (DisplayWidth(all) <= screen_.layout().width - kItem - kNeedWidth) {
      return screen_.LineWithRight(kItem, need, all);
    }
    screen_.Line(kItem, need);
    std::string line = payers[0];
    for (size_t i = 1; i < payers.size(); ++i) {
      const std::string more = absl::StrCat(" + ", payers[i]);
      if (DisplayWidth(line) + DisplayWidth(more) + kUnderItem <=
          screen_.layout().width) {
        line += more;
        continue;
      }
      screen_.Line(kUnderItem, line);
      line = more.substr(1);
    }
    screen_.Line(kUnderItem, line);
  }

  void DrawNeeds() {
    if (limits_.gap_below_title > 0) screen_.Gap();
    screen_.Line(0, Bold(words_.Say("WHO PAYS WHAT", "कौन क्या देता है"),
                         screen_.layout()));
    const auto all = static_cast<size_t>(plan_.needs_size());
    const size_t told = all <= limits_.needs ? all : limits_.needs - 1;
    for (size_t i = 0; i < told; ++i) {
      const PlanNeedOutcome& outcome = plan_.needs(static_cast<int>(i));
      const std::string need =
          absl::StrCat(i + 1, ". ", NeedInWords(terms_, outcome.need()));
      const int room = screen_.layout().width - kItem - kNeedWidth;
      const int sum = outcome.cost_paise() == 0 ? 2 : kSumWidth;
      DrawPayers(need, Payers(outcome, std::max(room - sum,
                                                screen_.layout().width - kItem -
                                                    sum - DisplayWidth(need))));
    }
    if (told < all) DrawOtherNeeds(static_cast<int>(told));
    screen_.Wrapped(
        kItem,
        Bold(absl::StrCat(words_.Say("in all ", "कुल "),
                          FormatPaise(plan_.total().cost_paise()), ": ",
                          PayersInWords(plan_, words_, limits_.departments)),
             screen_.layout()));
  }

  // Those from `first` on, as sums.
  void DrawOtherNeeds(int first) {
    int64_t cost = 0;
    int64_t unfunded = 0;
    for (int n = first; n < plan_.needs_size(); ++n) {
      cost += plan_.needs(n).cost_paise();
      unfunded += plan_.needs(n).unfunded_paise();
    }
    screen_.LineWithRight(
        kItem, RestInWords(static_cast<size_t>(plan_.needs_size() - first)),
        absl::StrCat(FormatPaise(cost),
                     unfunded == 0 ? ""
                                   : absl::StrCat(words_.Say(", of it OPEN ",
                                                             ", इसमें खुला "),
                                                  FormatPaise(unfunded))));
  }

  void DrawSteps() {
    if (plan_.steps().empty()) return;
    screen_.Gap();
    screen_.Line(
        0, absl::StrCat(Bold(words_.Say("IN WHICH ORDER", "किस क्रम में"),
                             screen_.layout()),
                        words_.Say(" (steps; in brackets the needs they serve)",
                                   " (क़दम; कोष्ठक में ज़रूरतें)")));
    for (const std::string& line :
         CondenseSteps(plan_, terms_, heading_.titles, words_,
                       screen_.layout().width - kItem, limits_.steps)) {
      screen_.Line(kItem, line);
    }
  }

  // The legend of the sign, with what it comes to, under the sums.
  void DrawAssumed() {
    const std::vector<std::string> assumptions =
        AssumptionsInShort(plan_, words_);
    const std::string sum = AssumedInWords(plan_, words_);
    if (assumptions.empty() && sum.empty()) return;
    const size_t told = assumptions.size() <= limits_.assumed
                            ? assumptions.size()
                            : limits_.assumed - 1;
    std::string legend = absl::StrCat(
        kAssumedSign, " ", words_.Say("TAKEN FOR GRANTED", "माना गया"),
        sum.empty() ? "" : ": ", sum);
    if (told == 0 && !assumptions.empty()) {
      absl::StrAppend(&legend, " (", assumptions.size(), ": --details)");
    }
    screen_.Wrapped(kItem, legend);
    for (size_t i = 0; i < told; ++i) {
      screen_.Line(kUnderItem, absl::StrCat("• ", Named(assumptions[i])));
    }
    if (told > 0 && told < assumptions.size()) {
      screen_.Line(kUnderItem, RestInWords(assumptions.size() - told));
    }
  }

  // Beside them how many schemes are not used, where there is no room for why.
  void DrawLoans() {
    const std::string not_used =
        not_used_.empty() || limits_.not_used > 0
            ? ""
            : absl::StrCat(words_.Say("schemes not used: ", "नहीं ली गईं: "),
                           not_used_.size());
    const std::string loans = LoansInShort(plan_, terms_, words_);
    if (loans.empty()) return screen_.Line(0, not_used);
    screen_.LineWithRight(0, loans, not_used);
  }

  // The first, and how many more there are, on a line.
  void DrawNotUsed() {
    if (not_used_.empty() || limits_.not_used == 0) return;
    const std::string rest =
        not_used_.size() == 1
            ? ""
            : absl::StrCat(" ", RestInWords(not_used_.size() - 1));
    screen_.LineWithRight(
        0,
        absl::StrCat(words_.Say("Not used: ", "नहीं लिया गया: "),
                     Named(not_used_[0].scheme), ": ",
                     Named(not_used_[0].reason)),
        rest);
  }

  void DrawFoot() {
    if (plan_.needs().empty()) {
      screen_.Gap();
      screen_.Wrapped(
          0, words_.Say("Change the file's terms, or try --pin and --exclude.",
                        "फ़ाइल की शर्तें बदलें, या --pin और --exclude आज़माएँ।"));
    }
    screen_.Wrapped(0, Dim(heading_.disclaimer, screen_.layout()));
  }

  const ConvergencePlan& plan_;
  const PlanTerms& terms_;
  const PlanHeading& heading_;
  const Words& words_;
  const Limits limits_;
  const std::vector<NotUsed> not_used_;
  ScreenText screen_;
};

}  // namespace

std::string DrawPlanSummary(ConvergencePlan plan, const PlanTerms& terms,
                            const PlanHeading& heading, const Words& words,
                            const Layout& layout) {
  MakePlain(plan);
  PlanTerms safe_terms = terms;
  MakePlain(safe_terms);
  const PlanHeading safe_heading = SafeHeading(heading, plan);
  Limits limits;
  std::string drawn;
  do {
    drawn = PlanSummary(plan, safe_terms, safe_heading, words, layout, limits)
                .Draw();
  } while (absl::c_count(drawn, '\n') > kSummaryLines && Tighten(&limits));
  return drawn;
}

}  // namespace sangam::sangamctl
