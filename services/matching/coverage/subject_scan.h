// Walks over all subjects of a cohort, block by block.
#ifndef SANGAM_SERVICES_MATCHING_COVERAGE_SUBJECT_SCAN_H_
#define SANGAM_SERVICES_MATCHING_COVERAGE_SUBJECT_SCAN_H_

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "sangam/matching/v1/coverage.pb.h"
#include "services/matching/columns/reverse_evaluator.h"
#include "services/matching/coverage/asked_versions.h"
#include "services/matching/coverage/coverage_basis.h"

namespace sangam::matching {

class KeptPlans;

// A bit for each row of a block.
using RowBits = std::array<uint64_t, BlockVerdicts::kWords>;

// How many bits are set in both.
int64_t CountRows(const uint64_t* rows, const RowBits& among);

// Which of a scan's versions are the schemes that it is about: the first ones.
// After them follow, in the same order, who received each; of these it is only
// asked who is eligible.
struct ScannedSchemes {
  size_t count = 0;
  // Only what they come to together is asked: no version's near misses.
  bool together = false;

  VersionRange received() const { return {count, count}; }
};

// What schemes come to together: the best verdict that any of them gives, and
// who received any.
struct SchemesTogether {
  RowBits eligible = {};
  RowBits needs_information = {};
  RowBits near_miss = {};
  RowBits received = {};
};

// Calls `visit` with every row that is set, in order.
template <typename Visit>
void ForEachRow(const RowBits& rows, const Visit& visit) {
  for (size_t word = 0; word < rows.size(); ++word) {
    for (uint64_t bits = rows[word]; bits != 0; bits &= bits - 1) {
      visit(static_cast<uint32_t>(word * 64 + __builtin_ctzll(bits)));
    }
  }
}

// The verdicts of versions on the subjects of a cohort. For one thread at a
// time; the basis outlives it. Threads of its own, fewer while others work
// beside it, work blocks out ahead: of many versions one each, of few as many
// as take some milliseconds together, for less isn't worth a thread.
class SubjectScan {
 public:
  static constexpr size_t kManyVersions = 64;
  static constexpr unsigned kMostThreads = 8;
  // Of few versions so many planes, of blocks ahead and versions together, are
  // kept at most: some 400 KiB.
  static constexpr size_t kMostAhead = 256;
  static constexpr absl::Duration kTimeAhead = absl::Milliseconds(5);

  // `cohort` may be null: everybody. Subjects up to the name `after` are passed
  // over. The plan is looked for in `plans`, which may be null. Once the basis
  // says that the answer is no longer wanted, there may be no blocks.
  SubjectScan(const CoverageBasis* basis, std::vector<SharedVersion> versions,
              SharedVersion cohort, const std::string& after = "",
              KeptPlans* plans = nullptr,
              const ScannedSchemes& schemes = ScannedSchemes());

  // Goes to the next block; whether there is one.
  bool Next();

  // Gives back what only work needs, some MiB of many versions; Next makes it
  // anew. Until then nothing may be asked of the block.
  void Rest();

  // The block that Next went to.
  size_t block_index() const { return block_; }
  const SubjectBlock& block() const;
  // Those of its rows that are asked about, and all, within the cohort or not.
  const RowBits& asked() const { return asked_; }
  const RowBits& all() const { return all_; }
  // Of those asked about, who got this verdict by the version at this place.
  RowBits Rows(size_t version, v1::Verdict verdict) const {
    return Rows(version, verdict, asked_);
  }
  RowBits Rows(size_t version, v1::Verdict verdict, const RowBits& among) const;
  // Of those asked about, where the schemes are together.
  const SchemesTogether& together() const { return together_; }

  // The rows by their values of an attribute.
  RowGroups GroupBy(const AttributeInfo& attribute) {
    CountEvaluators();
    return Evaluator(0, Detail()).GroupBy(block_, attribute);
  }

  v1::Progress progress() const;
  const CoverageBasis& basis() const { return basis_; }

 private:
  // Decides how many there are, unless there are any.
  void CountEvaluators();
  // Those of one thread. Near misses of schemes together are asked only of who
  // gets nothing better, which takes another one.
  struct Evaluators {
    std::unique_ptr<BlockEvaluator> all;
    std::unique_ptr<BlockEvaluator> near;
  };
  // A block as it was worked out.
  struct Worked {
    const BlockVerdicts* verdicts = nullptr;
    SchemesTogether together;
  };

  ReverseDetail Detail() const {
    return schemes_.together ? ReverseDetail::kThreeWay
                             : ReverseDetail::kNearMisses;
  }
  // Made when it is first asked for: by its thread, for that takes as long as
  // to work out a block.
  BlockEvaluator& Evaluator(size_t number, ReverseDetail detail);
  // Works out a block with this evaluator.
  Worked WorkOut(size_t number, size_t block);
  SchemesTogether Together(size_t number, size_t block,
                           const BlockVerdicts& verdicts);
  // The rows of a block that are asked about.
  RowBits AskedOf(size_t block, const BlockVerdicts& verdicts) const;
  // Works out the next blocks: one for each evaluator, which keeps it, ...
  void WorkAheadOfMany();
  // ... or so many as there is time for, and keeps a copy of each.
  void WorkAheadOfFew();
  // Calls `work` with the number of each evaluator, each by a thread.
  void WithEachEvaluator(const std::function<void(size_t)>& work);

  const CoverageBasis& basis_;
  const std::vector<SharedVersion> versions_;
  const SharedVersion cohort_;
  const std::string after_;
  const ScannedSchemes schemes_;
  const std::shared_ptr<const ReversePlan> plan_;
  std::vector<Evaluators> evaluators_;
  // What they worked out: of the blocks before `next_`, the last ones; and what
  // of it outlives them.
  std::deque<Worked> ahead_;
  std::vector<BlockVerdicts> kept_;
  size_t next_;
  // Few at first: the caller may want no more than the beginning.
  size_t most_ahead_ = 1;
  size_t block_ = 0;
  const BlockVerdicts* verdicts_ = nullptr;
  SchemesTogether together_;
  RowBits asked_ = {};
  RowBits all_ = {};
  int64_t scanned_ = 0;
};

// Adds to the counts of a verdict.
void AddCount(v1::Verdict verdict, int64_t count, v1::VerdictCounts* counts);

// The four verdicts, in the order in which they are told.
inline constexpr std::array<v1::Verdict, 4> kVerdicts = {
    v1::VERDICT_ELIGIBLE, v1::VERDICT_NEEDS_INFORMATION, v1::VERDICT_NEAR_MISS,
    v1::VERDICT_INELIGIBLE};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COVERAGE_SUBJECT_SCAN_H_
