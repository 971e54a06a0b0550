// The days on which a version is in force.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_EFFECTIVE_PERIOD_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_EFFECTIVE_PERIOD_H_

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"

namespace sangam::scheme_catalog {

// From one day to another, both included; an absent end has no bound. A period
// that ends before it begins has no day at all.
struct EffectivePeriod {
  absl::optional<absl::CivilDay> from;
  absl::optional<absl::CivilDay> until;
};

// The period of a version whose dates were checked, up to the day on which it
// was closed; a date that is no day of the calendar reads as absent.
EffectivePeriod EffectivePeriodOf(const v1::SchemeVersion& version);

// The days on which `version` is in force beside `others`: those of its period
// before the first day of each that names it in supersedes. Nothing if there is
// no such day. All are of one scheme and were published, or are to be.
absl::optional<EffectivePeriod> InForcePeriodOf(
    const v1::SchemeVersion& version,
    const std::vector<v1::SchemeVersion>& others);

// Whether `day` is in `period`.
bool Contains(const EffectivePeriod& period, absl::CivilDay day);

// Whether there is a day that is in both.
bool Overlap(const EffectivePeriod& a, const EffectivePeriod& b);

// "from 2013-04-01 to 2014-03-31", "until 2014-03-31", "since 2013-04-01",
// "on all days".
std::string InWords(const EffectivePeriod& period);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_EFFECTIVE_PERIOD_H_
