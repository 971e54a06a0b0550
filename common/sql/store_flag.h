// The flag --store.
#ifndef SANGAM_COMMON_SQL_STORE_FLAG_H_
#define SANGAM_COMMON_SQL_STORE_FLAG_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/sql/store_address.h"

namespace sangam::sql {

// Reads "sqlite:PATH" or "postgres:URL", where URL is "//user@host/database" or
// begins with "postgres:" or "postgresql:" itself. A path that is a symbolic
// link becomes that of its file. INVALID_ARGUMENT on field "store" for another
// engine, an empty path, a URI instead of one, a database in memory, or a URL
// that PostgreSQL can't read.
absl::StatusOr<StoreAddress> ParseStoreFlag(absl::string_view text);

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_STORE_FLAG_H_
