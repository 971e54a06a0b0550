// What a linkage must satisfy by itself, and what rules read of it.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_LINKAGE_RULES_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_LINKAGE_RULES_H_

#include "absl/status/status.h"
#include "sangam/registry/v1/linkage.pb.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam::registry {

// INVALID_ARGUMENT with every bad field, as seen from the linkage
// ("lots[1].units"). Lots and amount agree where both are known.
absl::Status CheckLinkage(const v1::Linkage& linkage);

// The benefit of a checked linkage whose state feeds received(). Units are
// those of all lots; the amount is what has been paid by instalments, else the
// whole amount, which is the sum of the lots where it is not stated and every
// lot has a value. The day is received_on, else that of the step to DISBURSED.
type::v1::ReceivedBenefit ToReceivedBenefit(const v1::Linkage& linkage);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_LINKAGE_RULES_H_
