#include "services/sangamctl/federation_screen/roll_up_screen.h"

#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr char kCluster[] = R"pb(
  parent {
    name: 'groups/c'
    title: 'Cluster C'
    kind: SUBJECT_KIND_CLF
    sums {
      shgs: 12
      open_bodies: 2
      members { sum: 142 known: 11 missing: 1 }
      poor_members { part: 96 whole: 120 share_bps: 8000 known: 10 missing: 2 }
      savings_paise { sum: 147600000 known: 12 }
      annual_turnover_paise { missing: 12 }
      npa_paise { part: 0 whole: 0 known: 3 missing: 9 }
    }
    own_mandate {
      shgs: 5
      members { sum: 60 known: 5 }
    }
  }
  roll_ups {
    name: 'groups/v'
    title: 'Village V\x1b[31m'
    kind: SUBJECT_KIND_VO
    sums {
      shgs: 12
      members { sum: 142 known: 11 missing: 1 }
      poor_members { part: 96 whole: 120 share_bps: 8000 known: 12 }
      savings_paise { sum: 147600000 known: 12 }
    }
  }
  roll_ups {
    name: 'groups/w'
    kind: SUBJECT_KIND_VO
    keeps_own_mandate: true
    sums { shgs: 5 }
  }
)pb";

std::string Drawn(const std::string& text, const std::string& language = "en") {
  registry::v1::ListFederationRollUpsResponse response;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &response));
  return DrawRollUps(response, Words(language), Layout());
}

TEST(RollUpScreenTest, ShowsSumsAndOfHowManyTheyAreKnown) {
  const std::string drawn = Drawn(kCluster);
  EXPECT_THAT(drawn, HasSubstr("Cluster C (CLF)"));
  EXPECT_THAT(drawn, HasSubstr("11 of 12"));
  EXPECT_THAT(drawn, HasSubstr("96 of 120"));
  EXPECT_THAT(drawn, HasSubstr("80 %"));
  EXPECT_THAT(drawn, HasSubstr("₹14,76,000"));
  EXPECT_THAT(drawn, HasSubstr("0 of 12"));
  EXPECT_THAT(drawn, HasSubstr("Of 2 bodies it is not declared"));
  EXPECT_THAT(drawn, HasSubstr("members (known: 5 of 5)"));
}

TEST(RollUpScreenTest, MarksWhatIsIncompleteInEachLine) {
  const std::string drawn = Drawn(kCluster);
  EXPECT_THAT(drawn, HasSubstr("142*"));
  EXPECT_THAT(drawn, HasSubstr("* without SHGs that do not record it"));
  EXPECT_THAT(drawn, HasSubstr("(5)"));
  EXPECT_THAT(drawn, HasSubstr("under its own mandate"));
  EXPECT_THAT(drawn, Not(HasSubstr("\x1b")));
}

TEST(RollUpScreenTest, ABodyWithNothingBelowIsShownAlone) {
  const std::string drawn = Drawn(
      "parent { name: 'groups/v' kind: SUBJECT_KIND_VO sums { open_bodies: 1 }"
      " }");
  EXPECT_THAT(drawn, HasSubstr("groups/v (VO)"));
  EXPECT_THAT(drawn, HasSubstr("Of 1 body it is not declared"));
  EXPECT_THAT(drawn, Not(HasSubstr("UNDER IT")));
}

TEST(RollUpScreenTest, SpeaksHindi) {
  EXPECT_THAT(Drawn(kCluster, "hi"), HasSubstr("सदस्य"));
}

}  // namespace
}  // namespace sangam::sangamctl
