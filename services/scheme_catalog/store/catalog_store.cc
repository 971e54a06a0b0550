#include "services/scheme_catalog/store/catalog_store.h"

#include <utility>

namespace sangam::scheme_catalog {

absl::StatusOr<std::unique_ptr<CatalogStore>> CatalogStore::Open(
    const std::string& path, const Clock* clock,
    const AttributeDictionary* dictionary) {
  auto tables = std::make_unique<CatalogTables>();
  Changelog::Options options;
  options.path = path;
  options.store = "scheme_catalog";
  options.migrations = CatalogMigrations(*tables);
  SANGAM_ASSIGN_OR_RETURN(std::unique_ptr<Changelog> changelog,
                          Changelog::Open(std::move(options), clock));
  return std::unique_ptr<CatalogStore>(
      new CatalogStore(std::move(tables), std::move(changelog), dictionary));
}

CatalogStore::CatalogStore(std::unique_ptr<CatalogTables> tables,
                           std::unique_ptr<Changelog> changelog,
                           const AttributeDictionary* dictionary)
    : tables_(std::move(tables)),
      changelog_(std::move(changelog)),
      department_type_(tables_.get()),
      scheme_type_(tables_.get()),
      version_type_(tables_.get(), dictionary),
      departments_(changelog_.get(), &department_type_),
      schemes_(changelog_.get(), &scheme_type_),
      versions_(changelog_.get(), &version_type_),
      version_methods_(changelog_.get(), tables_.get(), &versions_) {}

std::unique_ptr<ChangeFeed> CatalogStore::Watch(
    const std::string& resume_token) const {
  return std::make_unique<ChangeFeed>(
      changelog_.get(),
      std::vector<const ResourceTable*>{
          &tables_->departments, &tables_->schemes, &tables_->scheme_versions},
      resume_token);
}

}  // namespace sangam::scheme_catalog
