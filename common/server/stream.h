// Where the messages of a server-streaming call come from.
//
//   class Countdown : public StreamSource<Tick> {
//    public:
//     void OnStart(std::function<void()>) override {}
//     absl::StatusOr<absl::optional<Tick>> Next(const CallContext&) override {
//       if (left_ == 0) return EndOfStream();
//       ...
//     }
//   };
#ifndef SANGAM_COMMON_SERVER_STREAM_H_
#define SANGAM_COMMON_SERVER_STREAM_H_

#include <functional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "common/server/call_context.h"

namespace sangam {

// The longest that a reader may take over one message, unless a source says
// otherwise: a person may page through an answer.
inline constexpr absl::Duration kReaderTime = absl::Minutes(5);

// One source serves one call. It is asked for one message at a time, and for
// the next only when the one before is on its way, so a slow reader costs one
// message of memory. The methods are never called concurrently, but may be on
// different threads. It is destroyed when the call has ended, on any thread;
// the request outlives it.
template <typename Response>
class StreamSource {
 public:
  using Message = Response;

  virtual ~StreamSource() = default;

  // Runs on a worker, so it may block for a while. A message; or nullopt:
  // nothing now, call again after a wake or at the latest after one second; or
  // an error that ends the stream, EndOfStream() for a good end.
  virtual absl::StatusOr<absl::optional<Response>> Next(
      const CallContext& call) = 0;

  // How long the reader may yet make the stream wait, over this message and
  // those after it together, before it is cut off with RESOURCE_EXHAUSTED;
  // `left` is what remains of what was said before. Asked after each message,
  // on the same worker. A stream takes one of few places, so none may wait for
  // ever.
  virtual absl::Duration ReaderTime(absl::Duration /*left*/) const {
    return kReaderTime;
  }

  // How long the reader may take over a message as things are now, if that is
  // less than was said when it was sent. Asked each second while the reader
  // takes it, on any thread: it must be quick and take no lock.
  virtual absl::Duration Patience() const { return absl::InfiniteDuration(); }

  // Whether a caller who is cut off can ask for what comes after the last
  // message that arrived; else it must ask for all of it again.
  virtual bool CanGoOn() const { return true; }

  // Called once, on a worker, before the first Next. The source keeps `wake`
  // and may call it from any thread and under its own locks; calling it after
  // the source's end does nothing. Wakes during Next are not lost.
  virtual void OnStart(std::function<void()> wake) = 0;
};

// The error by which Next ends its stream with OK.
absl::Status EndOfStream();
bool IsEndOfStream(const absl::Status& status);

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_STREAM_H_
