// Where places lie, in one snapshot.
#ifndef SANGAM_SERVICES_REGISTRY_LISTS_SNAPSHOT_PLACES_H_
#define SANGAM_SERVICES_REGISTRY_LISTS_SNAPSHOT_PLACES_H_

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/changelog/changelog.h"
#include "common/rules/place_chain.h"

namespace sangam::registry {

// Looks each place up once, as the snapshot sees it. Unlike other directories
// it is for one thread, within one snapshot.
class SnapshotPlaces : public PlaceDirectory {
 public:
  explicit SnapshotPlaces(Snapshot* snapshot) : snapshot_(*snapshot) {}

  // Nothing also where the store failed; then status() says so.
  absl::optional<PlaceChain> ChainOf(absl::string_view place) const override;
  std::string TitleOf(absl::string_view) const override { return ""; }

  // OK, or the first failure of the store.
  const absl::Status& status() const { return status_; }

 private:
  Snapshot& snapshot_;
  mutable absl::flat_hash_map<std::string, absl::optional<PlaceChain>> known_;
  mutable absl::Status status_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_LISTS_SNAPSHOT_PLACES_H_
