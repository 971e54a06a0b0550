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

}  // namespace
}  // namespace sangam::sangamctl
