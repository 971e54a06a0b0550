// What matching knows of the catalogue.
#ifndef SANGAM_SERVICES_MATCHING_FEEDS_CATALOG_STATE_H_
#define SANGAM_SERVICES_MATCHING_FEEDS_CATALOG_STATE_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/btree_set.h"
#include "absl/synchronization/mutex.h"
#include "absl/types/optional.h"
#include "common/changelog/token.h"
#include "sangam/scheme_catalog/v1/watch.pb.h"
#include "services/matching/catalog/catalog_contents.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/catalog/guidance_catalog.h"
#include "services/matching/catalog/readiness_catalog.h"
#include "services/matching/engine/answer_tables.h"
#include "services/matching/feeds/feed_sink.h"
#include "services/matching/feeds/watermark.h"
#include "services/matching/index/forward_index.h"

namespace sangam::matching {

// The catalogue at one position. Each pointer keeps what it points to alive by
// itself.
struct CatalogView {
  StorePosition position;
  // Null before the first list is complete.
  std::shared_ptr<const CatalogSnapshot> snapshot;
  // Of this snapshot. Null without one, and for states of the past.
  std::shared_ptr<const ForwardIndex> index;
  std::shared_ptr<const AnswerTables> tables;
  // By the same position. Null without a snapshot, and for states of the past.
  std::shared_ptr<const ReadinessCatalog> readiness;
  std::shared_ptr<const GuidanceCatalog> guidance = nullptr;
};

// Built out of the batches of WatchCatalog; read by requests. Reading is
// thread-safe and never waits for building, which is done by the feed's thread.
// The watermark outlives it and is advanced after what it stands for can be
// read.
class CatalogState : public FeedSink<scheme_catalog::v1::WatchCatalogResponse> {
 public:
  // `on_shown` is called on the feed's thread each time that readers can see
  // something newer; may be empty.
  CatalogState(Watermark* watermark, std::function<void()> on_shown);

  // Snapshot and position belong together.
  CatalogView Read() const;

  std::string ResumeToken() const override;
  void BeginList() override;
  absl::Status Apply(
      const scheme_catalog::v1::WatchCatalogResponse& batch) override;
  // Compiles what has been applied, if it is a whole state.
  void Publish() override;
  void ForgetPosition() override;
  void Disconnected() override;

 private:
  // What readers are given together.
  struct Indexed {
    std::shared_ptr<const CatalogSnapshot> snapshot;
    std::shared_ptr<const ForwardIndex> index;
    std::shared_ptr<const AnswerTables> tables;
    std::shared_ptr<const ReadinessCatalog> readiness;
    std::shared_ptr<const GuidanceCatalog> guidance;
  };

  // Takes over from what is shown whatever is still the same.
  template <typename Resource>
  void Set(const Resource& resource, bool deleted, CatalogContents* target);
  void Set(const scheme_catalog::v1::CatalogChange& change,
           CatalogContents* target);
  // The same of what is kept beside the contents, in the map of its kind.
  template <typename Resource>
  void SetBeside(const Resource& resource, bool deleted,
                 ResourcesByName<Resource>* resources);
  std::shared_ptr<const Indexed> BuildIndexed() const;
  void Show();
  // After many changes, when what they brought is shown already.
  void RebuildOutgrown();
  void ForgetUnused();

  Watermark* const watermark_;
  const std::function<void()> on_shown_;

  // Used by the feed's thread only. `listing_` is null while watching;
  // `applied_` is where `contents_` stand, with an empty epoch before the first
  // list is complete; `changed_` says that they differ from what is shown, and
  // the next which schemes do, absent where it may be any.
  std::unique_ptr<CatalogContents> listing_;
  CatalogContents contents_;
  // Beside `listing_` and `contents_`, what the index knows nothing of.
  struct Beside {
    ReadinessRulesByName readiness;
    GuidanceContents guidance;
  };
  Beside listing_beside_;
  Beside beside_;
  StorePosition applied_;
  bool changed_ = false;
  absl::optional<absl::btree_set<std::string>> changed_schemes_;
  // The same of `beside_`.
  bool beside_changed_ = false;
  std::string resume_token_;
  // What is shown, and what was shown before and requests still use: to free a
  // whole catalogue takes a while, which no request shall spend.
  std::shared_ptr<const Indexed> indexed_;
  std::vector<std::shared_ptr<const Indexed>> retired_;

  mutable absl::Mutex mutex_;
  CatalogView shown_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEEDS_CATALOG_STATE_H_
