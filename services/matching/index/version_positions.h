// Which version stands at which position of an index.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_VERSION_POSITIONS_H_
#define SANGAM_SERVICES_MATCHING_INDEX_VERSION_POSITIONS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "services/matching/catalog/catalog_snapshot.h"

namespace sangam::matching {

// Which version stands at a position of an index.
struct VersionPosition {
  // Stands for no scheme.
  static constexpr uint32_t kNone = ~uint32_t{0};

  // Indexes into catalog.schemes() and its versions.
  uint32_t scheme = kNone;
  uint32_t version = 0;

  // Where nothing stands (any more).
  bool empty() const { return scheme == kNone; }
};

// By position.
using VersionPositions = std::vector<VersionPosition>;

// What becomes of the positions of one state of a catalogue in another.
struct PositionChange {
  // Of the versions whose schemes are the very same in both, the position is
  // what it was, with the scheme's new number; other positions are empty.
  VersionPositions kept;
  // Positions in kept that were not empty before.
  std::vector<uint32_t> emptied;
  // Versions that have no position yet: all those of schemes that are new, or
  // that changed in anything. In the order of the schemes.
  VersionPositions added;
};

// `before` has the positions of `old_state`. Takes one walk through both lists
// of schemes, and looks closely only at what differs.
PositionChange ChangeOf(const CatalogSnapshot& old_state,
                        const VersionPositions& before,
                        const CatalogSnapshot& new_state);

// All versions of a catalogue, as if all were new.
VersionPositions AllVersionsOf(const CatalogSnapshot& catalog);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_VERSION_POSITIONS_H_
