#include "services/registry/domain/plan_outcome_rules.h"

#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/money/format.h"
#include "common/validation/enum_value.h"
#include "common/validation/resource_name.h"

namespace sangam::registry {
namespace {

using type::v1::PlanLine;
using type::v1::PlanLineKind;
using type::v1::PlanNeed;
using type::v1::PlanNeedOutcome;
using type::v1::PlanParty;

// Sums may be anything in a malformed plan.
using Sum = __int128;

std::string Told(Sum paise) {
  return paise > std::numeric_limits<int64_t>::max()
             ? "more than any amount"
             : FormatPaise(static_cast<int64_t>(paise));
}

std::string KindText(PlanLineKind kind) {
  return std::string(
      absl::StripPrefix(type::v1::PlanLineKind_Name(kind), "PLAN_LINE_KIND_"));
}
std::string PartyText(PlanParty party) {
  return std::string(
      absl::StripPrefix(type::v1::PlanParty_Name(party), "PLAN_PARTY_"));
}

Sum CostOf(const PlanNeed& need) {
  if (need.lots().empty()) return need.cost_paise();
  Sum sum = 0;
  for (const auto& lot : need.lots())
    sum += Sum{lot.units()} * lot.paise_each();
  return sum;
}

// What each kind of line adds up to within a need.
const std::pair<PlanLineKind, int64_t (PlanNeedOutcome::*)() const> kParts[] = {
    {type::v1::PLAN_LINE_KIND_GRANT, &PlanNeedOutcome::grant_paise},
    {type::v1::PLAN_LINE_KIND_GAP_FUNDING, &PlanNeedOutcome::gap_funding_paise},
    {type::v1::PLAN_LINE_KIND_IN_KIND, &PlanNeedOutcome::in_kind_paise},
    {type::v1::PLAN_LINE_KIND_OWN_CASH, &PlanNeedOutcome::own_cash_paise},
    {type::v1::PLAN_LINE_KIND_UNFUNDED, &PlanNeedOutcome::unfunded_paise}};

// Whether the party may pay a line of the kind. One that is not stated may: of
// own money and of what is open the kind says it, of grants the scheme leaves
// it.
bool MayPay(PlanParty party, PlanLineKind kind) {
  if (party == type::v1::PLAN_PARTY_UNSPECIFIED) return true;
  switch (kind) {
    case type::v1::PLAN_LINE_KIND_GRANT:
    case type::v1::PLAN_LINE_KIND_SERVICE:
      return party == type::v1::PLAN_PARTY_CENTRE ||
             party == type::v1::PLAN_PARTY_STATE ||
             party == type::v1::PLAN_PARTY_LOCAL_BODY ||
             party == type::v1::PLAN_PARTY_IMPLEMENTING_AGENCY ||
             party == type::v1::PLAN_PARTY_PARTNER;
    case type::v1::PLAN_LINE_KIND_GAP_FUNDING:
      return party == type::v1::PLAN_PARTY_GAP_FUNDER;
    case type::v1::PLAN_LINE_KIND_UNFUNDED:
      return party == type::v1::PLAN_PARTY_NOBODY;
    default:
      return party == type::v1::PLAN_PARTY_BENEFICIARY;
  }
}

bool IsOfScheme(PlanLineKind kind) {
  return kind == type::v1::PLAN_LINE_KIND_GRANT ||
         kind == type::v1::PLAN_LINE_KIND_GAP_FUNDING ||
         kind == type::v1::PLAN_LINE_KIND_SERVICE;
}

class OutcomeCheck {
 public:
  OutcomeCheck(Violations& violations, const v1::Plan& plan)
      : violations_(violations), terms_(plan.terms()), plan_(plan.plan()) {}

  void Run() {
    for (const auto& need : terms_.needs()) needs_[need.id()] = &need;
    for (const auto& each : terms_.applicants()) applicants_.insert(each.id());
    if (plan_.needs().empty() && plan_.lines().empty()) return;
    CheckNeeds();
    CheckLines();
    CheckLoans();
    // Sums of what is wrong by itself would only be told twice.
    if (faulty_) return;
    CheckSums();
    CheckContributions();
    CheckTotals();
  }

 private:
  void Fault(const std::string& at, const std::string& what) {
    violations_.Add(at, what);
    faulty_ = true;
  }

  void CheckNeed(const std::string& at, const std::string& need) {
    if (needs_.count(need) > 0) return;
    Fault(at, absl::StrCat("\"", need, "\" is not the id of a need"));
  }

  void CheckNotNegative(const std::string& at, int64_t paise) {
    if (paise < 0) Fault(at, "must not be negative");
  }

