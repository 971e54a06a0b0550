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

}  // namespace
}  // namespace sangam::sangamctl
