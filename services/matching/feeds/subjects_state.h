// All subjects of the registry, as questions about many of them read them.
#ifndef SANGAM_SERVICES_MATCHING_FEEDS_SUBJECTS_STATE_H_
#define SANGAM_SERVICES_MATCHING_FEEDS_SUBJECTS_STATE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/changelog/token.h"
#include "sangam/registry/v1/subject_profile.pb.h"
#include "services/matching/columns/subject_columns.h"
#include "services/matching/feeds/feed_sink.h"
#include "services/matching/feeds/place_table.h"
#include "services/matching/feeds/watermark.h"

namespace sangam::matching {

// Subjects and places, both of one position of the registry.
struct SubjectsView {
  StorePosition position;
  // Never null once the watermark is complete.
  std::shared_ptr<const ColumnsView> columns;
  std::shared_ptr<const PlaceTable> places = PlaceTable::Empty();
};

// Built out of a WatchProfiles with profiles; read by requests. Reading is
// thread-safe. The watermark outlives it and is advanced after what it stands
// for can be read.
class SubjectsState : public FeedSink<registry::v1::WatchProfilesResponse> {
 public:
  explicit SubjectsState(Watermark* watermark) : watermark_(watermark) {}

  SubjectsView Read() const;

  // Goes on from a view that was kept on disk instead of a list. It is shown
  // once the owner has gone on from its position, and it is as new as what
  // `newest`, a watermark of the same owner, shows then: so that nobody is
  // answered from a state older than the start. Before the feed begins.
  void Restore(SubjectsView kept, const Watermark* newest);

  std::string ResumeToken() const override { return resume_token_; }
  void BeginList() override;
  absl::Status Apply(const registry::v1::WatchProfilesResponse& batch) override;
  // Shows what was applied, if it is a whole state.
  void Publish() override;
  void ForgetPosition() override;
  void Disconnected() override;

 private:
  void TakeIn(const registry::v1::WatchProfilesResponse& batch);
  // Whether a restored view is still to be shown.
  bool is_restoring() const { return newest_ != nullptr; }
  // Drops what was applied since the last whole state.
  void Drop();
  // Whether a restored view has come as far as others have.
  bool HasCaughtUp(const StorePosition& position);

  Watermark* const watermark_;

  // Used by the feed's thread only. `listing_`: a list is under way, which will
  // replace everything. `in_parts_`: the end of a batch is still to come.
  // `whole_` is the state that was applied to its end and waits to be shown;
  // its epoch is empty where there is none.
  bool listing_ = false;
  bool in_parts_ = false;
  SubjectColumns columns_;
  std::vector<registry::v1::PlaceChange> places_;
  StorePosition whole_;
  std::string whole_token_;
  std::string resume_token_;
  // The last whole state, which is shown unless `newest_` is set: then it is
  // not shown before it has come as far as `target_`.
  SubjectsView present_;
  const Watermark* newest_ = nullptr;
  StorePosition target_;

  mutable absl::Mutex mutex_;
  SubjectsView shown_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEEDS_SUBJECTS_STATE_H_
