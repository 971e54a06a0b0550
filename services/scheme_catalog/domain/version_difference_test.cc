#include "services/scheme_catalog/domain/version_difference.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::scheme_catalog {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using v1::SchemeVersion;

SchemeVersion Parse(const std::string& text) {
  SchemeVersion version;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &version));
  return version;
}

// "path: before -> after", one for each difference.
std::vector<std::string> Differences(const SchemeVersion& base,
                                     const SchemeVersion& other) {
  std::vector<std::string> lines;
  for (const auto& difference : DifferencesOf(base, other)) {
    lines.push_back(absl::StrCat(difference.path(), ": ", difference.before(),
                                 " -> ", difference.after()));
  }
  return lines;
}

TEST(VersionDifferenceTest, ValuesReadAsPeopleReadThem) {
  const SchemeVersion base = Parse(R"pb(
    effective_from { year: 2013 month: 4 day: 1 }
    open_to_all: true
    benefits {
      id: "loom"
      kind: BENEFIT_KIND_IN_KIND
      amount { fixed { max_paise: 147600000 } }
    }
    funding {
      id: "all"
      shares { party: FUNDING_PARTY_CENTRE share_bps: 9000 }
    }
    supersedes: "schemes/a/versions/1")pb");
  SchemeVersion other = base;
  other.mutable_effective_from()->set_year(2014);
  other.set_open_to_all(false);
  other.mutable_benefits(0)->set_kind(v1::BENEFIT_KIND_GRANT);
  other.mutable_benefits(0)->mutable_amount()->mutable_fixed()->set_max_paise(
      100'000'000);
  other.mutable_funding(0)->mutable_shares(0)->set_share_bps(8000);
  other.add_supersedes("schemes/a/versions/2");
  EXPECT_THAT(
      Differences(base, other),
      ElementsAre("effective_from: 2013-04-01 -> 2014-04-01",
                  "open_to_all: true -> ",
                  "benefits[loom].kind: IN_KIND -> GRANT",
                  "benefits[loom].amount.fixed.max_paise: ₹14,76,000 -> "
                  "₹10,00,000",
                  "funding[all].shares[0].share_bps: 90 % -> 80 %",
                  "supersedes: schemes/a/versions/1 -> schemes/a/versions/1,"
                  " schemes/a/versions/2"));
}

TEST(VersionDifferenceTest, PartsAreToldApartByTheirIds) {
  const SchemeVersion base = Parse(R"pb(
    conditions { id: "a" expression: "members > 1" }
    conditions { id: "b" expression: "members > 2" }
    conditions {
      id: "c"
      expression: "members > 3"
      description {
        text { key: "en" value: "More than three" }
        text { key: "hi" value: "तीन से अधिक" }
      }
    })pb");
  SchemeVersion moved = base;
  moved.mutable_conditions()->SwapElements(0, 2);
  EXPECT_THAT(Differences(base, moved), IsEmpty());
  SchemeVersion other = Parse(R"pb(
    conditions {
      id: "c"
      expression: "members > 3"
      description { text { key: "en" value: "Over three" } }
    }
    conditions { id: "a" expression: "members > 1" }
    conditions { id: "d" expression: "members > 4" })pb");
  EXPECT_THAT(
      Differences(base, other),
      ElementsAre(
          "conditions[b].id: b -> ",
          "conditions[b].expression: members > 2 -> ",
          "conditions[c].description[en]: More than three -> Over three",
          "conditions[c].description[hi]: तीन से अधिक -> ",
          "conditions[d].id:  -> d",
          "conditions[d].expression:  -> members > 4"));
}

TEST(VersionDifferenceTest, TheOrderOfFundingRulesCounts) {
  const SchemeVersion base = Parse(R"pb(
    funding { id: "women" condition: "women_owned" }
    funding { id: "large" condition: "members > 5" }
    funding { id: "gone" })pb");
  const SchemeVersion other = Parse(R"pb(
    funding { id: "large" condition: "members > 5" }
    funding { id: "women" condition: "women_owned" }
    funding { id: "gone" })pb");
  EXPECT_THAT(Differences(base, other),
              ElementsAre("funding, in order: women, large, gone -> "
                          "large, women, gone"));
}

TEST(VersionDifferenceTest, PartsWithoutIdsAreToldApartByTheirPlaces) {
  EXPECT_THAT(
      Differences(
          Parse("where_to_apply { uri: 'http://a' }"),
          Parse("where_to_apply { uri: 'http://b' } where_to_apply {}")),
      ElementsAre("where_to_apply[0].uri: http://a -> http://b",
                  "where_to_apply[1]:  -> (empty)"));
}

TEST(VersionDifferenceTest, TheLifeOfAVersionIsNoTerm) {
  EXPECT_THAT(Differences(Parse("name: 'schemes/a/versions/1'"),
                          Parse(R"pb(name: "schemes/a/versions/2"
                                     state: SCHEME_VERSION_STATE_CLOSED
                                     etag: "x"
                                     publish_time { seconds: 1 }
                                     update_time { seconds: 1 }
                                     suspensions {}
                                     closed_on { year: 2014 month: 1 day: 1 }
                                     authors: "one"
                                     submitted_by: "one"
                                     published_by: "two"
                                     review_note: "Done.")pb")),
              IsEmpty());
}

}  // namespace
}  // namespace sangam::scheme_catalog
