// One subject against some versions of a catalogue at once.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_INDEX_PART_H_
#define SANGAM_SERVICES_MATCHING_INDEX_INDEX_PART_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "common/rules/reference_data.h"
#include "common/rules/subject_view.h"
#include "services/matching/catalog/compiled_version.h"
#include "services/matching/index/attribute_rows.h"
#include "services/matching/index/bit_rows.h"
#include "services/matching/index/conjunct_layout.h"
#include "services/matching/index/normal_form.h"
#include "services/matching/index/verdict_kernel.h"

namespace sangam::matching {

// Words of the planes of a part; bit p % 64 of word p / 64 is that of place p.
struct PlaneWords {
  uint64_t* eligible = nullptr;
  uint64_t* needs_information = nullptr;
  uint64_t* near_miss = nullptr;
};

// By what a part is made of versions.
struct PartMaking {
  using LoweringFunction = NormalForm (*)(const CompiledVersion& version);

  LoweringFunction lower = &NormalFormOf;
  RowRoom room;
};

// Versions, each at a place of its own, and the rows of what fails where.
// Immutable, but for caches that only make it faster: safe to share between
// threads and between indexes. Holds its versions; the dictionary that they
// were compiled with must outlive it.
class IndexPart {
 public:
  // What one classification needs beside the part. Reuse it to spare
  // allocations; one thread at a time. Serves any part.
  class Scratch;

  // By place. Null: nothing stands there.
  using Versions = std::vector<std::shared_ptr<const CompiledVersion>>;

  // Where `order` is not null, the part chooses the places that make it the
  // quickest, and tells of each which of the given versions stands there; else
  // they stand as they are given.
  // `attributes`: how many the dictionary has.
  IndexPart(Versions versions, size_t attributes, const PartMaking& making,
            std::vector<uint32_t>* order);

  size_t size() const { return versions_.size(); }
  // How many words a plane has.
  size_t words() const { return (versions_.size() + 63) / 64; }
  // What stands at a place, or null.
  const std::shared_ptr<const CompiledVersion>& version_at(size_t place) const {
    return versions_[place];
  }

  // Writes the verdict on each version that is `in_force`: exactly Decide()'s.
  // The others are in none of the planes. Versions of `in_force` have a place.
  void Classify(const SubjectView& subject, const ReferenceData& reference,
                const uint64_t* in_force, Scratch* scratch,
                const PlaneWords& planes) const;

  // What the part takes in memory, caches included, versions not.
  size_t bytes() const;

 private:
  friend class ForwardIndexPeer;

  // Has the reference evaluator decide on a place.
  void DecideAt(size_t place, const SubjectView& subject,
                const ReferenceData& reference, const PlaneWords& planes) const;

  Versions versions_;
  ConjunctLayout layout_;
  std::vector<std::unique_ptr<AttributeRows>> attributes_;
  // Bits that are no conjunct's, conjuncts that make no near miss, conjuncts
  // with tests that are not indexed.
  BitRows marks_;
  bool has_residuals_ = false;
  // Places with a defect; those where a near miss must be looked at.
  std::vector<uint64_t> defects_;
  std::vector<uint64_t> doubtful_near_;
};

class IndexPart::Scratch {
 public:
  Scratch() = default;

 private:
  friend class IndexPart;

  WorkRows rows_;
  WorkRows planes_;
  VerdictRows verdict_rows_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_INDEX_PART_H_
