// The sums of federations and producer bodies, of one snapshot.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_FEDERATION_ROLL_UPS_H_
#define SANGAM_SERVICES_REGISTRY_STORE_FEDERATION_ROLL_UPS_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/changelog/changelog.h"
#include "common/changelog/migrations.h"
#include "common/sql/database.h"
#include "sangam/registry/v1/federation_roll_up_service.pb.h"
#include "services/registry/domain/federation_sums.h"

namespace sangam::registry {

// INVALID_ARGUMENT, NOT_FOUND, and the errors of Changelog::Read.
absl::StatusOr<v1::GetFederationRollUpResponse> GetFederationRollUp(
    Changelog* changelog, const v1::GetFederationRollUpRequest& request);
absl::StatusOr<v1::ListFederationRollUpsResponse> ListFederationRollUps(
    Changelog* changelog, const v1::ListFederationRollUpsRequest& request);

// Reads the bodies of one snapshot, of the present or the past, for as long as
// the snapshot lasts.
class FederationRollUps {
 public:
  explicit FederationRollUps(Snapshot* snapshot) : snapshot_(*snapshot) {}

  // RESOURCE_NOT_FOUND; INVALID_ARGUMENT on `field` for a kind without sums.
  absl::StatusOr<v1::FederationRollUp> Read(absl::string_view name,
                                            absl::string_view field);

  // The names of those directly under it.
  absl::StatusOr<std::vector<std::string>> NamesUnder(absl::string_view name);

  // What is kept of a VO, CLF or BLF. What a release kept that knew no sums is
  // summed up from what was below then.
  absl::StatusOr<FederationTotals> TotalsOf(const v1::Group& federation);
  // The same from what is kept of those directly under it.
  absl::StatusOr<FederationTotals> SumUp(const v1::Group& federation);

 private:
  // Nothing where there is none.
  absl::StatusOr<absl::optional<v1::Group>> Load(absl::string_view name);
  // Those that are there.
  absl::StatusOr<std::vector<v1::Group>> LoadEach(
      const std::vector<std::string>& names);
  // Each SHG that a producer body or one below it draws on, once.
  absl::StatusOr<FederationSums> SumDrawnOn(const v1::Group& body);
  absl::StatusOr<std::vector<std::string>> DrawnOnBy(absl::string_view body);

  Snapshot& snapshot_;
};

// Sums up the federations of the present anew, level by level, for a migration,
// and keeps what was not kept so. One page of them is in memory at a time.
// `progress` may be empty.
absl::Status CorrectFederationTotals(sql::Database& database,
                                     const MigrationProgress& progress);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_FEDERATION_ROLL_UPS_H_
