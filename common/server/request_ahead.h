// The requests of a bidirectional call, read one ahead, and their answers.
#ifndef SANGAM_COMMON_SERVER_REQUEST_AHEAD_H_
#define SANGAM_COMMON_SERVER_REQUEST_AHEAD_H_

#include <exception>
#include <functional>
#include <memory>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/server/call_context.h"
#include "common/server/checked_mutex.h"
#include "common/server/exchange.h"
#include "common/server/server_errors.h"
#include "common/server/worker_pool.h"
#include "grpcpp/impl/codegen/proto_utils.h"
#include "grpcpp/support/byte_buffer.h"

namespace sangam {

// While a worker answers one request, gRPC reads the next one and another
// worker prepares it:
//
//   idle -> reading -> preparing -> ready -> reading ...
//           reading -> ended
//
// Whatever is wrong with a request shows when its turn comes, after the answers
// to those before it. Thread-safe. Shared, because a worker may prepare or
// answer while the call ends; it touches nothing of the call, which so need not
// wait for what can't be broken off, such as a commit.
template <typename Request, typename Response, typename Prepared>
class RequestAhead : public std::enable_shared_from_this<
                         RequestAhead<Request, Response, Prepared>> {
 public:
  using Exchanged = Exchange<Request, Response, Prepared>;

  // A request and what was prepared for it; or why it can't be answered.
  struct Slot {
    Request request;
    Prepared prepared;
    absl::Status fault;
    // What preparing or answering it threw.
    std::exception_ptr thrown;
    absl::StatusOr<Response> answer;
  };

  // `wake` is called whenever Take has something new to say. It and
  // `call.cancelled` are safe to call after the call has ended. `pool` outlives
  // its jobs.
  RequestAhead(std::unique_ptr<Exchanged> exchange, CallContext call,
               WorkerPool* pool, std::function<void()> wake)
      : exchange_(std::move(exchange)),
        call_(std::move(call)),
        pool_(*pool),
        wake_(std::move(wake)) {}

  enum class Next {
    // gRPC is to read into bytes(), and to tell by Arrived.
    kRead,
    kNotYet,
    // present() is answered.
    kAnswered,
    kEnd,
  };
  Next Take() ABSL_LOCKS_EXCLUDED(mutex_) {
    const CheckedLock lock(&mutex_);
    if (answering_ == Answering::kUnderWay) return Next::kNotYet;
    if (answering_ == Answering::kDone) {
      answering_ = Answering::kNone;
      return Next::kAnswered;
    }
    switch (state_) {
      case State::kIdle:
        state_ = State::kReading;
        return Next::kRead;
      case State::kReading:
      case State::kPreparing:
        return Next::kNotYet;
      case State::kReady:
        std::swap(present_, ahead_);
        state_ = State::kReading;
        answering_ = Answering::kUnderWay;
        pool_.Post([self = this->shared_from_this()] { self->Answer(); });
        return Next::kRead;
      case State::kEnded:
        break;
    }
    return Next::kEnd;
  }

  // Of the read that is under way. Not `ok`: there is no further request.
  void Arrived(bool ok) ABSL_LOCKS_EXCLUDED(mutex_) {
    {
      const CheckedLock lock(&mutex_);
      state_ = ok ? State::kPreparing : State::kEnded;
    }
    if (ok) {
      pool_.Post([self = this->shared_from_this()] { self->Prepare(); });
    } else {
      wake_();
    }
  }

  // gRPC's until Arrived.
  grpc::ByteBuffer* bytes() { return &bytes_; }
  // Of who took it, until the next Take.
  Slot& present() { return *present_; }

 private:
  enum class State { kIdle, kReading, kPreparing, kReady, kEnded };
  enum class Answering { kNone, kUnderWay, kDone };

  // On a worker. What it touches is its own while the state is kPreparing.
  void Prepare() ABSL_LOCKS_EXCLUDED(mutex_) {
    Slot& slot = *ahead_;
    slot.fault = absl::OkStatus();
    slot.thrown = nullptr;
    try {
      // Reading it empties the buffer.
      if (grpc::SerializationTraits<Request>::Deserialize(&bytes_,
                                                          &slot.request)
              .ok()) {
        slot.prepared = exchange_->Prepare(slot.request);
      } else {
        slot.fault = MalformedRequestError();
      }
    } catch (...) {
      slot.thrown = std::current_exception();
    }
    {
      const CheckedLock lock(&mutex_);
      state_ = State::kReady;
    }
    wake_();
  }

  // On a worker. present_ is its own while answering_ is kUnderWay.
  void Answer() ABSL_LOCKS_EXCLUDED(mutex_) {
    Slot& slot = *present_;
    // Nobody is there any more to be told this.
    slot.answer = CallCancelledError();
    if (!slot.fault.ok()) {
      slot.answer = slot.fault;
    } else if (!slot.thrown && !call_.cancelled()) {
      try {
        slot.answer = exchange_->Answer(call_, slot.request, slot.prepared);
      } catch (...) {
        slot.thrown = std::current_exception();
      }
    }
    {
      const CheckedLock lock(&mutex_);
      answering_ = Answering::kDone;
    }
    wake_();
  }

  const std::unique_ptr<Exchanged> exchange_;
  const CallContext call_;
  WorkerPool& pool_;
  const std::function<void()> wake_;
  CheckedMutex mutex_;
  State state_ ABSL_GUARDED_BY(mutex_) = State::kIdle;
  Answering answering_ ABSL_GUARDED_BY(mutex_) = Answering::kNone;
  grpc::ByteBuffer bytes_;
  // Used in turns, so that a message keeps its memory for the next one.
  std::unique_ptr<Slot> present_ = std::make_unique<Slot>();
  std::unique_ptr<Slot> ahead_ = std::make_unique<Slot>();
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_REQUEST_AHEAD_H_
