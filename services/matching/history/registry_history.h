// Past states of the registry.
#ifndef SANGAM_SERVICES_MATCHING_HISTORY_REGISTRY_HISTORY_H_
#define SANGAM_SERVICES_MATCHING_HISTORY_REGISTRY_HISTORY_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/clock/clock.h"
#include "common/server/call_context.h"
#include "sangam/registry/v1/registry_service.grpc.pb.h"
#include "services/matching/feeds/registry_state.h"
#include "services/matching/history/past_places.h"
#include "services/matching/history/recent_states.h"
#include "services/matching/lookup/profile_source.h"

namespace sangam::matching {

// Gives profiles and places exactly as they were; nothing comes from Redis.
// Thread-safe; what it is made of outlives it. Errors, beside those that each
// method names: STORE_EPOCH_CHANGED, REVISION_NOT_YET_AVAILABLE and
// REVISION_COMPACTED about the state; INVALID_FIELD about an instant;
// SERVER_BUSY; OWNER_UNAVAILABLE; DEADLINE_EXCEEDED; INTERNAL for a registry
// that answers something else.
class RegistryHistory {
 public:
  struct Options {
    // Of so many positions the places that were asked for are kept, ...
    size_t most_positions = 4;
    // ... for each position at most so many: some megabytes.
    size_t most_places = 20'000;
    // A registry that takes longer to say which position is meant is as good as
    // gone.
    absl::Duration longest_read = absl::Seconds(5);
    PastPlaces::Options places;
  };

  // `owner` keeps nothing itself.
  RegistryHistory(const RegistryState* present, ProfileSource* owner,
                  registry::v1::RegistryService::StubInterface* stub,
                  const Clock* clock, Options options)
      : present_(present),
        owner_(owner),
        stub_(stub),
        clock_(clock),
        options_(options),
        places_(options.most_positions) {}

  // A subject's profile then. NOT_FOUND if there was no such subject.
  absl::StatusOr<SubjectProfilePtr> ProfileOf(const std::string& subject,
                                              const Moment& moment,
                                              const CallContext& call);
  absl::StatusOr<SubjectProfilePtr> ProfileOf(const type::v1::OutsideId& id,
                                              const Moment& moment,
                                              const CallContext& call);

  // The position that the moment means.
  absl::StatusOr<StorePosition> PositionAt(const Moment& moment,
                                           const CallContext& call);

  // The places at a position, for one answer; `call` outlives it.
  std::unique_ptr<CheckedPlaces> PlacesAt(const StorePosition& position,
                                          const CallContext* call);

 private:
  const RegistryState* const present_;
  ProfileSource* const owner_;
  registry::v1::RegistryService::StubInterface* const stub_;
  const Clock* const clock_;
  const Options options_;
  RecentStates<PlaceRecords> places_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_HISTORY_REGISTRY_HISTORY_H_
