#include "services/registry/domain/plan_difference.h"

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "common/clock/civil_date.h"
#include "common/money/format.h"
#include "services/registry/domain/linkage_life_cycle.h"

namespace sangam::registry {
namespace {

using scheme_catalog::v1::FundingParty;

std::vector<int64_t> UnitsOf(const v1::Linkage& linkage) {
  std::vector<int64_t> units;
  for (const v1::UnitLot& lot : linkage.lots()) units.push_back(lot.units());
  return units;
}

std::string UnitsText(const std::vector<int64_t>& units) {
  if (units.empty()) return "for no stated units";
  return absl::StrCat("for ",
                      absl::StrJoin(units, " + ",
                                    [](std::string* text, int64_t count) {
                                      absl::StrAppend(text, FormatCount(count));
                                    }),
                      " units");
}

// A party that is told in several parts pays their sum, which the rules of
// linkages bound.
std::map<FundingParty, int64_t> PaymentsOf(const v1::Linkage& linkage) {
  std::map<FundingParty, int64_t> payments;
  for (const v1::PartyAmount& party : linkage.parties()) {
    payments[party.party()] += party.amount_paise();
  }
  return payments;
}

std::string PaymentsText(const std::map<FundingParty, int64_t>& payments) {
  if (payments.empty()) return "paid by nobody who is stated";
  std::vector<std::string> parts;
  for (const auto& [party, paise] : payments) {
    parts.push_back(absl::StrCat(
        FormatPaise(paise), " by ",
        absl::StripPrefix(scheme_catalog::v1::FundingParty_Name(party),
                          "FUNDING_PARTY_")));
  }
  return absl::StrCat("paid ", absl::StrJoin(parts, " and "));
}

}  // namespace

std::string DifferenceFromPlan(const v1::Linkage& recorded,
                               const v1::Linkage& planned) {
  std::vector<std::string> ours;
  std::vector<std::string> plans;
  if (recorded.amount_paise() != planned.amount_paise()) {
    ours.push_back(absl::StrCat("of ", FormatPaise(recorded.amount_paise())));
    plans.push_back(absl::StrCat("of ", FormatPaise(planned.amount_paise())));
  } else if (!planned.parties().empty()) {
    const auto paid = PaymentsOf(recorded);
    const auto to_be_paid = PaymentsOf(planned);
    if (paid != to_be_paid) {
      ours.push_back(PaymentsText(paid));
      plans.push_back(PaymentsText(to_be_paid));
    }
  }
  // In whatever order the lots stand.
  const std::vector<int64_t> units = UnitsOf(recorded);
  const std::vector<int64_t> planned_units = UnitsOf(planned);
  if (std::multiset<int64_t>(units.begin(), units.end()) !=
      std::multiset<int64_t>(planned_units.begin(), planned_units.end())) {
    ours.push_back(UnitsText(units));
    plans.push_back(UnitsText(planned_units));
  }
  if (ours.empty()) return "";
  return absl::StrCat("it is ", absl::StrJoin(ours, ", "), " and ",
                      LinkageStateText(recorded.state()), ", the plan's ",
                      absl::StrJoin(plans, ", "));
}

std::string RefusalInWords(const v1::Linkage& linkage) {
  // What older releases stored may have no steps.
  if (linkage.steps().empty()) return "REFUSED";
  const v1::LinkageStep& step = *linkage.steps().rbegin();
  const auto day = ToCivilDay(step.taken_on(), "taken_on");
  return absl::StrCat("REFUSED",
                      day.ok() ? absl::StrCat(" on ", FormatDay(*day)) : "",
                      step.taken_by().empty() ? "" : " by ", step.taken_by(),
                      step.reason().empty() ? "" : ": ", step.reason());
}

std::string WhyRefused(const v1::Linkage& linkage) {
  if (linkage.state() == v1::LINKAGE_STATE_REFUSED) {
    return absl::StrCat("it is ", RefusalInWords(linkage));
  }
  if (linkage.state() == v1::LINKAGE_STATE_PROPOSED &&
      linkage.feedback().answer() == v1::FEEDBACK_ANSWER_REFUSED) {
    return absl::StrCat("its subject does not want it: ",
                        linkage.feedback().reason());
  }
  return "";
}

}  // namespace sangam::registry
