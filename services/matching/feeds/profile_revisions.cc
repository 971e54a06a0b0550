#include "services/matching/feeds/profile_revisions.h"

#include <utility>

#include "absl/hash/hash.h"

namespace sangam::matching {

uint64_t ProfileRevisions::Hash(absl::string_view subject) const {
  return absl::HashOf(seed_, subject);
}

}  // namespace sangam::matching
