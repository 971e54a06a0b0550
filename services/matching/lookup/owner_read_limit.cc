#include "services/matching/lookup/owner_read_limit.h"

#include <algorithm>

#include "common/status/errors.h"

namespace sangam::matching {
namespace {

// What a caller that was refused is told to wait.
constexpr absl::Duration kRetryAfter = absl::Milliseconds(200);

}  // namespace

absl::StatusOr<SubjectProfilePtr> OwnerReadLimit::Get(const ProfileQuery& query,
                                                      const CallContext& call,
                                                      LookupBudget& budget) {
  if (!Enter(std::min(options_.longest_wait, call.deadline - clock_->Now()))) {
    if (clock_->Now() >= call.deadline) return DeadlineExceededError();
    return ServerBusyError(kRetryAfter);
  }
  auto profile = owner_->Get(query, call, budget);
  Leave();
  return profile;
}

bool OwnerReadLimit::Enter(absl::Duration longest_wait) {
  absl::MutexLock lock(&mutex_);
  const auto has_room = [this] {
    mutex_.AssertReaderHeld();
    return under_way_ < options_.reads_at_once;
  };
  if (!mutex_.AwaitWithTimeout(absl::Condition(&has_room), longest_wait)) {
    return false;
  }
  ++under_way_;
  return true;
}

void OwnerReadLimit::Leave() {
  absl::MutexLock lock(&mutex_);
  --under_way_;
}

}  // namespace sangam::matching
