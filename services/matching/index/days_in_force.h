// Which versions of an index are in force on which day.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_DAYS_IN_FORCE_H_
#define SANGAM_SERVICES_MATCHING_INDEX_DAYS_IN_FORCE_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/civil_time.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/index/version_positions.h"

namespace sangam::matching {

// Planes of the positions in force, made when a day is first asked for and kept
// for the last few days. Thread-safe.
class DaysInForce {
 public:
  using Plane = std::shared_ptr<const std::vector<uint64_t>>;

  // Both must outlive it.
  DaysInForce(const CatalogSnapshot* catalog, const VersionPositions* positions)
      : catalog_(catalog), positions_(positions) {}

  Plane On(absl::CivilDay day) const;
  size_t bytes() const;

  // Before it is shared: keeps planes for the days that `previous` has kept. If
  // `change` is not null, the positions are those of `previous` with this
  // change, and what was added comes last; then little has to be found out.
  void Prepare(const DaysInForce& previous, const PositionChange* change);

 private:
  static constexpr size_t kMostDays = 8;

  Plane Make(absl::CivilDay day) const;
  Plane Changed(absl::CivilDay day, const std::vector<uint64_t>& before,
                const PositionChange& change) const;
  // Of a position that is not empty.
  bool InForceAt(size_t position, absl::CivilDay day) const;

  const CatalogSnapshot* const catalog_;
  const VersionPositions* const positions_;
  mutable absl::Mutex mutex_;
  // The one that was asked for last comes last.
  mutable std::deque<std::pair<absl::CivilDay, Plane>> kept_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_DAYS_IN_FORCE_H_
