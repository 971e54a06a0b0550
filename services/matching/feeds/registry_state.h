// What matching knows of the registry.
#ifndef SANGAM_SERVICES_MATCHING_FEEDS_REGISTRY_STATE_H_
#define SANGAM_SERVICES_MATCHING_FEEDS_REGISTRY_STATE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/types/optional.h"
#include "common/changelog/token.h"
#include "sangam/registry/v1/subject_profile.pb.h"
#include "services/matching/feeds/feed_sink.h"
#include "services/matching/feeds/place_table.h"
#include "services/matching/feeds/profile_revisions.h"
#include "services/matching/feeds/watermark.h"

namespace sangam::matching {

// What is known of one subject, all at one position of the registry.
struct SubjectState {
  StorePosition position;
  // Nullopt: there was no such subject at this position.
  absl::optional<int64_t> profile_revision;
  int64_t places_generation = 0;
  std::shared_ptr<const PlaceTable> places;
};

// Built out of the batches of WatchProfiles; read by requests. Reading is
// thread-safe. The watermark outlives it and is advanced after what it stands
// for can be read.
class RegistryState : public FeedSink<registry::v1::WatchProfilesResponse> {
 public:
  // `on_shown` is called on the feed's thread after each batch that readers can
  // see; may be empty.
  RegistryState(Watermark* watermark, std::function<void()> on_shown);

  // All from one position. Before the first list is complete its epoch is
  // empty.
  SubjectState Read(absl::string_view subject) const;
  // How many subjects there are.
  size_t subject_count() const;

  std::string ResumeToken() const override;
  void BeginList() override;
  absl::Status Apply(const registry::v1::WatchProfilesResponse& batch) override;
  void Publish() override {}
  void ForgetPosition() override;
  void Disconnected() override;

 private:
  // A state that can be replaced as a whole.
  struct Contents {
    StorePosition position;
    ProfileRevisions profiles;
    int64_t places_generation = 0;
    std::shared_ptr<const PlaceTable> places = PlaceTable::Empty();
  };
  // A list under way. Its places are put in order once, at its end.
  struct Listing {
    Contents contents;
    std::vector<registry::v1::PlaceChange> places;
  };

  void TakeIn(const registry::v1::WatchProfilesResponse& batch);
  void ShowListing(const registry::v1::WatchProfilesResponse& last_batch,
                   const StorePosition& position);
  absl::Status ShowBatch(const registry::v1::WatchProfilesResponse& batch,
                         const StorePosition& position);
  static void SetProfiles(ProfileRevisions& profiles,
                          const registry::v1::WatchProfilesResponse& batch);

  Watermark* const watermark_;
  const std::function<void()> on_shown_;

  // Used by the feed's thread only. `listing_` is null while watching.
  std::unique_ptr<Listing> listing_;
  std::string resume_token_;

  mutable absl::Mutex mutex_;
  Contents shown_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEEDS_REGISTRY_STATE_H_
