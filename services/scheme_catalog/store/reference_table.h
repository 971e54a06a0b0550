// Which resource refers to which.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_REFERENCE_TABLE_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_REFERENCE_TABLE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/changelog/changelog.h"

namespace sangam::scheme_catalog {

// An index from a resource to those that name it in a field, kept in step with
// their bodies within the same transactions. It says at once whether a resource
// may be removed. Immutable, so thread-safe.
class ReferenceTable {
 public:
  // For a migration.
  std::string CreateTableSql() const;

  // `targets` are all that `referrer` names from now on; empty ones count as
  // none, repeated ones as one.
  absl::Status Replace(WriteTransaction& transaction,
                       absl::string_view referrer,
                       const std::vector<std::string>& targets) const;

  // All that name `target`, in the order of names.
  absl::StatusOr<std::vector<std::string>> ReferrersOf(
      Snapshot& snapshot, absl::string_view target) const;

  // What names `from` names `to` from now on.
  absl::Status Retarget(WriteTransaction& transaction, absl::string_view from,
                        absl::string_view to) const;

  // The first, in the order of names, that names `target`; nothing if none
  // does.
  absl::StatusOr<absl::optional<std::string>> FirstReferrerOf(
      Snapshot& snapshot, absl::string_view target) const;
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_REFERENCE_TABLE_H_
