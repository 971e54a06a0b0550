// The client side of a list-then-watch feed.
#ifndef SANGAM_SERVICES_MATCHING_FEEDS_FEED_CLIENT_H_
#define SANGAM_SERVICES_MATCHING_FEEDS_FEED_CLIENT_H_

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/support/async_stream.h"
#include "services/matching/feeds/feed_sink.h"
#include "services/matching/feeds/reconnect_delay.h"

namespace sangam::matching {

struct FeedOptions {
  // A stream that says nothing for so long is given up. The first batch may
  // take longer than a bookmark; and while a list is under way patience costs
  // nothing, because it would begin from nothing again.
  absl::Duration first_batch_timeout = absl::Seconds(20);
  absl::Duration listing_timeout = absl::Seconds(60);
  absl::Duration silence_timeout = absl::Seconds(4);
  // Batches that come this close together are shown together...
  absl::Duration coalesce = absl::Milliseconds(5);
  // ... but not more of them than this.
  int max_coalesced = 64;
  absl::Duration first_delay = absl::Milliseconds(50);
  absl::Duration longest_delay = absl::Seconds(2);
  // Called with the reason each time that a stream ends. May be empty.
  std::function<void(const absl::Status&)> on_disconnect;
};

// Keeps one stream open on a thread of its own, resumes after breaks, lists
// again where the owner can't resume, and hands every batch to the sink in
// order. Stop() ends it; the sink and the stub outlive it.
template <typename Request, typename Batch>
class FeedClient {
 public:
  using Reader = grpc::ClientAsyncReader<Batch>;
  // Prepares the call without starting it (PrepareAsyncWatch... of the stub).
  using Prepare = std::function<std::unique_ptr<Reader>(
      grpc::ClientContext*, const Request&, grpc::CompletionQueue*)>;

  FeedClient(Prepare prepare, FeedSink<Batch>* sink, FeedOptions options)
      : prepare_(std::move(prepare)),
        sink_(sink),
        options_(std::move(options)),
        delay_(options_.first_delay, options_.longest_delay) {}
  ~FeedClient() { Stop(); }
  FeedClient(const FeedClient&) = delete;
  FeedClient& operator=(const FeedClient&) = delete;

  // Begins; once.
  void Start() {
    thread_ = std::thread([this] { Run(); });
  }

  // Ends the stream and the thread. Repeated calls do nothing.
  void Stop() {
    {
      absl::MutexLock lock(&mutex_);
      stopping_ = true;
      if (open_call_ != nullptr) open_call_->TryCancel();
    }
    if (thread_.joinable()) thread_.join();
  }

 private:
  enum class Event { kDone, kEnd, kTimeout };

  void Run() {
    do {
      const absl::Status status = RunStream();
      sink_->Disconnected();
      switch (ReasonOf(status)) {
        case type::v1::ERROR_REASON_STORE_EPOCH_CHANGED:
        case type::v1::ERROR_REASON_REVISION_COMPACTED:
        case type::v1::ERROR_REASON_TOKEN_MALFORMED:
        // The owner never came so far: it was set back to an older copy. To
        // wait until it has come so far again would mix two histories.
        case type::v1::ERROR_REASON_REVISION_NOT_YET_AVAILABLE:
          sink_->ForgetPosition();
          break;
        default:
          break;
      }
      // An owner whose list fails again and again must not be called at once.
      if (fruitful_ && !sink_->ResumeToken().empty()) delay_.Reset();
      fruitful_ = false;
      if (options_.on_disconnect) options_.on_disconnect(status);
    } while (Sleep(delay_.Next()));
  }

  // Whether to go on.
  bool Sleep(absl::Duration duration) {
    absl::MutexLock lock(&mutex_);
    mutex_.AwaitWithTimeout(absl::Condition(&stopping_), duration);
    return !stopping_;
  }

