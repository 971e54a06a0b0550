// Comparison of two stored versions.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_VERSION_COMPARISON_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_VERSION_COMPARISON_H_

#include "absl/status/status.h"
#include "common/changelog/changelog.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/scheme_catalog/store/catalog_tables.h"

namespace sangam::scheme_catalog {

// Answers DiffSchemeVersions. Thread-safe; the arguments outlive it.
class VersionComparison {
 public:
  VersionComparison(Changelog* changelog, const CatalogTables* tables)
      : changelog_(*changelog), tables_(*tables) {}

  // INVALID_ARGUMENT, NOT_FOUND, and the errors of Changelog::Read.
  absl::Status Diff(const v1::DiffSchemeVersionsRequest& request,
                    v1::DiffSchemeVersionsResponse* response) const;

 private:
  Changelog& changelog_;
  const CatalogTables& tables_;
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_VERSION_COMPARISON_H_
