// The state and the district that places and subjects lie in, kept beside the
// records: reports read them, and lists are divided by them.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_PLACE_AREA_H_
#define SANGAM_SERVICES_REGISTRY_STORE_PLACE_AREA_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/changelog/changelog.h"
#include "common/sql/database.h"
#include "sangam/registry/v1/place.pb.h"

namespace sangam::registry {

// A value type.
struct PlaceArea {
  // Names of places; empty where there is none above, or it is not recorded. A
  // state lies in itself, and so does a district.
  std::string state;
  std::string district;

  // By which lists are divided: the district; where there is none, the state.
  const std::string& finest() const {
    return district.empty() ? state : district;
  }

  bool operator==(const PlaceArea&) const = default;
};

// The places of the columns "state" and "district" among those of places, which
// are "" in ResourceType::Columns.
inline constexpr size_t kStateColumn = 1;
inline constexpr size_t kDistrictColumn = 2;

// Where `place` lies by what is recorded of its parents now, itself stored or
// not.
absl::StatusOr<PlaceArea> AreaOf(Snapshot& snapshot, const v1::Place& place);

// Where the stored `place` lies; nowhere if there is none.
absl::StatusOr<PlaceArea> StoredAreaOf(Snapshot& snapshot,
                                       absl::string_view place);

// The same for each of `places`, in their order.
absl::StatusOr<std::vector<PlaceArea>> StoredAreasOf(
    Snapshot& snapshot, const std::vector<std::string>& places);

// Corrects the areas of `place`, which is stored in an older version, of all
// places below it and of all subjects in them. Its references are stored.
absl::Status MoveAreas(WriteTransaction& transaction, const v1::Place& place);

// Fills the areas of all places, for a migration.
absl::Status FillPlaceAreas(sql::Database& database);

// That `collection` has records of this class (a group's kind, an enterprise's
// affiliation, else 0) in this area. Lists look there.
absl::Status NoteListPartition(WriteTransaction& transaction,
                               absl::string_view collection,
                               absl::string_view area, int64_t record_class);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_PLACE_AREA_H_
