#include "services/matching/engine/availability.h"

#include <string>

#include "gtest/gtest.h"
#include "services/matching/catalog/sample_catalog.h"

namespace sangam::matching {
namespace {

std::string On(const std::string& terms, int month, int day) {
  return v1::Availability_Name(
             AvailabilityOn(FromText<scheme_catalog::v1::SchemeVersion>(terms),
                            absl::CivilDay(2024, month, day)))
      .substr(sizeof("AVAILABILITY_") - 1);
}

TEST(AvailabilityTest, WindowsIncludeTheirFirstAndLastDay) {
  const char* window =
      "window { opens_on { year: 2024 month: 4 day: 1 }"
      " closes_on { year: 2024 month: 6 day: 30 } }";
  EXPECT_EQ(On(window, 3, 31), "NOT_YET_OPEN");
  EXPECT_EQ(On(window, 4, 1), "OPEN");
  EXPECT_EQ(On(window, 6, 30), "OPEN");
  EXPECT_EQ(On(window, 7, 1), "WINDOW_CLOSED");
  EXPECT_EQ(On("", 7, 1), "OPEN");
  EXPECT_EQ(On("window {}", 7, 1), "OPEN");
  EXPECT_EQ(On("window { opens_on { year: 2024 month: 13 day: 1 } }", 1, 1),
            "OPEN")
      << "a date that is none";
}

TEST(AvailabilityTest, SuspensionsCountOnTheirDaysOnly) {
  const char* suspended =
      "state: SCHEME_VERSION_STATE_SUSPENDED"
      " suspensions { suspended_from { year: 2024 month: 4 day: 1 }"
      " suspended_until { year: 2024 month: 4 day: 30 }"
      " cause: SUSPENSION_CAUSE_ORDER }"
      " suspensions { suspended_from { year: 2024 month: 6 day: 1 }"
      " cause: SUSPENSION_CAUSE_BUDGET_EXHAUSTED }";
  EXPECT_EQ(On(suspended, 3, 31), "OPEN");
  EXPECT_EQ(On(suspended, 4, 1), "SUSPENDED");
  EXPECT_EQ(On(suspended, 4, 30), "SUSPENDED");
  EXPECT_EQ(On(suspended, 5, 1), "OPEN");
  EXPECT_EQ(On(suspended, 6, 1), "BUDGET_EXHAUSTED");
  EXPECT_EQ(On(suspended, 12, 31), "BUDGET_EXHAUSTED") << "until another word";
}

TEST(AvailabilityTest, AnOrderComesBeforeTheBudgetAndBothBeforeTheWindow) {
  const std::string budget =
      "suspensions { suspended_from { year: 2024 month: 1 day: 1 }"
      " cause: SUSPENSION_CAUSE_BUDGET_EXHAUSTED }";
  const std::string order =
      "suspensions { suspended_from { year: 2024 month: 5 day: 1 }"
      " cause: SUSPENSION_CAUSE_ORDER }";
  const std::string window =
      "window { closes_on { year: 2024 month: 1 day: 31 } }";
  EXPECT_EQ(On(budget + order + window, 4, 30), "BUDGET_EXHAUSTED");
  EXPECT_EQ(On(budget + order + window, 5, 1), "SUSPENDED");
  EXPECT_EQ(
      On("suspensions { suspended_from { year: 2024 month: 1 day: 1 } }", 1, 1),
      "SUSPENDED")
      << "a cause that is not stated";
}

TEST(AvailabilityTest, AReviewIsOverdueAfterItsDay) {
  const auto version = FromText<scheme_catalog::v1::SchemeVersion>(
      "review_by { year: 2024 month: 3 day: 31 }");
  EXPECT_FALSE(IsReviewOverdue(version, absl::CivilDay(2024, 3, 31)));
  EXPECT_TRUE(IsReviewOverdue(version, absl::CivilDay(2024, 4, 1)));
  EXPECT_FALSE(IsReviewOverdue({}, absl::CivilDay(2024, 4, 1)));
}

}  // namespace
}  // namespace sangam::matching
