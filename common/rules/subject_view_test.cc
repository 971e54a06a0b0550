#include "common/rules/subject_view.h"

#include <limits>

#include "absl/strings/match.h"
#include "common/clock/civil_date.h"
#include "common/rules/plain_fields.h"
#include "gtest/gtest.h"

namespace sangam {
namespace {

using rules::Value;
using type::v1::Profile;

Value Read(const Profile& profile, absl::string_view name,
           absl::CivilDay as_of = absl::CivilDay(2024, 4, 1)) {
  const AttributeInfo* info = AttributeDictionary::BuiltIn().Find(name);
  return SubjectView(profile, {}, as_of).value(info->index);
}

TEST(SubjectViewTest, ReadsEveryType) {
  Profile profile;
  profile.set_kind(type::v1::SUBJECT_KIND_PRODUCER_GROUP);
  profile.set_members(0);
  profile.set_women_owned(false);
  profile.set_revenue_model("");
  profile.mutable_sectors();
  profile.mutable_products()->add_values("Eri stoles");
  *profile.mutable_formed_on() = ToDate(absl::CivilDay(2024, 3, 1));
  EXPECT_EQ(Read(profile, "subject.kind"),
            Value(std::string("PRODUCER_GROUP")));
  EXPECT_EQ(Read(profile, "members"), Value(int64_t{0}));
  EXPECT_EQ(Read(profile, "women_owned"), Value(false));
  EXPECT_EQ(Read(profile, "revenue_model"), Value(std::string()));
  EXPECT_EQ(Read(profile, "sectors"), Value(std::vector<std::string>{}));
  EXPECT_EQ(Read(profile, "products"),
            Value(std::vector<std::string>{"Eri stoles"}));
  EXPECT_EQ(Read(profile, "formed_on"), Value(absl::CivilDay(2024, 3, 1)));
  EXPECT_EQ(Read(profile, "weavers"), Value());
}

// Field by field, so that a reader of the wrong field shows.
TEST(SubjectViewTest, ReadsEveryNumberAndTruthAsReflectionDoes) {
  using google::protobuf::FieldDescriptor;
  int plain = 0;
  for (const AttributeInfo& info : AttributeDictionary::BuiltIn().all()) {
    const FieldDescriptor::CppType type = info.field->cpp_type();
    if (type != FieldDescriptor::CPPTYPE_INT64 &&
        type != FieldDescriptor::CPPTYPE_BOOL) {
      continue;
    }
    ++plain;
    EXPECT_TRUE(rules::IsPlainField(info.field->name()))
        << info.name << " is read, but slowly";
    Profile profile;
    Value expected;
    if (type == FieldDescriptor::CPPTYPE_INT64) {
      profile.GetReflection()->SetInt64(&profile, info.field, 70 + info.index);
      expected = int64_t{70 + info.index};
    } else {
      profile.GetReflection()->SetBool(&profile, info.field, true);
      expected = true;
    }
    const SubjectView view(profile, {}, absl::CivilDay(2024, 4, 1));
    for (const AttributeInfo& other : AttributeDictionary::BuiltIn().all()) {
      EXPECT_EQ(view.Has(other.index), other.index == info.index)
          << info.name << ", " << other.name;
    }
    EXPECT_EQ(view.value(info.index), expected) << info.name;
  }
  EXPECT_GT(plain, 60);
}

TEST(SubjectViewTest, ReadsEveryValueOfAnEnum) {
  for (const AttributeInfo& info : AttributeDictionary::BuiltIn().all()) {
    const auto* type = info.field->enum_type();
    if (type == nullptr) continue;
    std::vector<std::string> read;
    for (int i = 0; i < type->value_count(); ++i) {
      Profile profile;
      profile.GetReflection()->SetEnum(&profile, info.field, type->value(i));
      const Value value = Read(profile, info.name);
      EXPECT_EQ(rules::IsKnown(value), type->value(i)->number() != 0);
      if (!rules::IsKnown(value)) continue;
      read.push_back(absl::get<std::string>(value));
      EXPECT_TRUE(absl::EndsWith(type->value(i)->name(), read.back()));
    }
    EXPECT_EQ(read, info.allowed_values) << info.name;
  }
}

TEST(SubjectViewTest, WhatMeansNothingIsNotGiven) {
  Profile profile;
  profile.set_kind(type::v1::SUBJECT_KIND_UNSPECIFIED);
  profile.set_legal_form(static_cast<type::v1::LegalForm>(99));
  profile.set_place("");
  profile.mutable_formed_on()->set_year(2024);
  EXPECT_EQ(Read(profile, "subject.kind"), Value());
  EXPECT_EQ(Read(profile, "legal_form"), Value());
  EXPECT_EQ(Read(profile, "place"), Value());
  EXPECT_EQ(Read(profile, "formed_on"), Value());
}

TEST(SubjectViewTest, AgeFollowsTheDayOfFormation) {
  Profile profile;
  profile.set_age_months(500);
  EXPECT_EQ(Read(profile, "age_months"), Value(int64_t{500}));
  *profile.mutable_formed_on() = ToDate(absl::CivilDay(2023, 10, 2));
  EXPECT_EQ(Read(profile, "age_months"), Value(int64_t{5}));
  EXPECT_EQ(Read(profile, "age_months", absl::CivilDay(2024, 4, 2)),
            Value(int64_t{6}));
  EXPECT_EQ(Read(profile, "age_months", absl::CivilDay(2023, 10, 2)),
            Value(int64_t{0}));
  EXPECT_EQ(Read(profile, "age_months", absl::CivilDay(2023, 10, 1)), Value());
}

TEST(SubjectViewTest, SharesAreFlooredToTheBasisPoint) {
  Profile profile;
  profile.set_members(12);
  EXPECT_EQ(Read(profile, "poor_member_share_bps"), Value());
  profile.set_poor_members(9);
  EXPECT_EQ(Read(profile, "poor_member_share_bps"), Value(int64_t{7500}));
  profile.set_women_members(8);
  EXPECT_EQ(Read(profile, "women_member_share_bps"), Value(int64_t{6666}));
  profile.set_sc_members(3);
  EXPECT_EQ(Read(profile, "sc_st_member_share_bps"), Value());
  profile.set_st_members(9);
  EXPECT_EQ(Read(profile, "sc_st_member_share_bps"), Value(int64_t{10000}));
  profile.set_poor_member_share_bps(8100);
  EXPECT_EQ(Read(profile, "poor_member_share_bps"), Value(int64_t{8100}));
}

TEST(SubjectViewTest, SharesOfNothingOrOfMoreThanAllAreNotKnown) {
  Profile profile;
  profile.set_members(0);
  profile.set_poor_members(0);
  EXPECT_EQ(Read(profile, "poor_member_share_bps"), Value());
  profile.set_members(5);
  profile.set_poor_members(6);
  EXPECT_EQ(Read(profile, "poor_member_share_bps"), Value());
  profile.set_poor_members(-1);
  EXPECT_EQ(Read(profile, "poor_member_share_bps"), Value());
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  profile.set_members(kMost);
  profile.set_poor_members(kMost);
  EXPECT_EQ(Read(profile, "poor_member_share_bps"), Value(int64_t{10000}));
  profile.set_sc_members(kMost);
  profile.set_st_members(kMost);
  EXPECT_EQ(Read(profile, "sc_st_member_share_bps"), Value());
}

TEST(SubjectViewTest, TheChainGivesThePlace) {
  const AttributeInfo* place = AttributeDictionary::BuiltIn().Find("place");
  Profile profile;
  const PlaceChain chain = {
      {{"places/lgd-block-1", type::v1::PLACE_KIND_BLOCK}}};
  const SubjectView by_chain(profile, chain, absl::CivilDay(2024, 4, 1));
  EXPECT_EQ(by_chain.value(place->index),
            Value(std::string("places/lgd-block-1")));
  profile.set_place("places/x");
  const SubjectView alone(profile, {}, absl::CivilDay(2024, 4, 1));
  EXPECT_TRUE(alone.Has(place->index));
  EXPECT_TRUE(alone.place_chain().Contains("places/x"));
}

}  // namespace
}  // namespace sangam
