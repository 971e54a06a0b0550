// Places that tell afterwards whether they could be told.
#ifndef SANGAM_SERVICES_MATCHING_HISTORY_CHECKED_PLACES_H_
#define SANGAM_SERVICES_MATCHING_HISTORY_CHECKED_PLACES_H_

#include <atomic>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "services/matching/feeds/place_table.h"

namespace sangam::matching {

// The places of one state of the registry, for one answer. An answer that used
// it counts only if status() is OK afterwards. Thread-safe.
class CheckedPlaces : public PlaceDirectory {
 public:
  virtual absl::Status status() const = 0;
};

// The places that the feed shows.
class ShownPlaces : public CheckedPlaces {
 public:
  // `may_be_added`: since the table, places may have been added that it does
  // not know, but none moved. To ask for an unknown one is then
  // REVISION_NOT_YET_AVAILABLE.
  ShownPlaces(std::shared_ptr<const PlaceTable> table, bool may_be_added)
      : table_(std::move(table)), may_be_added_(may_be_added) {}

  absl::optional<PlaceChain> ChainOf(absl::string_view place) const override;
  std::string TitleOf(absl::string_view place) const override;
  // Whoever keeps an answer keeps status() from hearing of what was asked.
  uint64_t generation() const override {
    return may_be_added_ ? 0 : table_->generation();
  }
  absl::Status status() const override;

 private:
  const std::shared_ptr<const PlaceTable> table_;
  const bool may_be_added_;
  mutable std::atomic<bool> asked_for_unknown_ = false;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_HISTORY_CHECKED_PLACES_H_
