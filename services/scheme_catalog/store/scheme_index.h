// The words of schemes, to search by.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_INDEX_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_INDEX_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/changelog/changelog.h"
#include "sangam/scheme_catalog/v1/scheme.pb.h"

namespace sangam::scheme_catalog {

// A full-text index over title, other names, purpose and themes in all
// languages, kept in step with the schemes within the same transactions.
// Immutable, so thread-safe.
class SchemeIndex {
 public:
  // For a migration.
  static std::string CreateTableSql();

  // The scheme's words from now on.
  absl::Status Put(WriteTransaction& transaction,
                   const v1::Scheme& scheme) const;
  absl::Status Remove(WriteTransaction& transaction,
                      absl::string_view scheme) const;

  // Names of schemes that are stored but not yet indexed.
  absl::StatusOr<std::vector<std::string>> Missing(Snapshot& snapshot) const;

  // Names of schemes that fit a SearchExpression, best first; a word in the
  // title weighs most. The same index always gives the same order.
  absl::StatusOr<std::vector<std::string>> Find(Snapshot& snapshot,
                                                const std::string& expression,
                                                int64_t offset,
                                                int64_t limit) const;
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_INDEX_H_
