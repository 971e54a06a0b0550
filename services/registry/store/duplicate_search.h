// Subjects that are probably recorded twice.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_DUPLICATE_SEARCH_H_
#define SANGAM_SERVICES_REGISTRY_STORE_DUPLICATE_SEARCH_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "common/changelog/changelog.h"
#include "sangam/registry/v1/subject_care.pb.h"
#include "services/registry/domain/subject_likeness.h"

namespace sangam::registry {

// Where a search goes on. First come the ids, by system and key; then the
// places, by name. A value type.
struct SearchPosition {
  enum class Phase { kIds, kPlaces };

  Phase phase = Phase::kIds;
  // The system, or the place.
  std::string group;
  // The id's key; empty among places.
  std::string key;
  // The last pair of this group that was told; empty: the group is done, and
  // the next one follows.
  std::string first;
  std::string second;
};

// One page of the search. Two walks over indexes, of ids by their keys and of
// subjects by their places, so that a page looks at a bounded number of rows
// however large the registry is. Made for one call, on one thread.
class DuplicateSearch {
 public:
  // More subjects at one very place are not told apart by titles.
  static constexpr int64_t kMostAtPlace = 5'000;
  // An id that more subjects hold in like forms is none ("NA", "-").
  static constexpr int64_t kMostOfOneId = 20;

  // `snapshot` is of the present. `request` is checked.
  DuplicateSearch(Snapshot* snapshot, const v1::FindDuplicatesRequest& request,
                  SearchPosition position,
                  v1::FindDuplicatesResponse* response);

  // Fills pairs and coarse_places. Gives where the next page begins; nothing
  // after the last.
  absl::StatusOr<absl::optional<SearchPosition>> FillPage();

 private:
  // Each walks on in its phase; true when that is over.
  absl::StatusOr<bool> WalkIds();
  absl::StatusOr<bool> WalkPlaces();
  // One group of names, of which each pair may be one subject. Sets the
  // position behind it, or within where the page is full.
  absl::Status TellAlike(const std::vector<std::string>& names);
  absl::Status TellSameTitles(std::vector<std::string> names);
  absl::Status Tell(std::vector<v1::DuplicatePair> pairs);
  // The record, if it is of the kind that is asked for.
  absl::StatusOr<absl::optional<LikenessRecord>> Read(const std::string& name);
  // Whether the walk of ids tells the pair.
  absl::StatusOr<bool> ToldByIds(const Subject& first, const Subject& second);
  absl::StatusOr<int64_t> HoldersLike(const std::string& system,
                                      const std::string& key);
  bool full() const;

  Snapshot& snapshot_;
  const v1::FindDuplicatesRequest& request_;
  const int page_size_;
  SearchPosition position_;
  v1::FindDuplicatesResponse& response_;
};

// As SubjectCareService.FindDuplicates says, with its errors.
absl::StatusOr<v1::FindDuplicatesResponse> FindDuplicates(
    Changelog* changelog, const v1::FindDuplicatesRequest& request);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_DUPLICATE_SEARCH_H_
