#include "services/sangamctl/plan_screen/plan_payers.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/money/format.h"
#include "services/sangamctl/plan_screen/plan_assumptions.h"
#include "services/sangamctl/plan_screen/plan_words.h"

namespace sangam::sangamctl {
namespace {

using type::v1::ConvergencePlan;
using type::v1::PlanLine;

struct Payer {
  // A resource, or what it is called where it is none: bodies of one title are
  // not one payer.
  std::string key;
  std::string name;
  int64_t paise = 0;
  // What of `paise` rests on assumptions.
  int64_t assumed = 0;
};

std::string NameOf(const ConvergencePlan& plan, const PlanLine& line,
                   const Words& words) {
  switch (line.kind()) {
    case type::v1::PLAN_LINE_KIND_IN_KIND:
      return words.Say("in kind", "वस्तु रूप में");
    case type::v1::PLAN_LINE_KIND_OWN_CASH:
      return words.Say("cash", "नकद");
    default:
      if (line.scheme().empty()) return PartyInWords(line.party(), words);
  }
  for (const auto& department : plan.departments()) {
    if (department.department() == line.department() &&
        !department.title().empty()) {
      return department.title();
    }
  }
  if (!line.department().empty()) return line.department();
  return line.scheme_title().empty() ? line.scheme() : line.scheme_title();
}

std::string KeyOf(const PlanLine& line, const std::string& name) {
  const bool is_grant = line.kind() != type::v1::PLAN_LINE_KIND_IN_KIND &&
                        line.kind() != type::v1::PLAN_LINE_KIND_OWN_CASH;
  if (!is_grant || line.scheme().empty()) return name;
  return line.department().empty() ? line.scheme() : line.department();
}

// Those of equal titles by their resources, too.
void TellApart(std::vector<Payer>* payers) {
  std::map<std::string, int> bearers;
  for (const Payer& payer : *payers) ++bearers[payer.name];
  for (Payer& payer : *payers) {
    if (bearers[payer.name] > 1 && payer.key != payer.name) {
      absl::StrAppend(&payer.name, " (", payer.key, ")");
    }
  }
}

std::vector<Payer> PayersOf(const ConvergencePlan& plan,
                            type::v1::PlanParty party, const Words& words) {
  std::vector<Payer> payers;
  for (const PlanLine& line : plan.lines()) {
    if (line.party() != party || line.paise() == 0) continue;
    const std::string name = NameOf(plan, line, words);
    const std::string key = KeyOf(line, name);
    auto payer = absl::c_find_if(
        payers, [&key](const Payer& each) { return each.key == key; });
    if (payer == payers.end()) payer = payers.insert(payer, Payer{key, name});
    payer->paise += line.paise();
    if (line.assumed()) payer->assumed += line.paise();
  }
  TellApart(&payers);
  absl::c_stable_sort(
      payers, [](const Payer& a, const Payer& b) { return a.paise > b.paise; });
  return payers;
}

// The sign behind a sum that rests on assumptions as a whole, else behind the
// part that does.
std::string AssumedOf(const Payer& payer, const Words& words) {
  if (payer.assumed == 0) return "";
  if (payer.assumed == payer.paise) return kAssumedSign;
  return absl::StrCat(words.Say(" (of it ", " (इसमें "),
                      FormatPaise(payer.assumed), kAssumedSign, ")");
}

std::string InWords(const Payer& payer, bool with_sum, const Words& words) {
  return absl::StrCat(payer.name, with_sum ? " " : "",
                      with_sum ? FormatPaise(payer.paise) : "",
                      AssumedOf(payer, words));
}

}  // namespace

std::string PayersInWords(const ConvergencePlan& plan, const Words& words,
                          size_t most) {
  if (plan.totals().empty()) return TotalsInWords(plan, words);
  std::vector<std::string> parties;
  for (const auto& total : plan.totals()) {
    std::string text = PartyTotalInWords(total, words);
    const std::vector<Payer> payers = PayersOf(plan, total.party(), words);
    const bool says_more =
        payers.size() > 1 ||
        (payers.size() == 1 &&
         payers[0].name != PartyInWords(total.party(), words));
    if (says_more) {
      std::vector<std::string> told;
      const size_t named = payers.size() <= most ? payers.size() : most - 1;
      for (size_t p = 0; p < named; ++p) {
        told.push_back(InWords(payers[p], payers.size() > 1, words));
      }
      Payer rest{
          "", absl::StrCat(payers.size() - named, words.Say(" more", " अन्य"))};
      for (size_t p = named; p < payers.size(); ++p) {
        rest.paise += payers[p].paise;
        rest.assumed += payers[p].assumed;
      }
      if (named < payers.size()) told.push_back(InWords(rest, true, words));
      absl::StrAppend(&text, " — ", absl::StrJoin(told, ", "));
    } else if (!payers.empty()) {
      text += AssumedOf(payers[0], words);
    }
    parties.push_back(std::move(text));
  }
  return absl::StrJoin(parties, "; ");
}

}  // namespace sangam::sangamctl
