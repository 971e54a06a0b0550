// Places as they were, asked of the registry one by one.
#ifndef SANGAM_SERVICES_MATCHING_HISTORY_PAST_PLACES_H_
#define SANGAM_SERVICES_MATCHING_HISTORY_PAST_PLACES_H_

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/changelog/token.h"
#include "common/clock/clock.h"
#include "common/server/call_context.h"
#include "sangam/registry/v1/registry_service.grpc.pb.h"
#include "services/matching/history/checked_places.h"

namespace sangam::matching {

// The places of one position that were asked for so far; shared by the answers
// that read this position. Thread-safe.
class PlaceRecords {
 public:
  // A place, or null where there was none.
  using Record = std::shared_ptr<const PlaceNode>;

  // Beyond `most`, records are not kept.
  explicit PlaceRecords(size_t most) : most_(most) {}

  // Nullopt: not asked for yet.
  absl::optional<Record> Find(absl::string_view place) const;
  void Keep(absl::string_view place, Record record);

 private:
  const size_t most_;
  mutable absl::Mutex mutex_;
  absl::flat_hash_map<std::string, Record> records_ ABSL_GUARDED_BY(mutex_);
};

// The places at one past position, for one answer: a whole table of them would
// be read for the few that rules name. Each is asked for once. After the first
// failure nothing more is asked. Thread-safe; stub, clock and call outlive it.
class PastPlaces : public CheckedPlaces {
 public:
  struct Options {
    // A registry that takes longer for one place is as good as gone.
    absl::Duration longest_read = absl::Seconds(5);
  };

  PastPlaces(registry::v1::RegistryService::StubInterface* stub,
             const Clock* clock, Options options, StorePosition position,
             std::shared_ptr<PlaceRecords> shared, const CallContext* call)
      : stub_(stub),
        clock_(clock),
        options_(options),
        position_(std::move(position)),
        shared_(std::move(shared)),
        call_(call) {}

  absl::optional<PlaceChain> ChainOf(absl::string_view place) const override;
  std::string TitleOf(absl::string_view place) const override;
  // STORE_EPOCH_CHANGED, REVISION_NOT_YET_AVAILABLE, REVISION_COMPACTED,
  // SERVER_BUSY, OWNER_UNAVAILABLE, DEADLINE_EXCEEDED.
  absl::Status status() const override;

 private:
  // Null where there was no such place, or it can't be told. Valid for as long
  // as this is.
  const PlaceNode* Find(absl::string_view place) const;
  absl::StatusOr<PlaceRecords::Record> Ask(absl::string_view place) const;

  registry::v1::RegistryService::StubInterface* const stub_;
  const Clock* const clock_;
  const Options options_;
  const StorePosition position_;
  const std::shared_ptr<PlaceRecords> shared_;
  const CallContext* const call_;

  mutable absl::Mutex mutex_;
  mutable absl::flat_hash_map<std::string, PlaceRecords::Record> used_
      ABSL_GUARDED_BY(mutex_);
  mutable absl::Status status_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_HISTORY_PAST_PLACES_H_
