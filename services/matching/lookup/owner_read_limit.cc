#include "services/matching/lookup/owner_read_limit.h"

#include <algorithm>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/matching/feeds/wanted_wait.h"
#include "services/matching/lookup/owner_patience.h"

namespace sangam::matching {
namespace {

// What a caller that was refused is told to wait.
constexpr absl::Duration kRetryAfter = absl::Milliseconds(200);

}  // namespace

absl::StatusOr<SubjectProfilePtr> OwnerReadLimit::Get(const ProfileQuery& query,
                                                      const CallContext& call,
                                                      LookupBudget& budget) {
  // Before it waits: others may hold every place while the owner is silent.
  if (budget.patience != nullptr) {
    SANGAM_RETURN_IF_ERROR(budget.patience->Check());
  }
  if (!Enter(call)) {
    if (call.cancelled() || clock_->Now() >= call.deadline) {
      return DeadlineExceededError();
    }
    return ServerBusyError(kRetryAfter);
  }
  const auto read = [&] { return owner_->Get(query, call, budget); };
  auto profile =
      budget.patience == nullptr ? read() : budget.patience->Ask(read);
  Leave();
  return profile;
}

bool OwnerReadLimit::Enter(const CallContext& call) {
  absl::MutexLock lock(&mutex_);
  const auto has_room = [this] {
    mutex_.AssertReaderHeld();
    return under_way_ < options_.reads_at_once;
  };
  const absl::Duration left = call.deadline - clock_->Now();
  if (!AwaitWhileWanted(&mutex_, has_room,
                        std::min(options_.longest_wait, left),
                        call.cancelled)) {
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
