// Who brings how much to a linkage, and in which parts it is paid.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_LINKAGE_MONEY_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_LINKAGE_MONEY_H_

#include <cstdint>

#include "absl/types/optional.h"
#include "common/validation/violations.h"
#include "sangam/registry/v1/linkage.pb.h"

namespace sangam::registry {

// Adds a fault for each party and instalment that can't be right, and where the
// sums don't agree: parties with the amount, instalments with what of it is
// paid to the subject.
void CheckMoney(Violations& violations, const v1::Linkage& linkage);

// What has been paid by instalments, in paise. Nothing where none is recorded
// as paid, or the sum is too large.
absl::optional<int64_t> PaidPaise(const v1::Linkage& linkage);

// What of a linkage that comes to `whole` paise others than its subject pay or
// give. Nothing where the subject's own part is more than the whole.
absl::optional<int64_t> PaidByOthers(const v1::Linkage& linkage, int64_t whole);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_LINKAGE_MONEY_H_
