// The tables of the catalogue.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_CATALOG_TABLES_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_CATALOG_TABLES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/changelog/changelog.h"
#include "common/changelog/migrations.h"
#include "common/changelog/resource_table.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/scheme_catalog/store/reference_table.h"

namespace sangam::scheme_catalog {

// Shared by the types of resources. Immutable, so thread-safe; outlives them.
struct CatalogTables {
  const ResourceTable departments{"departments", {"parent"}};
  const ResourceTable schemes{"schemes", {"department"}};
  const ResourceTable scheme_versions{"scheme_versions", {"scheme", "state"}};
  const ResourceTable attributes{"attributes", {"origin"}};
  const ResourceTable parameters{"parameters"};
  const ResourceTable place_sets{"place_sets"};
  const ResourceTable readiness_rules{"readiness_rules", {"department"}};
  const ResourceTable replicable_models{"replicable_models"};
  const ResourceTable survey_problems{"survey_problems"};
  const ResourceTable upgrade_programmes{"upgrade_programmes"};
  const ReferenceTable references{};
};

// 1: departments, schemes, versions. 2: the words of the language, readiness
// rules, the index of words to search by. 3: models, problems, programmes.
std::vector<Migration> CatalogMigrations(const CatalogTables& tables);

// RESOURCE_IN_USE if another resource names `name`.
absl::Status CheckNotReferred(Snapshot& snapshot, const CatalogTables& tables,
                              absl::string_view name);

// The resource as stored, without etag and update_time; nothing if it is not
// there. INTERNAL if it can't be read.
template <typename Resource>
absl::StatusOr<absl::optional<Resource>> Find(Snapshot& snapshot,
                                              const ResourceTable& table,
                                              absl::string_view name) {
  absl::optional<Resource> found;
  SANGAM_ASSIGN_OR_RETURN(const absl::optional<StoredResource> row,
                          table.Get(snapshot, name));
  if (!row) return found;
  found.emplace();
  if (!found->ParseFromString(row->body)) {
    return InternalFault("a stored resource can't be read");
  }
  return found;
}

// All resources of a table, in the order of their names, without etag and
// update_time. INTERNAL if one can't be read.
template <typename Resource>
absl::StatusOr<std::vector<Resource>> ReadAll(
    Snapshot& snapshot, const ResourceTable& table,
    const std::vector<ResourceTable::Filter>& filters = {}) {
  constexpr int64_t kPageSize = 500;
  std::vector<Resource> all;
  std::string after;
  while (true) {
    SANGAM_ASSIGN_OR_RETURN(const std::vector<StoredResource> page,
                            table.List(snapshot, after, kPageSize, filters));
    if (page.empty()) return all;
    for (const StoredResource& row : page) {
      if (!all.emplace_back().ParseFromString(row.body)) {
        return InternalFault("a stored resource can't be read");
      }
    }
    after = page.back().key;
  }
}

// INVALID_ARGUMENT on `field` if it names a resource that is not there; an
// empty name counts as none.
absl::Status CheckExists(Snapshot& snapshot, const ResourceTable& table,
                         absl::string_view field, absl::string_view name);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_CATALOG_TABLES_H_
