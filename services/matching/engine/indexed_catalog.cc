#include "services/matching/engine/indexed_catalog.h"

#include <utility>

namespace sangam::matching {

IndexedCatalog IndexedCatalogs::Of(
    const std::shared_ptr<const CatalogSnapshot>& snapshot,
    const std::shared_ptr<const ForwardIndex>& index) {
  const std::shared_ptr<Entry> entry = Find(snapshot.get());
  absl::MutexLock lock(&entry->mutex);
  IndexedCatalog& catalog = entry->catalog;
  // An entry holds its snapshot, so that no other one gets its address.
  if (catalog.snapshot == nullptr) {
    catalog.snapshot = snapshot;
    catalog.index = index != nullptr ? index : ForwardIndex::Build(*snapshot);
    catalog.tables = AnswerTables::Build(snapshot, catalog.index.get());
  }
  return catalog;
}

std::shared_ptr<IndexedCatalogs::Entry> IndexedCatalogs::Find(
    const CatalogSnapshot* snapshot) {
  absl::MutexLock lock(&mutex_);
  for (auto at = kept_.begin(); at != kept_.end(); ++at) {
    if (at->first != snapshot) continue;
    kept_.splice(kept_.begin(), kept_, at);
    return kept_.front().second;
  }
  kept_.emplace_front(snapshot, std::make_shared<Entry>());
  if (kept_.size() > most_kept_) kept_.pop_back();
  return kept_.front().second;
}

}  // namespace sangam::matching
