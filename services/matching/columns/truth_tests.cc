// Yes-or-no attributes: their column is the plane.
#include <utility>

#include "services/matching/columns/test_group.h"

namespace sangam::matching {
namespace {

class TruthTests : public TestGroup {
 public:
  TruthTests(const std::vector<PlanTest>& tests, std::vector<uint32_t> members)
      : info_(*tests[members.front()].predicate->attribute),
        members_(std::move(members)) {}

  void Fill(BlockValues& values, PlaneSink& sink) override {
    for (uint32_t test : members_) {
      BitPlane present;
      BitPlane& holds = sink.Holds(test);
      values.LoadTruth(info_, &present, &holds);
      BitPlane unknown;
      if (info_.absence != type::v1::ATTRIBUTE_ABSENCE_FALSE) {
        unknown = values.all() - present;
      }
      sink.Finish(test, !holds.IsZero(), &unknown, nullptr);
    }
  }

 private:
  const AttributeInfo& info_;
  // One, unless it takes part in rules with different budgets of steps.
  const std::vector<uint32_t> members_;
};

}  // namespace

std::unique_ptr<TestGroup> MakeTruthTests(const std::vector<PlanTest>& tests,
                                          std::vector<uint32_t> members) {
  return std::make_unique<TruthTests>(tests, std::move(members));
}

}  // namespace sangam::matching
