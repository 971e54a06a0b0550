#include "services/scheme_catalog/domain/effective_period.h"

#include <string>
#include <vector>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::scheme_catalog {
namespace {

v1::SchemeVersion Version(const std::string& text) {
  v1::SchemeVersion version;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &version));
  return version;
}

std::string InForce(const v1::SchemeVersion& version,
                    const std::vector<v1::SchemeVersion>& others) {
  const auto period = InForcePeriodOf(version, others);
  return period ? InWords(*period) : "never";
}

const char kFrom2013[] =
    "name: 'schemes/a/versions/1' effective_from { year: 2013 month: 4 day: 1 "
    "}";

TEST(EffectivePeriodTest, AVersionEndsWhenAnotherTakesItsPlace) {
  const v1::SchemeVersion first = Version(kFrom2013);
  const v1::SchemeVersion second = Version(
      "name: 'schemes/a/versions/2' supersedes: 'schemes/a/versions/1'"
      " effective_from { year: 2015 month: 4 day: 1 }");
  EXPECT_EQ(InForce(first, {}), "since 2013-04-01");
  EXPECT_EQ(InForce(first, {first, second}), "from 2013-04-01 to 2015-03-31");
  EXPECT_EQ(InForce(second, {first, second}), "since 2015-04-01");
}

TEST(EffectivePeriodTest, ABackdatedVersionLeavesNoDayToTheOneBefore) {
  const v1::SchemeVersion first = Version(kFrom2013);
  EXPECT_EQ(InForce(first, {Version("name: 'schemes/a/versions/2'"
                                    " supersedes: 'schemes/a/versions/1'")}),
            "never");
  EXPECT_EQ(InForce(first, {Version("name: 'schemes/a/versions/2'"
                                    " supersedes: 'schemes/a/versions/1'"
                                    " effective_from"
                                    " { year: 2013 month: 4 day: 1 }")}),
            "never");
}

TEST(EffectivePeriodTest, AClosedVersionEndsOnThatDay) {
  v1::SchemeVersion version = Version(kFrom2013);
  version.mutable_effective_until()->set_year(2016);
  version.mutable_effective_until()->set_month(3);
  version.mutable_effective_until()->set_day(31);
  EXPECT_EQ(InForce(version, {}), "from 2013-04-01 to 2016-03-31");
  *version.mutable_closed_on() = version.effective_from();
  EXPECT_EQ(InForce(version, {}), "from 2013-04-01 to 2013-04-01");
}

}  // namespace
}  // namespace sangam::scheme_catalog
