#include "common/server/worker_pool.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace sangam {

WorkerPool::WorkerPool(int threads, size_t queue_length, const Clock* clock)
    : queue_length_(queue_length), clock_(*clock) {
  threads_.reserve(threads);
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { Work(); });
  }
}

WorkerPool::~WorkerPool() { Stop(); }

void WorkerPool::Stop() {
  {
    const CheckedLock lock(&mutex_);
    stopping_ = true;
  }
  work_.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

bool WorkerPool::Submit(Job* job, absl::Time deadline) {
  std::vector<Job*> expired;
  bool accepted = true;
  {
    const CheckedLock lock(&mutex_);
    if (waiting_jobs_ >= queue_length_) {
      const absl::Time now = clock_.Now();
      const auto is_expired = [&](const Entry& entry) {
        if (entry.job == nullptr || entry.deadline > now) return false;
        expired.push_back(entry.job);
        return true;
      };
      queue_.erase(std::remove_if(queue_.begin(), queue_.end(), is_expired),
                   queue_.end());
      waiting_jobs_ -= expired.size();
      accepted = waiting_jobs_ < queue_length_;
    }
    if (accepted) {
      queue_.push_back({job, deadline, nullptr});
      ++waiting_jobs_;
    }
  }
  if (accepted) work_.notify_one();
  for (Job* late : expired) late->Expire();
  return accepted;
}

bool WorkerPool::Withdraw(Job* job) {
  const CheckedLock lock(&mutex_);
  const auto found =
      std::find_if(queue_.begin(), queue_.end(),
                   [job](const Entry& entry) { return entry.job == job; });
  if (found == queue_.end()) return false;
  queue_.erase(found);
  --waiting_jobs_;
  return true;
}

void WorkerPool::Post(std::function<void()> step) {
  {
    const CheckedLock lock(&mutex_);
    queue_.push_back({nullptr, absl::InfiniteFuture(), std::move(step)});
  }
  work_.notify_one();
}

void WorkerPool::PostAfter(absl::Duration delay, std::function<void()> step) {
  {
    const CheckedLock lock(&mutex_);
    const absl::Time now = clock_.Now();
    timers_.emplace(now + delay, Timer{now, std::move(step)});
  }
  // The one that wakes waits for this timer instead of a later one.
  work_.notify_one();
}

size_t WorkerPool::queued() const {
  const CheckedLock lock(&mutex_);
  return queue_.size();
}

void WorkerPool::Work() {
  mutex_.lock();
  while (!stopping_) {
    const absl::Duration next_timer = ReleaseTimers();
    if (queue_.empty()) {
      if (next_timer == absl::InfiniteDuration()) {
        work_.wait(mutex_);
      } else {
        work_.wait_for(mutex_, absl::ToChronoNanoseconds(next_timer));
      }
      continue;
    }
    Entry entry = std::move(queue_.front());
    queue_.pop_front();
    if (entry.job != nullptr) --waiting_jobs_;
    mutex_.unlock();
    if (entry.job == nullptr) {
      entry.step();
    } else if (entry.deadline <= clock_.Now()) {
      entry.job->Expire();
    } else {
      entry.job->Run();
    }
    // What the step held is let go without the lock.
    entry.step = nullptr;
    mutex_.lock();
  }
  mutex_.unlock();
}

absl::Duration WorkerPool::ReleaseTimers() {
  if (timers_.empty()) return absl::InfiniteDuration();
  const absl::Time now = clock_.Now();
  while (!timers_.empty()) {
    const auto first = timers_.begin();
    // A clock that was set back must not keep a timer waiting for hours.
    const bool due = first->first <= now || now < first->second.set_at;
    if (!due) return first->first - now;
    queue_.push_back(
        {nullptr, absl::InfiniteFuture(), std::move(first->second.step)});
    timers_.erase(first);
    work_.notify_one();
  }
  return absl::InfiniteDuration();
}

}  // namespace sangam
