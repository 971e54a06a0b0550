// Rows that hold from one revision up to, and without, another.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_VALIDITIES_H_
#define SANGAM_SERVICES_REGISTRY_STORE_VALIDITIES_H_

#include <cstdint>
#include <limits>

#include "absl/status/status.h"
#include "common/sql/database.h"

namespace sangam::registry {

// The to_revision of a row that holds still.
inline constexpr int64_t kHoldsStill = std::numeric_limits<int64_t>::max();

// Fills the empty tables of references and outside ids with all that ever held,
// out of the history: a migration for stores that knew the present alone.
absl::Status RebuildValidities(sql::Database& database);

// Removes the rows that hold in no state from that of `revision` on: for
// HistoryRetention::forget.
absl::Status ForgetValidities(sql::Database& database, int64_t revision);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_VALIDITIES_H_
