// The places that some tests name, on the days and in the states that were
// asked for last.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_KEPT_NAMED_PLACES_H_
#define SANGAM_SERVICES_MATCHING_INDEX_KEPT_NAMED_PLACES_H_

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "services/matching/index/named_places.h"

namespace sangam::matching {

// Thread-safe. The predicates outlive it.
class KeptNamedPlaces {
 public:
  explicit KeptNamedPlaces(std::vector<const rules::Predicate*> predicates)
      : predicates_(std::move(predicates)) {}
  KeptNamedPlaces(const KeptNamedPlaces&) = delete;
  KeptNamedPlaces& operator=(const KeptNamedPlaces&) = delete;

  // Those of the predicates on this day; made when first asked for. Null where
  // the directory can't promise to stay as it is.
  std::shared_ptr<const NamedPlaces> On(absl::CivilDay day,
                                        const ReferenceData& reference) const
      ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  // Today and one day that a caller asks about.
  static constexpr size_t kMost = 2;

  const std::vector<const rules::Predicate*> predicates_;
  mutable absl::Mutex mutex_;
  // The one asked for last comes first.
  mutable std::vector<std::shared_ptr<const NamedPlaces>> kept_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_KEPT_NAMED_PLACES_H_
