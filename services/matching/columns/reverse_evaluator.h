// Every subject against many versions: the verdicts of the reference evaluator,
// block by block.
//
//   auto plan = ReversePlan::Build({version, cohort}, dictionary);
//   ReverseBasis basis = {as_of, reference};
//   BlockEvaluator evaluator(plan, view, basis, ReverseDetail::kNearMisses);
//   for (size_t block = 0; block < view->block_count(); ++block) {
//     const BlockVerdicts& verdicts = evaluator.Evaluate(block);
//     ... verdicts.eligible(0), view->block(block).NameOf(row) ...
//   }
//
// A rule alone, a cohort, or "has received it" are versions like any other:
// CompileVersion of a SchemeVersion with that expression as its one condition.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_REVERSE_EVALUATOR_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_REVERSE_EVALUATOR_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/reference_data.h"
#include "common/rules/value.h"
#include "services/matching/catalog/compiled_version.h"
#include "services/matching/columns/bit_plane.h"
#include "services/matching/columns/subject_block.h"
#include "services/matching/columns/subject_columns.h"

namespace sangam::matching {

// How much is worked out. Each costs more than the one before.
enum class ReverseDetail {
  // Eligible or not.
  kEligible,
  // Also who needs information.
  kThreeWay,
  // Also near misses: all of Decide().
  kNearMisses
};

// Some of the versions of a plan that follow one another.
struct VersionRange {
  size_t first = 0;
  size_t count = 0;

  bool Has(size_t version) const {
    return version >= first && version - first < count;
  }
  friend bool operator==(VersionRange a, VersionRange b) {
    return a.first == b.first && a.count == b.count;
  }
};

// Versions prepared for evaluation. Immutable, safe to share between threads.
class ReversePlan {
 public:
  // Whether a version is in force does not count here. `versions` and the
  // dictionary that they were compiled with outlive the plan; none is null.
  // `cancelled` may be empty; several threads ask it now and then, and once it
  // is true there is no plan, but null, within a few milliseconds. Of those
  // versions that are `only_eligible` no more is ever worked out than who is
  // eligible.
  static std::shared_ptr<const ReversePlan> Build(
      std::vector<const CompiledVersion*> versions,
      const AttributeDictionary& dictionary,
      const std::function<bool()>& cancelled = nullptr,
      VersionRange only_eligible = VersionRange());
  ~ReversePlan();

  // How many versions there are.
  size_t size() const;
  // About what it takes in memory.
  size_t bytes() const;

  struct Parts;
  const Parts& parts() const { return *parts_; }

 private:
  explicit ReversePlan(std::unique_ptr<const Parts> parts);

  const std::unique_ptr<const Parts> parts_;
};

// What is asked beside the subjects; what it points to outlives its use.
struct ReverseBasis {
  // The date of the law.
  absl::CivilDay as_of;
  ReferenceData reference;
  // Whether the answer is no longer wanted: asked now and then while a block is
  // worked out, which ends within a few milliseconds once it is true and must
  // not be used then. May be empty.
  std::function<bool()> cancelled = nullptr;
};

// A plane for each version.
struct BlockPlanes {
  std::vector<BitPlane> eligible;
  std::vector<BitPlane> needs_information;
  std::vector<BitPlane> near_miss;
};

// The verdicts of a block's subjects: bit r % 64 of word r / 64 is row r. Bits
// past the last row are 0. At most one plane of a version has a bit; a row in
// none of the three is ineligible.
class BlockVerdicts {
 public:
  static constexpr size_t kWords = BitPlane::kWords;

  const uint64_t* eligible(size_t version) const {
    return planes_.eligible[version].words;
  }
  // All 0 unless the detail asks for them, as with near_miss.
  const uint64_t* needs_information(size_t version) const {
    return planes_.needs_information[version].words;
  }
  const uint64_t* near_miss(size_t version) const {
    return planes_.near_miss[version].words;
  }

 private:
  friend class BlockEvaluator;
  BlockPlanes planes_;
};

// The rows of a block by the value that they have of one attribute.
struct RowGroups {
  static constexpr uint16_t kUnknown = 0xFFFF;

  // Each value that occurs, once.
  std::vector<rules::Value> values;
  // For each row the place of its value in `values`, or kUnknown.
  std::vector<uint16_t> group_of_row;
};

// Evaluates blocks of one view. For one thread at a time; several evaluators
// may share plan, view and what the basis points to.
class BlockEvaluator {
 public:
  // What `basis` points to outlives it.
  BlockEvaluator(std::shared_ptr<const ReversePlan> plan,
                 std::shared_ptr<const ColumnsView> view,
                 const ReverseBasis& basis, ReverseDetail detail);
  ~BlockEvaluator();

  // The verdicts of the rows of this block; valid until the next call. Anything
  // if the basis says that the answer is no longer wanted.
  // Where only the rows of `among`, a plane as those of verdicts, are asked
  // about, the verdicts on others may be anything.
  const BlockVerdicts& Evaluate(size_t block, const uint64_t* among = nullptr);

  // The rows of a block by the value that a rule would read, derived ones
  // included; for a list its elements as recorded, for children never known.
  RowGroups GroupBy(size_t block, const AttributeInfo& attribute);

 private:
  class Impl;
  const std::unique_ptr<Impl> impl_;
};

// How many subjects got which verdict; the rest is ineligible.
struct VerdictTally {
  int64_t eligible = 0;
  int64_t needs_information = 0;
  int64_t near_miss = 0;
};

struct ReverseCounts {
  // Of how many subjects.
  int64_t subjects = 0;
  // By the place of the version in the plan.
  std::vector<VerdictTally> tallies;
};

struct CountOptions {
  ReverseDetail detail = ReverseDetail::kThreeWay;
  // Count only subjects that are eligible by the version at this place.
  absl::optional<size_t> cohort;
  // How many threads count, the calling one included; at least 1.
  int threads = 1;
  // Asked now and then, by any of the threads; once true, counting ends within
  // a few milliseconds. May be empty.
  std::function<bool()> cancelled;
  // Told now and then how many subjects were looked at, by one thread at a
  // time. May be empty.
  std::function<void(int64_t scanned, int64_t total)> progress;
};

// Counts all subjects of a view; nothing if it was cancelled. No version of the
// plan is only_eligible.
absl::optional<ReverseCounts> CountVerdicts(
    const std::shared_ptr<const ReversePlan>& plan,
    const std::shared_ptr<const ColumnsView>& view, const ReverseBasis& basis,
    const CountOptions& options);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_REVERSE_EVALUATOR_H_
