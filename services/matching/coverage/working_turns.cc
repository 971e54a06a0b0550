#include "services/matching/coverage/working_turns.h"

#include <utility>

namespace sangam::matching {

std::unique_ptr<WorkingTurns::Turn> WorkingTurns::TryTake(
    const std::function<void()>& wake) {
  const absl::MutexLock lock(&mutex_);
  if (working_ >= at_once_) {
    waiting_.push_back(wake);
    return nullptr;
  }
  ++working_;
  return std::make_unique<Turn>(this);
}

// All are woken: who does not come again has left. Whoever has just worked asks
// again only when its caller has read, so the others come first.
void WorkingTurns::GiveBack() {
  std::vector<std::function<void()>> woken;
  {
    const absl::MutexLock lock(&mutex_);
    --working_;
    woken = std::move(waiting_);
    waiting_.clear();
  }
  for (const std::function<void()>& wake : woken) wake();
}

}  // namespace sangam::matching
