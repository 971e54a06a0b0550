// How owners with a past read a ReadAt, for tests.
#ifndef SANGAM_SERVICES_MATCHING_HISTORY_PAST_REVISION_FOR_TEST_H_
#define SANGAM_SERVICES_MATCHING_HISTORY_PAST_REVISION_FOR_TEST_H_

#include <algorithm>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "common/changelog/token.h"
#include "common/status/errors.h"
#include "sangam/type/v1/consistency.pb.h"

namespace sangam::matching {

// The revision that a past read of a store asks for, in a world in which
// revision n was recorded at second n.
inline absl::StatusOr<int64_t> PastRevision(const type::v1::ReadAt& read_at,
                                            const std::string& store,
                                            const std::string& epoch,
                                            int64_t head) {
  if (read_at.has_known_at()) {
    return std::min(head, read_at.known_at().seconds());
  }
  const auto token = Token::Parse(read_at.exact_token(), "read_at.exact_token");
  if (!token.ok()) return token.status();
  const StorePosition* position = token->Find(store);
  if (position == nullptr) return head;
  if (position->epoch != epoch) return StoreEpochChangedError(store);
  if (position->revision > head) return RevisionNotYetAvailableError(store);
  return position->revision;
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_HISTORY_PAST_REVISION_FOR_TEST_H_
