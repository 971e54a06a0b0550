// The feed of changed profiles and places.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_PROFILE_FEED_H_
#define SANGAM_SERVICES_REGISTRY_STORE_PROFILE_FEED_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "common/changelog/change_feed.h"
#include "common/server/call_context.h"
#include "sangam/registry/v1/subject_profile.pb.h"

namespace sangam::registry {

// One watcher; used as ChangeFeed is, and with its errors.
class ProfileFeed {
 public:
  // Profiles that are sent fill a message to about so much: a batch that needs
  // more comes in several, of which only the last has the batch's token.
  static constexpr size_t kProfileBytes = 512 << 10;

  ProfileFeed(Changelog* changelog, const v1::WatchProfilesRequest& request);

  void OnStart(std::function<void()> wake) { feed_.OnStart(std::move(wake)); }

  // The next batch, or a part of it, or nothing for now. DEADLINE_EXCEEDED soon
  // after the call is cancelled.
  absl::StatusOr<absl::optional<v1::WatchProfilesResponse>> Next(
      const CallContext& call = {});

  // As ChangeFeed::ReaderTime, after each message.
  absl::Duration ReaderTime(absl::Duration left) const;

 private:
  // Adds changes of the batch from next_ on, as many as fit.
  absl::Status AddChanges(const CallContext& call,
                          v1::WatchProfilesResponse* response);
  std::vector<std::string> SubjectsAhead(size_t bytes) const;
  absl::Status AddProfiles(const CallContext& call, Snapshot& snapshot,
                           v1::WatchProfilesResponse* response);
  absl::Status AddChange(const Change& change,
                         v1::WatchProfilesResponse* response) const;

  Changelog& changelog_;
  ChangeFeed feed_;
  const bool with_profiles_;
  // The batch under way, and its first change that has not been sent.
  absl::optional<ChangeBatch> batch_;
  size_t next_ = 0;
  // What a profile is expected to take, from those before.
  size_t profile_bytes_ = 4 << 10;
  // The last message went on with a batch; how large it is.
  bool in_parts_ = false;
  int64_t message_bytes_ = 0;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_PROFILE_FEED_H_
