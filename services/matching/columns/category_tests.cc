// Attributes of few values: each test is asked once for each value, of a
// subject of whom nothing else is known.
#include <algorithm>
#include <utility>

#include "absl/types/optional.h"
#include "common/rules/evaluator.h"
#include "services/matching/columns/coded_truths.h"
#include "services/matching/columns/plain_truth.h"
#include "services/matching/columns/value_profile.h"

namespace sangam::matching {
namespace {

class CategoryTests : public TestGroup {
 public:
  CategoryTests(const std::vector<PlanTest>& tests,
                std::vector<uint32_t> members)
      : tests_(tests),
        info_(*tests[members.front()].predicate->attribute),
        members_(members),
        truths_(std::move(members)) {}

  void Fill(BlockValues& values, PlaneSink& sink) override {
    values.Load(info_, &numbers_);
    if (missing_ == NumberByKey::kNone) missing_ = Ask(values, {});
    std::fill_n(codes_, values.size(), missing_);
    ForEachRow(numbers_.present, [&](uint32_t row) {
      uint32_t& code = code_of_number_.Of(numbers_.values[row]);
      if (code == NumberByKey::kNone) {
        code = Ask(values, values.ValueOf(info_, numbers_.values[row]));
      }
      codes_[row] = code;
    });
    truths_.Spread(codes_, values.size(), sink);
  }

 private:
  // The code of what the tests say of a value.
  uint32_t Ask(const BlockValues& values, const rules::Value& value) {
    absl::optional<SubjectView> subject;
    ValueTruths truths(members_.size());
    for (size_t i = 0; i < members_.size(); ++i) {
      const rules::Predicate& predicate = *tests_[members_[i]].predicate;
      absl::optional<Truth> truth = PlainTruthOf(predicate, value);
      if (!truth) {
        if (!subject) {
          subject.emplace(ProfileWith(info_, value), PlaceChain(),
                          values.basis().as_of, values.dictionary());
        }
        truth = rules::EvaluatePredicate(predicate, *subject,
                                         values.basis().reference)
                    .truth;
      }
      truths.Set(i, *truth);
    }
    return truths_.CodeOf(truths);
  }

  const std::vector<PlanTest>& tests_;
  const AttributeInfo& info_;
  const std::vector<uint32_t> members_;
  RowNumbers numbers_;
  CodedTruths truths_;
  NumberByKey code_of_number_;
  uint32_t missing_ = NumberByKey::kNone;
  uint32_t codes_[SubjectBlock::kMostRows] = {};
};

}  // namespace

std::unique_ptr<TestGroup> MakeCategoryTests(const std::vector<PlanTest>& tests,
                                             std::vector<uint32_t> members) {
  return std::make_unique<CategoryTests>(tests, std::move(members));
}

}  // namespace sangam::matching
