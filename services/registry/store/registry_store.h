// All that the registry keeps, behind one door.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_REGISTRY_STORE_H_
#define SANGAM_SERVICES_REGISTRY_STORE_REGISTRY_STORE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/changelog/changelog.h"
#include "common/changelog/standard_methods.h"
#include "common/clock/clock.h"
#include "common/server/call_context.h"
#include "common/sql/store_address.h"
#include "sangam/registry/v1/demand.pb.h"
#include "sangam/registry/v1/enrolment.pb.h"
#include "sangam/registry/v1/subject_profile.pb.h"
#include "services/registry/store/entity_export.h"
#include "services/registry/store/entity_import.h"
#include "services/registry/store/profile_feed.h"

namespace sangam::registry {

// Thread-safe; outlives its feeds.
class RegistryStore {
 public:
  // Opens the store as Changelog::Open does, with its errors, and migrates it
  // where that is asked for or the store is a file. `clock` outlives the store.
  static absl::StatusOr<std::unique_ptr<RegistryStore>> Open(
      const sql::StoreAddress& address, const Clock* clock,
      const StoreStart& start = {});

  const StandardMethods& places() const { return places_; }
  const StandardMethods& groups() const { return groups_; }
  const StandardMethods& enterprises() const { return enterprises_; }
  const StandardMethods& clusters() const { return clusters_; }
  const StandardMethods& linkages() const { return linkages_; }
  const StandardMethods& plans() const { return plans_; }
  const StandardMethods& demands() const { return demands_; }

  // Who goes under `name` in the asked-for state since it was merged; empty
  // where it was not. The errors of Changelog::Read.
  absl::StatusOr<std::string> SurvivorOf(const std::string& name,
                                         const type::v1::ReadAt& read_at);

  // A NOT_FOUND of `name` in the asked-for state, told with where it went if it
  // was merged, and whether that is there. Or the errors of Changelog::Read.
  absl::Status ExplainMissing(const std::string& name,
                              const type::v1::ReadAt& read_at,
                              const absl::Status& status);

  // A name that was merged means its survivor. INVALID_ARGUMENT, NOT_FOUND, and
  // the errors of Changelog::Read.
  absl::StatusOr<v1::GetSubjectProfileResponse> GetSubjectProfile(
      const v1::GetSubjectProfileRequest& request);

  // INVALID_ARGUMENT, NOT_FOUND, and the errors of Changelog::Read.
  absl::StatusOr<v1::ReportDemandsResponse> ReportDemands(
      const v1::ReportDemandsRequest& request);

  std::unique_ptr<ProfileFeed> WatchProfiles(
      const v1::WatchProfilesRequest& request);

  // See store/enrolment.h.
  absl::StatusOr<v1::EnrolEnterpriseResponse> EnrolEnterprise(
      const v1::EnrolEnterpriseRequest& request, const CallContext& call);

  // One for each call; the store outlives them.
  std::unique_ptr<EntityImport> ImportEntities();
  std::unique_ptr<EntityExport> ExportEntities(
      const v1::ExportEntitiesRequest& request);

  Changelog& changelog() { return *changelog_; }

 private:
  explicit RegistryStore(std::unique_ptr<Changelog> changelog);

  const std::unique_ptr<Changelog> changelog_;
  const StandardMethods places_;
  const StandardMethods groups_;
  const StandardMethods enterprises_;
  const StandardMethods clusters_;
  const StandardMethods linkages_;
  const StandardMethods plans_;
  const StandardMethods demands_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_REGISTRY_STORE_H_
