#include "services/registry/domain/roll_up_facts.h"

#include <string>

#include "common/status/errors.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "services/registry/domain/federation_sums.h"
#include "services/registry/domain/subject_rules.h"

namespace sangam::registry {
namespace {

v1::Group Read(const std::string& text) {
  v1::Group group;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &group))
      << text;
  return group;
}

type::v1::Profile Facts(const std::string& text) {
  return Read("profile { " + text + " }").profile();
}

TEST(RollUpFactsTest, PoorMembersAreCountedOrFollowFromTheirShare) {
  const auto counted = PoorMembersOf(
      Facts("members: 12 poor_members: 9 poor_member_share_bps: 1"));
  ASSERT_TRUE(counted);
  EXPECT_EQ(counted->part, 9);
  EXPECT_EQ(counted->whole, 12);
  // Whichever way a share was rounded, one whole number is nearest.
  for (int members = 1; members <= 400; ++members) {
    for (int poor = 0; poor <= members; ++poor) {
      type::v1::Profile profile;
      profile.set_members(members);
      for (const int rounding : {0, members / 2, members - 1}) {
        profile.set_poor_member_share_bps((poor * 10'000 + rounding) / members);
        ASSERT_EQ(PoorMembersOf(profile)->part, poor) << members;
      }
    }
  }
  EXPECT_FALSE(PoorMembersOf(Facts("poor_members: 9")));
  EXPECT_FALSE(PoorMembersOf(Facts("poor_member_share_bps: 8000")));
  EXPECT_FALSE(PoorMembersOf(Facts("members: 12")));
}

TEST(RollUpFactsTest, LoansThatDoNotPerformAreFlooredToThePaisa) {
  const auto loans =
      NonPerformingLoansOf(Facts("loan_outstanding_paise: 999 npa_bps: 150"));
  ASSERT_TRUE(loans);
  EXPECT_EQ(loans->part, 14);
  EXPECT_EQ(loans->whole, 999);
  EXPECT_FALSE(NonPerformingLoansOf(Facts("loan_outstanding_paise: 999")));
  EXPECT_FALSE(NonPerformingLoansOf(Facts("npa_bps: 150")));
  // Who owes nothing is behind with nothing.
  EXPECT_EQ(NonPerformingLoansOf(Facts("loan_outstanding_paise: 0"))->part, 0);
}

TEST(RollUpFactsTest, AProducerBodyDrawsOnEachShgOnce) {
  const std::string list =
      " profile { extra { key: 'draws_on_shgs' value { list {"
      " values: 'groups/b' values: 'groups/a' values: 'groups/b' } } } }";
  EXPECT_EQ(ShgsDrawnOn(Read("kind: SUBJECT_KIND_PRODUCER_GROUP" + list)),
            (std::vector<std::string>{"groups/a", "groups/b"}));
  EXPECT_TRUE(ShgsDrawnOn(Read("kind: SUBJECT_KIND_VO" + list)).empty());
}

// The field of the only fault, or nothing.
std::string FaultOf(const std::string& kind, const std::string& extra) {
  const auto faults = FieldViolationsOf(
      CheckGroup(Read("name: 'groups/a' kind: SUBJECT_KIND_" + kind +
                      " profile { extra { " + extra + " } }")));
  EXPECT_LE(faults.size(), 1u);
  return faults.empty() ? "" : faults[0].field;
}

TEST(RollUpFactsTest, WhatCanNotBeSummedIsRefused) {
  EXPECT_EQ(FaultOf("SHG", "key: 'savings_paise' value { number: 5 }"), "");
  EXPECT_EQ(FaultOf("SHG", "key: 'savings_paise' value { number: -5 }"),
            "profile.extra[\"savings_paise\"].number");
  EXPECT_EQ(FaultOf("SHG", "key: 'savings_paise' value { text: '5' }"),
            "profile.extra[\"savings_paise\"]");
  EXPECT_EQ(
      FaultOf("VO", "key: 'promoted_before_the_mission' value { text: 'y' }"),
      "profile.extra[\"promoted_before_the_mission\"]");
  const auto drawn_on = [](const std::string& list) {
    return "key: 'draws_on_shgs' value { " + list + " }";
  };
  const std::string field = "profile.extra[\"draws_on_shgs\"]";
  EXPECT_EQ(FaultOf("PRODUCER_GROUP", drawn_on("list { values: 'groups/b' }")),
            "");
  EXPECT_EQ(FaultOf("SHG", drawn_on("list { values: 'groups/b' }")), field);
  EXPECT_EQ(FaultOf("COOPERATIVE", drawn_on("text: 'groups/b'")), field);
  EXPECT_EQ(
      FaultOf("PRODUCER_GROUP", drawn_on("list { values: 'clusters/b' }")),
      field + ".list.values[0]");
  EXPECT_EQ(FaultOf("PRODUCER_GROUP",
                    drawn_on("list { values: 'groups/b' values: 'groups/b' }")),
            field + ".list.values[1]");
}

}  // namespace
}  // namespace sangam::registry