  absl::Status RunStream() {
    grpc::CompletionQueue queue;
    grpc::ClientContext context;
    Request request;
    request.set_resume_token(sink_->ResumeToken());
    if (request.resume_token().empty()) sink_->BeginList();
    if (!SetOpenCall(&context)) return absl::OkStatus();
    const std::unique_ptr<Reader> reader = prepare_(&context, request, &queue);
    reader->StartCall(nullptr);
    absl::Status status;
    switch (AwaitOrCancel(queue, context, options_.first_batch_timeout)) {
      case Event::kDone:
        status = ReadAll(queue, context, *reader);
        break;
      case Event::kTimeout:
        status = SilentFor(options_.first_batch_timeout);
        break;
      case Event::kEnd:
        break;
    }
    SetOpenCall(nullptr);
    grpc::Status finished;
    reader->Finish(&finished, nullptr);
    Await(queue, absl::InfiniteDuration());
    queue.Shutdown();
    void* tag = nullptr;
    bool ok = false;
    while (queue.Next(&tag, &ok)) {
    }
    return status.ok() ? FromGrpcStatus(finished) : status;
  }

  // Reads until the stream ends; an error if the sink refuses a batch.
  absl::Status ReadAll(grpc::CompletionQueue& queue,
                       grpc::ClientContext& context, Reader& reader) {
    absl::Duration timeout = options_.first_batch_timeout;
    int unpublished = 0;
    absl::Status status;
    while (true) {
      Batch batch;
      reader.Read(&batch, nullptr);
      Event event = Event::kTimeout;
      if (unpublished > 0) {
        event = unpublished < options_.max_coalesced
                    ? Await(queue, options_.coalesce)
                    : Event::kTimeout;
        if (event == Event::kTimeout) {
          sink_->Publish();
          unpublished = 0;
        }
      }
      if (event == Event::kTimeout) {
        event = AwaitOrCancel(queue, context, timeout);
        if (event == Event::kTimeout) status = SilentFor(timeout);
      }
      if (event != Event::kDone) break;
      status = sink_->Apply(batch);
      if (!status.ok()) {
        context.TryCancel();
        break;
      }
      ++unpublished;
      timeout = sink_->ResumeToken().empty() ? options_.listing_timeout
                                             : options_.silence_timeout;
      fruitful_ = true;
    }
    if (unpublished > 0) sink_->Publish();
    return status;
  }

  static absl::Status SilentFor(absl::Duration timeout) {
    return absl::UnavailableError(
        absl::StrCat("said nothing for ", absl::FormatDuration(timeout)));
  }

  // Waits for the operation under way. After the timeout it cancels the call
  // and waits for the operation to fail, because its memory must stay till
  // then.
  Event AwaitOrCancel(grpc::CompletionQueue& queue,
                      grpc::ClientContext& context, absl::Duration timeout) {
    Event event = Await(queue, timeout);
    if (event == Event::kTimeout) {
      context.TryCancel();
      Await(queue, absl::InfiniteDuration());
    }
    return event;
  }

  Event Await(grpc::CompletionQueue& queue, absl::Duration timeout) {
    void* tag = nullptr;
    bool ok = false;
    const gpr_timespec deadline =
        timeout == absl::InfiniteDuration()
            ? gpr_inf_future(GPR_CLOCK_MONOTONIC)
            : gpr_time_add(
                  gpr_now(GPR_CLOCK_MONOTONIC),
                  gpr_time_from_micros(absl::ToInt64Microseconds(timeout),
                                       GPR_TIMESPAN));
    switch (queue.AsyncNext(&tag, &ok, deadline)) {
      case grpc::CompletionQueue::GOT_EVENT:
        return ok ? Event::kDone : Event::kEnd;
      case grpc::CompletionQueue::TIMEOUT:
        return Event::kTimeout;
      case grpc::CompletionQueue::SHUTDOWN:
        return Event::kEnd;
    }
    return Event::kEnd;
  }

  // Tells Stop() which call to cancel; false if it was called already.
  bool SetOpenCall(grpc::ClientContext* context) {
    absl::MutexLock lock(&mutex_);
    if (stopping_ && context != nullptr) return false;
    open_call_ = context;
    return true;
  }

  const Prepare prepare_;
  FeedSink<Batch>* const sink_;
  const FeedOptions options_;
  // Used by the thread only.
  ReconnectDelay delay_;
  // Whether the stream gave a batch.
  bool fruitful_ = false;

  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  grpc::ClientContext* open_call_ ABSL_GUARDED_BY(mutex_) = nullptr;
  std::thread thread_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEEDS_FEED_CLIENT_H_
