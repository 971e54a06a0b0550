// The flag --store.
#ifndef SANGAM_COMMON_SQL_STORE_FLAG_H_
#define SANGAM_COMMON_SQL_STORE_FLAG_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sangam::sql {

// The path in "sqlite:PATH". INVALID_ARGUMENT on field "store" for another
// engine, an empty path or a database in memory.
absl::StatusOr<std::string> ParseStoreFlag(absl::string_view text);

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_STORE_FLAG_H_
