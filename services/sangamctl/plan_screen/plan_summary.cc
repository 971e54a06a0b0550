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
constexpr size_t kMostNeeds = 12;
constexpr size_t kMostOpen = 6;
constexpr size_t kLeastSteps = 3;
// The least of a scheme's title, and what a sum and the gaps beside it take.
constexpr int kSchemeWidth = 22;
constexpr int kSumWidth = 18;

class PlanSummary {
 public:
  PlanSummary(const ConvergencePlan& plan, const PlanTerms& terms,
              const PlanHeading& heading, const Words& words,
              const Layout& layout)
      : plan_(plan),
        terms_(terms),
        heading_(heading),
        words_(words),
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
    DrawNeeds();
    List(words_.Say("STILL OPEN", "अब भी खुला"), Open(), kMostOpen);
    DrawLoans();
    DrawNotUsed();
    DrawFoot();
    const int left = kSummaryLines - screen_.lines() - foot_.lines() -
                     2 /* a gap and the heading */ - 1 /* a gap below */;
    List(words_.Say("IN WHICH ORDER", "किस क्रम में"), Steps(),
         std::max<size_t>(kLeastSteps, std::max(left, 0)), true);
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

  // "Centre", "Own cash", "OPEN"; the scheme where it does not say who pays.
  std::string Payer(const PlanLine& line, int width) const {
    if (line.party() == type::v1::PLAN_PARTY_UNSPECIFIED &&
        !line.scheme_title().empty()) {
      return CutToWidth(line.scheme_title(), width);
    }
    return PayerInWords(line, words_);
  }

  // "Centre ₹4,00,000 + OPEN ₹1,00,000".
  std::string Payers(const PlanNeedOutcome& outcome, int scheme_width) const {
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
    if (payers.empty()) return words_.Say("OPEN", "खुला");
    return absl::StrJoin(
        payers, " + ", [](std::string* out, const auto& payer) {
          absl::StrAppend(out, payer.first, payer.second == 0 ? "" : " ",
                          payer.second == 0 ? "" : FormatPaise(payer.second));
        });
  }

  void DrawNeeds() {
    screen_.Gap();
    screen_.Line(0, Bold(words_.Say("WHO PAYS WHAT", "कौन क्या देता है"),
                         screen_.layout()));
    const auto all = static_cast<size_t>(plan_.needs_size());
    const size_t told = all <= kMostNeeds ? all : kMostNeeds - 1;
    for (size_t i = 0; i < told; ++i) {
      const PlanNeedOutcome& outcome = plan_.needs(static_cast<int>(i));
      const std::string need =
          absl::StrCat(i + 1, ". ", NeedInWords(terms_, outcome.need()));
      const int room =
          screen_.layout().width - kItem - DisplayWidth(need) - kSumWidth;
      screen_.LineWithRight(kItem, need,
                            Payers(outcome, std::max(room, kSchemeWidth)));
    }
    if (told < all) DrawRest(all - told);
    std::vector<std::string> parts;
    for (const auto& sum : plan_.totals()) {
      parts.push_back(absl::StrCat(PartyInWords(sum.party(), words_), " ",
                                   FormatPaise(sum.paise())));
    }
    screen_.Wrapped(
        kItem, Bold(absl::StrCat(words_.Say("in all ", "कुल "),
                                 FormatPaise(plan_.total().cost_paise()), ": ",
                                 absl::StrJoin(parts, "; ")),
                    screen_.layout()));
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
    // Of schemes --details tells; what hangs on little is to be asked first.
    for (const auto& assumption : plan_.assumptions()) {
      if (!IsNeed(assumption.about())) continue;
      open.push_back(absl::StrCat(NeedInWords(terms_, assumption.about()), ": ",
                                  Named(assumption.text())));
    }
    std::vector<std::string> blockers;
    std::map<std::string, int> steps;
    for (const PlanStep& step : plan_.steps()) {
      for (const std::string& blocker : step.blockers()) {
        if (++steps[blocker] == 1) blockers.push_back(blocker);
      }
    }
    for (const std::string& blocker : blockers) {
      open.push_back(absl::StrCat(Named(blocker), " (", steps[blocker],
                                  steps[blocker] == 1
                                      ? words_.Say(" step)", " क़दम)")
                                      : words_.Say(" steps)", " क़दम)")));
    }
    for (const std::string& stage : plan_.uncovered_stages()) {
      open.push_back(absl::StrCat(words_.Say("no funded need serves the stage ",
                                             "कोई सहायता नहीं, चरण "),
                                  stage));
    }
    return open;
  }

  // How many for which need, on a line.
  void DrawLoans() {
    std::vector<std::pair<std::string, int>> needs;
    for (const auto& loan : plan_.loans()) {
      const std::string need = NeedInWords(terms_, loan.need());
      const auto same = std::find_if(
          needs.begin(), needs.end(),
          [&need](const auto& each) { return each.first == need; });
      if (same == needs.end()) {
        needs.emplace_back(need, 1);
      } else {
        ++same->second;
      }
    }
    if (needs.empty()) return;
    screen_.Gap();
    screen_.Line(
        0, absl::StrCat(
               words_.Say("Loans to be had, counted nowhere: ",
                          "उपलब्ध ऋण, कहीं नहीं गिने गए: "),
               absl::StrJoin(
                   needs, "; ", [this](std::string* out, const auto& need) {
                     absl::StrAppend(out, need.second,
                                     words_.Say(" for ", " हेतु "), need.first);
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
        0, words_.Say("--details tells how each sum was reckoned, what is not"
                      " used, the dates, the loans and what is taken for"
                      " granted.",
                      "--details बताता है हर राशि का हिसाब, क्या नहीं लिया गया,"
                      " तिथियाँ, ऋण और मान्यताएँ।"));
    foot_.Wrapped(0, Dim(heading_.disclaimer, foot_.layout()));
  }

  const ConvergencePlan& plan_;
  const PlanTerms& terms_;
  const PlanHeading& heading_;
  const Words& words_;
  ScreenText screen_;
  ScreenText foot_;
};

}  // namespace

std::string DrawPlanSummary(ConvergencePlan plan, const PlanTerms& terms,
                            const PlanHeading& heading, const Words& words,
                            const Layout& layout) {
  if (plan.needs().empty()) {
    return DrawPlan(std::move(plan), terms, heading, words, layout);
  }
  MakePlain(plan);
  PlanTerms safe_terms = terms;
  MakePlain(safe_terms);
  return PlanSummary(plan, safe_terms, SafeHeading(heading, plan), words,
                     layout)
      .Draw();
}

}  // namespace sangam::sangamctl
