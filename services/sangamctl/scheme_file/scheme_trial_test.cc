#include "services/sangamctl/scheme_file/scheme_trial.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/sangamctl/document/document_reader.h"

namespace sangam::sangamctl {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

template <typename Message>
Message Read(const std::string& yaml) {
  Message message;
  Problems problems;
  ReadSingleMessage("a.yaml", yaml, message, problems);
  EXPECT_THAT(problems, IsEmpty());
  return message;
}

matching::v1::SchemeTest ATest(const std::string& rest) {
  return Read<matching::v1::SchemeTest>(
      "subject: {profile: {members: 9}}\nverdict: ELIGIBLE\n" + rest);
}

scheme_catalog::v1::SchemeVersion Version() {
  return Read<scheme_catalog::v1::SchemeVersion>(
      "name: schemes/s/versions/1\neffective_from: 2024-04-01\n"
      "conditions: [{id: group-size}]\nbenefits: [{id: grant}]\n");
}

std::vector<std::string> Told(const std::string& test,
                              const std::string& match) {
  std::vector<std::string> lines;
  for (const Disappointment& one :
       Compare(ATest(test), Read<matching::v1::SchemeMatch>(match))) {
    lines.push_back(one.what + ": " + one.expected + ", " + one.actual);
  }
  return lines;
}

TEST(SchemeTrialTest, ATestNamesItsSubjectAndVerdict) {
  const auto violations = CheckSchemeTest({}, Version());
  ASSERT_EQ(violations.size(), 2U);
  EXPECT_EQ(violations[0].field, "subject");
  EXPECT_EQ(violations[1].field, "verdict");
}

TEST(SchemeTrialTest, IdsThatTheVersionLacksAreNamed) {
  const auto violations =
      CheckSchemeTest(ATest("conditions: {group-sise: MET}\n"
                            "benefit_max_paise: {grnt: 1, grant: -1}\n"),
                      Version());
  ASSERT_EQ(violations.size(), 3U);
  EXPECT_EQ(violations[0].field, "conditions.group-sise");
  EXPECT_THAT(violations[0].description,
              HasSubstr("did you mean \"group-size\"?"));
  EXPECT_THAT(violations[1].description, HasSubstr("must not be negative"));
  EXPECT_THAT(violations[2].description, HasSubstr("no benefit \"grnt\""));
  EXPECT_THAT(
      CheckSchemeTest(ATest("conditions: {group-size: MET}\n"), Version()),
      IsEmpty());
}

TEST(SchemeTrialTest, ConditionsThatRelationsAddMayBeNamed) {
  const auto version = Read<scheme_catalog::v1::SchemeVersion>(
      "name: schemes/s/versions/1\nrelations:\n"
      "- {kind: EXCLUDES, scheme: schemes/x}\n"
      "- {kind: REQUIRES, scheme: schemes/y}\n"
      "- {kind: FOLLOWS, scheme: schemes/z}\n");
  EXPECT_THAT(CheckSchemeTest(
                  ATest("conditions: {excludes-x: MET, requires-y: UNKNOWN}\n"),
                  version),
              IsEmpty());
  EXPECT_EQ(
      CheckSchemeTest(ATest("conditions: {follows-z: MET}\n"), version).size(),
      1U);
}

TEST(SchemeTrialTest, WithoutADateTheVersionsFirstDayCounts) {
  EXPECT_EQ(RequestOf(ATest(""), Version(), nullptr).as_of().year(), 2024);
  EXPECT_EQ(
      RequestOf(ATest("as_of: 2025-01-01"), Version(), nullptr).as_of().year(),
      2025);
  EXPECT_FALSE(RequestOf(ATest(""), {}, nullptr).has_as_of());
  EXPECT_FALSE(RequestOf(ATest(""), {}, nullptr).has_scheme());
}

TEST(SchemeTrialTest, WhatIsNotExpectedMayBeAnything) {
  EXPECT_THAT(Told("",
                   "verdict: ELIGIBLE\n"
                   "conditions: [{id: group-size, outcome: MET}]\n"),
              IsEmpty());
}

TEST(SchemeTrialTest, EveryDisappointmentIsTold) {
  EXPECT_THAT(
      Told("conditions: {group-size: MET, other: UNKNOWN}\n"
           "benefit_max_paise: {grant: 100000, loan: 100000, gone: 100}\n"
           "collect: [members, women_owned]\n",
           "verdict: NEAR_MISS\n"
           "conditions: [{id: group-size, outcome: NOT_MET}]\n"
           "benefits:\n"
           "- {benefit_id: grant, max_paise: 90000, condition: MET}\n"
           "- {benefit_id: loan, max_paise: 100000, condition: NOT_MET}\n"
           "collect: [{attribute: women_owned}]\n"),
      ElementsAre("verdict: ELIGIBLE, NEAR_MISS",
                  "conditions[group-size]: MET, NOT_MET",
                  "conditions[other]: UNKNOWN, no such condition",
                  "benefits[gone] at most: ₹1, no such benefit",
                  "benefits[grant] at most: ₹1,000, ₹900",
                  "benefits[loan] at most: ₹1,000, ₹0",
                  "collect: members, women_owned, women_owned"));
}

TEST(SchemeTrialTest, AMetTestTellsNothing) {
  EXPECT_THAT(Told("conditions: {group-size: MET}\n"
                   "benefit_max_paise: {grant: 100000}\n"
                   "collect: [members]\n",
                   "verdict: ELIGIBLE\n"
                   "conditions: [{id: group-size, outcome: MET}]\n"
                   "benefits: [{benefit_id: grant, max_paise: 100000}]\n"
                   "collect: [{attribute: members}]\n"),
              IsEmpty());
}

}  // namespace
}  // namespace sangam::sangamctl
