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

namespace sangam::matching {

// Which version stands at a position of an index.
struct VersionPosition {
  // Indexes into catalog.schemes() and its versions.
  uint32_t scheme = 0;
  uint32_t version = 0;
};

// Planes of the positions in force, made when a day is first asked for and kept
// for the last few days. Thread-safe.
class DaysInForce {
 public:
  using Plane = std::shared_ptr<const std::vector<uint64_t>>;

  // Both must outlive it.
  DaysInForce(const CatalogSnapshot* catalog,
              const std::vector<VersionPosition>* positions)
      : catalog_(catalog), positions_(positions) {}

  Plane On(absl::CivilDay day) const;
  size_t bytes() const;

 private:
  static constexpr size_t kMostDays = 8;

  Plane Make(absl::CivilDay day) const;

  const CatalogSnapshot* const catalog_;
  const std::vector<VersionPosition>* const positions_;
  mutable absl::Mutex mutex_;
  // The one that was asked for last comes last.
  mutable std::deque<std::pair<absl::CivilDay, Plane>> kept_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_DAYS_IN_FORCE_H_
