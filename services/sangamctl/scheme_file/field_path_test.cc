#include "services/sangamctl/scheme_file/field_path.h"

#include "gtest/gtest.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"

namespace sangam::sangamctl {
namespace {

scheme_catalog::v1::SchemeVersion Version() {
  scheme_catalog::v1::SchemeVersion version;
  version.set_name("schemes/s/versions/1");
  auto* condition = version.add_conditions();
  condition->set_id("group-size");
  condition->set_expression("members >= 10");
  version.add_conditions()->set_expression("true");
  version.add_supersedes("schemes/s/versions/0");
  return version;
}

TEST(FieldPathTest, ElementsAreKnownByTheirIds) {
  const PointedField field = FollowPath(Version(), "conditions[0].expression");
  EXPECT_EQ(field.shown, "conditions[group-size].expression");
  EXPECT_EQ(field.text, "members >= 10");
}

TEST(FieldPathTest, WithoutAnIdTheNumberStays) {
  EXPECT_EQ(FollowPath(Version(), "conditions[1].expression").shown,
            "conditions[1].expression");
  EXPECT_EQ(FollowPath(Version(), "supersedes[0]").shown, "supersedes[0]");
  EXPECT_EQ(FollowPath(Version(), "supersedes[0]").text,
            "schemes/s/versions/0");
}

TEST(FieldPathTest, WhatIsNotThereIsShownAsItIs) {
  for (const char* path :
       {"", "name", "nothing", "nothing.at[3].all", "conditions[9].id",
        "conditions[x].id", "name.text", "conditions[0].description.text.en",
        "conditions[99999999999].id", "conditions[", "conditions[-1]"}) {
    const std::string shown = FollowPath(Version(), path).shown;
    EXPECT_EQ(shown.size() >= std::string(path).size(), true) << path;
  }
  EXPECT_EQ(FollowPath(Version(), "conditions[9].id").shown,
            "conditions[9].id");
  EXPECT_EQ(FollowPath(Version(), "conditions[0].description.text.en").shown,
            "conditions[group-size].description.text.en");
}

}  // namespace
}  // namespace sangam::sangamctl
