// What the demands of a place come to.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_DEMAND_REPORT_H_
#define SANGAM_SERVICES_REGISTRY_STORE_DEMAND_REPORT_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/changelog/changelog.h"
#include "sangam/registry/v1/demand.pb.h"

namespace sangam::registry {

// INVALID_ARGUMENT with every bad field.
absl::Status CheckDemandReport(const v1::ReportDemandsRequest& request);

// The report of one snapshot, of the present or the past, by a request that is
// checked. Reads every demand of the year asked for. RESOURCE_NOT_FOUND for a
// place that is not there.
absl::StatusOr<v1::ReportDemandsResponse> ReportDemands(
    Snapshot& snapshot, const v1::ReportDemandsRequest& request);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_DEMAND_REPORT_H_
