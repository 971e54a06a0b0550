#include "services/registry/domain/record_merge.h"

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "sangam/registry/v1/group.pb.h"

namespace sangam::registry {
namespace {

using testing::ElementsAre;

v1::Group Group(const std::string& text) {
  v1::Group group;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &group))
      << text;
  return group;
}

google::protobuf::FieldMask Take(const std::vector<std::string>& paths) {
  google::protobuf::FieldMask mask;
  for (const std::string& path : paths) mask.add_paths(path);
  return mask;
}

class RecordMergeTest : public testing::Test {
 protected:
  const v1::Group& Merge(const std::string& survivor,
                         const std::string& duplicate,
                         const std::vector<std::string>& take = {},
                         const MergedAlong& along = {}) {
    merged_ =
        MergeRecords(Group(survivor), Group(duplicate), Take(take), along);
    return static_cast<const v1::Group&>(*merged_.record);
  }

  MergedRecord merged_;
};

TEST_F(RecordMergeTest, WhatTheSurvivorLacksComesWithItsProvenance) {
  const v1::Group& group = Merge(
      "name: 'groups/a' title: 'A' profile { members: 10 }"
      " provenance { asserted_by: 'BLOCK_OFFICE' }",
      "name: 'groups/b' place: 'places/v'"
      " profile { members: 10 women_members: 9 }"
      " provenance { asserted_by: 'SELF_DECLARED' }"
      " field_provenance { fields: 'place'"
      " provenance { asserted_by: 'DOCUMENT' } }");
  EXPECT_EQ(group.name(), "groups/a");
  EXPECT_EQ(group.place(), "places/v");
  EXPECT_EQ(group.profile().members(), 10);
  EXPECT_EQ(group.profile().women_members(), 9);
  EXPECT_THAT(merged_.filled_fields,
              ElementsAre("place", "profile.women_members"));
  EXPECT_EQ(merged_.conflicts.size(), 0);
  EXPECT_EQ(group.provenance().asserted_by(), "BLOCK_OFFICE");
  ASSERT_EQ(group.field_provenance_size(), 2);
  EXPECT_THAT(group.field_provenance(0).fields(), ElementsAre("place"));
  EXPECT_EQ(group.field_provenance(0).provenance().asserted_by(), "DOCUMENT");
  EXPECT_THAT(group.field_provenance(1).fields(),
              ElementsAre("profile.women_members"));
  EXPECT_EQ(group.field_provenance(1).provenance().asserted_by(),
            "SELF_DECLARED");
}

TEST_F(RecordMergeTest, WhereTheyDisagreeTheSurvivorStays) {
  const v1::Group& group =
      Merge("name: 'groups/a' title: 'A' profile { members: 10 }",
            "name: 'groups/b' title: 'B' profile { members: 11 }");
  EXPECT_EQ(group.title(), "A");
  EXPECT_EQ(group.profile().members(), 10);
  ASSERT_EQ(merged_.conflicts.size(), 2);
  EXPECT_EQ(merged_.conflicts[0].field(), "title");
  EXPECT_EQ(merged_.conflicts[1].field(), "profile.members");
  EXPECT_EQ(merged_.conflicts[1].survivor_value(), "10");
  EXPECT_EQ(merged_.conflicts[1].duplicate_value(), "11");
  EXPECT_FALSE(merged_.conflicts[1].taken());
}

TEST_F(RecordMergeTest, WhatIsAskedForIsTaken) {
  const v1::Group& group = Merge(
      "name: 'groups/a' title: 'A' profile { members: 10 }"
      " field_provenance { fields: 'profile.members'"
      " provenance { asserted_by: 'BLOCK_OFFICE' } }",
      "name: 'groups/b' title: 'B' profile { members: 11 }",
      {"profile.members"});
  EXPECT_EQ(group.title(), "A");
  EXPECT_EQ(group.profile().members(), 11);
  EXPECT_TRUE(merged_.conflicts[1].taken());
  EXPECT_EQ(group.field_provenance_size(), 0)
      << "where the duplicate's comes from is not known";
}

TEST_F(RecordMergeTest, ListsAreTakenAsAWhole) {
  const v1::Group& group = Merge(
      "name: 'groups/a' profile { sectors { values: 'SILK' } }",
      "name: 'groups/b' profile { sectors { values: ['SILK', 'HANDLOOM'] } }",
      {"profile.sectors"});
  EXPECT_EQ(group.profile().sectors().values_size(), 2);
}

