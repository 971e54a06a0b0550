// A plan against one block after another.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_BLOCK_EVALUATION_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_BLOCK_EVALUATION_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "services/matching/columns/block_values.h"
#include "services/matching/columns/coming_block.h"
#include "services/matching/columns/reverse_evaluator.h"
#include "services/matching/columns/reverse_plan.h"
#include "services/matching/columns/test_group.h"
#include "services/matching/columns/version_formulas.h"

namespace sangam::matching {

// For one thread. What it is given outlives it.
class BlockEvaluation : public PlaneSink {
 public:
  BlockEvaluation(const ReversePlan::Parts& plan, const ColumnsView& view,
                  const ReverseBasis& basis, const SharedTests& shared,
                  ReverseDetail detail);
  ~BlockEvaluation() override;

  // Works out all tests of a block; the rest is about this block. `next` is
  // the one that is opened after it, as far as that is known, or null.
  void Open(const SubjectBlock& block, const SubjectBlock* next = nullptr);

  // Stops where the answer is no longer wanted; then the planes, one for each
  // version, say anything, and so they do of rows that are not of `among`.
  void Evaluate(const BitPlane& among, BlockPlanes* verdicts);

  // Who is eligible by one version.
  BitPlane EligibleBy(uint32_t version);

  // Adds up the verdicts on the rows of `cohort`, a tally for each version.
  void Count(const BitPlane& cohort, std::vector<VerdictTally>* tallies);

  BlockValues& values() { return values_; }

 private:
  void Take(uint32_t test, bool may_hold, const BitPlane* unknown,
            const BarredPlanes* barred) override;
  bool WantsBarred() const override {
    return detail_ == ReverseDetail::kNearMisses;
  }

  // What the complete versions come to by these planes of their tests.
  void Find(const SlotPlanes& slots, std::vector<BitPlane>* by_version);

  BitPlane All(const PlanConjunct& conjunct, const SlotPlanes& slots) const;
  // Adds the rows of `among` that lack this conjunct by one attribute, or by
  // none.
  void AddNearTo(const PlanConjunct& conjunct, const BitPlane& among,
                 BitPlane* near) const;
  BitPlane NearTo(const PlanVersion& version, const BitPlane& among) const;
  ReverseDetail DetailOf(const PlanVersion& version) const {
    return version.only_eligible ? ReverseDetail::kEligible : detail_;
  }
  // Asks the reference evaluator about an incomplete version.
  struct Decided {
    BitPlane eligible;
    BitPlane needs_information;
    BitPlane near_miss;
  };
  Decided DecideIncomplete(const PlanVersion& version, const BitPlane& among);

  const ReversePlan::Parts& plan_;
  const ReverseDetail detail_;
  BlockValues values_;
  std::vector<std::unique_ptr<TestGroup>> groups_;
  ComingBlock coming_;
  // Where a test, or its negation, holds; where it holds or is unknown; and
  // where it holds or fails by what can be mended.
  SlotPlanes holds_;
  SlotPlanes possible_;
  SlotPlanes near_;

  std::vector<int64_t> counts_;
  BlockPlanes verdicts_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_BLOCK_EVALUATION_H_
