// One lookup where many ask the same.
#ifndef SANGAM_SERVICES_MATCHING_LOOKUP_SINGLE_FLIGHT_PROFILE_SOURCE_H_
#define SANGAM_SERVICES_MATCHING_LOOKUP_SINGLE_FLIGHT_PROFILE_SOURCE_H_

#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "common/clock/clock.h"
#include "services/matching/lookup/profile_source.h"

namespace sangam::matching {

// While a lookup is under way, others for the same subject in the same state
// wait for its outcome instead of asking again; who has waited for
// `longest_wait` asks after all, so that one slow read can't hold every worker.
// A query without a state goes through on its own: what it waits for may have
// begun before the write that it has to see. Thread-safe; source and clock
// outlive it.
class SingleFlightProfileSource : public ProfileSource {
 public:
  SingleFlightProfileSource(
      ProfileSource* source, const Clock* clock,
      absl::Duration longest_wait = absl::Milliseconds(100))
      : source_(source), clock_(clock), longest_wait_(longest_wait) {}

  absl::StatusOr<SubjectProfilePtr> Get(const ProfileQuery& query,
                                        const CallContext& call,
                                        LookupBudget& budget) override;

 private:
  // A lookup that others may wait for.
  struct Flight {
    bool done = false;
    absl::StatusOr<SubjectProfilePtr> outcome = SubjectProfilePtr();
  };

  // Waits for the flight's outcome. Nullopt if the flight failed by its own
  // call's deadline, which is not that of the waiting call, or is not over at
  // `wait_until`.
  absl::optional<absl::StatusOr<SubjectProfilePtr>> Await(
      const std::shared_ptr<Flight>& flight, const CallContext& call,
      absl::Time wait_until) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  ProfileSource* const source_;
  const Clock* const clock_;
  const absl::Duration longest_wait_;
  absl::Mutex mutex_;
  absl::flat_hash_map<std::string, std::shared_ptr<Flight>> flights_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_LOOKUP_SINGLE_FLIGHT_PROFILE_SOURCE_H_
