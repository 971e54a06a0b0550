// What takes in the batches of a feed.
#ifndef SANGAM_SERVICES_MATCHING_FEEDS_FEED_SINK_H_
#define SANGAM_SERVICES_MATCHING_FEEDS_FEED_SINK_H_

#include <string>

#include "absl/status/status.h"

namespace sangam::matching {

// Builds a state out of batches. All methods are called by the feed's thread
// only; readers of the state come from other threads.
template <typename Batch>
class FeedSink {
 public:
  virtual ~FeedSink() = default;

  // The token to resume from; empty if the present state is to be listed.
  virtual std::string ResumeToken() const = 0;

  // The batches that follow list the whole present state. What readers see
  // stays as it is until the list is complete, and is then replaced as a whole.
  virtual void BeginList() = 0;

  // Takes in one batch. After an error the feed starts again, by a list if
  // ResumeToken() is empty then.
  virtual absl::Status Apply(const Batch& batch) = 0;

  // Shows what has been applied. Called when no further batch is waiting, and
  // now and then during a long run of batches.
  virtual void Publish() = 0;

  // The owner refuses the resume token; list.
  virtual void ForgetPosition() = 0;

  // The stream ended, for whatever reason.
  virtual void Disconnected() = 0;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEEDS_FEED_SINK_H_
