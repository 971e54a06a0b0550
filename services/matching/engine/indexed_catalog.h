// A catalogue with all that makes answers from it quick.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_INDEXED_CATALOG_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_INDEXED_CATALOG_H_

#include <cstddef>
#include <list>
#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/engine/answer_tables.h"
#include "services/matching/index/forward_index.h"

namespace sangam::matching {

// Nothing in it is null, and all of it is of one snapshot.
struct IndexedCatalog {
  std::shared_ptr<const CatalogSnapshot> snapshot;
  std::shared_ptr<const ForwardIndex> index;
  std::shared_ptr<const AnswerTables> tables;
};

// Indexes snapshots when they are first asked for and keeps the last few.
// Thread-safe. Of many that ask for one snapshot, one indexes it, and nobody
// who asks for another waits for that.
class IndexedCatalogs {
 public:
  explicit IndexedCatalogs(size_t most_kept = 3) : most_kept_(most_kept) {}

  // `index` is taken if it is not null.
  IndexedCatalog Of(const std::shared_ptr<const CatalogSnapshot>& snapshot,
                    const std::shared_ptr<const ForwardIndex>& index = nullptr);

 private:
  struct Entry {
    absl::Mutex mutex;
    IndexedCatalog catalog ABSL_GUARDED_BY(mutex);
  };

  // The entry of the snapshot, the last used first.
  std::shared_ptr<Entry> Find(const CatalogSnapshot* snapshot);

  const size_t most_kept_;
  absl::Mutex mutex_;
  std::list<std::pair<const CatalogSnapshot*, std::shared_ptr<Entry>>> kept_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_INDEXED_CATALOG_H_
