// Plans kept from one question to the next.
#ifndef SANGAM_SERVICES_MATCHING_COVERAGE_KEPT_PLANS_H_
#define SANGAM_SERVICES_MATCHING_COVERAGE_KEPT_PLANS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "services/matching/columns/reverse_evaluator.h"
#include "services/matching/coverage/asked_versions.h"

namespace sangam::matching {

// What questions about many schemes have in common: who has received them, and
// of one catalogue the plans of the last few lists of versions. Thread-safe.
// Holds on to the catalogue that was asked about last, and to nothing of those
// before it.
class KeptPlans {
 public:
  // Of fewer versions a plan is made as fast as it is found, and more may be
  // other ones each time.
  static constexpr size_t kFewestVersions = 64;

  // ReceivedVersion of each scheme, in this order: the same ones each time, but
  // for those that there is no room for. `cancelled` may be empty; it is asked
  // while they are compiled, and once it is true there are none.
  std::vector<SharedVersion> Received(
      const std::vector<std::string>& schemes,
      const std::function<bool()>& cancelled = nullptr);

  // The plan of these versions, in this order. To be found again they must be
  // the very same: those of the catalogue and of Received() are. Null once
  // `cancelled`, as for ReversePlan::Build.
  std::shared_ptr<const ReversePlan> Of(
      const SharedCatalog& catalog, const std::vector<SharedVersion>& versions,
      const std::function<bool()>& cancelled = nullptr,
      VersionRange only_eligible = VersionRange());

  // How many plans were made rather than found.
  int64_t made() const;

 private:
  // Some 2.5 KB each; of all schemes of a large catalogue, and some.
  static constexpr size_t kMostReceived = 25'000;
  static constexpr size_t kMostVersions = 2 * kMostReceived;
  static constexpr size_t kMostPlans = 4;
  static constexpr size_t kMostBytes = size_t{64} << 20;

  struct Kept {
    // Held, so that no other version comes to lie where one of them lies.
    std::vector<SharedVersion> versions;
    VersionRange only_eligible;
    std::shared_ptr<const ReversePlan> plan;
  };

  using ByScheme = absl::flat_hash_map<std::string, SharedVersion>;

  // What was of another catalogue. To free it takes some milliseconds, in which
  // nobody is to wait: it outlives the lock.
  struct Past {
    SharedCatalog catalog;
    std::vector<Kept> plans;
  };

  // Forgets what is of another catalogue; `past` is empty before.
  void TurnTo(const SharedCatalog& catalog, Past* past)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Null: there is none.
  std::shared_ptr<const ReversePlan> Find(
      const std::vector<SharedVersion>& versions, VersionRange only_eligible)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Keep(Kept kept) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  mutable absl::Mutex mutex_;
  SharedCatalog catalog_ ABSL_GUARDED_BY(mutex_);
  ByScheme received_ ABSL_GUARDED_BY(mutex_);
  // The last one asked for comes last.
  std::vector<Kept> plans_ ABSL_GUARDED_BY(mutex_);
  int64_t made_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COVERAGE_KEPT_PLANS_H_
