// The versions of a scheme as the store holds them.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_SUCCESSION_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_SUCCESSION_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/changelog/changelog.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/scheme_catalog/domain/succession.h"
#include "services/scheme_catalog/store/catalog_tables.h"

namespace sangam::scheme_catalog {

// The versions of "schemes/..." as `snapshot` sees them, in the order of their
// names.
absl::StatusOr<std::vector<v1::SchemeVersion>> VersionsOf(
    Snapshot& snapshot, const CatalogTables& tables, absl::string_view scheme);

// FindOverlap among them.
absl::StatusOr<absl::optional<VersionInForce>> FindStoredOverlap(
    Snapshot& snapshot, const CatalogTables& tables,
    const v1::SchemeVersion& version);

// FillSuccession for `versions` as `snapshot` sees them: one after another in
// the order of their names, with none left out in between.
absl::Status FillSuccessions(Snapshot& snapshot, const CatalogTables& tables,
                             const std::vector<v1::SchemeVersion*>& versions);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_SUCCESSION_H_
