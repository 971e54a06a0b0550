#include "services/matching/columns/reverse_evaluator.h"

#include <utility>

#include "services/matching/columns/block_evaluation.h"
#include "services/matching/columns/row_groups.h"

namespace sangam::matching {

class BlockEvaluator::Impl {
 public:
  Impl(std::shared_ptr<const ReversePlan> plan,
       std::shared_ptr<const ColumnsView> view, const ReverseBasis& basis,
       ReverseDetail detail)
      : plan_(std::move(plan)),
        view_(std::move(view)),
        basis_(basis),
        evaluation_(plan_->parts(), *view_, basis_,
                    SharedTests(plan_->parts(), *view_, basis_), detail) {}

  const BlockVerdicts& Evaluate(size_t block, const uint64_t* among) {
    evaluation_.Open(view_->block(block));
    BitPlane rows = evaluation_.values().all();
    for (size_t i = 0; among != nullptr && i < BitPlane::kWords; ++i) {
      rows.words[i] &= among[i];
    }
    evaluation_.Evaluate(rows, &verdicts_.planes_);
    // The caller may take long to ask for the next block.
    evaluation_.values().ForgetViews();
    return verdicts_;
  }

  RowGroups GroupBy(size_t block, const AttributeInfo& attribute) {
    BlockValues& values = evaluation_.values();
    values.Open(view_->block(block));
    RowGroups groups = GroupRows(values, attribute);
    values.ForgetViews();
    return groups;
  }

 private:
  const std::shared_ptr<const ReversePlan> plan_;
  const std::shared_ptr<const ColumnsView> view_;
  const ReverseBasis basis_;
  BlockEvaluation evaluation_;
  BlockVerdicts verdicts_;
};

BlockEvaluator::BlockEvaluator(std::shared_ptr<const ReversePlan> plan,
                               std::shared_ptr<const ColumnsView> view,
                               const ReverseBasis& basis, ReverseDetail detail)
    : impl_(std::make_unique<Impl>(std::move(plan), std::move(view), basis,
                                   detail)) {}
BlockEvaluator::~BlockEvaluator() = default;

const BlockVerdicts& BlockEvaluator::Evaluate(size_t block,
                                              const uint64_t* among) {
  return impl_->Evaluate(block, among);
}

RowGroups BlockEvaluator::GroupBy(size_t block,
                                  const AttributeInfo& attribute) {
  return impl_->GroupBy(block, attribute);
}

}  // namespace sangam::matching
