// The feed of changed profiles and places.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_PROFILE_FEED_H_
#define SANGAM_SERVICES_REGISTRY_STORE_PROFILE_FEED_H_

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "common/changelog/change_feed.h"
#include "sangam/registry/v1/subject_profile.pb.h"

namespace sangam::registry {

// One watcher; used as ChangeFeed is, and with its errors.
class ProfileFeed {
 public:
  ProfileFeed(Changelog* changelog, std::string resume_token);

  void OnStart(std::function<void()> wake) { feed_.OnStart(std::move(wake)); }

  // The next batch, or nothing for now.
  absl::StatusOr<absl::optional<v1::WatchProfilesResponse>> Next();

 private:
  Changelog& changelog_;
  ChangeFeed feed_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_PROFILE_FEED_H_
