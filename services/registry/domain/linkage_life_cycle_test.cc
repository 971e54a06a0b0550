#include "services/registry/domain/linkage_life_cycle.h"

#include <string>
#include <vector>

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "services/registry/domain/linkage_rules.h"

namespace sangam::registry {
namespace {

using testing::HasSubstr;

v1::Linkage LinkageOf(const std::string& text) {
  v1::Linkage linkage;
  linkage.set_name("linkages/a");
  linkage.set_subject("groups/g");
  EXPECT_TRUE(google::protobuf::TextFormat::MergeFromString(text, &linkage))
      << text;
  return linkage;
}

// A step on a day of January 2026.
std::string Step(const std::string& state, int day) {
  return "steps { state: LINKAGE_STATE_" + state +
         " taken_on { year: 2026 month: 1 day: " + std::to_string(day) +
         " } taken_by: 'BLOCK_OFFICE' reason: 'so' } ";
}
std::string In(const std::string& state) {
  return "state: LINKAGE_STATE_" + state + " ";
}
std::string FaultOf(const std::string& text) {
  const auto faults = FieldViolationsOf(CheckLinkage(LinkageOf(text)));
  return faults.empty() ? "" : faults[0].field;
}

const std::vector<std::string>& WholeWay() {
  static const auto& way = *new std::vector<std::string>{
      "PROPOSED", "APPLIED", "SANCTIONED", "DISBURSED", "UTILISED"};
  return way;
}

TEST(LinkageLifeCycleTest, TheWholeWayIsLegal) {
  std::string steps;
  int day = 1;
  for (const std::string& state : WholeWay()) {
    steps += Step(state, day++);
    EXPECT_EQ(FaultOf(In(state) + steps), "") << state;
  }
}

TEST(LinkageLifeCycleTest, OnlyTheseStepsFollowOneAnother) {
  int legal = 0;
  for (int from = v1::LinkageState_MIN; from <= v1::LinkageState_MAX; ++from) {
    for (int to = v1::LinkageState_MIN; to <= v1::LinkageState_MAX; ++to) {
      legal += CanFollow(static_cast<v1::LinkageState>(from),
                         static_cast<v1::LinkageState>(to))
                   ? 1
                   : 0;
    }
  }
  EXPECT_EQ(legal, 7);
  EXPECT_TRUE(
      CanFollow(v1::LINKAGE_STATE_SANCTIONED, v1::LINKAGE_STATE_REFUSED));
  EXPECT_FALSE(
      CanFollow(v1::LINKAGE_STATE_DISBURSED, v1::LINKAGE_STATE_REFUSED));
  EXPECT_FALSE(CanFollow(v1::LINKAGE_STATE_REFUSED, v1::LINKAGE_STATE_APPLIED));
}

TEST(LinkageLifeCycleTest, ThreeStatesFeedReceived) {
  for (const std::string& state : WholeWay()) {
    v1::LinkageState value = v1::LINKAGE_STATE_UNSPECIFIED;
    ASSERT_TRUE(v1::LinkageState_Parse("LINKAGE_STATE_" + state, &value));
    EXPECT_EQ(FeedsReceived(value), state == "DISBURSED" || state == "UTILISED")
        << state;
  }
  EXPECT_TRUE(FeedsReceived(v1::LINKAGE_STATE_RECEIVED));
  EXPECT_FALSE(FeedsReceived(v1::LINKAGE_STATE_REFUSED));
}

TEST(LinkageLifeCycleTest, FaultyStepsAreNamed) {
  EXPECT_EQ(FaultOf(In("APPLIED")), "steps");
  EXPECT_EQ(FaultOf(In("RECEIVED") + Step("PROPOSED", 1)), "steps");
  EXPECT_EQ(
      FaultOf(In("SANCTIONED") + Step("PROPOSED", 1) + Step("SANCTIONED", 2)),
      "steps[1].state");
  EXPECT_EQ(FaultOf(In("APPLIED") + Step("PROPOSED", 5) + Step("APPLIED", 4)),
            "steps[1].taken_on");
  EXPECT_EQ(FaultOf(In("APPLIED") + Step("PROPOSED", 5)), "state");
  EXPECT_EQ(FaultOf(In("PROPOSED") + "steps { state: LINKAGE_STATE_PROPOSED"
                                     " taken_by: 'SPV' }"),
            "steps[0].taken_on");
  EXPECT_EQ(FaultOf(In("PROPOSED") +
                    "steps { state: LINKAGE_STATE_PROPOSED taken_on { year:"
                    " 2026 month: 1 day: 1 } taken_by: 'a person' }"),
            "steps[0].taken_by");
  EXPECT_EQ(FaultOf(In("REFUSED") +
                    "steps { state: LINKAGE_STATE_REFUSED taken_on { year:"
                    " 2026 month: 1 day: 1 } taken_by: 'SPV' }"),
            "steps[0].reason");
}

TEST(LinkageLifeCycleTest, WhatIsOnRecordStays) {
  const v1::Linkage applied =
      LinkageOf(In("APPLIED") + Step("PROPOSED", 1) + Step("APPLIED", 2));
  EXPECT_TRUE(CheckLinkageChange(applied, applied).ok());
  EXPECT_TRUE(
      CheckLinkageChange(applied,
                         LinkageOf(In("SANCTIONED") + Step("PROPOSED", 1) +
                                   Step("APPLIED", 2) + Step("SANCTIONED", 3)))
          .ok());
  const absl::Status rewritten = CheckLinkageChange(
      applied,
      LinkageOf(In("APPLIED") + Step("PROPOSED", 2) + Step("APPLIED", 2)));
  EXPECT_EQ(FieldViolationsOf(rewritten)[0].field, "steps");
  EXPECT_THAT(std::string(rewritten.message()),
              HasSubstr("after APPLIED comes SANCTIONED or REFUSED"));
  EXPECT_FALSE(CheckLinkageChange(
                   applied, LinkageOf(In("PROPOSED") + Step("PROPOSED", 1)))
                   .ok());
  const absl::Status left =
      CheckLinkageChange(LinkageOf(In("RECEIVED")),
                         LinkageOf(In("UTILISED") + Step("UTILISED", 1)));
  EXPECT_THAT(std::string(left.message()), HasSubstr("RECEIVED is an end"));
}

TEST(LinkageLifeCycleTest, MoneyAddsUp) {
  const std::string sanctioned = In("SANCTIONED") + Step("SANCTIONED", 1);
  const std::string parties =
      "amount_paise: 100000"
      " parties { party: FUNDING_PARTY_CENTRE amount_paise: 80000 }"
      " parties { party: FUNDING_PARTY_BENEFICIARY amount_paise: 15000 }"
      " parties { party: FUNDING_PARTY_STATE amount_paise: 5000 in_kind: true "
      "}";
  EXPECT_EQ(FaultOf(sanctioned + parties), "");
  EXPECT_EQ(FaultOf(sanctioned + parties +
                    " parties { party: FUNDING_PARTY_BANK amount_paise: 1 }"),
            "parties");
  EXPECT_EQ(FaultOf(sanctioned + parties +
                    " instalments { amount_paise: 50000 }"
                    " instalments { amount_paise: 30000 }"),
            "");
  EXPECT_EQ(FaultOf(sanctioned + parties +
                    " instalments { amount_paise: 50000 }"
                    " instalments { amount_paise: 30001 }"),
            "instalments");
  EXPECT_EQ(FaultOf(sanctioned + " instalments { amount_paise: 5 paid_on {"
                                 " year: 2026 month: 2 day: 1 } }"),
            "instalments[0].paid_on");
  EXPECT_EQ(FaultOf(In("DISBURSED") + Step("DISBURSED", 1) +
                    " instalments { amount_paise: 5 }"),
            "instalments");
  EXPECT_EQ(FaultOf(sanctioned + " instalments { amount_paise: 0 }"),
            "instalments[0].amount_paise");
}

TEST(LinkageLifeCycleTest, WhatTheStateDoesNotAllowIsRefused) {
  const std::string applied = In("APPLIED") + Step("APPLIED", 1);
  const std::string day = " { year: 2026 month: 1 day: 3 } ";
  EXPECT_EQ(FaultOf(applied + "received_on" + day), "received_on");
  EXPECT_EQ(FaultOf(applied + "monitoring { visited_on" + day +
                    "visited_by: 'DISTRICT_OFFICE' finding: 'In use.' }"),
            "monitoring");
  EXPECT_EQ(FaultOf(applied +
                    "feedback { answer: FEEDBACK_ANSWER_REFUSED"
                    " reason: 'Too far.' given_on" +
                    day + "given_by: 'SPV' }"),
            "feedback.answer");
  EXPECT_EQ(FaultOf(In("PROPOSED") + Step("PROPOSED", 1) +
                    "feedback { answer: FEEDBACK_ANSWER_REFUSED given_on" +
                    day + "given_by: 'SPV' }"),
            "feedback.reason");
  EXPECT_EQ(FaultOf(applied + "evidence { description: 'File' }"),
            "evidence[0].reference");
  EXPECT_EQ(FaultOf(applied + "plan: 'schemes/x'"), "plan");
}

TEST(LinkageLifeCycleTest, TheBenefitIsWhatWasPaidSinceTheStep) {
  const type::v1::ReceivedBenefit benefit = ToReceivedBenefit(LinkageOf(
      In("DISBURSED") + Step("SANCTIONED", 1) + Step("DISBURSED", 9) +
      "amount_paise: 80000 instalments { amount_paise: 50000 paid_on { year:"
      " 2026 month: 1 day: 9 } } instalments { amount_paise: 30000 }"));
  EXPECT_EQ(benefit.amount_paise(), 50000);
  EXPECT_EQ(benefit.received_on().day(), 9);
}

}  // namespace
}  // namespace sangam::registry
