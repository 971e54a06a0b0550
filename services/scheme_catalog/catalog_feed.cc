#include "services/scheme_catalog/catalog_feed.h"

#include "common/changelog/resource_type.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam::scheme_catalog {

absl::StatusOr<v1::CatalogChange> CatalogFeed::ToCatalogChange(
    const Change& change) const {
  v1::CatalogChange converted;
  converted.set_deleted(change.deleted);
  const auto fill = [&](auto* resource) {
    if (change.deleted) {
      resource->set_name(change.resource.key);
      return absl::OkStatus();
    }
    return ReadStored(change.resource, store_.changelog().epoch(), resource);
  };
  const CatalogTables& tables = store_.tables();
  if (change.collection == tables.departments.collection()) {
    SANGAM_RETURN_IF_ERROR(fill(converted.mutable_department()));
  } else if (change.collection == tables.schemes.collection()) {
    SANGAM_RETURN_IF_ERROR(fill(converted.mutable_scheme()));
  } else if (change.collection == tables.scheme_versions.collection()) {
    SANGAM_RETURN_IF_ERROR(fill(converted.mutable_scheme_version()));
  } else if (change.collection == tables.attributes.collection()) {
    SANGAM_RETURN_IF_ERROR(fill(converted.mutable_attribute()));
  } else if (change.collection == tables.parameters.collection()) {
    SANGAM_RETURN_IF_ERROR(fill(converted.mutable_parameter()));
  } else if (change.collection == tables.place_sets.collection()) {
    SANGAM_RETURN_IF_ERROR(fill(converted.mutable_place_set()));
  } else if (change.collection == tables.readiness_rules.collection()) {
    SANGAM_RETURN_IF_ERROR(fill(converted.mutable_readiness_rule()));
  } else if (change.collection == tables.replicable_models.collection()) {
    SANGAM_RETURN_IF_ERROR(fill(converted.mutable_replicable_model()));
  } else if (change.collection == tables.survey_problems.collection()) {
    SANGAM_RETURN_IF_ERROR(fill(converted.mutable_survey_problem()));
  } else if (change.collection == tables.upgrade_programmes.collection()) {
    SANGAM_RETURN_IF_ERROR(fill(converted.mutable_upgrade_programme()));
  } else {
    return InternalFault("the feed holds a change of an unknown kind");
  }
  return converted;
}

absl::StatusOr<absl::optional<v1::WatchCatalogResponse>> CatalogFeed::Next(
    const CallContext&) {
  SANGAM_ASSIGN_OR_RETURN(const absl::optional<ChangeBatch> batch,
                          feed_->Next());
  absl::optional<v1::WatchCatalogResponse> response;
  if (!batch) return response;
  response.emplace();
  response->set_token(batch->token);
  response->set_snapshot_complete(batch->snapshot_complete);
  for (const Change& change : batch->changes) {
    SANGAM_ASSIGN_OR_RETURN(*response->add_changes(), ToCatalogChange(change));
  }
  message_bytes_ = static_cast<int64_t>(response->ByteSizeLong());
  return response;
}

}  // namespace sangam::scheme_catalog
