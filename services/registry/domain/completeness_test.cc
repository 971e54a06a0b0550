#include "services/registry/domain/completeness.h"

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::registry {
namespace {

v1::Enterprise Enterprise(const std::string& text) {
  v1::Enterprise enterprise;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &enterprise));
  return enterprise;
}

TEST(CompletenessTest, EachFactCountsAndAbsentIsNotFalse) {
  const Completeness nothing = CompletenessOf({});
  EXPECT_EQ(nothing.known_bps, 0);
  EXPECT_EQ(nothing.missing.size(), 16u);
  EXPECT_EQ(nothing.missing[0], "title");
  const Completeness some = CompletenessOf(Enterprise(
      "title: 'A' profile { bank_default: false women_owned: true sectors {"
      " values: 'JUTE' } annual_turnover_paise: 0 }"));
  EXPECT_EQ(some.known_bps, 3'125);
  EXPECT_THAT(some.missing,
              testing::Not(testing::Contains("profile.bank_default")));
  // An empty list of sectors says nothing of what it does.
  EXPECT_THAT(CompletenessOf(Enterprise("profile { sectors { } }")).missing,
              testing::Contains("profile.sectors"));
  EXPECT_THAT(CompletenessOf(Enterprise("outside_ids { system: 'UDYAM'"
                                        " value: 'UDYAM-ML-05-0000123' }"))
                  .missing,
              testing::Not(testing::Contains("profile.udyam_registered")));
}

TEST(CompletenessTest, AffiliationNeedsTitlePlaceAndActivity) {
  EXPECT_EQ(FieldViolationsOf(CheckAffiliable({})).size(), 3u);
  EXPECT_TRUE(CheckAffiliable(Enterprise("title: 'A' place: 'places/p' profile"
                                         " { products { values: 'mats' } }"))
                  .ok());
}

}  // namespace
}  // namespace sangam::registry
