// One subject against every scheme: the verdicts of the reference evaluator,
// for all versions of a catalogue at once.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_FORWARD_INDEX_H_
#define SANGAM_SERVICES_MATCHING_INDEX_FORWARD_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/time/civil_time.h"
#include "common/rules/reference_data.h"
#include "common/rules/subject_view.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/index/attribute_rows.h"
#include "services/matching/index/bit_rows.h"
#include "services/matching/index/conjunct_layout.h"
#include "services/matching/index/days_in_force.h"
#include "services/matching/index/normal_form.h"
#include "services/matching/index/verdict_kernel.h"
#include "services/matching/index/verdict_planes.h"

namespace sangam::matching {

// Immutable, but for caches that only make it faster: safe to share between
// threads. The snapshot that it was built of must outlive it.
class ForwardIndex {
 public:
  // What one classification needs beside the index. Reuse it to spare
  // allocations; one thread at a time. Serves any index.
  class Scratch;

  // Which version stands at a position.
  using Position = VersionPosition;

  // Indexes every version of the snapshot, whatever its dates. Takes over from
  // `previous` (may be null) what did not change.
  static std::shared_ptr<const ForwardIndex> Build(
      const CatalogSnapshot& catalog, const ForwardIndex* previous = nullptr);

  // The verdict on each version that is in force on the subject's date: exactly
  // Decide()'s. Versions that are not in force are in none of the planes. The
  // subject was read with the snapshot's dictionary.
  void Classify(const SubjectView& subject, const ReferenceData& reference,
                Scratch* scratch, VerdictPlanes* planes) const;

  // An attribute of which the subject says nothing, or not enough.
  struct Question {
    // Its index in the dictionary, or kReceived.
    int attribute = 0;
    // The positions that need information and have a way to be eligible on
    // which this is all that is not known; the others lack more, or something
    // that is computed.
    std::vector<uint64_t> positions;
    uint32_t count = 0;
  };
  // Stands for the benefits on record.
  static constexpr int kReceived = -1;

  // What to ask the subject that this scratch and these planes come from by the
  // last Classify. Questions that settle nothing alone are left out; an
  // attribute counted in months may come twice. Takes a few times as long as
  // Classify.
  std::vector<Question> QuestionsAfter(const Scratch& scratch,
                                       const VerdictPlanes& planes) const;

  // The positions in force on a day, as a plane; kept for the last few days
  // that were asked for.
  std::shared_ptr<const std::vector<uint64_t>> InForceOn(
      absl::CivilDay day) const;

  size_t size() const { return positions_.size(); }
  Position at(size_t position) const { return positions_[position]; }
  const CompiledVersion& version_at(size_t position) const {
    return *versions_[position];
  }
  // What the index takes in memory, caches included.
  size_t bytes() const;

 private:
  // Lets tests build an index with a fault, to see that they would find it.
  friend class ForwardIndexPeer;
  using LoweringFunction = NormalForm (*)(const CompiledVersion& version);

  ForwardIndex(const CatalogSnapshot& catalog, LoweringFunction lower);

  // Has the reference evaluator decide on a position.
  void DecideAt(size_t position, const SubjectView& subject,
                const ReferenceData& reference, VerdictPlanes* planes) const;

  const uint64_t id_;
  // In the order of their numbers of conjuncts, the largest first.
  std::vector<Position> positions_;
  std::vector<const CompiledVersion*> versions_;
  ConjunctLayout layout_;
  std::vector<std::unique_ptr<AttributeRows>> attributes_;
  // Parallel to attributes_.
  std::vector<int> attribute_indexes_;
  // Bits that are no conjunct's, conjuncts that make no near miss, conjuncts
  // with tests that are not indexed.
  BitRows marks_;
  bool has_residuals_ = false;
  // Positions with a defect; those where a near miss must be looked at.
  std::vector<uint64_t> defects_;
  std::vector<uint64_t> doubtful_near_;
  DaysInForce days_;
};

class ForwardIndex::Scratch {
 public:
  Scratch() = default;

 private:
  friend class ForwardIndex;

  WorkRows rows_;
  WorkRows planes_;
  VerdictRows verdict_rows_;
  // Parallel to the unknowns: whose they are.
  std::vector<int> unknown_attributes_;
  // The plane of the index and day of the last classification.
  uint64_t index_id_ = 0;
  absl::CivilDay day_;
  std::shared_ptr<const std::vector<uint64_t>> in_force_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_FORWARD_INDEX_H_
