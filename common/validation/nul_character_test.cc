#include "common/validation/nul_character.h"

#include <string>
#include <vector>

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sangam/registry/v1/registry_service.pb.h"

namespace sangam {
namespace {

std::vector<std::string> FaultyFields(
    const google::protobuf::Message& message) {
  std::vector<std::string> fields;
  for (const auto& violation :
       FieldViolationsOf(RefuseNulCharacters(message))) {
    fields.push_back(violation.field);
    EXPECT_EQ(violation.description,
              "holds a NUL character (\\u0000); leave it out");
  }
  return fields;
}

TEST(NulCharacterTest, EveryTextOfARequestIsRead) {
  const std::string nul("a\0b", 3);
  registry::v1::ListGroupsRequest list;
  list.set_filter(nul);
  list.set_order_by(std::string(1, '\0'));
  list.set_page_token(nul);
  list.mutable_read_at()->set_exact_token(nul);
  EXPECT_THAT(FaultyFields(list),
              testing::UnorderedElementsAre("filter", "order_by", "page_token",
                                            "read_at.exact_token"));
  registry::v1::UpdateGroupRequest update;
  update.mutable_group()->add_outside_ids()->set_system("LOKOS");
  update.mutable_group()->add_outside_ids()->set_value(nul);
  auto& extra = *update.mutable_group()->mutable_profile()->mutable_extra();
  extra[nul].set_text("x");
  extra["looms"].set_text(nul);
  update.mutable_update_mask()->add_paths(nul);
  EXPECT_THAT(
      FaultyFields(update),
      testing::UnorderedElementsAre(
          "group.outside_ids[1].value", "group.profile.extra[...]",
          "group.profile.extra[\"looms\"].text", "update_mask.paths[0]"));
}

TEST(NulCharacterTest, OtherTextsAreGood) {
  registry::v1::ListGroupsRequest request;
  EXPECT_TRUE(RefuseNulCharacters(request).ok());
  // Control characters are for those to judge who know what the text is for.
  request.set_filter("title == '\\u0000' &&\n\t members > 0 \x01");
  EXPECT_TRUE(RefuseNulCharacters(request).ok());
}

}  // namespace
}  // namespace sangam
