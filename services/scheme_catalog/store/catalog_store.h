// The durable catalogue.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_CATALOG_STORE_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_CATALOG_STORE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/changelog/change_feed.h"
#include "common/changelog/changelog.h"
#include "common/changelog/standard_methods.h"
#include "common/clock/clock.h"
#include "common/rules/attribute_dictionary.h"
#include "services/scheme_catalog/store/catalog_tables.h"
#include "services/scheme_catalog/store/department_type.h"
#include "services/scheme_catalog/store/scheme_type.h"
#include "services/scheme_catalog/store/scheme_version_methods.h"
#include "services/scheme_catalog/store/scheme_version_type.h"

namespace sangam::scheme_catalog {

// Departments, schemes and versions with their history. Thread-safe; outlives
// its feeds.
class CatalogStore {
 public:
  // Opens the database file, makes it if it is not there and migrates it. The
  // errors of Changelog::Open. `clock` and `dictionary` outlive the store.
  static absl::StatusOr<std::unique_ptr<CatalogStore>> Open(
      const std::string& path, const Clock* clock,
      const AttributeDictionary* dictionary);

  const StandardMethods& departments() const { return departments_; }
  const StandardMethods& schemes() const { return schemes_; }
  // For reading and deleting; writing is by version_methods().
  const StandardMethods& versions() const { return versions_; }
  const SchemeVersionMethods& version_methods() const {
    return version_methods_;
  }

  // The present state and then every change: departments first, then schemes,
  // then versions, so that what a resource names comes before it.
  std::unique_ptr<ChangeFeed> Watch(const std::string& resume_token) const;

  const Changelog& changelog() const { return *changelog_; }
  const CatalogTables& tables() const { return *tables_; }

 private:
  CatalogStore(std::unique_ptr<CatalogTables> tables,
               std::unique_ptr<Changelog> changelog,
               const AttributeDictionary* dictionary);

  const std::unique_ptr<CatalogTables> tables_;
  const std::unique_ptr<Changelog> changelog_;
  const DepartmentType department_type_;
  const SchemeType scheme_type_;
  const SchemeVersionType version_type_;
  const StandardMethods departments_;
  const StandardMethods schemes_;
  const StandardMethods versions_;
  const SchemeVersionMethods version_methods_;
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_CATALOG_STORE_H_
