// What of a linkage on record stays, and which days it may tell.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_LINKAGE_CHANGE_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_LINKAGE_CHANGE_H_

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "sangam/registry/v1/linkage.pb.h"

namespace sangam::registry {

// INVALID_ARGUMENT where a linkage that is checked by itself can't follow what
// is on record (`before`; null if nothing is), or can't be on this day.
//
// Once somebody has applied, the linkage is that application's: its subject
// stays (a merge of two subjects moves it all the same), its scheme too, though
// one that was not known may be filled in. Where money has reached the subject,
// what is recorded as paid stays, by day and sum; the whole amount stays, too,
// where no instalments tell what of it was paid, and once the use is certified.
// A wrong record is put right by removing it and recording it anew; its history
// is kept. In the state RECEIVED, a record without steps, all of this may be
// corrected.
//
// What has happened did so by tomorrow at the latest, as clocks and time zones
// differ. No payment, receipt or later look is earlier than the linkage's first
// step, where that is one before DISBURSED; and no payment that is added
// earlier than the step to DISBURSED, where one before it is told. What becomes
// UTILISED has no part that is not paid.
//
// The catalogue is another service's: whether the scheme exists is not asked.
absl::Status CheckLinkageWrite(const v1::Linkage* before,
                               const v1::Linkage& after, absl::CivilDay today);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_LINKAGE_CHANGE_H_
