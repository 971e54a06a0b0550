// What a backup says of itself.
#ifndef SANGAM_SERVICES_SANGAMCTL_BACKUP_BACKUP_MANIFEST_H_
#define SANGAM_SERVICES_SANGAMCTL_BACKUP_BACKUP_MANIFEST_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "common/changelog/schema_versions.h"
#include "common/changelog/token.h"
#include "common/sql/store_address.h"

namespace sangam::sangamctl {

// The state of a store that a backup holds. A value type.
struct BackupManifest {
  sql::Engine engine = sql::Engine::kSqlite;
  // Which store, in which life, after which revision.
  StorePosition position;
  SchemaVersions schema;
  // When it was begun.
  absl::Time taken_at;
  // Of PostgreSQL: the database's schema that has the tables, and their rows.
  std::string tables_in;
  int64_t rows = 0;
  // The size and the SHA-256, in hexadecimal, of the engine's own file, with
  // which a backup begins.
  int64_t bytes = 0;
  std::string sha256;
};

// One line of JSON, without a newline.
std::string WriteManifest(const BackupManifest& manifest);

// Nothing where `text` is none.
absl::optional<BackupManifest> ReadManifest(absl::string_view text);

// "a registry of 1,204 changes": what a person calls the state.
std::string Describe(const StorePosition& position);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_BACKUP_BACKUP_MANIFEST_H_
