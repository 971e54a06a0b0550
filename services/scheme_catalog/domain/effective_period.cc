#include "services/scheme_catalog/domain/effective_period.h"

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

bool EndsBefore(const EffectivePeriod& a, const EffectivePeriod& b) {
  return a.until && b.from && *a.until < *b.from;
}

}  // namespace

EffectivePeriod EffectivePeriodOf(const v1::SchemeVersion& version) {
  return {DayOrNone(version.has_effective_from(), version.effective_from()),
          DayOrNone(version.has_effective_until(), version.effective_until())};
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
