// How a streaming call enters and leaves its server.
#ifndef SANGAM_COMMON_SERVER_STREAM_GATE_H_
#define SANGAM_COMMON_SERVER_STREAM_GATE_H_

#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/server/call_environment.h"
#include "common/server/call_record.h"
#include "common/server/stream_pump.h"

namespace sangam {

// The part of StreamCall that does not depend on the type of its messages.
// Belongs to one call and lives as long.
class StreamGate {
 public:
  // `record` outlives the gate; its `cancelled` is set here, and may be called
  // after both.
  StreamGate(const CallEnvironment& environment, StreamPump::Stream* stream,
             CallRecord* record);
  // Leaves the server.
  ~StreamGate();

  // Counts the stream in and starts its pump. Otherwise the pump never runs,
  // and the status says why: SERVER_BUSY or SERVER_STOPPING.
  absl::Status Open();

  StreamPump& pump() { return *pump_; }
  // For StreamSource::OnStart; safe to call when the call has long ended.
  std::function<void()> waker();
  // The caller went away, or its deadline passed.
  void Cancel();

  // Runs `step`; what it throws becomes INTERNAL.
  absl::StatusOr<bool> Guard(
      const std::function<absl::StatusOr<bool>()>& step) const;

 private:
  const CallEnvironment& environment_;
  CallRecord& record_;
  // Counted among the calls under way, and among the open streams.
  bool entered_ = false;
  bool admitted_ = false;
  const std::shared_ptr<StreamPump> pump_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_STREAM_GATE_H_
