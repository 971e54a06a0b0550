#include "services/registry/domain/benefit_retention.h"

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::registry {
namespace {

constexpr char kReceived[] =
    "name: 'linkages/a' state: LINKAGE_STATE_RECEIVED"
    " received_on { year: 2020 month: 3 day: 31 }";

v1::Linkage Linkage(const std::string& text) {
  v1::Linkage linkage;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &linkage));
  return linkage;
}

std::string Why(const std::string& text, absl::CivilDay today) {
  return WhyKept(Linkage(text), {8}, today);
}

TEST(BenefitRetentionTest, ABenefitIsKeptUntilItsYearsAreOver) {
  EXPECT_EQ(Why(kReceived, absl::CivilDay(2028, 3, 30)),
            "tells of a benefit that was received on 2020-03-31, which is kept"
            " until 2028-03-31");
  EXPECT_EQ(Why(kReceived, absl::CivilDay(2028, 3, 31)), "");
}

TEST(BenefitRetentionTest, TheLastInstalmentCounts) {
  const std::string paid = std::string(kReceived) +
                           " instalments { amount_paise: 1"
                           " paid_on { year: 2022 month: 1 day: 5 } }";
  EXPECT_NE(Why(paid, absl::CivilDay(2030, 1, 4)), "");
  EXPECT_EQ(Why(paid, absl::CivilDay(2030, 1, 5)), "");
}

TEST(BenefitRetentionTest, WithoutAPeriodItIsKeptForGood) {
  const std::string why =
      WhyKept(Linkage(kReceived), {}, absl::CivilDay(9999, 1, 1));
  EXPECT_NE(why.find("for good"), std::string::npos) << why;
}

TEST(BenefitRetentionTest, AnUnknownDayIsNeverOver) {
  EXPECT_NE(Why("name: 'linkages/a' state: LINKAGE_STATE_DISBURSED",
                absl::CivilDay(9999, 1, 1)),
            "");
}

TEST(BenefitRetentionTest, WhatWasNotReceivedIsNotKept) {
  for (const char* state : {"PROPOSED", "APPLIED", "SANCTIONED", "REFUSED"}) {
    EXPECT_EQ(WhyKept(Linkage(std::string("state: LINKAGE_STATE_") + state), {},
                      absl::CivilDay(2026, 1, 1)),
              "")
        << state;
  }
}

}  // namespace
}  // namespace sangam::registry
