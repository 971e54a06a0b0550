#include "services/matching/coverage/kept_plans.h"

#include <algorithm>
#include <utility>

namespace sangam::matching {
namespace {

// So many rules are compiled in less than a millisecond.
constexpr size_t kAskedOnceIn = 64;

std::shared_ptr<const ReversePlan> Build(
    const SharedCatalog& catalog, const std::vector<SharedVersion>& versions,
    const std::function<bool()>& cancelled, VersionRange only_eligible) {
  std::vector<const CompiledVersion*> pointers;
  pointers.reserve(versions.size());
  for (const SharedVersion& version : versions) {
    pointers.push_back(version.get());
  }
  return ReversePlan::Build(std::move(pointers), catalog->dictionary(),
                            cancelled, only_eligible);
}

}  // namespace

void KeptPlans::TurnTo(const SharedCatalog& catalog, Past* past) {
  if (catalog_ == catalog) return;
  past->catalog = std::exchange(catalog_, catalog);
  past->plans.swap(plans_);
}

std::vector<SharedVersion> KeptPlans::Received(
    const std::vector<std::string>& schemes,
    const std::function<bool()>& cancelled) {
  std::vector<SharedVersion> versions(schemes.size());
  size_t lacking = 0;
  {
    const absl::MutexLock lock(&mutex_);
    for (size_t i = 0; i < schemes.size(); ++i) {
      const auto found = received_.find(schemes[i]);
      if (found != received_.end()) versions[i] = found->second;
      lacking += versions[i] == nullptr ? 1 : 0;
    }
  }
  if (lacking == 0) return versions;
  // Nobody waits while rules are compiled.
  bool unwanted = false;
  size_t compiled = 0;
  for (size_t i = 0; i < schemes.size() && !unwanted; ++i) {
    if (versions[i] != nullptr) continue;
    unwanted = cancelled && compiled++ % kAskedOnceIn == 0 && cancelled();
    if (!unwanted) versions[i] = ReceivedVersion(schemes[i]);
  }
  // To free many takes some milliseconds, too: it outlives the lock.
  ByScheme past;
  const absl::MutexLock lock(&mutex_);
  // Schemes come and go; those asked for now are there.
  if (received_.size() + lacking > kMostReceived) past.swap(received_);
  // Those of an answer that is no longer wanted are as good for the next.
  for (size_t i = 0; i < schemes.size(); ++i) {
    if (versions[i] != nullptr && received_.size() < kMostReceived) {
      versions[i] = received_.emplace(schemes[i], versions[i]).first->second;
    }
  }
  if (unwanted) versions.clear();
  return versions;
}

std::shared_ptr<const ReversePlan> KeptPlans::Of(
    const SharedCatalog& catalog, const std::vector<SharedVersion>& versions,
    const std::function<bool()>& cancelled, VersionRange only_eligible) {
  const bool is_kept =
      versions.size() >= kFewestVersions && versions.size() <= kMostVersions;
  {
    Past past;
    const absl::MutexLock lock(&mutex_);
    TurnTo(catalog, &past);
    if (is_kept) {
      if (auto plan = Find(versions, only_eligible)) return plan;
    }
  }
  auto plan = Build(catalog, versions, cancelled, only_eligible);
  if (plan == nullptr || !is_kept) return plan;
  Past past;
  const absl::MutexLock lock(&mutex_);
  ++made_;
  TurnTo(catalog, &past);
  if (auto others = Find(versions, only_eligible)) return others;
  Keep({versions, only_eligible, plan});
  return plan;
}

std::shared_ptr<const ReversePlan> KeptPlans::Find(
    const std::vector<SharedVersion>& versions, VersionRange only_eligible) {
  const auto found =
      std::find_if(plans_.begin(), plans_.end(), [&](const Kept& kept) {
        return kept.only_eligible == only_eligible && kept.versions == versions;
      });
  if (found == plans_.end()) return nullptr;
  std::rotate(found, found + 1, plans_.end());
  return plans_.back().plan;
}

void KeptPlans::Keep(Kept kept) {
  size_t bytes = kept.plan->bytes();
  if (bytes > kMostBytes) return;
  // The last ones that there is room for.
  auto first = plans_.end();
  while (first != plans_.begin() &&
         plans_.end() - first + 1 < static_cast<ptrdiff_t>(kMostPlans)) {
    bytes += (first - 1)->plan->bytes();
    if (bytes > kMostBytes) break;
    --first;
  }
  plans_.erase(plans_.begin(), first);
  plans_.push_back(std::move(kept));
}

int64_t KeptPlans::made() const {
  const absl::MutexLock lock(&mutex_);
  return made_;
}

}  // namespace sangam::matching