  void CheckNeeds() {
    std::set<std::string> told;
    for (int i = 0; i < plan_.needs_size(); ++i) {
      const PlanNeedOutcome& need = plan_.needs(i);
      const std::string at = absl::StrCat("plan.needs[", i, "]");
      CheckNeed(absl::StrCat(at, ".need"), need.need());
      if (!told.insert(need.need()).second) {
        Fault(absl::StrCat(at, ".need"), "is told twice");
      }
      CheckNeedSums(at, need);
      const auto asked = needs_.find(need.need());
      if (asked != needs_.end() &&
          CostOf(*asked->second) != need.cost_paise()) {
        Fault(
            absl::StrCat(at, ".cost_paise"),
            absl::StrCat("is ", FormatPaise(need.cost_paise()),
                         ", and by the terms ", Told(CostOf(*asked->second))));
      }
    }
    for (const auto& [id, need] : needs_) {
      if (told.count(id) == 0) {
        Fault("plan.needs", absl::StrCat("lacks the need ", id));
      }
    }
  }

  // Of one need, and of all of them.
  void CheckNeedSums(const std::string& at, const PlanNeedOutcome& need) {
    CheckNotNegative(absl::StrCat(at, ".cost_paise"), need.cost_paise());
    Sum parts = 0;
    for (const auto& [kind, paise] : kParts) {
      parts += (need.*paise)();
      if ((need.*paise)() < 0) {
        Fault(at, absl::StrCat("its ", KindText(kind), " is below zero"));
      }
    }
    if (parts != need.cost_paise()) {
      Fault(at, absl::StrCat("its parts do not sum to its cost of ",
                             FormatPaise(need.cost_paise())));
    }
    const Sum required = Sum{need.cost_paise()} - need.grant_paise();
    const Sum mobilised = Sum{need.in_kind_paise()} + need.own_cash_paise();
    const bool told = need.own_share_required_paise() != 0 ||
                      need.own_share_mobilised_paise() != 0 ||
                      need.own_share_gap_paise() != 0;
    if (told && (need.own_share_required_paise() != required ||
                 need.own_share_mobilised_paise() != mobilised ||
                 need.own_share_gap_paise() != required - mobilised)) {
      Fault(at, "its own share does not agree with its parts");
    }
    for (const auto& share : need.unsplit_shares()) {
      CheckNotNegative(absl::StrCat(at, ".unsplit_shares"), share.paise());
    }
  }

  void CheckLines() {
    for (int i = 0; i < plan_.lines_size(); ++i) {
      CheckLine(absl::StrCat("plan.lines[", i, "]"), plan_.lines(i));
    }
  }

  void CheckLine(const std::string& at, const PlanLine& line) {
    CheckNeed(absl::StrCat(at, ".need"), line.need());
    CheckNotNegative(absl::StrCat(at, ".paise"), line.paise());
    if (!line.applicant().empty() && applicants_.count(line.applicant()) == 0) {
      Fault(absl::StrCat(at, ".applicant"),
            absl::StrCat("\"", line.applicant(),
                         "\" is not the id of an applicant"));
    }
    if (line.kind() == type::v1::PLAN_LINE_KIND_UNSPECIFIED ||
        !type::v1::PlanLineKind_IsValid(line.kind())) {
      CheckRequiredEnum(violations_, absl::StrCat(at, ".kind"), line.kind());
      faulty_ = true;
      return;
    }
    if (line.kind() == type::v1::PLAN_LINE_KIND_SERVICE && line.paise() != 0) {
      Fault(absl::StrCat(at, ".paise"), "must be 0: a SERVICE is no money");
    }
    if (!type::v1::PlanParty_IsValid(line.party()) ||
        !MayPay(line.party(), line.kind())) {
      Fault(absl::StrCat(at, ".party"),
            absl::StrCat(PartyText(line.party()), " pays no line of the kind ",
                         KindText(line.kind()),
                         line.party() == type::v1::PLAN_PARTY_BANK
                             ? ": a bank lends, and a loan is never money of"
                               " the plan"
                             : ""));
    }
    const std::string scheme = absl::StrCat(at, ".scheme");
    if (!IsOfScheme(line.kind())) {
      if (line.scheme().empty()) return;
      Fault(scheme, absl::StrCat("must be left out of a line of the kind ",
                                 KindText(line.kind())));
    } else if (line.scheme().empty()) {
      Fault(scheme, "is missing; say who gives it");
    } else {
      CheckRequiredName(violations_, scheme, line.scheme(), {"schemes"});
      if (line.kind() == type::v1::PLAN_LINE_KIND_GRANT &&
          IsResourceName(line.scheme(), "schemes")) {
        CheckGrantScheme(scheme, line);
      }
    }
  }

