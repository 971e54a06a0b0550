// Whether a demand can have been met by the linkages that it names.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_DEMAND_LINKAGES_H_
#define SANGAM_SERVICES_REGISTRY_STORE_DEMAND_LINKAGES_H_

#include "absl/status/status.h"
#include "common/changelog/changelog.h"
#include "sangam/registry/v1/demand.pb.h"

namespace sangam::registry {

// INVALID_ARGUMENT on "linkages[i]" for one that is not what `after` was met
// by:
// - nothing of it has reached anybody, and the demand is MET or PARTLY_MET;
// - it is of another subject than the one that asks, and neither right above
// nor
//   right below it;
// - where no subject asks: it is of one that lies elsewhere, neither at or
// below
//   the demand's place nor above it, as far as places are recorded;
// - it is of another state's subject.
//
// What was right when it was recorded stays, though linkages, subjects and
// places change: of `before`, null for a new demand, each is looked at again
// only where the demand's own part of the matter changes. The linkages exist.
absl::Status CheckDemandLinkages(Snapshot& snapshot, const v1::Demand* before,
                                 const v1::Demand& after);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_DEMAND_LINKAGES_H_
