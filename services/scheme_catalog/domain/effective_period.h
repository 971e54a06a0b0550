// The days on which a version is in force.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_EFFECTIVE_PERIOD_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_EFFECTIVE_PERIOD_H_

#include <string>

#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"

namespace sangam::scheme_catalog {

// From one day to another, both included; an absent end has no bound.
struct EffectivePeriod {
  absl::optional<absl::CivilDay> from;
  absl::optional<absl::CivilDay> until;
};

// The period of a version whose dates were checked; a date that is no day of
// the calendar reads as absent.
EffectivePeriod EffectivePeriodOf(const v1::SchemeVersion& version);

// Whether there is a day that is in both.
bool Overlap(const EffectivePeriod& a, const EffectivePeriod& b);

// "from 2013-04-01 to 2014-03-31", "until 2014-03-31", "since 2013-04-01",
// "on all days".
std::string InWords(const EffectivePeriod& period);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_EFFECTIVE_PERIOD_H_
