#include "services/sangamctl/plan_screen/plan_words.h"

#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/money/format.h"
#include "services/sangamctl/plan_screen/plan_names.h"

namespace sangam::sangamctl {
namespace {

// What planning says where it did not look at all ways.
constexpr char kMoreWays[] = "there may be more ways to get what ";

bool TellsOfMoreWays(const type::v1::PlanAssumption& assumption) {
  return absl::StartsWith(assumption.text(), kMoreWays);
}

// What planning says of cash that no need is named for.
constexpr char kFreeCash[] = "own cash for any need, ";

// Why a better plan may be there, or a plan at all.
std::string WhyNotAllIsKnown(bool ways_left_out, const Words& words) {
  return ways_left_out
             ? words.Say(
                   "not all ways were looked at in which one scheme helps"
                   " to get another",
                   "वे सभी रास्ते नहीं देखे गए जिनमें एक योजना दूसरी पाने में मदद"
                   " करती है")
             : words.Say("time or nodes ran out", "समय या खोज की सीमा समाप्त");
}

}  // namespace

std::string PartyInWords(type::v1::PlanParty party, const Words& words) {
  switch (party) {
    case type::v1::PLAN_PARTY_CENTRE:
      return words.Say("Centre", "केंद्र");
    case type::v1::PLAN_PARTY_STATE:
      return words.Say("State", "राज्य");
    case type::v1::PLAN_PARTY_BENEFICIARY:
      return words.Say("Own", "अपना");
    case type::v1::PLAN_PARTY_STATE_AND_BENEFICIARY:
      return words.Say("State and beneficiary", "राज्य और लाभार्थी");
    case type::v1::PLAN_PARTY_BANK:
      return words.Say("Bank", "बैंक");
    case type::v1::PLAN_PARTY_LOCAL_BODY:
      return words.Say("Local body", "स्थानीय निकाय");
    case type::v1::PLAN_PARTY_IMPLEMENTING_AGENCY:
      return words.Say("Implementing agency", "कार्यान्वयन एजेंसी");
    case type::v1::PLAN_PARTY_BENEFICIARY_AND_BANK:
      return words.Say("Beneficiary and bank", "लाभार्थी और बैंक");
    case type::v1::PLAN_PARTY_PARTNER:
      return words.Say("Partner", "साझेदार");
    case type::v1::PLAN_PARTY_GAP_FUNDER:
      return words.Say("Gap funder", "अंतर वित्तपोषक");
    case type::v1::PLAN_PARTY_NOBODY:
      return words.Say("OPEN", "खुला");
    default:
      return words.Say("Scheme", "योजना");
  }
}

std::string PayerInWords(const type::v1::PlanLine& line, const Words& words) {
  switch (line.kind()) {
    case type::v1::PLAN_LINE_KIND_IN_KIND:
      return words.Say("Own, in kind", "अपना, वस्तु रूप में");
    case type::v1::PLAN_LINE_KIND_OWN_CASH:
      return words.Say("Own cash", "अपनी नकदी");
    case type::v1::PLAN_LINE_KIND_SERVICE:
      return words.Say("No cost", "बिना लागत");
    default:
      return PartyInWords(line.party(), words);
  }
}

std::string LoanInWords(const type::v1::PlanLoan& loan,
                        const type::v1::PlanTerms& terms, const Words& words) {
  std::string text = loan.scheme_title();
  if (!loan.need().empty()) {
    absl::StrAppend(&text, words.Say(", for ", ", हेतु "),
                    NeedInWords(terms, loan.need()));
  }
  absl::StrAppend(&text, ": ", loan.description());
  if (loan.has_max_paise()) {
    absl::StrAppend(&text, words.Say(" (at most ", " (अधिकतम "),
                    FormatPaise(loan.max_paise()), ")");
  }
  return text;
}

std::string PartyTotalInWords(const type::v1::PlanPartyTotal& total,
                              const Words& words) {
  return absl::StrCat(
      total.party() == type::v1::PLAN_PARTY_UNSPECIFIED
          ? words.Say("Schemes that name no payer", "योजनाएँ, दाता अनिर्दिष्ट")
          : PartyInWords(total.party(), words),
      " ", FormatPaise(total.paise()));
}

std::string TotalsInWords(const type::v1::ConvergencePlan& plan,
                          const Words& words) {
  std::vector<std::string> parts;
  for (const auto& sum : plan.totals()) {
    parts.push_back(PartyTotalInWords(sum, words));
  }
  return parts.empty()
             ? words.Say("nothing of it costs money", "किसी पर लागत नहीं")
             : absl::StrJoin(parts, "; ");
}

std::string UncoveredStageInWords(const std::string& stage,
                                  const Words& words) {
  return absl::StrCat(
      words.Say("no funded need serves the stage ", "कोई सहायता नहीं, चरण "),
      RoleInWords(stage, words));
}

std::string ConflictsHeading(const Words& words) {
  return words.Say("THESE CAN'T BE KEPT TOGETHER; at least one must go",
                   "ये साथ नहीं चल सकते; कम से कम एक छोड़ना होगा");
}

std::string ConflictInWords(const std::string& conflict,
                            const type::v1::PlanTerms& terms) {
  if (absl::StartsWith(conflict, kFreeCash)) return conflict;
  // The id of the need stands first, or behind "of", "for" or "at".
  std::vector<std::string> words = absl::StrSplit(conflict, ' ');
  for (size_t i = 0; i < words.size(); ++i) {
    const bool may_be_need = i == 0 || words[i - 1] == "of" ||
                             words[i - 1] == "for" || words[i - 1] == "at";
    if (!may_be_need) continue;
    const size_t end = words[i].find_last_not_of(",:") + 1;
    words[i] = absl::StrCat(NeedInWords(terms, words[i].substr(0, end)),
                            words[i].substr(end));
  }
  return absl::StrJoin(words, " ");
}

std::string SolutionInWords(const type::v1::ConvergencePlan& plan,
                            const Words& words) {
  const type::v1::PlanSolution& solution = plan.solution();
  switch (solution.status()) {
    case type::v1::PLAN_SOLUTION_STATUS_OPTIMAL:
      return words.Say("proven best", "सर्वोत्तम सिद्ध");
    case type::v1::PLAN_SOLUTION_STATUS_FEASIBLE:
      return absl::StrCat(
          words.Say("not proven best: ", "सर्वोत्तम सिद्ध नहीं: "),
          WhyNotAllIsKnown(absl::c_any_of(plan.assumptions(), TellsOfMoreWays),
                           words),
          words.Say("; a better one could leave at most ",
                    "; बेहतर योजना अधिकतम "),
          FormatPaise(solution.gap_paise()),
          words.Say(" less open", " कम खुला छोड़ सकती है"));
    case type::v1::PLAN_SOLUTION_STATUS_INFEASIBLE:
      return words.Say("no plan keeps all terms",
                       "कोई योजना सभी शर्तें पूरी नहीं करती");
    case type::v1::PLAN_SOLUTION_STATUS_NOT_FOUND:
      // By the ways that were looked at these terms can't be kept together.
      return absl::StrCat(
          words.Say("no plan was found: ", "कोई योजना नहीं मिली: "),
          WhyNotAllIsKnown(!plan.conflicts().empty(), words));
    default:
      return words.Say("how it was found is not on record",
                       "यह कैसे बनी, दर्ज नहीं");
  }
}

}  // namespace sangam::sangamctl
