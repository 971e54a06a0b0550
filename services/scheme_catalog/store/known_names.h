// The names of one collection, to check references against.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_KNOWN_NAMES_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_KNOWN_NAMES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/changelog/changelog.h"
#include "services/scheme_catalog/store/catalog_tables.h"

namespace sangam::scheme_catalog {

// Made for one check in one snapshot; not thread-safe. The arguments outlive
// it.
class KnownNames {
 public:
  KnownNames(Snapshot* snapshot, const ResourceTable* table)
      : snapshot_(*snapshot), table_(*table) {}

  // As scheme_catalog::CheckExists; the error says which name may have been
  // meant.
  absl::Status CheckExists(absl::string_view field, absl::string_view name);

 private:
  // The stored name nearest to `name`; empty if none is near, or if enough were
  // looked for already.
  absl::StatusOr<std::string> Nearest(absl::string_view name);

  Snapshot& snapshot_;
  const ResourceTable& table_;
  // All of them, once one was missing.
  std::vector<std::string> names_;
  int searches_ = 0;
};

// KnownNames::CheckExists for a single name.
absl::Status CheckKnown(Snapshot& snapshot, const ResourceTable& table,
                        absl::string_view field, absl::string_view name);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_KNOWN_NAMES_H_
