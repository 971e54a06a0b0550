// The feed of catalogue changes, as partners and matching read it.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_CATALOG_FEED_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_CATALOG_FEED_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "common/changelog/change_feed.h"
#include "common/server/stream.h"
#include "sangam/scheme_catalog/v1/watch.pb.h"
#include "services/scheme_catalog/store/catalog_store.h"

namespace sangam::scheme_catalog {

// The present state, then every change, then a bookmark each second. One for
// each call; the store outlives it.
class CatalogFeed : public StreamSource<v1::WatchCatalogResponse> {
 public:
  CatalogFeed(const CatalogStore* store, const std::string& resume_token)
      : store_(*store), feed_(store->Watch(resume_token)) {}

  void OnStart(std::function<void()> wake) override {
    feed_->OnStart(std::move(wake));
  }
  // The errors of ChangeFeed::Next.
  absl::StatusOr<absl::optional<v1::WatchCatalogResponse>> Next(
      const CallContext& call) override;
  absl::Duration ReaderTime(absl::Duration left) const override {
    return feed_->ReaderTime(left, message_bytes_);
  }

 private:
  absl::StatusOr<v1::CatalogChange> ToCatalogChange(const Change& change) const;

  const CatalogStore& store_;
  const std::unique_ptr<ChangeFeed> feed_;
  // Of the last message.
  int64_t message_bytes_ = 0;
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_CATALOG_FEED_H_
