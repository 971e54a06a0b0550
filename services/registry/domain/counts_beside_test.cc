#include "services/registry/domain/counts_beside.h"

#include <algorithm>
#include <string>

#include "common/validation/profile.h"
#include "gmock/gmock.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam::registry {
namespace {

using google::protobuf::FieldDescriptor;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using type::v1::Profile;

std::vector<std::string> Beside(const std::string& name) {
  const FieldDescriptor* field = Profile::descriptor()->FindFieldByName(name);
  EXPECT_NE(field, nullptr) << name;
  std::vector<std::string> names;
  for (const FieldDescriptor* other : CountsBeside(*field)) {
    EXPECT_NE(other, nullptr) << name;
    if (other != nullptr) names.push_back(other->name());
  }
  return names;
}

TEST(CountsBesideTest, AreWholesPartsAndShares) {
  EXPECT_THAT(Beside("artisans"),
              UnorderedElementsAre("weavers", "artisans_with_identity_card"));
  EXPECT_THAT(Beside("weavers"), UnorderedElementsAre("artisans"));
  EXPECT_THAT(Beside("sc_members"),
              UnorderedElementsAre("members", "st_members", "obc_members"));
  EXPECT_THAT(Beside("annual_turnover_paise"), IsEmpty());
  EXPECT_THAT(Beside("members_aged_15_to_35"), IsEmpty());
}

// Whatever a record may not say at once can't be put together of two.
TEST(CountsBesideTest, HaveAllThatIsCheckedAgainstEachOther) {
  const google::protobuf::Descriptor& type = *Profile::descriptor();
  int refused = 0;
  for (int i = 0; i < type.field_count(); ++i) {
    for (int j = 0; j < type.field_count(); ++j) {
      const FieldDescriptor& part = *type.field(i);
      const FieldDescriptor& whole = *type.field(j);
      if (part.cpp_type() != FieldDescriptor::CPPTYPE_INT64 ||
          whole.cpp_type() != FieldDescriptor::CPPTYPE_INT64) {
        continue;
      }
      Profile profile;
      profile.GetReflection()->SetInt64(&profile, &part, 2);
      profile.GetReflection()->SetInt64(&profile, &whole, 1);
      Violations violations;
      CheckProfile(violations, "profile", profile);
      if (violations.ToStatus().ok()) continue;
      ++refused;
      const auto beside = CountsBeside(part);
      EXPECT_NE(std::find(beside.begin(), beside.end(), &whole), beside.end())
          << part.name() << " of " << whole.name();
    }
  }
  EXPECT_GT(refused, 10);
}

}  // namespace
}  // namespace sangam::registry
