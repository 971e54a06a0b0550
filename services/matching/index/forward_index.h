// One subject against every scheme: the verdicts of the reference evaluator,
// for all versions of a catalogue at once.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_FORWARD_INDEX_H_
#define SANGAM_SERVICES_MATCHING_INDEX_FORWARD_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "absl/time/civil_time.h"
#include "common/rules/reference_data.h"
#include "common/rules/subject_view.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/index/days_in_force.h"
#include "services/matching/index/index_part.h"
#include "services/matching/index/verdict_planes.h"
#include "services/matching/index/version_positions.h"

namespace sangam::matching {

// Immutable, but for caches that only make it faster: safe to share between
// threads. The snapshot that it was built of must outlive it.
//
// A change of the catalogue costs little: the new index shares the large part
// of the old one, in which the versions that are gone are masked out, and has
// what is new in one or two small parts, of which it builds one. Once these
// have grown, it should be built anew.
class ForwardIndex {
 public:
  // What one classification needs beside the index. Reuse it to spare
  // allocations; one thread at a time. Serves any index.
  class Scratch;

  // Which version stands at a position.
  using Position = VersionPosition;

  // Indexes every version of the snapshot, whatever its dates. Takes over from
  // `previous` (may be null) what did not change: that keeps its position.
  // Nothing of `previous` is needed afterwards.
  static std::shared_ptr<const ForwardIndex> Build(
      const CatalogSnapshot& catalog, const ForwardIndex* previous = nullptr);

  // Whether so much of it is empty or in small parts that it is worth to build
  // it whole, in some time of leisure. Should that never come, a change that
  // makes it twice as much does so.
  bool HasOutgrown() const;
  // Indexes the snapshot of `outgrown`, or a newer one, whole, and is ready for
  // the days that it was asked for last.
  static std::shared_ptr<const ForwardIndex> BuildWhole(
      const CatalogSnapshot& catalog, const ForwardIndex& outgrown);

  // The verdict on each version that is in force on the subject's date: exactly
  // Decide()'s. Versions that are not in force are in none of the planes. The
  // subject was read with the snapshot's dictionary.
  void Classify(const SubjectView& subject, const ReferenceData& reference,
                Scratch* scratch, VerdictPlanes* planes) const;

  // The positions in force on a day, as a plane; kept for the last few days
  // that were asked for.
  std::shared_ptr<const std::vector<uint64_t>> InForceOn(
      absl::CivilDay day) const;

  // How many positions there are, empty ones included.
  size_t size() const { return positions_.size(); }
  // May be empty: after changes, where a version was.
  Position at(size_t position) const { return positions_[position]; }
  // Of a position that is not empty.
  const CompiledVersion& version_at(size_t position) const;
  // Stands at the positions from `begin` on, which is a multiple of 64.
  struct Part {
    size_t begin = 0;
    std::shared_ptr<const IndexPart> index;
  };
  // In the order of their positions. Where two indexes share a part, what is
  // not empty in both of its positions is the very same version of the very
  // same scheme.
  const std::vector<Part>& parts() const { return parts_; }

  // What the index takes in memory, caches included.
  size_t bytes() const;

 private:
  // Lets tests build an index with a fault, to see that they would find it.
  friend class ForwardIndexPeer;

  // When to build which part anew.
  struct Growth {
    // A last part of at most so many positions is built anew with each change.
    size_t most_in_last = 256;
    // Beside the first part, and empty in it, there is room for so many
    // positions, or as many as it has if it is smaller; of a large one, for
    // this share.
    size_t most_beside_small = 512;
    size_t share_beside_large = 8;
  };

  static constexpr size_t kMostParts = 3;

  // Without any positions yet.
  ForwardIndex(const CatalogSnapshot& catalog, const PartMaking& making,
               Growth growth);
  static std::shared_ptr<const ForwardIndex> Build(
      const CatalogSnapshot& catalog, const ForwardIndex* previous,
      const PartMaking& making, Growth growth);

  // For how many positions there is room beside the first of these parts.
  size_t RoomBeside(const std::vector<Part>& parts) const;
  // Of all versions, without a look at any index before.
  void TakeAll();
  // Takes the positions of `change`.
  void TakeOver(const ForwardIndex& previous, PositionChange* change);
  // Where the part that has what is new must begin, given the parts before.
  size_t BeginOfLast(size_t added);
  // The versions from a position on.
  IndexPart::Versions VersionsFrom(size_t begin) const;

  const uint64_t id_;
  const CatalogSnapshot& catalog_;
  const PartMaking making_;
  const Growth growth_;
  VersionPositions positions_;
  // The first has its versions in the order of their numbers of conjuncts.
  std::vector<Part> parts_;
  // Positions after those of the first part, and empty ones in it.
  size_t beside_ = 0;
  DaysInForce days_;
};

class ForwardIndex::Scratch {
 public:
  Scratch() = default;

 private:
  friend class ForwardIndex;

  // Parallel to the parts.
  std::deque<IndexPart::Scratch> parts_;
  // The plane of the index and day of the last classification.
  uint64_t index_id_ = 0;
  absl::CivilDay day_;
  std::shared_ptr<const std::vector<uint64_t>> in_force_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_FORWARD_INDEX_H_
