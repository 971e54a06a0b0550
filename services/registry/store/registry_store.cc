#include "services/registry/store/registry_store.h"

#include <utility>

#include "absl/memory/memory.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/outside_id.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/registry/store/demand_report.h"
#include "services/registry/store/enrolment.h"
#include "services/registry/store/outside_ids.h"
#include "services/registry/store/profile_reader.h"
#include "services/registry/store/resource_types.h"
#include "services/registry/store/retired_names.h"
#include "services/registry/store/subject_care_errors.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

absl::Status CheckSubjectAsked(const v1::GetSubjectProfileRequest& request) {
  Violations violations;
  if (request.has_outside_id()) {
    CheckOutsideId(violations, "outside_id", request.outside_id());
  } else {
    CheckRequiredName(violations, "name", request.name(),
                      {"groups", "enterprises", "clusters"});
  }
  return violations.ToStatus();
}

}  // namespace

RegistryStore::RegistryStore(std::unique_ptr<Changelog> changelog)
    : changelog_(std::move(changelog)),
      places_(changelog_.get(), &PlaceType()),
      groups_(changelog_.get(), &GroupType()),
      enterprises_(changelog_.get(), &EnterpriseType()),
      clusters_(changelog_.get(), &ClusterType()),
      linkages_(changelog_.get(), &LinkageType()),
      plans_(changelog_.get(), &PlanType()),
      demands_(changelog_.get(), &DemandType()) {}

absl::StatusOr<std::unique_ptr<RegistryStore>> RegistryStore::Open(
    const sql::StoreAddress& address, const Clock* clock,
    const StoreStart& start) {
  Changelog::Options options;
  options.address = address;
  options.start = start;
  options.store = kStoreName;
  options.migrations = RegistryMigrations(start.on_migration);
  SANGAM_ASSIGN_OR_RETURN(std::unique_ptr<Changelog> changelog,
                          Changelog::Open(std::move(options), clock));
  return absl::WrapUnique(new RegistryStore(std::move(changelog)));
}

absl::StatusOr<v1::GetSubjectProfileResponse> RegistryStore::GetSubjectProfile(
    const v1::GetSubjectProfileRequest& request) {
  SANGAM_RETURN_IF_ERROR(CheckSubjectAsked(request));
  v1::GetSubjectProfileResponse response;
  SANGAM_RETURN_IF_ERROR(changelog_->Read(
      request.read_at(), [&](Snapshot& snapshot) -> absl::Status {
        std::string name = request.name();
        if (request.has_outside_id()) {
          SANGAM_ASSIGN_OR_RETURN(
              name, SubjectWithOutsideId(snapshot, request.outside_id()));
        }
        auto profile = ProfileReader(&snapshot).Read(name);
        if (absl::IsNotFound(profile.status())) {
          SANGAM_ASSIGN_OR_RETURN(const std::string survivor,
                                  registry::SurvivorOf(snapshot, name));
          if (!survivor.empty()) {
            profile = ProfileReader(&snapshot).Read(survivor);
            if (absl::IsNotFound(profile.status())) {
              return SurvivorRemovedError(name, survivor);
            }
          }
        }
        SANGAM_ASSIGN_OR_RETURN(response, std::move(profile));
        return absl::OkStatus();
      }));
  return response;
}

absl::StatusOr<std::string> RegistryStore::SurvivorOf(
    const std::string& name, const type::v1::ReadAt& read_at) {
  std::string survivor;
  SANGAM_RETURN_IF_ERROR(
      changelog_->Read(read_at, [&](Snapshot& snapshot) -> absl::Status {
        SANGAM_ASSIGN_OR_RETURN(survivor, registry::SurvivorOf(snapshot, name));
        return absl::OkStatus();
      }));
  return survivor;
}

absl::StatusOr<v1::ReportDemandsResponse> RegistryStore::ReportDemands(
    const v1::ReportDemandsRequest& request) {
  SANGAM_RETURN_IF_ERROR(CheckDemandReport(request));
  v1::ReportDemandsResponse response;
  SANGAM_RETURN_IF_ERROR(changelog_->Read(
      request.read_at(), [&](Snapshot& snapshot) -> absl::Status {
        SANGAM_ASSIGN_OR_RETURN(response,
                                registry::ReportDemands(snapshot, request));
        return absl::OkStatus();
      }));
  return response;
}

absl::Status RegistryStore::ExplainMissing(const std::string& name,
                                           const type::v1::ReadAt& read_at,
                                           const absl::Status& status) {
  return changelog_->Read(read_at, [&](Snapshot& snapshot) {
    return registry::ExplainMissing(snapshot, name, status);
  });
}

std::unique_ptr<ProfileFeed> RegistryStore::WatchProfiles(
    const v1::WatchProfilesRequest& request) {
  return std::make_unique<ProfileFeed>(changelog_.get(), request);
}

absl::StatusOr<v1::EnrolEnterpriseResponse> RegistryStore::EnrolEnterprise(
    const v1::EnrolEnterpriseRequest& request, const CallContext& call) {
  return Enrol(changelog_.get(), request, call);
}

std::unique_ptr<EntityImport> RegistryStore::ImportEntities() {
  return std::make_unique<EntityImport>(changelog_.get());
}

std::unique_ptr<EntityExport> RegistryStore::ExportEntities(
    const v1::ExportEntitiesRequest& request) {
  return std::make_unique<EntityExport>(changelog_.get(), request);
}

}  // namespace sangam::registry
