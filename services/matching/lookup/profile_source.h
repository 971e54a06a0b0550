// Where profiles of the registry's subjects come from.
//
// Cache, single flight, limit and owner are one interface each around the next:
//
//   SingleFlightProfileSource -> CachedProfileSource -> OwnerReadLimit
//     -> RegistryProfileSource
#ifndef SANGAM_SERVICES_MATCHING_LOOKUP_PROFILE_SOURCE_H_
#define SANGAM_SERVICES_MATCHING_LOOKUP_PROFILE_SOURCE_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "common/changelog/token.h"
#include "common/server/call_context.h"
#include "sangam/registry/v1/subject_profile.pb.h"
#include "services/matching/feeds/moment.h"
#include "services/matching/lookup/lookup_store.h"

namespace sangam::matching {

using SubjectProfile = registry::v1::GetSubjectProfileResponse;
using SubjectProfilePtr = std::shared_ptr<const SubjectProfile>;

// Which state of a profile it is. Two profiles of one subject with equal states
// are equal.
struct ProfileState {
  std::string epoch;
  int64_t profile_revision = 0;
  int64_t places_generation = 0;

  friend bool operator==(const ProfileState&, const ProfileState&) = default;
};

// Which profile is wanted.
struct ProfileQuery {
  // The subject's name; empty if it is asked for by outside_id.
  std::string subject;
  absl::optional<type::v1::OutsideId> outside_id;
  // The newest state, as the feed says. A kept profile will do only if it is of
  // exactly this state. Nullopt: only the owner's answer will do.
  absl::optional<ProfileState> newest;
  // What the owner must have reached when it answers. Nullopt: anything.
  absl::optional<StorePosition> at_least;
  // The past state that is wanted, and neither `newest` nor `at_least` counts.
  // Only for sources that keep nothing. Nullopt: the present.
  absl::optional<Moment> past;
};

// Thread-safe. Errors, whatever the source: NOT_FOUND; STORE_EPOCH_CHANGED and
// REVISION_NOT_YET_AVAILABLE about `at_least` or `past`; REVISION_COMPACTED
// about `past`; OWNER_UNAVAILABLE; SERVER_BUSY; DEADLINE_EXCEEDED.
class ProfileSource {
 public:
  virtual ~ProfileSource() = default;

  // The profile, never null. One of state `newest`, or what the owner says now.
  virtual absl::StatusOr<SubjectProfilePtr> Get(const ProfileQuery& query,
                                                const CallContext& call,
                                                LookupBudget& budget) = 0;
};

// The state that a profile is of; an empty epoch if its token can't be read.
ProfileState StateOf(const SubjectProfile& profile);

// The position at which the owner read a profile; nullopt if its token can't be
// read.
absl::optional<StorePosition> PositionOf(const SubjectProfile& profile);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_LOOKUP_PROFILE_SOURCE_H_
