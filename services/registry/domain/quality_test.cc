#include "services/registry/domain/quality.h"

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::registry {
namespace {

using testing::ElementsAre;

std::vector<v1::QualityFlag> FlagsOf(const std::string& text) {
  v1::Group group;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &group));
  return QualityFlagsOf(ToSubject(group), !group.parent().empty(),
                        absl::CivilDay(2026, 4, 1));
}

const char kShg[] =
    "kind: SUBJECT_KIND_SHG place: 'places/p' parent: 'groups/v' ";
const char kClf[] = "kind: SUBJECT_KIND_CLF place: 'places/p' ";

TEST(QualityTest, GroupsOutsideOfTheNormAreFlagged) {
  EXPECT_THAT(FlagsOf(std::string(kShg) + "profile { members: 10 }"),
              ElementsAre());
  EXPECT_THAT(FlagsOf(std::string(kShg) + "profile { members: 9 }"),
              ElementsAre(v1::QUALITY_FLAG_FEW_MEMBERS));
  EXPECT_THAT(FlagsOf(std::string(kShg) + "profile { women_members: 20 }"),
              ElementsAre());
  EXPECT_THAT(FlagsOf(std::string(kShg) + "profile { women_members: 21 }"),
              ElementsAre(v1::QUALITY_FLAG_MANY_MEMBERS));
  EXPECT_THAT(FlagsOf(kShg), ElementsAre());
}

TEST(QualityTest, ThinFederationsAreFlaggedByTheAverage) {
  // 725,000 women in 87,000 groups: 8.3 a group.
  EXPECT_THAT(FlagsOf(std::string(kClf) +
                      "profile { women_members: 725000 member_shgs: 87000 }"),
              ElementsAre(v1::QUALITY_FLAG_FEW_MEMBERS));
  EXPECT_THAT(FlagsOf(std::string(kClf) +
                      "profile { women_members: 870000 member_shgs: 87000 }"),
              ElementsAre());
  EXPECT_THAT(FlagsOf(std::string(kClf) + "profile { women_members: 3 }"),
              ElementsAre());
}

TEST(QualityTest, OddDaysAndMissingTiesAreFlagged) {
  EXPECT_THAT(FlagsOf(std::string(kClf) + "profile { formed_on { year: 2026 "
                                          "month: 4 day: 2 } }"),
              ElementsAre(v1::QUALITY_FLAG_ODD_FORMATION_DATE));
  EXPECT_THAT(FlagsOf(std::string(kClf) + "profile { formed_on { year: 2026 "
                                          "month: 4 day: 1 } }"),
              ElementsAre());
  EXPECT_THAT(FlagsOf(std::string(kClf) + "profile { formed_on { year: 1899 "
                                          "month: 4 day: 1 } }"),
              ElementsAre(v1::QUALITY_FLAG_ODD_FORMATION_DATE));
  EXPECT_THAT(
      FlagsOf("kind: SUBJECT_KIND_SHG"),
      ElementsAre(v1::QUALITY_FLAG_NO_PLACE, v1::QUALITY_FLAG_NOT_FEDERATED));
}

}  // namespace
}  // namespace sangam::registry
