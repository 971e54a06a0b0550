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
  MatchSubject subject;
  type::v1::Profile& profile = subject.profile;
  profile.set_members(12);
  profile.set_women_members(11);
  EXPECT_THAT(ForgetStaleFacts(Observed(kOldMembers),
                               absl::CivilDay(2024, 5, 30), 12, &subject),
              IsEmpty());
  EXPECT_EQ(profile.members(), 12);
  EXPECT_THAT(ForgetStaleFacts(Observed(kOldMembers),
                               absl::CivilDay(2024, 5, 31), 12, &subject),
              ElementsAre("profile.members"));
  EXPECT_FALSE(profile.has_members());
  EXPECT_EQ(profile.women_members(), 11);
}

TEST(StaleFactsTest, PartsAloneAreTakenOut) {
  MatchSubject subject;
  type::v1::Profile& profile = subject.profile;
  profile.mutable_formed_on()->set_year(2020);
  profile.mutable_formed_on()->set_month(4);
  const auto facts = Observed(R"pb(
    fields: "profile.formed_on.month"
    fields: "profile.members.deeper"
    provenance { observed_on { year: 2020 month: 1 day: 1 } }
  )pb");
  EXPECT_THAT(ForgetStaleFacts(facts, absl::CivilDay(2026, 1, 1), 6, &subject),
              ElementsAre("profile.formed_on.month"));
  EXPECT_EQ(profile.formed_on().year(), 2020);
}

TEST(StaleFactsTest, AListWithoutItsValuesIsNotKnownToBeEmpty) {
  MatchSubject subject;
  subject.profile.mutable_products()->add_values("honey");
  subject.profile.mutable_formed_on()->set_year(2020);
  const auto facts = Observed(R"pb(
    fields: "profile.products.values"
    fields: "profile.formed_on.month"
    provenance { observed_on { year: 2020 month: 1 day: 1 } }
  )pb");
  EXPECT_THAT(ForgetStaleFacts(facts, absl::CivilDay(2026, 1, 1), 6, &subject),
              ElementsAre("profile.products.values"));
  EXPECT_FALSE(subject.profile.has_products());
  EXPECT_TRUE(subject.profile.has_formed_on());
}

TEST(StaleFactsTest, AddedAttributesAreTakenOutOneByOne) {
  MatchSubject subject;
  auto& extra = *subject.profile.mutable_extra();
  extra["dept.loans"].set_number(1);
  extra["jobs"].set_number(7);
  const auto facts = Observed(R"pb(
    fields: "profile.extra[\"dept.loans\"]"
    fields: "profile.extra[\"not_recorded\"]"
    provenance { observed_on { year: 2020 month: 1 day: 1 } }
  )pb");
  EXPECT_THAT(ForgetStaleFacts(facts, absl::CivilDay(2026, 1, 1), 6, &subject),
              ElementsAre("profile.extra[\"dept.loans\"]"));
  EXPECT_EQ(extra.count("dept.loans"), 0u);
  EXPECT_EQ(extra.count("jobs"), 1u);
}

TEST(StaleFactsTest, APlaceIsTakenOutWithItsChain) {
  MatchSubject subject;
  subject.profile.set_place("places/a");
  type::v1::PlaceRef step;
  step.set_place("places/a");
  google::protobuf::RepeatedPtrField<type::v1::PlaceRef> chain;
  *chain.Add() = step;
  subject.place_chain = PlaceChain::FromProto(chain);
  ASSERT_FALSE(subject.place_chain.empty());
  const auto facts = Observed(R"pb(
    fields: "place"
    fields: "title"
    provenance { observed_on { year: 2001 month: 1 day: 1 } }
  )pb");
  EXPECT_THAT(ForgetStaleFacts(facts, absl::CivilDay(2026, 1, 1), 6, &subject),
              ElementsAre("place"));
  EXPECT_FALSE(subject.profile.has_place());
  EXPECT_TRUE(subject.place_chain.empty());
  EXPECT_THAT(ForgetStaleFacts(facts, absl::CivilDay(2026, 1, 1), 6, &subject),
              IsEmpty());
}

TEST(StaleFactsTest, ThoseUnderItHaveFactsOfTheirOwnAge) {
  MatchSubject subject;
  auto& children = *subject.profile.mutable_children();
  for (int i = 0; i < 2; ++i) {
    type::v1::Profile* child = children.add_profiles();
    child->set_members(10 + i);
    child->set_place("places/a");
    (*child->mutable_extra())["dept.loans"].set_number(1);
  }
  subject.profile.set_place("places/b");
  const auto facts = Observed(R"pb(
    fields: "profile.children.profiles[1].members"
    fields: "profile.children.profiles[1].place"
    fields: "profile.children.profiles[0].extra[\"dept.loans\"]"
    fields: "profile.children.profiles[0].weavers"
    fields: "profile.children.profiles[2].members"
    fields: "profile.children.profiles[x].members"
    provenance { observed_on { year: 2020 month: 1 day: 1 } }
  )pb");
  EXPECT_THAT(
      ForgetStaleFacts(facts, absl::CivilDay(2026, 1, 1), 6, &subject),
      ElementsAre("profile.children.profiles[1].members",
                  "profile.children.profiles[1].place",
                  "profile.children.profiles[0].extra[\"dept.loans\"]"));
  EXPECT_EQ(children.profiles(0).members(), 10);
  EXPECT_EQ(children.profiles(0).place(), "places/a");
  EXPECT_TRUE(children.profiles(0).extra().empty());
  EXPECT_FALSE(children.profiles(1).has_members());
  EXPECT_FALSE(children.profiles(1).has_place());
  EXPECT_EQ(children.profiles(1).extra().count("dept.loans"), 1u);
  EXPECT_EQ(subject.profile.place(), "places/b");
}

TEST(StaleFactsTest, WhatHasNoDayStays) {
  MatchSubject subject;
  type::v1::Profile& profile = subject.profile;
  profile.set_members(12);
  EXPECT_THAT(ForgetStaleFacts(Observed("fields: 'profile.members'"),
                               absl::CivilDay(2026, 1, 1), 1, &subject),
              IsEmpty());
  EXPECT_EQ(profile.members(), 12);
}

}  // namespace
}  // namespace sangam::matching
