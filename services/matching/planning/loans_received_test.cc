// A bank's loan is no grant: not while the linkage that tells of it is only
// sanctioned, and not once its money has come.
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

constexpr char kNeed[] = "needs { id: 'soft' head: 'SOFT' cost_paise: 1000 }";

// Half of the cost, at most 300 paise for one applicant in all. So much of
// linkages/x is a grant, and so much of it has come.
type::v1::ConvergencePlan PlanOnceCame(int64_t grant, int64_t came) {
  SampleCatalog sample;
  sample.Add("half", PaysShare("SOFT", 5000,
                               "grant_ceiling { fixed { min_paise: 300"
                               " max_paise: 300 } } "));
  return PlanBy(
      sample, kNeed,
      absl::StrCat("kind: SUBJECT_KIND_CLUSTER",
                   came == 0 ? ""
                             : absl::StrCat(" received_benefits { scheme:"
                                            " 'schemes/half' linkage:"
                                            " 'linkages/x' amount_paise: ",
                                            came, " }")),
      {Sanctioned("x", "half", grant)});
}

TEST(LoansReceivedTest, TheCeilingIsTheSameBeforeAndAfterTheMoneyCame) {
  for (const int64_t came : {0, 40, 60, 80, 100}) {
    const auto plan = PlanOnceCame(60, came);
    EXPECT_EQ(plan.total().grant_paise(), 240) << came;
    ASSERT_EQ(plan.assumptions_size(), 1);
    EXPECT_THAT(plan.assumptions(0).text(),
                testing::EndsWith(", which leaves ₹2.40 of its ceiling"));
  }
}

TEST(LoansReceivedTest, ALoanAloneLeavesTheCeilingAsItWas) {
  for (const int64_t came : {0, 40, 100}) {
    const auto plan = PlanOnceCame(0, came);
    EXPECT_EQ(plan.total().grant_paise(), 300) << came;
    EXPECT_EQ(plan.assumptions_size(), 0) << came;
  }
}

}  // namespace
}  // namespace sangam::matching
