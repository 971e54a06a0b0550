// Places and what lies above them, in memory.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_KNOWN_PLACES_H_
#define SANGAM_SERVICES_REGISTRY_STORE_KNOWN_PLACES_H_

#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "common/changelog/changelog.h"
#include "sangam/registry/v1/place.pb.h"
#include "services/registry/store/place_area.h"

namespace sangam::registry {

// For one transaction that stores many places: what would be a dozen questions
// to the store for each is a few for all. It knows what it was told, so whoever
// moves a place that is stored forgets all. Not thread-safe.
class KnownPlaces {
 public:
  // Reads those of `places` that are stored, and all above them; each once.
  absl::Status Read(Snapshot& snapshot, std::set<std::string> places);

  // Whether a place below which there is none can be stored as it is: its
  // parents are known, each can be one, and of no kind it has two above it. If
  // not, the checks of the store say why; but what is not known may be stored.
  bool Fits(const v1::Place& place) const;
  // Where a place that fits lies.
  PlaceArea AreaOf(const v1::Place& place) const;

  // A place is stored, which fits.
  void Add(const v1::Place& place);
  void Forget() {
    places_.clear();
    asked_.clear();
  }

 private:
  struct Known {
    type::v1::PlaceKind kind;
    PlaceArea area;
    std::vector<std::string> parents;
  };

  absl::flat_hash_map<std::string, Known> places_;
  // Whether they are stored or not.
  absl::flat_hash_set<std::string> asked_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_KNOWN_PLACES_H_
