// Threads that run what may block, behind a bounded queue.
#ifndef SANGAM_COMMON_SERVER_WORKER_POOL_H_
#define SANGAM_COMMON_SERVER_WORKER_POOL_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/server/checked_mutex.h"

namespace sangam {

// First come, first served. Thread-safe. Jobs must not throw.
class WorkerPool {
 public:
  // Work with a deadline. After a successful Submit exactly one of Run, Expire
  // and a successful Withdraw follows, and the pool does not touch the job
  // afterwards; it lives at least until then.
  class Job {
   public:
    virtual ~Job() = default;
    // On a worker.
    virtual void Run() = 0;
    // Instead of Run, once the deadline has passed in the queue; on a worker,
    // or on a thread that is in Submit. Must be short.
    virtual void Expire() = 0;
  };

  // Starts the threads. At most `queue_length` jobs wait. `clock` outlives the
  // pool.
  WorkerPool(int threads, size_t queue_length, const Clock* clock);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False, at once, if the queue is full of jobs that have not expired.
  bool Submit(Job* job, absl::Time deadline) ABSL_LOCKS_EXCLUDED(mutex_);

  // Takes a waiting job back. False: it is not waiting; it runs, ran or
  // expired.
  bool Withdraw(Job* job) ABSL_LOCKS_EXCLUDED(mutex_);

  // Queues a step of something whose number is bounded elsewhere; never
  // refused. Dropped if the pool stops first.
  void Post(std::function<void()> step) ABSL_LOCKS_EXCLUDED(mutex_);
  // The same, `delay` later; at once if the clock is set back meanwhile.
  void PostAfter(absl::Duration delay, std::function<void()> step)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // Drops what waits, and returns once nothing runs: call it when no job is
  // left, on none of its threads. Once done, does nothing. The destructor does
  // so.
  void Stop() ABSL_LOCKS_EXCLUDED(mutex_);

  const Clock& clock() const { return clock_; }

  // Jobs and steps that wait for a worker.
  size_t queued() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  // A job, or a step if `job` is null.
  struct Entry {
    Job* job = nullptr;
    absl::Time deadline = absl::InfiniteFuture();
    std::function<void()> step;
  };
  struct Timer {
    absl::Time set_at;
    std::function<void()> step;
  };

  void Work() ABSL_LOCKS_EXCLUDED(mutex_);
  // Moves due timers into the queue; how long until the next one is due.
  absl::Duration ReleaseTimers() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const size_t queue_length_;
  const Clock& clock_;
  mutable CheckedMutex mutex_;
  std::condition_variable_any work_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::deque<Entry> queue_ ABSL_GUARDED_BY(mutex_);
  size_t waiting_jobs_ ABSL_GUARDED_BY(mutex_) = 0;
  std::multimap<absl::Time, Timer> timers_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::thread> threads_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_WORKER_POOL_H_
