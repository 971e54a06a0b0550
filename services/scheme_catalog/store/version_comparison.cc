#include "services/scheme_catalog/store/version_comparison.h"

#include <string>

#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/scheme_catalog/domain/version_difference.h"

namespace sangam::scheme_catalog {
namespace {

absl::StatusOr<v1::SchemeVersion> Require(Snapshot& snapshot,
                                          const ResourceTable& table,
                                          const std::string& name) {
  SANGAM_ASSIGN_OR_RETURN(auto version,
                          Find<v1::SchemeVersion>(snapshot, table, name));
  if (!version) return NotFoundError(name);
  return *std::move(version);
}

}  // namespace

absl::Status VersionComparison::Diff(
    const v1::DiffSchemeVersionsRequest& request,
    v1::DiffSchemeVersionsResponse* response) const {
  Violations violations;
  CheckRequiredName(violations, "base", request.base(), {"schemes/versions"});
  CheckRequiredName(violations, "other", request.other(), {"schemes/versions"});
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  return changelog_.Read(
      request.read_at(), [&](Snapshot& snapshot) -> absl::Status {
        SANGAM_ASSIGN_OR_RETURN(
            const v1::SchemeVersion base,
            Require(snapshot, tables_.scheme_versions, request.base()));
        SANGAM_ASSIGN_OR_RETURN(
            const v1::SchemeVersion other,
            Require(snapshot, tables_.scheme_versions, request.other()));
        for (auto& difference : DifferencesOf(base, other)) {
          *response->add_differences() = std::move(difference);
        }
        response->set_token(snapshot.token());
        return absl::OkStatus();
      });
}

}  // namespace sangam::scheme_catalog
