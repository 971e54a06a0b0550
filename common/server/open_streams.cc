#include "common/server/open_streams.h"

#include <utility>

namespace sangam {

OpenStreams::OpenStreams(size_t limit) : limit_(limit) {}

OpenStreams::Admission OpenStreams::Admit(std::shared_ptr<StreamPump> stream) {
  const CheckedLock lock(&mutex_);
  if (closed_) return Admission::kClosed;
  if (streams_.size() >= limit_) return Admission::kFull;
  streams_.insert(std::move(stream));
  return Admission::kAdmitted;
}

void OpenStreams::Remove(const std::shared_ptr<StreamPump>& stream) {
  const CheckedLock lock(&mutex_);
  streams_.erase(stream);
}

void OpenStreams::Close(const absl::Status& why) {
  absl::flat_hash_set<std::shared_ptr<StreamPump>> open;
  {
    const CheckedLock lock(&mutex_);
    closed_ = true;
    open = streams_;
  }
  // Without the lock, because an ended stream calls Remove.
  for (const auto& stream : open) stream->End(why);
}

size_t OpenStreams::size() const {
  const CheckedLock lock(&mutex_);
  return streams_.size();
}

}  // namespace sangam
