// The streams that are open on a server.
#ifndef SANGAM_COMMON_SERVER_OPEN_STREAMS_H_
#define SANGAM_COMMON_SERVER_OPEN_STREAMS_H_

#include <cstddef>
#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "common/server/checked_mutex.h"
#include "common/server/stream_pump.h"

namespace sangam {

// Limits their number and ends them all at once. Thread-safe.
class OpenStreams {
 public:
  enum class Admission { kAdmitted, kFull, kClosed };

  explicit OpenStreams(size_t limit);

  Admission Admit(std::shared_ptr<StreamPump> stream)
      ABSL_LOCKS_EXCLUDED(mutex_);
  // Does nothing for one that was not admitted.
  void Remove(const std::shared_ptr<StreamPump>& stream)
      ABSL_LOCKS_EXCLUDED(mutex_);
  // Ends all that are open with `why`, and admits no more.
  void Close(const absl::Status& why) ABSL_LOCKS_EXCLUDED(mutex_);

  size_t size() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  const size_t limit_;
  mutable CheckedMutex mutex_;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
  absl::flat_hash_set<std::shared_ptr<StreamPump>> streams_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_OPEN_STREAMS_H_
