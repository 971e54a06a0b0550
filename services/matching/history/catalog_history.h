// Past states of the catalogue, compiled.
#ifndef SANGAM_SERVICES_MATCHING_HISTORY_CATALOG_HISTORY_H_
#define SANGAM_SERVICES_MATCHING_HISTORY_CATALOG_HISTORY_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/clock/clock.h"
#include "common/server/call_context.h"
#include "services/matching/feeds/catalog_state.h"
#include "services/matching/history/catalog_reader.h"
#include "services/matching/history/recent_states.h"

namespace sangam::matching {

// Gives the catalogue exactly as it was. What the feed shows, or what was read
// a short while ago, is not read again; of many that ask for one state, one
// reads it. Thread-safe; what it is made of outlives it.
class CatalogHistory {
 public:
  struct Options {
    // So many states are kept. Each shares with the one that it was built from
    // whatever is the same in both.
    size_t most_kept = 16;
    // But only those whose words of the language are those of the present or of
    // the last one, as others share no rules; and only as many as have together
    // not more versions than these compiled for them alone: about 50 kB each.
    // The last one is kept in any case.
    size_t most_own_versions = 5'000;
  };

  CatalogHistory(const CatalogState* present, const CatalogReader* reader,
                 const Clock* clock, Options options)
      : present_(present),
        reader_(reader),
        clock_(clock),
        kept_(options.most_kept, options.most_own_versions) {}

  // The catalogue at the moment, never null, and the position of that. Errors:
  // those of CatalogReader.
  absl::StatusOr<CatalogView> Read(const Moment& moment,
                                   const CallContext& call);

  // The readiness rules at the position of the snapshot; read each time, as
  // there are few. Errors: those of CatalogReader.
  absl::StatusOr<std::shared_ptr<const ReadinessCatalog>> ReadReadiness(
      const StorePosition& position,
      std::shared_ptr<const CatalogSnapshot> snapshot,
      const CallContext& call) const;

 private:
  // Waits while somebody else loads this state. True: it is this call's turn to
  // load it.
  absl::StatusOr<bool> BeginLoading(const std::string& key,
                                    const CallContext& call);
  void EndLoading(const std::string& key);
  // The state at hand that lies nearest to the position: what the feed shows or
  // one that is kept. Null if there is none.
  std::shared_ptr<const CatalogSnapshot> Nearest(
      const StorePosition& position, const CatalogView& present) const;

  const CatalogState* const present_;
  const CatalogReader* const reader_;
  const Clock* const clock_;
  RecentStates<const CatalogSnapshot> kept_;
  absl::Mutex mutex_;
  // States that are being loaded, as tokens.
  absl::flat_hash_set<std::string> loading_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_HISTORY_CATALOG_HISTORY_H_
