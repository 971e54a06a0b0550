// Bounds how much is asked of the registry at once.
#ifndef SANGAM_SERVICES_MATCHING_LOOKUP_OWNER_READ_LIMIT_H_
#define SANGAM_SERVICES_MATCHING_LOOKUP_OWNER_READ_LIMIT_H_

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/clock/clock.h"
#include "services/matching/lookup/profile_source.h"

namespace sangam::matching {

// Lets so many reads through at once, so that the loss of the cache can't sink
// the owner. A read that waits longer than `longest_wait` is SERVER_BUSY, one
// that waits longer than its call has time DEADLINE_EXCEEDED, and one whose
// call is cancelled too. A read whose budget has no more patience with the
// owner does not wait. Thread-safe; owner and clock outlive it.
class OwnerReadLimit : public ProfileSource {
 public:
  struct Options {
    int reads_at_once = 64;
    absl::Duration longest_wait = absl::Milliseconds(100);
  };

  OwnerReadLimit(ProfileSource* owner, const Clock* clock, Options options)
      : owner_(owner), clock_(clock), options_(options) {}

  absl::StatusOr<SubjectProfilePtr> Get(const ProfileQuery& query,
                                        const CallContext& call,
                                        LookupBudget& budget) override;

 private:
  // False if no read ended in time, or the call is cancelled.
  bool Enter(const CallContext& call);
  void Leave();

  ProfileSource* const owner_;
  const Clock* const clock_;
  const Options options_;
  absl::Mutex mutex_;
  int under_way_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_LOOKUP_OWNER_READ_LIMIT_H_
