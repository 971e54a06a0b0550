// What an applicant got of a scheme before counts against its ceiling.
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

using testing::HasSubstr;

constexpr char kNeed[] = "needs { id: 'soft' head: 'SOFT' cost_paise: 1000 }";

// Half of the cost, at most 300 paise for one applicant in all.
SampleCatalog Half(const std::string& ceiling =
                       "grant_ceiling { fixed { min_paise: 300 max_paise: 300 }"
                       " } ") {
  SampleCatalog sample;
  sample.Add("half", PaysShare("SOFT", 5000, ceiling));
  return sample;
}

std::string Received(const std::string& what,
                     const std::string& scheme = "schemes/half") {
  return absl::StrCat(
      "kind: SUBJECT_KIND_CLUSTER received_benefits { scheme: '", scheme, "' ",
      what, " }");
}

TEST(EarlierReceiptsTest, TheCeilingGivesWhatIsLeftOfIt) {
  EXPECT_EQ(PlanBy(Half(), kNeed).total().grant_paise(), 300);
  const auto plan = PlanBy(Half(), kNeed, Received("amount_paise: 100"));
  EXPECT_EQ(plan.total().grant_paise(), 200);
  EXPECT_EQ(plan.lines(0).ceiling_paise(), 300);
  ASSERT_EQ(plan.assumptions_size(), 1);
  EXPECT_EQ(plan.assumptions(0).text(),
            "soft: it may be had again: ₹1 came of it before, which leaves"
            " ₹2 of its ceiling");
}

TEST(EarlierReceiptsTest, ACeilingThatIsUsedUpGivesNothingAndIsTold) {
  for (const char* paise : {"300", "9223372036854775807"}) {
    const auto plan =
        PlanBy(Half(), kNeed, Received(absl::StrCat("amount_paise: ", paise)));
    EXPECT_EQ(plan.total().grant_paise(), 0);
    ASSERT_EQ(plan.not_used_size(), 1);
    EXPECT_THAT(plan.not_used(0).reason(),
                HasSubstr("it gives one applicant no more in all"));
  }
}

TEST(EarlierReceiptsTest, WithoutACeilingThatItMayBeHadAgainIsAssumed) {
  const auto plan = PlanBy(Half(""), kNeed, Received(""));
  EXPECT_EQ(plan.total().grant_paise(), 500);
  ASSERT_EQ(plan.assumptions_size(), 1);
  EXPECT_EQ(plan.assumptions(0).text(),
            "soft: it may be had again: a sum that is not recorded came of it"
            " before");
}

TEST(EarlierReceiptsTest, WhatIsOfAnotherSchemeOrComesLaterDoesNotCount) {
  for (const std::string& other :
       {Received("amount_paise: 100", "schemes/other"),
        Received("amount_paise: 100 received_on { year: 2999 month: 1 day: 1"
                 " }")}) {
    const auto plan = PlanBy(Half(), kNeed, other);
    EXPECT_EQ(plan.total().grant_paise(), 300);
    EXPECT_EQ(plan.assumptions_size(), 0);
  }
}

}  // namespace
}  // namespace sangam::matching
