#include "services/matching/columns/kept_plans.h"

#include <algorithm>
#include <utility>

namespace sangam::matching {
namespace {

std::shared_ptr<const ReversePlan> Build(
    const KeptPlans::Versions& versions,
    const AttributeDictionary& dictionary) {
  std::vector<const CompiledVersion*> pointers;
  pointers.reserve(versions.size());
  for (const auto& version : versions) pointers.push_back(version.get());
  return ReversePlan::Build(std::move(pointers), dictionary);
}

}  // namespace

bool KeptPlans::IsOf(const Kept& kept, const Versions& versions,
                     const AttributeDictionary& dictionary) {
  return kept.dictionary == &dictionary &&
         std::equal(
             kept.versions.begin(), kept.versions.end(), versions.begin(),
             versions.end(), [](const auto& weak, const auto& shared) {
               return !weak.owner_before(shared) && !shared.owner_before(weak);
             });
}

std::shared_ptr<const ReversePlan> KeptPlans::Of(
    const Versions& versions, const AttributeDictionary& dictionary) {
  if (versions.size() < kFewest) return Build(versions, dictionary);
  {
    absl::MutexLock lock(&mutex_);
    const auto found = std::find_if(
        kept_.begin(), kept_.end(),
        [&](const Kept& kept) { return IsOf(kept, versions, dictionary); });
    if (found != kept_.end()) {
      std::rotate(found, found + 1, kept_.end());
      return kept_.back().plan;
    }
  }
  Kept made = {&dictionary,
               {versions.begin(), versions.end()},
               Build(versions, dictionary)};
  const auto plan = made.plan;
  absl::MutexLock lock(&mutex_);
  if (kept_.size() == kMostKept) kept_.erase(kept_.begin());
  kept_.push_back(std::move(made));
  return plan;
}

}  // namespace sangam::matching