TEST_F(RecordMergeTest, PartsOfACountAreNotMixedWithAnothersWhole) {
  const std::string ten = "name: 'groups/a' profile { members: 10 }";
  const std::string eight_of_fifteen =
      "name: 'groups/b' profile { members: 15 poor_members: 8 artisans: 4 }";
  const v1::Group& group = Merge(ten, eight_of_fifteen);
  EXPECT_FALSE(group.profile().has_poor_members());
  EXPECT_EQ(group.profile().artisans(), 4);
  EXPECT_THAT(merged_.filled_fields, ElementsAre("profile.artisans"));
  ASSERT_EQ(merged_.conflicts.size(), 2);
  EXPECT_EQ(merged_.conflicts[1].field(), "profile.poor_members");
  EXPECT_EQ(merged_.conflicts[1].survivor_value(), "");
  EXPECT_EQ(merged_.conflicts[1].duplicate_value(), "8");
  EXPECT_FALSE(merged_.conflicts[1].taken());
  // Together with the whole, by themselves, or beside none.
  const auto poor_of = [&](const std::string& survivor,
                           const std::vector<std::string>& take) {
    return Merge(survivor, eight_of_fifteen, take).profile().poor_members();
  };
  EXPECT_EQ(poor_of(ten, {"profile.members"}), 8);
  EXPECT_EQ(poor_of(ten, {"profile.poor_members"}), 8);
  EXPECT_EQ(poor_of("name: 'groups/a'", {}), 8);
  EXPECT_EQ(poor_of("name: 'groups/a' profile { members: 15 }", {}), 8);
  EXPECT_EQ(Merge(ten, "name: 'groups/b' profile { poor_members: 8 }")
                .profile()
                .poor_members(),
            0)
      << "of how many is not known";
}

TEST_F(RecordMergeTest, AWholeIsNotPutOverAnothersParts) {
  const std::string survivor = "name: 'groups/a' profile { poor_members: 12 }";
  EXPECT_FALSE(Merge(survivor, "name: 'groups/b' profile { members: 10 }")
                   .profile()
                   .has_members());
  EXPECT_EQ(merged_.conflicts[0].field(), "profile.members");
  EXPECT_EQ(Merge(survivor,
                  "name: 'groups/b' profile { members: 15 poor_members: 12 }")
                .profile()
                .members(),
            15);
  EXPECT_EQ(Merge(survivor,
                  "name: 'groups/b' profile { members: 15 poor_members: 8 }",
                  {"profile.poor_members"})
                .profile()
                .members(),
            15);
}

// An attribute of profile.extra, a number.
std::string Extra(const std::string& name, int number) {
  return absl::StrCat("extra { key: '", name, "' value { number: ", number,
                      " } } ");
}

TEST_F(RecordMergeTest, EachAddedAttributeIsAFactOfItsOwn) {
  const std::string survivor = absl::StrCat(
      "name: 'groups/a' profile { ", Extra("bank_visits", 3), Extra("loans", 1),
      " } provenance { asserted_by: 'BLOCK_OFFICE' }");
  const std::string duplicate =
      absl::StrCat("name: 'groups/b' profile { ", Extra("savings_paise", 500),
                   Extra("loans", 2), Extra("bank_visits", 3),
                   " } provenance { asserted_by: 'SELF_DECLARED' }");
  const v1::Group& group = Merge(survivor, duplicate);
  EXPECT_EQ(group.profile().extra_size(), 3);
  EXPECT_EQ(group.profile().extra().at("bank_visits").number(), 3);
  EXPECT_EQ(group.profile().extra().at("savings_paise").number(), 500);
  EXPECT_EQ(group.profile().extra().at("loans").number(), 1);
  EXPECT_THAT(merged_.filled_fields,
              ElementsAre("profile.extra[\"savings_paise\"]"));
  ASSERT_EQ(merged_.conflicts.size(), 1);
  EXPECT_EQ(merged_.conflicts[0].field(), "profile.extra[\"loans\"]");
  EXPECT_EQ(merged_.conflicts[0].survivor_value(), "number: 1");
  EXPECT_EQ(merged_.conflicts[0].duplicate_value(), "number: 2");
  EXPECT_FALSE(merged_.conflicts[0].taken());
  ASSERT_EQ(group.field_provenance_size(), 1);
  EXPECT_THAT(group.field_provenance(0).fields(),
              ElementsAre("profile.extra[\"savings_paise\"]"));
  EXPECT_EQ(group.field_provenance(0).provenance().asserted_by(),
            "SELF_DECLARED");
}

TEST_F(RecordMergeTest, OneAddedAttributeIsTakenByItsName) {
  const std::string survivor =
      absl::StrCat("name: 'groups/a' profile { ", Extra("a", 1), Extra("b", 1),
                   Extra("c", 1), " }");
  const std::string duplicate = absl::StrCat(
      "name: 'groups/b' profile { ", Extra("a", 2), Extra("b", 2), " }");
  const v1::Group& one = Merge(survivor, duplicate, {"profile.extra[\"b\"]"});
  EXPECT_EQ(one.profile().extra().at("a").number(), 1);
  EXPECT_EQ(one.profile().extra().at("b").number(), 2);
  const v1::Group& all = Merge(survivor, duplicate, {"profile.extra"});
  EXPECT_EQ(all.profile().extra().at("a").number(), 2);
  EXPECT_EQ(all.profile().extra().at("b").number(), 2);
  EXPECT_EQ(all.profile().extra().at("c").number(), 1) << "nothing is lost";
}

