#include "services/sangamctl/plan_screen/plan_open_points.h"

#include <cstddef>
#include <map>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "common/money/format.h"
#include "services/sangamctl/plan_screen/plan_assumptions.h"
#include "services/sangamctl/plan_screen/plan_words.h"

namespace sangam::sangamctl {
namespace {

using type::v1::ConvergencePlan;
using type::v1::PlanTerms;

bool IsNeed(const PlanTerms& terms, const std::string& id) {
  return absl::c_any_of(terms.needs(),
                        [&id](const auto& need) { return need.id() == id; });
}

// What planning says before it tells of a refusal.
constexpr char kAskedAgain[] = "it may be asked for again: ";
constexpr char kWas[] = " was ";

// What planning says of a sum that the plan does not count.
constexpr char kSanctioned[] = " is sanctioned by ";

// Those refused in the same words on one line.
void AddRefusals(const ConvergencePlan& plan, const PlanTitles& titles,
                 const Words& words, std::vector<std::string>* open) {
  std::vector<std::pair<std::string, std::vector<std::string>>> refusals;
  for (const auto& assumption : plan.assumptions()) {
    const size_t at = assumption.text().find(kAskedAgain);
    if (at == std::string::npos) continue;
    // Which record it was, the details tell.
    absl::string_view refused = assumption.text();
    refused.remove_prefix(at + absl::string_view(kAskedAgain).size());
    const size_t was = refused.find(kWas);
    if (was != absl::string_view::npos) {
      refused.remove_prefix(was + absl::string_view(kWas).size());
    }
    auto same = absl::c_find_if(
        refusals, [&](const auto& each) { return each.first == refused; });
    if (same == refusals.end()) {
      same = refusals.insert(same, {std::string(refused), {}});
    }
    std::string about = WithTitles(assumption.about(), titles, words);
    if (!absl::c_linear_search(same->second, about)) {
      same->second.push_back(std::move(about));
    }
  }
  for (const auto& [refused, about] : refusals) {
    open->push_back(absl::StrCat(absl::StrJoin(about, ", "), ": ", refused));
  }
}

void AddUncounted(const ConvergencePlan& plan, const PlanTitles& titles,
                  const Words& words, std::vector<std::string>* open) {
  for (const auto& assumption : plan.assumptions()) {
    if (!absl::StrContains(assumption.text(), kSanctioned)) continue;
    open->push_back(
        WithTitles(absl::StrCat(assumption.about(), ": ", assumption.text()),
                   titles, words));
  }
}

// Each once, with how many steps it concerns.
void AddBlockers(const ConvergencePlan& plan, const PlanTitles& titles,
                 const Words& words, std::vector<std::string>* open) {
  std::vector<std::string> blockers;
  std::map<std::string, std::vector<std::string>> steps;
  for (const auto& step : plan.steps()) {
    for (const std::string& blocker : step.blockers()) {
      if (steps[blocker].empty()) blockers.push_back(blocker);
      steps[blocker].push_back(step.description());
    }
  }
  for (const std::string& blocker : blockers) {
    const std::vector<std::string>& at = steps[blocker];
    const std::string told = WithTitles(blocker, titles, words);
    open->push_back(
        at.size() == 1
            ? absl::StrCat(WithTitles(at[0], titles, words), ": ", told)
            : absl::StrCat(told, " (", at.size(),
                           words.Say(" steps)", " क़दम)")));
  }
}

}  // namespace

std::vector<std::string> PressingPoints(const ConvergencePlan& plan,
                                        const PlanTitles& titles,
                                        const Words& words) {
  std::vector<std::string> pressing;
  AddBlockers(plan, titles, words, &pressing);
  AddRefusals(plan, titles, words, &pressing);
  AddUncounted(plan, titles, words, &pressing);
  return pressing;
}

std::vector<std::string> OpenPoints(const ConvergencePlan& plan,
                                    const PlanTerms& terms,
                                    const PlanTitles& titles,
                                    const Words& words) {
  std::vector<std::string> open;
  for (const auto& outcome : plan.needs()) {
    if (outcome.unfunded_paise() == 0 && outcome.reasons().empty()) continue;
    open.push_back(
        absl::StrCat(outcome.unfunded_paise() == 0
                         ? ""
                         : absl::StrCat(FormatPaise(outcome.unfunded_paise()),
                                        words.Say(" for ", ", ")),
                     NeedInWords(terms, outcome.need()),
                     outcome.reasons().empty() ? "" : ": ",
                     outcome.reasons().empty()
                         ? ""
                         : WithTitles(outcome.reasons(0), titles, words)));
  }
  // Those of schemes are told by themselves; what hangs on little is to be
  // asked first.
  for (const auto& assumption : plan.assumptions()) {
    if (!IsNeed(terms, assumption.about())) continue;
    open.push_back(absl::StrCat(NeedInWords(terms, assumption.about()), ": ",
                                WithTitles(assumption.text(), titles, words)));
  }
  for (const std::string& stage : plan.uncovered_stages()) {
    open.push_back(UncoveredStageInWords(stage, words));
  }
  return open;
}

std::string LoansInShort(const ConvergencePlan& plan, const PlanTerms& terms,
                         const Words& words) {
  struct Count {
    std::string need;
    int all = 0;
    int assumed = 0;
  };
  std::vector<Count> needs;
  for (const auto& loan : plan.loans()) {
    const std::string need = NeedInWords(terms, loan.need());
    auto same = absl::c_find_if(
        needs, [&need](const Count& each) { return each.need == need; });
    if (same == needs.end()) same = needs.insert(same, Count{need, 0, 0});
    ++same->all;
    if (IsAssumed(loan, plan)) ++same->assumed;
  }
  if (needs.empty()) return "";
  const auto in_words = [&words](std::string* out, const Count& count) {
    absl::StrAppend(out, count.all,
                    count.assumed == 0 ? ""
                    : count.assumed == count.all
                        ? kAssumedSign
                        : absl::StrCat(" (", count.assumed, kAssumedSign, ")"),
                    words.Say(" for ", " हेतु "), count.need);
  };
  return absl::StrCat(words.Say("Loans to be had, counted nowhere: ",
                                "उपलब्ध ऋण, कहीं नहीं गिने गए: "),
                      absl::StrJoin(needs, "; ", in_words));
}

}  // namespace sangam::sangamctl
