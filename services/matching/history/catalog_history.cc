#include "services/matching/history/catalog_history.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/matching/feeds/wanted_wait.h"

namespace sangam::matching {
absl::StatusOr<CatalogView> CatalogHistory::Read(const Moment& moment,
                                                 const CallContext& call) {
  StorePosition position;
  if (const auto* exact = absl::get_if<StorePosition>(&moment)) {
    position = *exact;
  } else {
    SANGAM_ASSIGN_OR_RETURN(position, reader_->PositionAt(moment, call));
  }
  CatalogView present = present_->Read();
  if (present.position == position) return present;
  // Once the store is known to live anew, its owner refuses the old life.
  if (!present.position.epoch.empty()) {
    kept_.KeepOnlyEpoch(present.position.epoch);
  }
  const std::string key = Token(position).Encode();
  while (true) {
    if (auto kept = kept_.Find(position)) {
      return CatalogView{position, kept, nullptr, nullptr, nullptr};
    }
    SANGAM_ASSIGN_OR_RETURN(const bool is_mine, BeginLoading(key, call));
    if (is_mine) break;
  }
  const auto end = absl::MakeCleanup([&] { EndLoading(key); });
  // It may have been loaded between the look and the turn.
  if (auto kept = kept_.Find(position)) {
    return CatalogView{position, kept, nullptr, nullptr, nullptr};
  }
  const auto nearest = Nearest(position, present);
  SANGAM_ASSIGN_OR_RETURN(const CatalogContents contents,
                          reader_->Load(position, nearest.get(), call));
  auto snapshot = CatalogSnapshot::Compile(contents, nearest.get());
  // Rules belong to one dictionary, so states that have others share none: of
  // these at most one is held beside the present one.
  const AttributeDictionary* const shown =
      present.snapshot == nullptr ? nullptr : &present.snapshot->dictionary();
  kept_.KeepOnly([&](const CatalogSnapshot& kept) {
    return &kept.dictionary() == shown ||
           &kept.dictionary() == &snapshot->dictionary();
  });
  const size_t own_versions = snapshot->compiled_anew();
  return CatalogView{position,
                     kept_.Keep(position, std::move(snapshot), own_versions),
                     nullptr, nullptr, nullptr};
}

std::shared_ptr<const CatalogSnapshot> CatalogHistory::Nearest(
    const StorePosition& position, const CatalogView& present) const {
  auto [kept, distance] = kept_.Nearest(position);
  const bool comparable = present.position.epoch == position.epoch;
  if (kept == nullptr ||
      (comparable &&
       std::abs(present.position.revision - position.revision) < distance)) {
    return present.snapshot;
  }
  return kept;
}

absl::StatusOr<bool> CatalogHistory::BeginLoading(const std::string& key,
                                                  const CallContext& call) {
  absl::MutexLock lock(&mutex_);
  if (loading_.insert(key).second) return true;
  const auto is_over = [this, &key] {
    mutex_.AssertReaderHeld();
    return !loading_.contains(key);
  };
  while (!is_over()) {
    const absl::Duration left = call.deadline - clock_->Now();
    if (left <= absl::ZeroDuration() || call.cancelled()) {
      return DeadlineExceededError();
    }
    mutex_.AwaitWithTimeout(absl::Condition(&is_over),
                            std::min(left, kLookInterval));
  }
  return false;
}

void CatalogHistory::EndLoading(const std::string& key) {
  absl::MutexLock lock(&mutex_);
  loading_.erase(key);
}

absl::StatusOr<std::shared_ptr<const ReadinessCatalog>>
CatalogHistory::ReadReadiness(const StorePosition& position,
                              std::shared_ptr<const CatalogSnapshot> snapshot,
                              const CallContext& call) const {
  SANGAM_ASSIGN_OR_RETURN(const ReadinessRulesByName rules,
                          reader_->LoadReadinessRules(position, call));
  return ReadinessCatalog::Compile(std::move(snapshot), rules);
}

}  // namespace sangam::matching