TEST_F(RecordMergeTest, AddedAttributesOfTheDuplicateAloneKeepTheirProvenance) {
  const v1::Group& group = Merge(
      "name: 'groups/a' provenance { asserted_by: 'BLOCK_OFFICE' }",
      absl::StrCat("name: 'groups/b' profile { ", Extra("a", 1), Extra("b", 2),
                   " } provenance { asserted_by: 'SELF_DECLARED' }"
                   " field_provenance { fields: 'profile.extra[\"b\"]'"
                   " provenance { asserted_by: 'DOCUMENT' } }"));
  EXPECT_EQ(group.profile().extra_size(), 2);
  ASSERT_EQ(group.field_provenance_size(), 2);
  EXPECT_THAT(group.field_provenance(0).fields(), ElementsAre("profile.extra"));
  EXPECT_EQ(group.field_provenance(0).provenance().asserted_by(),
            "SELF_DECLARED");
  EXPECT_THAT(group.field_provenance(1).fields(),
              ElementsAre("profile.extra[\"b\"]"));
  EXPECT_EQ(group.field_provenance(1).provenance().asserted_by(), "DOCUMENT");
}

TEST_F(RecordMergeTest, IdsAreThoseOfBoth) {
  const v1::Group& group =
      Merge("name: 'groups/a' outside_ids { system: 'LOKOS' value: '1' }",
            "name: 'groups/b' outside_ids { system: 'LOKOS' value: '01' }");
  EXPECT_EQ(group.outside_ids_size(), 2);
  EXPECT_EQ(merged_.moved_outside_ids.size(), 1);
}

TEST_F(RecordMergeTest, AllMembersAreRecordedWhereBothSaySo) {
  const std::string complete = "name: 'groups/a' children_complete: true";
  EXPECT_TRUE(Merge(complete, "name: 'groups/b'").children_complete());
  EXPECT_FALSE(Merge(complete, "name: 'groups/b'", {}, {.members = true})
                   .children_complete());
  EXPECT_EQ(merged_.conflicts[0].field(), "children_complete");
  EXPECT_TRUE(Merge(complete, "name: 'groups/b' children_complete: true", {},
                    {.members = true})
                  .children_complete());
  EXPECT_FALSE(Merge("name: 'groups/a'",
                     "name: 'groups/b' children_complete: true", {},
                     {.members = true})
                   .children_complete());
}

TEST_F(RecordMergeTest, BenefitsAreCompleteAsFarAsBothSaySo) {
  const auto until = [](int year) {
    return "name: 'groups/a' profile { received_benefits_complete_until {"
           " year: " +
           std::to_string(year) + " month: 3 day: 31 } }";
  };
  const auto year_of = [](const v1::Group& group) {
    return group.profile().received_benefits_complete_until().year();
  };
  EXPECT_EQ(year_of(Merge(until(2026), "name: 'groups/b'")), 2026);
  EXPECT_EQ(
      year_of(Merge(until(2026), "name: 'groups/b'", {}, {.linkages = true})),
      0);
  EXPECT_EQ(year_of(Merge(until(2026), until(2024), {}, {.linkages = true})),
            2024);
  EXPECT_EQ(year_of(Merge(until(2024), until(2026), {}, {.linkages = true})),
            2024);
  EXPECT_EQ(
      year_of(Merge("name: 'groups/a'", until(2026), {}, {.linkages = true})),
      0);
}

TEST_F(RecordMergeTest, OnlyFactsCanBeTaken) {
  for (const char* path :
       {"name", "kind", "etag", "outside_ids", "profile", "titel",
        "profile.titel", "profile.received_benefits_complete_until",
        "profile.extra[\"\"]", "profile.extra[x]", "profile.extra[\"A b\"]"}) {
    const absl::Status status =
        CheckTakenFields(Take({path}), *v1::Group::descriptor());
    ASSERT_FALSE(FieldViolationsOf(status).empty()) << path;
    EXPECT_EQ(FieldViolationsOf(status)[0].field, "take_fields");
  }
  EXPECT_TRUE(CheckTakenFields(Take({"title", "profile.members",
                                     "profile.extra[\"bank_visits\"]"}),
                               *v1::Group::descriptor())
                  .ok());
}

}  // namespace
}  // namespace sangam::registry
