// Writing and publishing versions of schemes.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_VERSION_METHODS_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_VERSION_METHODS_H_

#include "absl/status/status.h"
#include "common/changelog/changelog.h"
#include "common/changelog/standard_methods.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/scheme_catalog/store/catalog_tables.h"

namespace sangam::scheme_catalog {

// The standard methods, adapted to the life of a version: it begins as a draft,
// and only Publish changes its state. Thread-safe; the arguments outlive it.
class SchemeVersionMethods {
 public:
  SchemeVersionMethods(Changelog* changelog, const CatalogTables* tables,
                       const StandardMethods* standard)
      : changelog_(*changelog), tables_(*tables), standard_(*standard) {}

  // As StandardMethods::Create. A state that is not stated means a draft;
  // INVALID_ARGUMENT on "scheme_version.state" for a published one.
  absl::Status Create(const v1::CreateSchemeVersionRequest& request,
                      v1::CreateSchemeVersionResponse* response) const;

  // As StandardMethods::Update, but state and publish_time stay as they are,
  // whatever was sent. So a published version can be sent again with the same
  // terms, and is left unchanged; with others, VERSION_IMMUTABLE.
  // INVALID_ARGUMENT on "scheme_version.state" if a draft is sent as published.
  absl::Status Update(const v1::UpdateSchemeVersionRequest& request,
                      v1::UpdateSchemeVersionResponse* response) const;

  // Puts a draft in force and notes when. A version that is published already
  // is left as it is. INVALID_ARGUMENT if the terms don't pass today's checks
  // or overlap with another version; NOT_FOUND, ABORTED.
  absl::Status Publish(const v1::PublishSchemeVersionRequest& request,
                       v1::PublishSchemeVersionResponse* response) const;

 private:
  // Whether the version of this name is there and published.
  absl::StatusOr<bool> IsPublished(const std::string& name) const;

  Changelog& changelog_;
  const CatalogTables& tables_;
  const StandardMethods& standard_;
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_VERSION_METHODS_H_