  // Parties of one scheme may pay a need together, not two schemes.
  void CheckGrantScheme(const std::string& at, const PlanLine& line) {
    const auto [first, is_new] =
        grant_schemes_.try_emplace(line.need(), line.scheme());
    if (is_new || first->second == line.scheme()) return;
    Fault(at,
          absl::StrCat("is a second grant scheme for ", line.need(),
                       ", beside ", first->second, ": a need has one at most"));
  }

  void CheckLoans() {
    for (int i = 0; i < plan_.loans_size(); ++i) {
      const std::string at = absl::StrCat("plan.loans[", i, "]");
      if (!plan_.loans(i).need().empty()) {
        CheckNeed(absl::StrCat(at, ".need"), plan_.loans(i).need());
      }
      CheckNotNegative(absl::StrCat(at, ".max_paise"),
                       plan_.loans(i).max_paise());
    }
  }

  void CheckSums() {
    std::map<std::pair<std::string, int>, Sum> lines;
    for (const PlanLine& line : plan_.lines()) {
      lines[{line.need(), line.kind()}] += line.paise();
    }
    for (const PlanNeedOutcome& need : plan_.needs()) {
      for (const auto& [kind, paise] : kParts) {
        const Sum sum = lines[{need.need(), kind}];
        if (sum == (need.*paise)()) continue;
        violations_.Add(
            "plan.lines",
            absl::StrCat("those of the kind ", KindText(kind), " for ",
                         need.need(), " sum to ", Told(sum),
                         ", and the need says ", FormatPaise((need.*paise)())));
      }
    }
  }

  // Nobody brings more than is contributed.
  void CheckContributions() {
    std::map<std::string, Sum> left;
    Sum cash = 0;
    Sum in_kind = 0;
    for (const auto& contribution : terms_.contributions()) {
      left[contribution.id()] += contribution.value_paise();
      (contribution.kind() == type::v1::PLAN_CONTRIBUTION_KIND_IN_KIND
           ? in_kind
           : cash) += contribution.value_paise();
    }
    for (int i = 0; i < plan_.lines_size(); ++i) {
      const PlanLine& line = plan_.lines(i);
      if (line.kind() == type::v1::PLAN_LINE_KIND_OWN_CASH) {
        cash -= line.paise();
      } else if (line.kind() == type::v1::PLAN_LINE_KIND_IN_KIND) {
        in_kind -= line.paise();
      }
      if (line.contribution().empty()) continue;
      const std::string at = absl::StrCat("plan.lines[", i, "].contribution");
      const auto found = left.find(line.contribution());
      if (found == left.end()) {
        violations_.Add(at, absl::StrCat("\"", line.contribution(),
                                         "\" is not the id of a contribution"));
      } else if ((found->second -= line.paise()) < 0) {
        violations_.Add(at,
                        absl::StrCat("more is paid of ", line.contribution(),
                                     " than it is worth"));
      }
    }
    if (cash < 0) {
      violations_.Add("plan.lines", "pay more own cash than is contributed");
    }
    if (in_kind < 0) {
      violations_.Add("plan.lines", "count more in kind than is contributed");
    }
  }

  void CheckTotals() {
    if (!plan_.totals().empty()) {
      std::map<int, Sum> by_party;
      for (const PlanLine& line : plan_.lines()) {
        by_party[line.party()] += line.paise();
      }
      for (const auto& total : plan_.totals()) {
        by_party[total.party()] -= total.paise();
      }
      for (const auto& [party, rest] : by_party) {
        if (rest == 0) continue;
        violations_.Add(
            "plan.totals",
            absl::StrCat("that of ", PartyText(static_cast<PlanParty>(party)),
                         " is not the sum of its lines"));
      }
    }
    if (!plan_.has_total()) return;
    Sum cost = 0;
    for (const auto& need : plan_.needs()) cost += need.cost_paise();
    bool agrees = cost == plan_.total().cost_paise();
    for (const auto& [kind, paise] : kParts) {
      Sum sum = 0;
      for (const auto& need : plan_.needs()) sum += (need.*paise)();
      agrees = agrees && sum == (plan_.total().*paise)();
    }
    if (!agrees) violations_.Add("plan.total", "is not the sum of the needs");
    CheckNeedSums("plan.total", plan_.total());
  }

  Violations& violations_;
  const type::v1::PlanTerms& terms_;
  const type::v1::ConvergencePlan& plan_;
  std::map<std::string, const PlanNeed*> needs_;
  std::set<std::string> applicants_;
  // By need.
  std::map<std::string, std::string> grant_schemes_;
  bool faulty_ = false;
};

}  // namespace

void CheckOutcome(Violations& violations, const v1::Plan& plan) {
  OutcomeCheck(violations, plan).Run();
}

}  // namespace sangam::registry
