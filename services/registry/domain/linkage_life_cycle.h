// From a proposal to the use of the money: which step may follow which.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_LINKAGE_LIFE_CYCLE_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_LINKAGE_LIFE_CYCLE_H_

#include <string>

#include "absl/status/status.h"
#include "common/validation/violations.h"
#include "sangam/registry/v1/linkage.pb.h"

namespace sangam::registry {

// Whether a benefit in this state has reached its subject, and so is what
// received(), coverage and precedents read.
bool FeedsReceived(v1::LinkageState state);

// Whether a linkage in state `from` can go to `to` in one step.
bool CanFollow(v1::LinkageState from, v1::LinkageState to);

// "PROPOSED".
std::string LinkageStateText(v1::LinkageState state);

// Adds a fault for each step that can't be right by itself, that is earlier
// than the one before it or can't follow it, and where the last one did not
// lead to the linkage's state.
void CheckSteps(Violations& violations, const v1::Linkage& linkage);

// INVALID_ARGUMENT on "steps" where `after`, which is checked, takes away or
// rewrites a step of `before`; on "state" where it leaves a state that is an
// end.
absl::Status CheckLinkageChange(const v1::Linkage& before,
                                const v1::Linkage& after);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_LINKAGE_LIFE_CYCLE_H_
