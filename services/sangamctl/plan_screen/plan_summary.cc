#include "services/sangamctl/plan_screen/plan_summary.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/clock/civil_date.h"
#include "common/money/format.h"
#include "services/sangamctl/match_screen/screen_text.h"
#include "services/sangamctl/plan_screen/plan_assumptions.h"
#include "services/sangamctl/plan_screen/plan_names.h"
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
// What a sum and the gaps beside it take.
constexpr int kSumWidth = 18;
// The least that a need's title keeps beside those who pay.
constexpr int kNeedWidth = 24;

// How many lines each list may take; steps take what the others leave.
struct Limits {
  size_t needs = 12;
  size_t open = 6;
  size_t assumed = 4;
  size_t conflicts = 30;
  size_t steps = 8;
};

// Takes a line from the list that can best spare it; false if none can.
bool Tighten(Limits* limits) {
  for (const auto& [limit, least] :
       {std::pair<size_t*, size_t>{&limits->conflicts, 6},
        {&limits->assumed, 3},
        {&limits->open, 4},
        {&limits->steps, 5},
        {&limits->assumed, 2},
        {&limits->needs, 8},
        {&limits->open, 2},
        {&limits->needs, 5},
        {&limits->steps, 2},
        {&limits->conflicts, 2},
        {&limits->needs, 2}}) {
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
        screen_(layout, words),
        foot_(layout, words) {}

  std::string Draw() {
    screen_.Line(0, Bold(absl::StrCat(words_.Say("PLAN FOR ", "योजना: "),
                                      heading_.title),
                         screen_.layout()));
    const auto day = ToCivilDay(heading_.as_of, "date");
    screen_.Wrapped(
        0, absl::StrCat(words_.Say("by the terms of ", "नियमों की तिथि "),
                        day.ok() ? FormatDay(*day) : "", "; ",
                        SolutionInWords(plan_.solution(), words_)));
    if (plan_.needs().empty()) {
      DrawConflicts();
    } else {
      DrawNeeds();
      DrawAssumed();
      List(words_.Say("STILL OPEN", "अब भी खुला"), Open(), limits_.open);
      DrawLoans();
      DrawNotUsed();
    }
    DrawFoot();
    const int left = kSummaryLines - screen_.lines() - foot_.lines() -
                     2 /* a gap and the heading */ - 1 /* a gap below */;
    List(words_.Say("IN WHICH ORDER", "किस क्रम में"), Steps(),
         std::max<size_t>(limits_.steps, std::max(left, 0)), true);
    screen_.Gap();
    return absl::StrCat(screen_.Take(), foot_.Take());
  }

 private:
  std::string Named(const std::string& text) const {
    return WithTitles(text, heading_.titles, words_);
  }

  // At most so many lines, the last of which counts what is left out.
  void List(const std::string& heading, const std::vector<std::string>& items,
            size_t most, bool numbered = false) {
    if (items.empty()) return;
    screen_.Gap();
    screen_.Line(0, Bold(heading, screen_.layout()));
    const size_t told = items.size() <= most ? items.size() : most - 1;
    for (size_t i = 0; i < told; ++i) {
      screen_.Line(
          kItem,
          absl::StrCat(numbered ? absl::StrCat(i + 1, ". ") : "• ", items[i]));
    }
    if (told < items.size()) DrawRest(items.size() - told);
  }

  void DrawRest(size_t count) {
    screen_.Line(kItem, absl::StrCat(words_.Say("and ", "और "), count,
                                     words_.Say(" more", " अन्य")));
  }

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
    screen_.Gap();
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
    if (told < all) DrawRest(all - told);
    screen_.Wrapped(
        kItem, Bold(absl::StrCat(words_.Say("in all ", "कुल "),
                                 FormatPaise(plan_.total().cost_paise()), ": ",
                                 TotalsInWords(plan_, words_)),
                    screen_.layout()));
  }

  // The legend of the sign, with what it comes to.
  void DrawAssumed() {
    const std::vector<std::string> assumptions =
        AssumptionsInShort(plan_, words_);
    const std::string sum = AssumedInWords(plan_, words_);
    if (assumptions.empty() && sum.empty()) return;
    std::vector<std::string> told;
    for (const std::string& text : assumptions) told.push_back(Named(text));
    List(absl::StrCat(kAssumedSign, " ",
                      words_.Say("TAKEN FOR GRANTED", "माना गया"),
                      sum.empty() ? "" : ": ", sum),
         told, limits_.assumed);
    if (told.empty()) screen_.Line(kItem, absl::StrCat(kAssumedSign, " ", sum));
  }

  bool IsNeed(const std::string& id) const {
    return absl::c_any_of(terms_.needs(),
                          [&id](const auto& need) { return need.id() == id; });
  }

  // Sums first, then what is taken for granted of needs; then what stands in
  // the way, each once.
  std::vector<std::string> Open() const {
    std::vector<std::string> open;
    for (const PlanNeedOutcome& outcome : plan_.needs()) {
      if (outcome.unfunded_paise() == 0 && outcome.reasons().empty()) continue;
      open.push_back(absl::StrCat(
          outcome.unfunded_paise() == 0
              ? ""
              : absl::StrCat(FormatPaise(outcome.unfunded_paise()),
                             words_.Say(" for ", ", ")),
          NeedInWords(terms_, outcome.need()),
          outcome.reasons().empty() ? "" : ": ",
          outcome.reasons().empty() ? "" : Named(outcome.reasons(0))));
    }
    // Those of schemes are told by themselves; what hangs on little is to be
    // asked first.
    for (const auto& assumption : plan_.assumptions()) {
      if (!IsNeed(assumption.about())) continue;
      open.push_back(absl::StrCat(NeedInWords(terms_, assumption.about()), ": ",
                                  Named(assumption.text())));
    }
    std::vector<std::string> blockers;
    std::map<std::string, std::vector<std::string>> steps;
    for (const PlanStep& step : plan_.steps()) {
      for (const std::string& blocker : step.blockers()) {
        if (steps[blocker].empty()) blockers.push_back(blocker);
        steps[blocker].push_back(step.description());
      }
    }
    for (const std::string& blocker : blockers) {
      const std::vector<std::string>& at = steps[blocker];
      open.push_back(at.size() == 1
                         ? absl::StrCat(Named(at[0]), ": ", Named(blocker))
                         : absl::StrCat(Named(blocker), " (", at.size(),
                                        words_.Say(" steps)", " क़दम)")));
    }
    for (const std::string& stage : plan_.uncovered_stages()) {
      open.push_back(UncoveredStageInWords(stage, words_));
    }
    return open;
  }

  // How many for which need, on a line.
  void DrawLoans() {
    struct Count {
      std::string need;
      int all = 0;
      int assumed = 0;
    };
    std::vector<Count> needs;
    for (const auto& loan : plan_.loans()) {
      const std::string need = NeedInWords(terms_, loan.need());
      auto same = absl::c_find_if(
          needs, [&need](const Count& each) { return each.need == need; });
      if (same == needs.end()) same = needs.insert(same, Count{need, 0, 0});
      ++same->all;
      if (IsAssumed(loan, plan_)) ++same->assumed;
    }
    if (needs.empty()) return;
    screen_.Gap();
    screen_.Line(
        0, absl::StrCat(
               words_.Say("Loans to be had, counted nowhere: ",
                          "उपलब्ध ऋण, कहीं नहीं गिने गए: "),
               absl::StrJoin(
                   needs, "; ", [this](std::string* out, const Count& count) {
                     absl::StrAppend(out, count.all,
                                     count.assumed == 0 ? ""
                                     : count.assumed == count.all
                                         ? kAssumedSign
                                         : absl::StrCat(" (", count.assumed,
                                                        kAssumedSign, ")"),
                                     words_.Say(" for ", " हेतु "), count.need);
                   })));
  }

  // The first, and how many more there are, on a line.
  void DrawNotUsed() {
    const std::vector<NotUsed> all =
        NotUsedIn(plan_, static_cast<size_t>(plan_.not_used_size()));
    if (all.empty()) return;
    if (plan_.loans().empty()) screen_.Gap();
    const std::string rest =
        all.size() == 1
            ? ""
            : absl::StrCat(words_.Say(" and ", " और "), all.size() - 1,
                           words_.Say(" more", " अन्य"));
    screen_.LineWithRight(
        0,
        absl::StrCat(words_.Say("Not used: ", "नहीं लिया गया: "),
                     Named(all[0].scheme), ": ", Named(all[0].reason)),
        rest);
  }

  std::vector<std::string> Steps() const {
    std::vector<std::string> steps;
    for (const PlanStep& step : plan_.steps()) {
      steps.push_back(absl::StrCat(Named(step.description()), " — ",
                                   step.owner().empty()
                                       ? words_.Say("NOBODY", "कोई नहीं")
                                       : Named(step.owner())));
    }
    return steps;
  }

  void DrawFoot() {
    foot_.Wrapped(
        0, plan_.needs().empty()
               ? words_.Say("Change the file's terms, or try --pin and"
                            " --exclude.",
                            "फ़ाइल की शर्तें बदलें, या --pin और --exclude आज़माएँ।")
               : words_.Say("--details tells all of it: sums, sources, dates,"
                            " loans, what is taken for granted.",
                            "--details सब बताता है: हिसाब, स्रोत, तिथियाँ, ऋण,"
                            " मान्यताएँ।"));
    foot_.Wrapped(0, Dim(heading_.disclaimer, foot_.layout()));
  }

  const ConvergencePlan& plan_;
  const PlanTerms& terms_;
  const PlanHeading& heading_;
  const Words& words_;
  const Limits limits_;
  ScreenText screen_;
  ScreenText foot_;
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
