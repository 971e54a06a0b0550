#include "services/registry/domain/demand_rules.h"

#include <set>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "common/money/format.h"
#include "common/status/errors.h"
#include "common/validation/date.h"
#include "common/validation/enum_value.h"
#include "common/validation/list_size.h"
#include "common/validation/number.h"
#include "common/validation/provenance.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"
#include "common/validation/violations.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/registry/domain/step_role.h"

namespace sangam::registry {
namespace {

using google::protobuf::util::MessageDifferencer;

constexpr int kMaxRoutes = 100;
constexpr int kMaxRanks = 200;
constexpr int kMaxLinkages = 100;

std::string StateText(v1::DemandState state) {
  return std::string(
      absl::StripPrefix(v1::DemandState_Name(state), "DEMAND_STATE_"));
}

// Each day is there, and none is before the one above it.
class DaysInOrder {
 public:
  void Check(Violations& violations, const std::string& field, bool given,
             const google::type::Date& date) {
    if (!given) {
      violations.Add(field, "is missing");
      return;
    }
    const auto day = CheckDate(violations, field, date);
    CheckDateOrder(violations, before_, field, day);
    if (day) before_ = day;
  }

 private:
  absl::optional<absl::CivilDay> before_;
};

void CheckRoutes(Violations& violations, const v1::Demand& demand) {
  if (!CheckListSize(violations, "routes", demand.routes_size(), kMaxRoutes)) {
    return;
  }
  DaysInOrder days;
  for (int i = 0; i < demand.routes_size(); ++i) {
    const v1::DemandRoute& route = demand.routes(i);
    const std::string path = absl::StrCat("routes[", i, "]");
    CheckRequiredName(violations, absl::StrCat(path, ".department"),
                      route.department(), {"departments"});
    CheckOptionalName(violations, absl::StrCat(path, ".scheme"), route.scheme(),
                      {"schemes"});
    days.Check(violations, absl::StrCat(path, ".routed_on"),
               route.has_routed_on(), route.routed_on());
    CheckRole(violations, absl::StrCat(path, ".routed_by"), route.routed_by());
    CheckOptionalText(violations, absl::StrCat(path, ".reason"), route.reason(),
                      kTextLength);
  }
}

void CheckRanks(Violations& violations, const v1::Demand& demand) {
  if (!CheckListSize(violations, "ranks", demand.ranks_size(), kMaxRanks))
    return;
  DaysInOrder days;
  for (int i = 0; i < demand.ranks_size(); ++i) {
    const v1::DemandRank& rank = demand.ranks(i);
    const std::string path = absl::StrCat("ranks[", i, "]");
    CheckRequiredName(violations, absl::StrCat(path, ".place"), rank.place(),
                      {"places"});
    if (rank.rank() < 1) {
      violations.Add(absl::StrCat(path, ".rank"), "must be 1 or more");
    }
    days.Check(violations, absl::StrCat(path, ".ranked_on"),
               rank.has_ranked_on(), rank.ranked_on());
    CheckRole(violations, absl::StrCat(path, ".ranked_by"), rank.ranked_by());
  }
}

void CheckAmounts(Violations& violations, const v1::Demand& demand) {
  if (demand.has_quantity() && demand.quantity() <= 0) {
    violations.Add("quantity", "must be 1 or more; leave it out if not stated");
  } else {
    CheckCount(violations, "quantity", demand.quantity());
  }
  CheckOptionalText(violations, "unit", demand.unit(), kTitleLength);
  CheckCount(violations, "households", demand.households());
  CheckPaise(violations, "cost_paise", demand.cost_paise());
  if (demand.has_met_quantity()) {
    CheckCount(violations, "met_quantity", demand.met_quantity());
    if (demand.has_quantity() && demand.met_quantity() > demand.quantity()) {
      violations.Add("met_quantity",
                     absl::StrCat("is more than the quantity, ",
                                  FormatCount(demand.quantity())));
    }
  }
}

// Whether the state says the same as the quantity that is met.
void CheckMetQuantity(Violations& violations, const v1::Demand& demand) {
  if (!demand.has_met_quantity()) return;
  const bool all =
      demand.quantity() > 0 && demand.met_quantity() == demand.quantity();
  if (demand.state() == v1::DEMAND_STATE_MET) {
    if (all || !demand.has_quantity()) return;
    violations.Add(
        "met_quantity",
        absl::StrCat("is ", FormatCount(demand.met_quantity()), " of ",
                     FormatCount(demand.quantity()),
                     ", and the state is MET: where a part is met it is"
                     " PARTLY_MET"));
  } else if (all) {
    violations.Add("state", absl::StrCat("can't be ", StateText(demand.state()),
                                         ": all of it is met"));
  } else if (demand.state() == v1::DEMAND_STATE_OPEN &&
             demand.met_quantity() > 0) {
    violations.Add("met_quantity",
                   "must be left out in the state OPEN: no department has it");
  }
}

// What the state asks for beside itself.
void CheckState(Violations& violations, const v1::Demand& demand) {
  CheckRequiredEnum(violations, "state", demand.state());
  switch (demand.state()) {
    case v1::DEMAND_STATE_OPEN:
    case v1::DEMAND_STATE_WITHDRAWN:
      break;
    default:
      if (demand.routes().empty()) {
        violations.Add(
            "routes",
            absl::StrCat("is missing: the state ", StateText(demand.state()),
                         " needs a department that has it"));
      }
  }
  if (demand.state() == v1::DEMAND_STATE_PARTLY_MET && demand.has_quantity()) {
    if (!demand.has_met_quantity() || demand.met_quantity() == 0) {
      violations.Add("met_quantity",
                     "is missing: how much of the quantity is met");
    }
  }
  CheckMetQuantity(violations, demand);
  const bool needs_reason = demand.state() == v1::DEMAND_STATE_DECLINED ||
                            demand.state() == v1::DEMAND_STATE_WITHDRAWN;
  if (needs_reason) {
    CheckRequiredText(violations, "reason", demand.reason(), kTextLength);
  } else {
    CheckOptionalText(violations, "reason", demand.reason(), kTextLength);
  }
}

// Whether `after` begins with all of `before`.
template <typename Parts>
bool GoesOn(const Parts& before, const Parts& after) {
  if (after.size() < before.size()) return false;
  for (int i = 0; i < before.size(); ++i) {
    if (!MessageDifferencer::Equals(before[i], after[i])) return false;
  }
  return true;
}

}  // namespace

bool IsPlanCycle(absl::string_view text) {
  int first = 0;
  int second = 0;
  return text.size() == 7 && text[4] == '-' && absl::ascii_isdigit(text[0]) &&
         absl::ascii_isdigit(text[5]) &&
         absl::SimpleAtoi(text.substr(0, 4), &first) &&
         absl::SimpleAtoi(text.substr(5), &second) && first >= 1900 &&
         (first + 1) % 100 == second;
}

bool IsUnmet(v1::DemandState state) {
  return state != v1::DEMAND_STATE_MET && state != v1::DEMAND_STATE_WITHDRAWN;
}

absl::Status CheckDemand(const v1::Demand& demand) {
  Violations violations;
  CheckRequiredName(violations, "name", demand.name(), {"demands"});
  CheckRequiredName(violations, "place", demand.place(), {"places"});
  CheckOptionalName(violations, "subject", demand.subject(),
                    {"groups", "enterprises", "clusters"});
  CheckRequiredEnum(violations, "kind", demand.kind());
  CheckRequiredText(violations, "title", demand.title(), kTitleLength);
  if (!IsPlanCycle(demand.cycle())) {
    violations.Add("cycle", "must be a year of a plan, as 2026-27");
  }
  CheckAmounts(violations, demand);
  CheckRoutes(violations, demand);
  CheckRanks(violations, demand);
  CheckState(violations, demand);
  if (CheckListSize(violations, "linkages", demand.linkages_size(),
                    kMaxLinkages)) {
    std::set<std::string> names;
    for (int i = 0; i < demand.linkages_size(); ++i) {
      const std::string field = absl::StrCat("linkages[", i, "]");
      CheckRequiredName(violations, field, demand.linkages(i), {"linkages"});
      if (!names.insert(demand.linkages(i)).second) {
        violations.Add(field, "is listed twice");
      }
    }
  }
  CheckProvenance(violations, "provenance", demand.provenance());
  return violations.ToStatus();
}

absl::Status CheckDemandChange(const v1::Demand& before,
                               const v1::Demand& after) {
  if (before.state() == v1::DEMAND_STATE_OPEN &&
      (after.state() == v1::DEMAND_STATE_PARTLY_MET ||
       after.state() == v1::DEMAND_STATE_MET)) {
    return InvalidFieldError(
        "state",
        absl::StrCat("can't become ", StateText(after.state()),
                     " from OPEN: it goes to a department first, as ROUTED"));
  }
  if (!GoesOn(before.routes(), after.routes())) {
    return InvalidFieldError("routes",
                             "must begin with those on record; add one at the"
                             " end");
  }
  if (after.state() == v1::DEMAND_STATE_OPEN &&
      after.routes_size() > before.routes_size()) {
    return InvalidFieldError(
        "state", absl::StrCat("can't be OPEN where a route is added: ",
                              after.routes().rbegin()->department(),
                              " has it, so it is ROUTED"));
  }
  return absl::OkStatus();
}

namespace {

// The last rank before this one that is of the same place; -1: none.
int LastRankBefore(const v1::Demand& demand, int rank) {
  int last = rank - 1;
  while (last >= 0 &&
         demand.ranks(last).place() != demand.ranks(rank).place()) {
    --last;
  }
  return last;
}

}  // namespace

absl::Status CheckDemandRanks(const v1::Demand* before, const v1::Demand& after,
                              const std::set<std::string>& places) {
  int kept = 0;
  const int recorded = before == nullptr ? 0 : before->ranks_size();
  for (int i = 0; i < recorded; ++i) {
    const v1::DemandRank& rank = before->ranks(i);
    if (kept < after.ranks_size() &&
        MessageDifferencer::Equals(rank, after.ranks(kept))) {
      ++kept;
    } else if (places.count(rank.place()) > 0) {
      return InvalidFieldError(
          "ranks", absl::StrCat("must begin with those on record, among them"
                                " the one at ",
                                rank.place(), "; add one at the end"));
    }
  }
  Violations violations;
  for (int i = kept; i < after.ranks_size(); ++i) {
    const std::string path = absl::StrCat("ranks[", i, "]");
    if (places.count(after.ranks(i).place()) == 0) {
      violations.Add(
          absl::StrCat(path, ".place"),
          absl::StrCat("is neither ", after.place(), " nor above it"));
    }
    const int last = LastRankBefore(after, i);
    if (last >= 0 &&
        MessageDifferencer::Equals(after.ranks(last), after.ranks(i))) {
      violations.Add(path, absl::StrCat("says again what ranks[", last,
                                        "] says; leave it out"));
    }
  }
  return violations.ToStatus();
}

absl::Status CheckDemandDays(const v1::Demand* before, const v1::Demand& after,
                             absl::CivilDay today) {
  Violations violations;
  const auto check = [&](const std::string& field,
                         const google::type::Date& date) {
    Violations none;
    const auto day = CheckDate(none, field, date);
    if (day && *day > today + 1) violations.Add(field, "is in the future");
  };
  for (int i = before == nullptr ? 0 : before->routes_size();
       i < after.routes_size(); ++i) {
    check(absl::StrCat("routes[", i, "].routed_on"),
          after.routes(i).routed_on());
  }
  for (int i = 0; i < after.ranks_size(); ++i) {
    const auto same = [&](const v1::DemandRank& rank) {
      return MessageDifferencer::Equals(rank, after.ranks(i));
    };
    if (before != nullptr && absl::c_any_of(before->ranks(), same)) continue;
    check(absl::StrCat("ranks[", i, "].ranked_on"), after.ranks(i).ranked_on());
  }
  return violations.ToStatus();
}

}  // namespace sangam::registry
