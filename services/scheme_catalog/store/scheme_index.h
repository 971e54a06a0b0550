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
  // For a migration: in SQLite, a table of FTS5; in PostgreSQL, vectors of text
  // search, in which letters beyond ASCII keep their case and their accents.
  static std::string CreateTableSql(sql::Engine engine);

  // The scheme's words from now on.
  absl::Status Put(WriteTransaction& transaction,
                   const v1::Scheme& scheme) const;
  absl::Status Remove(WriteTransaction& transaction,
                      absl::string_view scheme) const;

  // Names of schemes that are stored but not yet indexed.
  absl::StatusOr<std::vector<std::string>> Missing(Snapshot& snapshot) const;

  // Names of schemes in which all `words` occur, the last also as a beginning;
  // best first. A word in the title weighs most. The same index always gives
  // the same order. `words` are SearchWords, at least one.
  absl::StatusOr<std::vector<std::string>> Find(
      Snapshot& snapshot, const std::vector<std::string>& words, int64_t offset,
      int64_t limit) const;
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_INDEX_H_
