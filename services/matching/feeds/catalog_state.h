// What matching knows of the catalogue.
#ifndef SANGAM_SERVICES_MATCHING_FEEDS_CATALOG_STATE_H_
#define SANGAM_SERVICES_MATCHING_FEEDS_CATALOG_STATE_H_

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/changelog/token.h"
#include "sangam/scheme_catalog/v1/watch.pb.h"
#include "services/matching/engine/catalog_snapshot.h"
#include "services/matching/feeds/feed_sink.h"
#include "services/matching/feeds/watermark.h"

namespace sangam::matching {

// The catalogue at one position.
struct CatalogView {
  StorePosition position;
  // Null before the first list is complete.
  std::shared_ptr<const CatalogSnapshot> snapshot;
};

// Built out of the batches of WatchCatalog; read by requests. Reading is
// thread-safe. The watermark outlives it and is advanced after what it stands
// for can be read.
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
  // Resources by name.
  struct Resources {
    std::map<std::string, scheme_catalog::v1::Department> departments;
    std::map<std::string, scheme_catalog::v1::Scheme> schemes;
    std::map<std::string, scheme_catalog::v1::SchemeVersion> versions;
    std::map<std::string, scheme_catalog::v1::Attribute> attributes;
    std::map<std::string, scheme_catalog::v1::Parameter> parameters;
    std::map<std::string, scheme_catalog::v1::PlaceSet> place_sets;
  };

  static void Set(Resources& resources,
                  const scheme_catalog::v1::CatalogChange& change);
  std::shared_ptr<const CatalogSnapshot> Compile(
      const CatalogSnapshot* previous) const;

  Watermark* const watermark_;
  const std::function<void()> on_shown_;

  // Used by the feed's thread only. `listing_` is null while watching;
  // `applied_` is where `resources_` stand, with an empty epoch before the
  // first list is complete; `changed_` says that they differ from what is
  // shown.
  std::unique_ptr<Resources> listing_;
  Resources resources_;
  StorePosition applied_;
  bool changed_ = false;
  std::string resume_token_;

  mutable absl::Mutex mutex_;
  CatalogView shown_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEEDS_CATALOG_STATE_H_
