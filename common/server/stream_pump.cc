#include "common/server/stream_pump.h"

#include <algorithm>
#include <utility>

#include "common/server/server_errors.h"
#include "common/server/stream.h"

namespace sangam {
namespace {

// How often a write that takes long is looked at. Timers can't be taken back,
// so none is set for long.
constexpr absl::Duration kReaderCheck = absl::Seconds(1);

}  // namespace

StreamPump::StreamPump(Stream* stream, WorkerPool* pool,
                       absl::Duration park_time)
    : stream_(*stream), pool_(*pool), park_time_(park_time) {}

void StreamPump::Start() {
  const CheckedLock lock(&mutex_);
  // The server may have closed its streams since this one was admitted.
  if (state_ == State::kNew) Queue();
}

void StreamPump::Wake() {
  const CheckedLock lock(&mutex_);
  if (state_ == State::kParked) {
    Queue();
  } else if (state_ == State::kStepping) {
    woken_ = true;
  }
  // Queued or writing: a step follows anyway.
}

void StreamPump::WriteDone(bool ok) {
  absl::Status end;
  {
    const CheckedLock lock(&mutex_);
    if (!ok && !end_) end_ = CallCancelledError();
    if (cutting_off_) {
      write_over_ = true;
      return;
    }
    // A clock that was set back takes nothing away.
    reader_time_ -=
        std::max(absl::ZeroDuration(), pool_.clock().Now() - write_began_);
    if (!end_) {
      Queue();
      return;
    }
    state_ = State::kFinished;
    end = *end_;
  }
  stream_.Finish(end);
}

void StreamPump::End(const absl::Status& why) {
  {
    const CheckedLock lock(&mutex_);
    if (end_) return;
    end_ = why;
    // Whoever steps or writes finishes the stream.
    if (state_ == State::kStepping || state_ == State::kWriting) return;
    state_ = State::kFinished;
  }
  stream_.Finish(why);
}

bool StreamPump::ended() const {
  const CheckedLock lock(&mutex_);
  return end_.has_value();
}

void StreamPump::Step() {
  absl::Duration reader_time;
  {
    const CheckedLock lock(&mutex_);
    if (state_ != State::kQueued) return;
    state_ = State::kStepping;
    woken_ = false;
    reader_time = reader_time_;
  }
  absl::StatusOr<bool> has_message = stream_.Step();
  if (has_message.ok() && *has_message) {
    reader_time = stream_.ReaderTime(reader_time);
    if (reader_time <= absl::ZeroDuration()) {
      has_message = ReaderTooSlowError(stream_.CanGoOn());
    }
  }
  absl::Status end;
  bool write = false;
  {
    const CheckedLock lock(&mutex_);
    if (!end_ && !has_message.ok()) {
      end_ = IsEndOfStream(has_message.status()) ? absl::OkStatus()
                                                 : has_message.status();
    }
    if (end_) {
      state_ = State::kFinished;
      end = *end_;
    } else if (*has_message) {
      state_ = State::kWriting;
      reader_time_ = reader_time;
      write_began_ = pool_.clock().Now();
      WatchReader();
      write = true;
    } else if (woken_) {
      Queue();
      return;
    } else {
      Park();
      return;
    }
  }
  // Without the lock: gRPC may call back before these return, and the stream
  // may be gone then.
  if (write) {
    stream_.Write();
  } else {
    stream_.Finish(end);
  }
}

void StreamPump::Queue() {
  state_ = State::kQueued;
  pool_.Post([self = shared_from_this()] { self->Step(); });
}

void StreamPump::Park() {
  state_ = State::kParked;
  if (timer_set_) return;
  timer_set_ = true;
  pool_.PostAfter(park_time_, [weak = weak_from_this()] {
    if (const std::shared_ptr<StreamPump> self = weak.lock()) self->OnTimer();
  });
}

// The timer may have been set for an earlier parking; then the step only comes
// early.
void StreamPump::OnTimer() {
  const CheckedLock lock(&mutex_);
  timer_set_ = false;
  if (state_ == State::kParked) Queue();
}

void StreamPump::WatchReader() {
  if (reader_timer_set_ || reader_time_ == absl::InfiniteDuration()) return;
  reader_timer_set_ = true;
  const absl::Duration left = write_began_ + reader_time_ - pool_.clock().Now();
  pool_.PostAfter(std::min(left, kReaderCheck), [weak = weak_from_this()] {
    if (const std::shared_ptr<StreamPump> self = weak.lock()) {
      self->OnReaderTimer();
    }
  });
}

// The timer may have been set for an earlier write.
void StreamPump::OnReaderTimer() {
  absl::Status too_slow;
  {
    const CheckedLock lock(&mutex_);
    reader_timer_set_ = false;
    if (state_ != State::kWriting || end_) return;
    if (pool_.clock().Now() <
        write_began_ + std::min(reader_time_, stream_.Patience())) {
      WatchReader();
      return;
    }
    too_slow = ReaderTooSlowError(stream_.CanGoOn());
    end_ = too_slow;
    cutting_off_ = true;
  }
  stream_.CutOff(too_slow);
  {
    const CheckedLock lock(&mutex_);
    cutting_off_ = false;
    if (!write_over_) return;
    state_ = State::kFinished;
  }
  stream_.Finish(too_slow);
}

}  // namespace sangam
