#include "services/scheme_catalog/domain/effective_period.h"

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"

namespace sangam::scheme_catalog {
namespace {

absl::optional<absl::CivilDay> DayOrNone(bool given,
                                         const google::type::Date& date) {
  if (!given) return absl::nullopt;
  const absl::StatusOr<absl::CivilDay> day = ToCivilDay(date, "date");
  if (!day.ok()) return absl::nullopt;
  return *day;
}

void EndBy(absl::CivilDay day, EffectivePeriod* period) {
  if (!period->until || day < *period->until) period->until = day;
}

bool EndsBefore(const EffectivePeriod& a, const EffectivePeriod& b) {
  return a.until && b.from && *a.until < *b.from;
}

}  // namespace

EffectivePeriod EffectivePeriodOf(const v1::SchemeVersion& version) {
  EffectivePeriod period = {
      DayOrNone(version.has_effective_from(), version.effective_from()),
      DayOrNone(version.has_effective_until(), version.effective_until())};
  const auto closed = DayOrNone(version.has_closed_on(), version.closed_on());
  if (closed) EndBy(*closed, &period);
  return period;
}

absl::optional<EffectivePeriod> InForcePeriodOf(
    const v1::SchemeVersion& version,
    const std::vector<v1::SchemeVersion>& others) {
  EffectivePeriod period = EffectivePeriodOf(version);
  for (const v1::SchemeVersion& other : others) {
    if (!absl::c_linear_search(other.supersedes(), version.name())) continue;
    const EffectivePeriod later = EffectivePeriodOf(other);
    // What was in force since ever leaves no day to the one before it.
    if (!later.from) return absl::nullopt;
    EndBy(*later.from - 1, &period);
  }
  if (period.from && period.until && *period.until < *period.from) {
    return absl::nullopt;
  }
  return period;
}

bool Contains(const EffectivePeriod& period, absl::CivilDay day) {
  return (!period.from || *period.from <= day) &&
         (!period.until || day <= *period.until);
}

bool Overlap(const EffectivePeriod& a, const EffectivePeriod& b) {
  return !EndsBefore(a, b) && !EndsBefore(b, a);
}

std::string InWords(const EffectivePeriod& period) {
  if (period.from && period.until) {
    return absl::StrCat("from ", FormatDay(*period.from), " to ",
                        FormatDay(*period.until));
  }
  if (period.from) return absl::StrCat("since ", FormatDay(*period.from));
  if (period.until) return absl::StrCat("until ", FormatDay(*period.until));
  return "on all days";
}

}  // namespace sangam::scheme_catalog
