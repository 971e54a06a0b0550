#include "services/matching/stale_facts.h"

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

google::protobuf::RepeatedPtrField<type::v1::FieldProvenance> Observed(
    const std::string& text) {
  type::v1::FieldProvenance facts;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &facts));
  google::protobuf::RepeatedPtrField<type::v1::FieldProvenance> list;
  *list.Add() = facts;
  return list;
}

constexpr char kOldMembers[] = R"pb(
  fields: "profile.members"
  fields: "profile.households"
  fields: "profile.no_such_field"
  provenance { observed_on { year: 2023 month: 5 day: 31 } }
)pb";

TEST(StaleFactsTest, AreTakenOutFromTheDayOn) {
  type::v1::Profile profile;
  profile.set_members(12);
  profile.set_women_members(11);
  EXPECT_THAT(ForgetStaleFacts(Observed(kOldMembers),
                               absl::CivilDay(2024, 5, 30), 12, &profile),
              IsEmpty());
  EXPECT_EQ(profile.members(), 12);
  EXPECT_THAT(ForgetStaleFacts(Observed(kOldMembers),
                               absl::CivilDay(2024, 5, 31), 12, &profile),
              ElementsAre("profile.members"));
  EXPECT_FALSE(profile.has_members());
  EXPECT_EQ(profile.women_members(), 11);
}

TEST(StaleFactsTest, PartsAloneAreTakenOut) {
  type::v1::Profile profile;
  profile.mutable_formed_on()->set_year(2020);
  profile.mutable_formed_on()->set_month(4);
  const auto facts = Observed(R"pb(
    fields: "profile.formed_on.month"
    fields: "profile.members.deeper"
    provenance { observed_on { year: 2020 month: 1 day: 1 } }
  )pb");
  EXPECT_THAT(ForgetStaleFacts(facts, absl::CivilDay(2026, 1, 1), 6, &profile),
              ElementsAre("profile.formed_on.month"));
  EXPECT_EQ(profile.formed_on().year(), 2020);
}

TEST(StaleFactsTest, WhatHasNoDayStays) {
  type::v1::Profile profile;
  profile.set_members(12);
  EXPECT_THAT(ForgetStaleFacts(Observed("fields: 'profile.members'"),
                               absl::CivilDay(2026, 1, 1), 1, &profile),
              IsEmpty());
  EXPECT_EQ(profile.members(), 12);
}

}  // namespace
}  // namespace sangam::matching
