#include "services/registry/domain/linkage_rules.h"

#include <cstdint>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "common/money/format.h"
#include "common/validation/date.h"
#include "common/validation/enum_value.h"
#include "common/validation/number.h"
#include "common/validation/provenance.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"
#include "common/validation/violations.h"
#include "services/registry/domain/linkage_follow_up.h"
#include "services/registry/domain/linkage_life_cycle.h"
#include "services/registry/domain/linkage_money.h"

namespace sangam::registry {
namespace {

constexpr int kMaxLots = 1'000;

// The sums of a linkage's lots; nothing where one can't be told or is too
// large.
struct LotTotals {
  absl::optional<int64_t> units = 0;
  absl::optional<int64_t> paise = 0;
};

LotTotals TotalsOf(const v1::Linkage& linkage) {
  LotTotals totals;
  for (const v1::UnitLot& lot : linkage.lots()) {
    if (totals.units &&
        __builtin_add_overflow(*totals.units, lot.units(), &*totals.units)) {
      totals.units.reset();
    }
    int64_t worth = 0;
    if (!lot.has_paise_each() ||
        __builtin_mul_overflow(lot.units(), lot.paise_each(), &worth) ||
        !totals.paise ||
        __builtin_add_overflow(*totals.paise, worth, &*totals.paise)) {
      totals.paise.reset();
    }
  }
  return totals;
}

bool EveryLotHasValue(const v1::Linkage& linkage) {
  for (const v1::UnitLot& lot : linkage.lots()) {
    if (!lot.has_paise_each()) return false;
  }
  return linkage.lots_size() > 0;
}

void CheckLots(Violations& violations, const v1::Linkage& linkage) {
  if (linkage.lots_size() > kMaxLots) {
    violations.Add("lots",
                   absl::StrCat("has more than ", kMaxLots, " elements"));
    return;
  }
  for (int i = 0; i < linkage.lots_size(); ++i) {
    const v1::UnitLot& lot = linkage.lots(i);
    const std::string field = absl::StrCat("lots[", i, "]");
    if (lot.units() <= 0) {
      violations.Add(absl::StrCat(field, ".units"), "must be 1 or more");
    } else {
      CheckCount(violations, absl::StrCat(field, ".units"), lot.units());
    }
    if (lot.has_paise_each()) {
      CheckPaise(violations, absl::StrCat(field, ".paise_each"),
                 lot.paise_each());
    }
    CheckOptionalText(violations, absl::StrCat(field, ".description"),
                      lot.description(), kTitleLength);
  }
  if (!EveryLotHasValue(linkage)) return;
  const absl::optional<int64_t> sum = TotalsOf(linkage).paise;
  if (!sum || *sum > kMaxPaise) {
    violations.Add("lots", "are worth more than any amount");
  } else if (linkage.has_amount_paise() && linkage.amount_paise() != *sum) {
    violations.Add("amount_paise", absl::StrCat("is not the sum of the lots, ",
                                                FormatPaise(*sum)));
  }
}

}  // namespace

absl::Status CheckLinkage(const v1::Linkage& linkage) {
  Violations violations;
  CheckRequiredName(violations, "name", linkage.name(), {"linkages"});
  CheckRequiredName(violations, "subject", linkage.subject(),
                    {"groups", "enterprises", "clusters"});
  CheckOptionalName(violations, "scheme", linkage.scheme(), {"schemes"});
  CheckOptionalName(violations, "department", linkage.department(),
                    {"departments"});
  CheckRequiredEnum(violations, "state", linkage.state());
  CheckOptionalName(violations, "scheme_version", linkage.scheme_version(),
                    {"schemes/versions"});
  const std::string of_scheme = absl::StrCat(linkage.scheme(), "/");
  if (!linkage.scheme().empty() && !linkage.scheme_version().empty() &&
      !absl::StartsWith(linkage.scheme_version(), of_scheme)) {
    violations.Add("scheme_version",
                   absl::StrCat("is no version of ", linkage.scheme()));
  }
  CheckOptionalName(violations, "plan", linkage.plan(), {"plans"});
  if (linkage.has_received_on()) {
    CheckDate(violations, "received_on", linkage.received_on());
    if (!FeedsReceived(linkage.state())) {
      violations.Add("received_on",
                     absl::StrCat("must be left out in the state ",
                                  LinkageStateText(linkage.state()),
                                  ": nothing has reached the subject"));
    }
  }
  if (linkage.has_amount_paise()) {
    CheckPaise(violations, "amount_paise", linkage.amount_paise());
  }
  CheckLots(violations, linkage);
  CheckOptionalText(violations, "description", linkage.description(),
                    kTextLength);
  CheckProvenance(violations, "provenance", linkage.provenance());
  if (v1::LinkageState_IsValid(linkage.state()) &&
      linkage.state() != v1::LINKAGE_STATE_UNSPECIFIED) {
    CheckSteps(violations, linkage);
    CheckMoney(violations, linkage);
    CheckFollowUp(violations, linkage);
  }
  return violations.ToStatus();
}

type::v1::ReceivedBenefit ToReceivedBenefit(const v1::Linkage& linkage) {
  type::v1::ReceivedBenefit benefit;
  benefit.set_linkage(linkage.name());
  benefit.set_scheme(linkage.scheme());
  if (linkage.has_received_on()) {
    *benefit.mutable_received_on() = linkage.received_on();
  } else {
    for (const v1::LinkageStep& step : linkage.steps()) {
      if (step.state() != v1::LINKAGE_STATE_DISBURSED) continue;
      *benefit.mutable_received_on() = step.taken_on();
    }
  }
  if (linkage.provenance().has_observed_on()) {
    *benefit.mutable_observed_on() = linkage.provenance().observed_on();
  }
  const LotTotals totals = TotalsOf(linkage);
  if (linkage.lots_size() > 0 && totals.units) {
    benefit.set_units(*totals.units);
  }
  absl::optional<int64_t> received = PaidPaise(linkage);
  if (!received && linkage.has_amount_paise()) {
    received = PaidByOthers(linkage, linkage.amount_paise());
  } else if (!received && EveryLotHasValue(linkage) && totals.paise) {
    received = PaidByOthers(linkage, *totals.paise);
  }
  if (received) benefit.set_amount_paise(*received);
  return benefit;
}

}  // namespace sangam::registry
