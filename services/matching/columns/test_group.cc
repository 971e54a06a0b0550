#include "services/matching/columns/test_group.h"

#include <algorithm>
#include <map>
#include <utility>

namespace sangam::matching {

SharedTests::SharedTests(const ReversePlan::Parts& plan,
                         const ColumnsView& view, const ReverseBasis& basis) {
  const bool asks_for_places =
      std::any_of(plan.tests.begin(), plan.tests.end(),
                  [](const PlanTest& t) { return t.kind == TestKind::kPlace; });
  if (asks_for_places) {
    places = plan.places->Of(plan.tests, view, basis);
  }
}

std::vector<std::unique_ptr<TestGroup>> MakeTestGroups(
    const ReversePlan::Parts& plan, const ReverseBasis& basis,
    const SharedTests& shared) {
  // By kind, and by attribute where the group reads only one.
  std::map<std::pair<TestKind, int>, std::vector<uint32_t>> members;
  for (uint32_t i = 0; i < plan.tests.size(); ++i) {
    const PlanTest& test = plan.tests[i];
    const bool by_attribute = test.kind == TestKind::kNumber ||
                              test.kind == TestKind::kTruth ||
                              test.kind == TestKind::kCategory;
    const int attribute = by_attribute ? test.predicate->attribute->index : 0;
    members[{test.kind, attribute}].push_back(i);
  }
  std::vector<std::unique_ptr<TestGroup>> groups;
  for (auto& [key, list] : members) {
    switch (key.first) {
      case TestKind::kNumber:
        groups.push_back(MakeNumberTests(plan.tests, std::move(list), basis));
        break;
      case TestKind::kTruth:
        groups.push_back(MakeTruthTests(plan.tests, std::move(list)));
        break;
      case TestKind::kCategory:
        groups.push_back(MakeCategoryTests(plan.tests, std::move(list)));
        break;
      case TestKind::kPlace:
        groups.push_back(MakePlaceTests(
            *plan.tests[list.front()].predicate->attribute, shared.places));
        break;
      case TestKind::kReceived:
        groups.push_back(MakeReceiptTests(plan.tests, std::move(list)));
        break;
      case TestKind::kComputed:
        groups.push_back(MakeComputedTests(plan.tests, std::move(list)));
        break;
    }
  }
  return groups;
}

}  // namespace sangam::matching
