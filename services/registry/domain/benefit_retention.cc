#include "services/registry/domain/benefit_retention.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"
#include "services/registry/domain/linkage_life_cycle.h"
#include "services/registry/domain/linkage_rules.h"

namespace sangam::registry {
namespace {

// Stored days are days of the calendar.
absl::CivilDay DayOf(const google::type::Date& date) {
  return absl::CivilDay(date.year(), date.month(), date.day());
}

absl::optional<absl::CivilDay> LastReceipt(const v1::Linkage& linkage) {
  absl::optional<absl::CivilDay> last;
  const type::v1::ReceivedBenefit benefit = ToReceivedBenefit(linkage);
  if (benefit.has_received_on()) last = DayOf(benefit.received_on());
  for (const v1::Instalment& instalment : linkage.instalments()) {
    if (!instalment.has_paid_on()) continue;
    const absl::CivilDay day = DayOf(instalment.paid_on());
    last = last ? std::max(*last, day) : day;
  }
  return last;
}

}  // namespace

std::string WhyKept(const v1::Linkage& linkage,
                    const BenefitRetention& retention, absl::CivilDay today) {
  if (!FeedsReceived(linkage.state())) return "";
  const absl::optional<absl::CivilDay> received = LastReceipt(linkage);
  if (!received) {
    return "tells of a benefit that was received on an unknown day, which is"
           " kept";
  }
  const std::string told =
      absl::StrCat("tells of a benefit that was received on ",
                   FormatDay(*received), ", which is kept ");
  if (!retention.years) return absl::StrCat(told, "for good");
  // Of 29 February, the day after is meant in other years.
  const absl::CivilDay end(received->year() + *retention.years,
                           received->month(), received->day());
  if (today >= end) return "";
  return absl::StrCat(told, "until ", FormatDay(end));
}

}  // namespace sangam::registry
