#include "services/sangamctl/plan_screen/plan_assumptions.h"

#include <algorithm>
#include <set>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "common/money/format.h"
#include "services/sangamctl/plan_screen/plan_names.h"

namespace sangam::sangamctl {
namespace {

using type::v1::ConvergencePlan;
using type::v1::PlanAssumption;

constexpr char kAfterNeed[] = ": ";

// The need that the text of an assumption about a scheme begins with, by its
// index in `needs`; -1: it is about all that the scheme does.
template <typename Needs, typename IdOf>
int NeedOf(const PlanAssumption& assumption, const Needs& needs,
           const IdOf& id_of) {
  for (int n = 0; n < needs.size(); ++n) {
    if (absl::StartsWith(assumption.text(),
                         absl::StrCat(id_of(needs[n]), kAfterNeed))) {
      return n;
    }
  }
  return -1;
}

int NeedOf(const PlanAssumption& assumption, const ConvergencePlan& plan) {
  return NeedOf(assumption, plan.needs(),
                [](const auto& need) { return need.need(); });
}

std::string TextBehind(const PlanAssumption& assumption,
                       const std::string& need) {
  return assumption.text().substr(need.size() +
                                  absl::string_view(kAfterNeed).size());
}

// Assumptions of the same words about the same scheme.
struct Told {
  std::string about;
  std::string text;
  // By index in the plan.
  std::set<int> needs;
  int64_t paise = 0;
};

void AddNeed(const ConvergencePlan& plan, int need, Told* told) {
  if (!told->needs.insert(need).second) return;
  for (const auto& line : plan.lines()) {
    if (line.assumed() && line.scheme() == told->about &&
        line.need() == plan.needs(need).need()) {
      told->paise += line.paise();
    }
  }
}

std::vector<Told> Gather(const ConvergencePlan& plan) {
  std::vector<Told> all;
  for (const PlanAssumption& assumption : plan.assumptions()) {
    // Of a need alone is told with what is open.
    if (absl::c_any_of(plan.needs(), [&](const auto& need) {
          return need.need() == assumption.about();
        })) {
      continue;
    }
    const int need = NeedOf(assumption, plan);
    const std::string text =
        need < 0 ? assumption.text()
                 : TextBehind(assumption, plan.needs(need).need());
    auto told = absl::c_find_if(all, [&](const Told& one) {
      return one.about == assumption.about() && one.text == text;
    });
    if (told == all.end()) {
      told = all.insert(all.end(), Told{assumption.about(), text, {}, 0});
    }
    for (int n = 0; n < plan.needs_size(); ++n) {
      const bool rests = absl::c_any_of(plan.lines(), [&](const auto& line) {
        return line.assumed() && line.scheme() == assumption.about() &&
               line.need() == plan.needs(n).need();
      });
      if (n == need || (need < 0 && rests)) AddNeed(plan, n, &*told);
    }
  }
  absl::c_stable_sort(
      all, [](const Told& a, const Told& b) { return a.paise > b.paise; });
  return all;
}

}  // namespace

int64_t AssumedPaise(const ConvergencePlan& plan) {
  int64_t paise = 0;
  for (const auto& line : plan.lines()) {
    if (line.assumed()) paise += line.paise();
  }
  return paise;
}

bool IsAssumed(const type::v1::PlanLoan& loan, const ConvergencePlan& plan) {
  return absl::c_any_of(
      plan.assumptions(), [&](const PlanAssumption& assumption) {
        if (assumption.about() != loan.scheme()) return false;
        const int need = NeedOf(assumption, plan);
        return need < 0 || plan.needs(need).need() == loan.need();
      });
}

std::string AssumedInWords(const ConvergencePlan& plan, const Words& words) {
  const int64_t assumed = AssumedPaise(plan);
  if (assumed == 0) return "";
  const std::string all = FormatPaise(plan.total().cost_paise());
  const std::string part = FormatPaise(assumed);
  return words.Say(absl::StrCat(part, " of ", all, " rests on assumptions"),
                   absl::StrCat(all, " में से ", part, " मान्यताओं पर टिके हैं"));
}

std::string AssumptionInWords(const PlanAssumption& assumption,
                              const type::v1::PlanTerms& terms) {
  const int need = NeedOf(assumption, terms.needs(),
                          [](const auto& each) { return each.id(); });
  const std::string text =
      need < 0
          ? assumption.text()
          : absl::StrCat(NeedInWords(terms, terms.needs(need).id()), kAfterNeed,
                         TextBehind(assumption, terms.needs(need).id()));
  if (assumption.about().empty()) return text;
  return absl::StrCat(NeedInWords(terms, assumption.about()), ": ", text);
}

std::vector<std::string> AssumptionsInShort(const ConvergencePlan& plan,
                                            const Words& words) {
  std::vector<std::string> lines;
  for (const Told& told : Gather(plan)) {
    std::string about = told.about;
    if (!told.needs.empty()) {
      const std::string numbers = absl::StrJoin(
          told.needs, ", ",
          [](std::string* out, int need) { absl::StrAppend(out, need + 1); });
      about =
          absl::StrCat(told.needs.size() == 1 ? words.Say("need ", "ज़रूरत ")
                                              : words.Say("needs ", "ज़रूरतें "),
                       numbers, about.empty() ? "" : ", ", about);
    }
    lines.push_back(absl::StrCat(about, about.empty() ? "" : ": ", told.text));
  }
  return lines;
}

}  // namespace sangam::sangamctl
