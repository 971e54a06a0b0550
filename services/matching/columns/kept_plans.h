// Plans kept from one question to the next.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_KEPT_PLANS_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_KEPT_PLANS_H_

#include <cstddef>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "services/matching/catalog/compiled_version.h"
#include "services/matching/columns/reverse_evaluator.h"

namespace sangam::matching {

// The plans of the last few lists of many versions: as long as the catalogue
// stays, what is asked of all of it needs no plan anew. Thread-safe. Keeps no
// version alive.
class KeptPlans {
 public:
  // What versions are shared by.
  using Versions = std::vector<std::shared_ptr<const CompiledVersion>>;

  // Of fewer versions a plan is made as fast as it is found.
  static constexpr size_t kFewest = 64;

  // As ReversePlan::Build of these versions, in this order; they and the
  // dictionary that they were compiled with outlive the plan's use.
  std::shared_ptr<const ReversePlan> Of(const Versions& versions,
                                        const AttributeDictionary& dictionary);

 private:
  static constexpr size_t kMostKept = 2;

  struct Kept {
    const AttributeDictionary* dictionary = nullptr;
    // Not the addresses alone: another version may lie where one lay before.
    std::vector<std::weak_ptr<const CompiledVersion>> versions;
    std::shared_ptr<const ReversePlan> plan;
  };

  static bool IsOf(const Kept& kept, const Versions& versions,
                   const AttributeDictionary& dictionary);

  absl::Mutex mutex_;
  // The last one asked for comes last.
  std::vector<Kept> kept_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_KEPT_PLANS_H_
