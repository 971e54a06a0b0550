// Attributes of few values: each test is asked once for each value, of a
// subject of whom nothing else is known.
#include <utility>

#include "common/rules/evaluator.h"
#include "services/matching/columns/coded_truths.h"
#include "services/matching/columns/value_profile.h"

namespace sangam::matching {
namespace {

class CategoryTests : public TestGroup {
 public:
  CategoryTests(const std::vector<PlanTest>& tests,
                std::vector<uint32_t> members)
      : tests_(tests),
        info_(*tests[members.front()].predicate->attribute),
        members_(std::move(members)),
        planes_(members_.size()) {}

  void Fill(BlockValues& values, PlaneSink& sink) override {
    values.Load(info_, &numbers_);
    planes_.Begin(members_, sink);
    truths_.Spread(
        numbers_,
        [&](int64_t number) {
          return Ask(values, values.ValueOf(info_, number));
        },
        &planes_);
    const BitPlane missing = values.all() - numbers_.present;
    if (!missing.IsZero()) {
      if (missing_ == nullptr) {
        missing_ = std::make_unique<ValueTruths>(Ask(values, {}));
      }
      planes_.Add(*missing_, missing);
    }
    planes_.Finish(members_, sink);
  }

 private:
  ValueTruths Ask(const BlockValues& values, const rules::Value& value) const {
    const SubjectView subject(ProfileWith(info_, value), PlaceChain(),
                              values.basis().as_of, values.dictionary());
    ValueTruths truths;
    for (uint32_t i = 0; i < members_.size(); ++i) {
      const Truth truth =
          rules::EvaluatePredicate(*tests_[members_[i]].predicate, subject,
                                   values.basis().reference)
              .truth;
      if (truth == Truth::kTrue) truths.holds.push_back(i);
      if (truth == Truth::kUnknown) truths.unknown.push_back(i);
    }
    return truths;
  }

  const std::vector<PlanTest>& tests_;
  const AttributeInfo& info_;
  const std::vector<uint32_t> members_;
  GroupPlanes planes_;
  RowNumbers numbers_;
  CodedTruths truths_;
  std::unique_ptr<ValueTruths> missing_;
};

}  // namespace

std::unique_ptr<TestGroup> MakeCategoryTests(const std::vector<PlanTest>& tests,
                                             std::vector<uint32_t> members) {
  return std::make_unique<CategoryTests>(tests, std::move(members));
}

}  // namespace sangam::matching
