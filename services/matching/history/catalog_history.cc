#include "services/matching/history/catalog_history.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam::matching {
namespace {

// How often a waiting call looks whether it is still wanted.
constexpr absl::Duration kLookInterval = absl::Milliseconds(50);

}  // namespace

absl::StatusOr<CatalogView> CatalogHistory::Read(const Moment& moment,
                                                 const CallContext& call) {
  StorePosition position;
  if (const auto* exact = absl::get_if<StorePosition>(&moment)) {
    position = *exact;
  } else {
    SANGAM_ASSIGN_OR_RETURN(position, reader_->PositionAt(moment, call));
  }
  const CatalogView present = present_->Read();
  if (present.position == position) return present;
  // Once the store is known to live anew, its owner refuses the old life.
  if (!present.position.epoch.empty()) {
    kept_.KeepOnlyEpoch(present.position.epoch);
  }
  const std::string key = Token(position).Encode();
  while (true) {
    if (auto kept = kept_.Find(position)) return CatalogView{position, kept};
    SANGAM_ASSIGN_OR_RETURN(const bool is_mine, BeginLoading(key, call));
    if (is_mine) break;
  }
  const auto end = absl::MakeCleanup([&] { EndLoading(key); });
  // It may have been loaded between the look and the turn.
  if (auto kept = kept_.Find(position)) return CatalogView{position, kept};
  SANGAM_ASSIGN_OR_RETURN(const CatalogResources resources,
                          reader_->Load(position, call));
  auto snapshot = CatalogSnapshot::Build(resources, present.snapshot.get());
  return CatalogView{position, kept_.Keep(position, std::move(snapshot))};
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

}  // namespace sangam::matching
