// When a server stream is asked, written, parked and ended.
#ifndef SANGAM_COMMON_SERVER_STREAM_PUMP_H_
#define SANGAM_COMMON_SERVER_STREAM_PUMP_H_

#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "common/server/checked_mutex.h"
#include "common/server/worker_pool.h"

namespace sangam {

// The state machine of one stream, without gRPC:
//
//   new -> queued -> stepping -> writing -> queued ...
//                    stepping -> parked -> queued ...   (wake, or park time)
//   any -> finished
//
// A reader who makes it wait for too long is cut off: finished with
// ReaderTooSlowError.
//
// At most one of Step, Write (until WriteDone) and Finish is under way at any
// time; Finish comes exactly once and last. Thread-safe. Shared, because wakes
// may outlive the call; the stream itself is touched only before Finish
// returns.
class StreamPump : public std::enable_shared_from_this<StreamPump> {
 public:
  // What is pumped. Lives at least until Finish has begun.
  class Stream {
   public:
    virtual ~Stream() = default;
    // Tries to get a message, on a worker: true if there is one to write.
    // EndOfStream() for a good end.
    virtual absl::StatusOr<bool> Step() = 0;
    // Begins to write that message; WriteDone follows from the caller's side,
    // possibly before this returns.
    virtual void Write() = 0;
    // As StreamSource::ReaderTime, after a Step that got a message.
    virtual absl::Duration ReaderTime(absl::Duration left) = 0;
    // As in StreamSource, under the pump's lock.
    virtual absl::Duration Patience() const { return absl::InfiniteDuration(); }
    virtual bool CanGoOn() const { return true; }
    // Tells the reader why, and makes the write that is under way fail:
    // WriteDone follows, possibly before this returns.
    virtual void CutOff(const absl::Status& why) = 0;
    // Ends the call. The stream may be gone when this returns.
    virtual void Finish(const absl::Status& status) = 0;
  };

  StreamPump(Stream* stream, WorkerPool* pool, absl::Duration park_time);

  // Queues the first step. Once.
  void Start() ABSL_LOCKS_EXCLUDED(mutex_);

  // There may be something to send. Cheap; never runs the stream's code.
  void Wake() ABSL_LOCKS_EXCLUDED(mutex_);

  // The write is over; it failed unless `ok`, and the stream ends.
  void WriteDone(bool ok) ABSL_LOCKS_EXCLUDED(mutex_);

  // Ends the stream with `why` as soon as no step and no write is under way,
  // which may be within this call. The first reason counts.
  void End(const absl::Status& why) ABSL_LOCKS_EXCLUDED(mutex_);

  // Whether the stream has ended or will end at the next occasion.
  bool ended() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  enum class State { kNew, kQueued, kStepping, kWriting, kParked, kFinished };

  void Step() ABSL_LOCKS_EXCLUDED(mutex_);
  void Queue() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Park() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void OnTimer() ABSL_LOCKS_EXCLUDED(mutex_);
  void WatchReader() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void OnReaderTimer() ABSL_LOCKS_EXCLUDED(mutex_);

  Stream& stream_;
  WorkerPool& pool_;
  const absl::Duration park_time_;

  mutable CheckedMutex mutex_;
  State state_ ABSL_GUARDED_BY(mutex_) = State::kNew;
  // A wake came while a step was running.
  bool woken_ ABSL_GUARDED_BY(mutex_) = false;
  // One timer at most is set, however often the stream parks.
  bool timer_set_ ABSL_GUARDED_BY(mutex_) = false;
  absl::optional<absl::Status> end_ ABSL_GUARDED_BY(mutex_);
  // How long the reader may yet make this wait, when this write began, and
  // whether a timer is set to look after it.
  absl::Duration reader_time_ ABSL_GUARDED_BY(mutex_);
  absl::Time write_began_ ABSL_GUARDED_BY(mutex_);
  bool reader_timer_set_ ABSL_GUARDED_BY(mutex_) = false;
  // CutOff is under way: who is in it finishes, if the write ends meanwhile.
  bool cutting_off_ ABSL_GUARDED_BY(mutex_) = false;
  bool write_over_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_STREAM_PUMP_H_
