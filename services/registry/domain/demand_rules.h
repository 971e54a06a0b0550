// What a demand must satisfy by itself, and which step may follow which.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_DEMAND_RULES_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_DEMAND_RULES_H_

#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "sangam/registry/v1/demand.pb.h"

namespace sangam::registry {

// Whether `text` is a year of a plan: "2026-27".
bool IsPlanCycle(absl::string_view text);

// Whether a demand in this state is not met, or not wholly. One that was taken
// back is not counted as unmet.
bool IsUnmet(v1::DemandState state);

// INVALID_ARGUMENT with every bad field, as seen from the demand
// ("ranks[1].rank"). In the state MET all of a stated quantity is met: the
// quantity that is met may be left out, or is as much. In every other state
// less than all of it is, and in OPEN nothing; routes of an OPEN one are where
// it was before it came back. Two demands of a place may have
// the same rank. Of departments and schemes only the form of their names is
// checked: the catalogue is another service's.
absl::Status CheckDemand(const v1::Demand& demand);

// INVALID_ARGUMENT on "routes" where `after`, which is checked, takes away or
// rewrites one of `before`; on "state" where it is met though nobody had it, or
// OPEN though it is routed.
absl::Status CheckDemandChange(const v1::Demand& before,
                               const v1::Demand& after);

// INVALID_ARGUMENT on "ranks" where `after`, which is checked, takes away or
// rewrites a rank of `before`, null for a new demand, at one of `places`: the
// demand's own as it is now and those above it. A rank at any other place says
// nothing any more, since the demand or a place has moved: it may stay and it
// may go. On "ranks[1].place" where one that is added is at no such place; on
// "ranks[1]" where it is the one that counts at its place already.
absl::Status CheckDemandRanks(const v1::Demand* before, const v1::Demand& after,
                              const std::set<std::string>& places);

// INVALID_ARGUMENT on the day of a route or a rank that `before`, null for a
// new demand, does not have, and that is later than tomorrow: clocks differ.
absl::Status CheckDemandDays(const v1::Demand* before, const v1::Demand& after,
                             absl::CivilDay today);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_DEMAND_RULES_H_
