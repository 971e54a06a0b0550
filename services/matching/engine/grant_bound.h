// What can be said of a version's largest grant before anything is known of the
// subject.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_GRANT_BOUND_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_GRANT_BOUND_H_

#include <cstdint>

#include "absl/types/optional.h"
#include "services/matching/catalog/compiled_version.h"

namespace sangam::matching {

// A bound of LargestGrant (benefit_estimate.h), for every subject.
struct GrantBound {
  // At most this, in paise. Absent: none can ever be told.
  absl::optional<int64_t> most;
  // It is always `most`.
  bool is_exact = false;
};

GrantBound BoundOfGrant(const CompiledVersion& version);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_GRANT_BOUND_H_
