// Profiles that were looked up before.
#ifndef SANGAM_SERVICES_MATCHING_LOOKUP_CACHED_PROFILE_SOURCE_H_
#define SANGAM_SERVICES_MATCHING_LOOKUP_CACHED_PROFILE_SOURCE_H_

#include <functional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "services/matching/lookup/lookup_store.h"
#include "services/matching/lookup/profile_source.h"

namespace sangam::matching {

// How a lookup went, for metrics.
enum class CacheOutcome {
  // A kept profile was proved and served.
  kHit,
  // Nothing is kept.
  kMiss,
  // What is kept is of another state.
  kStale,
  // What is kept is damaged or belongs elsewhere.
  kCorrupt,
  // The cache may not be used: the feed lags, or only the owner will do.
  kBypass,
};

// The key under which a profile is kept.
std::string ProfileKey(absl::string_view epoch, absl::string_view subject);

// Keeps profiles in a LookupStore. A kept one is served only if its envelope is
// whole and names this very key and the state that the query wants; so nothing
// that the store does can change an answer. Everything else is asked of `owner`
// and kept. Thread-safe; owner and store outlive it.
class CachedProfileSource : public ProfileSource {
 public:
  struct Options {
    // Each profile is kept for this time, give or take a tenth, so that
    // profiles kept together do not end together.
    absl::Duration time_to_live = absl::Hours(1);
    // Called once for each Get; thread-safe. May be empty.
    std::function<void(CacheOutcome)> on_outcome;
  };

  CachedProfileSource(ProfileSource* owner, LookupStore* store,
                      Options options);

  absl::StatusOr<SubjectProfilePtr> Get(const ProfileQuery& query,
                                        const CallContext& call,
                                        LookupBudget& budget) override;

 private:
  // The profile if it is kept in the state `newest`, else null.
  SubjectProfilePtr Find(absl::string_view subject, const ProfileState& newest,
                         LookupBudget& budget);
  void Keep(const SubjectProfile& profile, LookupBudget& budget);
  void Report(CacheOutcome outcome) const;

  ProfileSource* const owner_;
  LookupStore* const store_;
  const Options options_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_LOOKUP_CACHED_PROFILE_SOURCE_H_
