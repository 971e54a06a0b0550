#include "services/sangamctl/resource/resource_type.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

TEST(ResourceTypeTest, NamesTellTheirType) {
  EXPECT_EQ(TypeOfName("schemes/sgsy")->kind, ResourceKind::kScheme);
  EXPECT_EQ(TypeOfName("schemes/sgsy/versions/v1")->kind,
            ResourceKind::kSchemeVersion);
  EXPECT_EQ(TypeOfName("clusters/umden")->kind, ResourceKind::kCluster);
}

TEST(ResourceTypeTest, OtherNamesHaveNone) {
  for (const char* name :
       {"", "groups", "groups/", "/a", "groups/a/b", "villages/a",
        "schemes/a/versions", "schemes/a/versions/", "schemes//versions/v",
        "scheme-versions/a"}) {
    EXPECT_EQ(TypeOfName(name), nullptr) << name;
  }
}

TEST(ResourceTypeTest, TheContractsHaveTheFieldsAndMessagesThatTypesName) {
  for (const ResourceType& type : AllResourceTypes()) {
    const auto* file = type.prototype->GetDescriptor()->file();
    const auto* update = file->FindMessageTypeByName(
        absl::StrCat("Update", type.method_stem, "Request"));
    ASSERT_NE(update, nullptr) << type.collection;
    EXPECT_NE(update->FindFieldByName(type.field), nullptr);
    const auto* list = file->FindMessageTypeByName(
        absl::StrCat("List", type.method_stem_plural, "Response"));
    ASSERT_NE(list, nullptr) << type.collection;
    EXPECT_NE(list->FindFieldByName(type.field_plural), nullptr);
  }
}

TEST(ResourceTypeTest, WhatOneStoreSaysOfAVersionCanBeLeftOut) {
  for (const ResourceType& type : AllResourceTypes()) {
    const auto* descriptor = type.prototype->GetDescriptor();
    std::unique_ptr<google::protobuf::Message> resource(type.prototype->New());
    const auto* reflection = resource->GetReflection();
    const auto set = [&](const char* field) {
      reflection->SetString(resource.get(), descriptor->FindFieldByName(field),
                            "x");
    };
    set("name");
    const std::string kept = resource->SerializeAsString();
    set("etag");
    reflection->MutableMessage(resource.get(),
                               descriptor->FindFieldByName("update_time"));
    ClearVersionFields(*resource);
    EXPECT_EQ(resource->SerializeAsString(), kept) << type.collection;
  }
}

TEST(ResourceTypeTest, TestsOfSchemesBelongToNoCollection) {
  EXPECT_TRUE(IsSchemeTestName("schemes/a/versions/b/tests/c"));
  for (const char* name :
       {"schemes/a/versions/b", "schemes/a/versions/b/tests",
        "schemes/a/versions/b/tests/", "schemes/a/versions/b/tests/c/d",
        "schemes/a/version/b/tests/c", "groups/a/versions/b/tests/c"}) {
    EXPECT_FALSE(IsSchemeTestName(name)) << name;
  }
  EXPECT_EQ(TypeOfName("schemes/a/versions/b/tests/c"), nullptr);
}

TEST(ResourceTypeTest, NamesLeadToVersionsAndSchemes) {
  EXPECT_EQ(VersionOfName("schemes/a/versions/b/tests/c"),
            "schemes/a/versions/b");
  EXPECT_EQ(VersionOfName("schemes/a/versions/b"), "schemes/a/versions/b");
  EXPECT_EQ(VersionOfName("schemes/a"), "");
  EXPECT_EQ(SchemeOfName("schemes/a/versions/b/tests/c"), "schemes/a");
  EXPECT_EQ(SchemeOfName("schemes/a"), "schemes/a");
  EXPECT_EQ(SchemeOfName("groups/a"), "");
}

TEST(ResourceTypeTest, PeopleMaySpellCollectionsWithDashes) {
  EXPECT_EQ(TypeOfCollection("place-sets"), TypeOfCollection("placeSets"));
  EXPECT_EQ(TypeOfCollection("readiness-rules")->kind,
            ResourceKind::kReadinessRule);
  EXPECT_EQ(TypeOfCollection("survey-problems")->grpc_service,
            "sangam.scheme_catalog.v1.GuidanceCatalogService");
  EXPECT_EQ(TypeOfCollection("schemes")->grpc_service, "");
  EXPECT_EQ(TypeOfName("place-sets/a"), nullptr);
  EXPECT_EQ(TypeOfName("placeSets/a")->kind, ResourceKind::kPlaceSet);
}

}  // namespace
}  // namespace sangam::sangamctl
