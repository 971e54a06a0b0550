#include "services/matching/coverage/working_turns.h"

#include <algorithm>

namespace sangam::matching {

std::unique_ptr<WorkingTurns::Turn> WorkingTurns::TryTake(Asker* asker) {
  const absl::MutexLock lock(&mutex_);
  asker->aside_ = false;
  const auto place = std::find(line_.begin(), line_.end(), asker);
  const auto before = std::count_if(
      line_.begin(), place, [](const Asker* other) { return !other->aside_; });
  if (before >= at_once_ - working_) {
    if (place == line_.end()) line_.push_back(asker);
    return nullptr;
  }
  if (place != line_.end()) line_.erase(place);
  ++working_;
  return std::make_unique<Turn>(this);
}

absl::Duration WorkingTurns::ShareOf(absl::Duration time) {
  const absl::MutexLock lock(&mutex_);
  const int all = working_ + static_cast<int>(line_.size());
  return all <= at_once_ ? time : time * at_once_ / all;
}

unsigned WorkingTurns::ThreadsOf(unsigned threads) {
  const absl::MutexLock lock(&mutex_);
  return std::max(1U, threads / static_cast<unsigned>(std::max(1, working_)));
}

WorkingTurns::Wakes WorkingTurns::WakesOfFirst() const {
  Wakes wakes;
  const size_t free = std::max(0, at_once_ - working_);
  for (const Asker* asker : line_) {
    if (wakes.size() == free) break;
    if (!asker->aside_) wakes.push_back(asker->wake_);
  }
  return wakes;
}

void WorkingTurns::StepAside(Asker* asker) {
  Wakes wakes;
  {
    const absl::MutexLock lock(&mutex_);
    asker->aside_ = true;
    wakes = WakesOfFirst();
  }
  for (const std::function<void()>& wake : wakes) wake();
}

void WorkingTurns::GiveBack() {
  Wakes wakes;
  {
    const absl::MutexLock lock(&mutex_);
    --working_;
    wakes = WakesOfFirst();
  }
  for (const std::function<void()>& wake : wakes) wake();
}

void WorkingTurns::Leave(const Asker* asker) {
  Wakes wakes;
  {
    const absl::MutexLock lock(&mutex_);
    const auto place = std::find(line_.begin(), line_.end(), asker);
    if (place == line_.end()) return;
    line_.erase(place);
    wakes = WakesOfFirst();
  }
  for (const std::function<void()>& wake : wakes) wake();
}

}  // namespace sangam::matching
