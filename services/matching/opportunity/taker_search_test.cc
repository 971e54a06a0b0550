#include "services/matching/opportunity/taker_search.h"

#include "gmock/gmock.h"
#include "services/matching/coverage/coverage_fixture_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using v1::FindTakersRequest;
using v1::FindTakersResponse;

class TakerSearchTest : public CoverageTest {
 protected:
  static FindTakersRequest FromText(const std::string& text) {
    FindTakersRequest request;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request))
        << text;
    return request;
  }
  // 33 houses for builders; each can build two for each of its members.
  static FindTakersRequest Houses() {
    return FromText(R"pb(
      offer {
        units: 33
        uses {
          id: 'houses'
          head: 'HOUSE_CONSTRUCTION'
          who { expression: '"CONSTRUCTION" in sectors' }
          capacity: 'members * 2'
          most: 33
          paise_each: 12000000
        }
      }
      not_served: 10)pb");
  }
  void ShowBuilders() {
    Begin();
    Add("groups/a", Builder("members: 2"));
    Add("groups/b", Builder("members: 10 poor_members: 8"));
    Add("groups/c", Builder("members: 30 sc_members: 6 st_members: 5"));
    Add("groups/d", Builder(""));
    Add("groups/e", "kind: SUBJECT_KIND_SHG members: 40");
    Add("groups/f", "kind: SUBJECT_KIND_SHG members: 40 sectors {}");
    Show();
  }
  static std::string Builder(const std::string& more) {
    return "kind: SUBJECT_KIND_SHG place: 'places/d1' sectors { values:"
           " 'CONSTRUCTION' } " +
           more;
  }
  // The messages of one call as one.
  absl::StatusOr<FindTakersResponse> Ask(const FindTakersRequest& request) {
    TakerSearch search(&request, &reader_);
    auto messages = Drain(search);
    if (!messages.ok()) return messages.status();
    FindTakersResponse all;
    for (const auto& message : *messages) all.MergeFrom(message);
    return all;
  }
  static std::vector<std::string> Shares(const FindTakersResponse& response) {
    std::vector<std::string> shares;
    for (const auto& share : response.shares()) {
      shares.push_back(
          absl::StrCat(share.use(), " ", share.subject(), " ",
                       share.units() > 0 ? share.units() : share.paise()));
    }
    return shares;
  }
};

TEST_F(TakerSearchTest, HousesGoToWhoCanBuildAndNobodyGetsMoreThanItCan) {
  ShowBuilders();
  const auto response = Ask(Houses());
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_THAT(Shares(*response),
              ElementsAre("houses groups/a 4", "houses groups/b 15",
                          "houses groups/c 14"));
  EXPECT_EQ(response->assigned(), 33);
  EXPECT_EQ(response->unassigned(), 0);
  EXPECT_EQ(response->shares(0).paise(), 4 * 12'000'000);
  EXPECT_EQ(response->shares(0).capacity(), 4);
  EXPECT_TRUE(response->shares(0).filled());
  EXPECT_FALSE(response->shares(1).filled());
  const v1::UseOutcome& use = response->uses(0);
  EXPECT_EQ(use.assigned_paise(), 33 * 12'000'000);
  EXPECT_EQ(use.takers(), 3);
  EXPECT_EQ(use.capacity(), 84);
  EXPECT_EQ(use.number_unknown(), 1);
  EXPECT_EQ(use.counts().eligible(), 4);
  EXPECT_EQ(use.counts().needs_information(), 1);
  EXPECT_THAT(use.reasons(), IsEmpty());
  ASSERT_EQ(response->not_served_size(), 2);
  EXPECT_EQ(response->not_served(0).subject(), "groups/d");
  EXPECT_EQ(response->not_served(0).detail(), "members is not known");
  EXPECT_EQ(response->not_served(1).subject(), "groups/e");
  EXPECT_EQ(response->not_served(1).reason(),
            v1::NOT_SERVED_REASON_VERDICT_UNKNOWN);
  EXPECT_EQ(response->progress().scanned(), 6);
  EXPECT_FALSE(response->basis().token().empty());
  EXPECT_EQ(response->disclaimer(), kOfferDisclaimer);
}

TEST_F(TakerSearchTest, WhatStaysIsToldWithTheReasons) {
  ShowBuilders();
  FindTakersRequest request = Houses();
  request.mutable_offer()->mutable_uses(0)->set_most_each(8);
  const auto response = Ask(request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->assigned(), 20);
  EXPECT_EQ(response->unassigned(), 13);
  EXPECT_THAT(response->uses(0).reasons(),
              ElementsAre("those who fit can take 20 units at most",
                          "of 1 who fit it is not known how much they can take",
                          "of 1 it is not known whether they fit"));
  request.mutable_offer()->mutable_uses(0)->mutable_who()->set_expression(
      "\"FISHERIES\" in sectors");
  EXPECT_THAT(Ask(request)->uses(0).reasons(0),
              "nobody of the cohort is known to fit");
}

// 33 houses in lots of 16 and 17: whoever can build 20 builds 20 in all.
TEST_F(TakerSearchTest, LotsOfOneHeadAreOfOneCapacity) {
  Begin();
  Add("groups/a", Builder("members: 10"));
  Show();
  FindTakersRequest request = Houses();
  auto& lots = *request.mutable_offer()->mutable_uses();
  lots.Mutable(0)->set_most(16);
  *lots.Add() = lots.Get(0);
  lots.Mutable(1)->set_id("more-houses");
  lots.Mutable(1)->set_most(17);
  for (const auto criterion :
       {v1::SHARE_CRITERION_EQUALLY, v1::SHARE_CRITERION_BY_CAPACITY}) {
    request.mutable_sharing()->set_criterion(criterion);
    const auto response = Ask(request);
    ASSERT_TRUE(response.ok()) << response.status();
    EXPECT_THAT(Shares(*response),
                ElementsAre("houses groups/a 16", "more-houses groups/a 4"));
    EXPECT_EQ(response->unassigned(), 13);
    EXPECT_EQ(response->shares(1).capacity(), 4);
    EXPECT_TRUE(response->shares(1).filled());
  }
  lots.Mutable(0)->set_most(20);
  lots.Mutable(1)->set_most(13);
  const auto full = Ask(request);
  ASSERT_TRUE(full.ok()) << full.status();
  EXPECT_THAT(Shares(*full), ElementsAre("houses groups/a 20"));
  ASSERT_EQ(full->not_served_size(), 1);
  EXPECT_EQ(full->not_served(0).reason(), v1::NOT_SERVED_REASON_NO_CAPACITY);
  EXPECT_EQ(full->not_served(0).detail(),
            "it has all that it can take from another use of this head");
  // Of another head it can take as much again.
  lots.Mutable(1)->set_head("ROAD_CONSTRUCTION");
  EXPECT_THAT(Shares(*Ask(request)),
              ElementsAre("houses groups/a 20", "more-houses groups/a 13"));
}

TEST_F(TakerSearchTest, CriteriaWeighDifferently) {
  ShowBuilders();
  FindTakersRequest request = Houses();
  const auto shares = [&](const std::string& sharing) {
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
        sharing, request.mutable_sharing()));
    const auto response = Ask(request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? Shares(*response) : std::vector<std::string>();
  };
  // 4, 20 and 60: 1.57, 7.86 and 23.57.
  EXPECT_THAT(shares("criterion: SHARE_CRITERION_BY_CAPACITY"),
              ElementsAre("houses groups/a 2", "houses groups/b 8",
                          "houses groups/c 23"));
  EXPECT_THAT(shares("criterion: SHARE_CRITERION_BY_MEMBERS"),
              ElementsAre("houses groups/a 2", "houses groups/b 8",
                          "houses groups/c 23"));
  // 8 poor, and 6 + 5 of Scheduled Castes and Tribes; of the first no count.
  EXPECT_THAT(shares("criterion: SHARE_CRITERION_BY_VULNERABLE_MEMBERS"),
              ElementsAre("houses groups/b 14", "houses groups/c 19"));
  EXPECT_THAT(shares("criterion: SHARE_CRITERION_BY_EXPRESSION weight:"
                     " 'members - 2'"),
              ElementsAre("houses groups/b 7", "houses groups/c 26"));
  EXPECT_THAT(shares("method: SHARE_METHOD_IN_ORDER criterion:"
                     " SHARE_CRITERION_BY_MEMBERS"),
              ElementsAre("houses groups/c 33"));
  EXPECT_THAT(shares("most_takers: 2"),
              ElementsAre("houses groups/a 4", "houses groups/b 20"));
}

TEST_F(TakerSearchTest, AFundServesItsUsesInOrderAndLosesNoPaisa) {
  ShowBuilders();
  const auto response = Ask(FromText(R"pb(
    offer {
      amount_paise: 100
      uses {
        id: 'training'
        head: 'TRAINING'
        who { expression: 'members >= 10' }
        most: 40
        most_each: 7
      }
      uses {
        id: 'tools'
        head: 'TOOLS'
        who { expression: '"CONSTRUCTION" in sectors' }
      }
    })pb"));
  ASSERT_TRUE(response.ok()) << response.status();
  // Four take 7 each; what is left of the first use's 40 is not lost.
  EXPECT_THAT(Shares(*response),
              ElementsAre("training groups/b 7", "training groups/c 7",
                          "training groups/e 7", "training groups/f 7",
                          "tools groups/a 18", "tools groups/b 18",
                          "tools groups/c 18", "tools groups/d 18"));
  EXPECT_EQ(response->uses(0).offered(), 40);
  EXPECT_EQ(response->uses(0).unassigned(), 12);
  EXPECT_THAT(response->uses(0).reasons(0),
              "those who fit can take ₹0.28 at most");
  EXPECT_EQ(response->uses(1).offered(), 72);
  EXPECT_EQ(response->assigned(), 100);
  EXPECT_EQ(response->unassigned(), 0);
}

TEST_F(TakerSearchTest, ASchemeOrACohortSaysWho) {
  ShowGroups(12);
  FindTakersRequest request = FromText(R"pb(
    offer {
      amount_paise: 900
      uses {
        id: 'a'
        head: 'A'
        who { scheme: 'schemes/big' }
      }
    })pb");
  EXPECT_THAT(Shares(*Ask(request)),
              ElementsAre("a groups/g00010 450", "a groups/g00011 450"));
  request.mutable_cohort()->set_place("places/d2");
  EXPECT_THAT(Shares(*Ask(request)), ElementsAre("a groups/g00011 900"));
}

TEST_F(TakerSearchTest, ManyTakersComeInSeveralMessages) {
  ShowGroups(5000);
  const FindTakersRequest request = FromText(R"pb(
    offer {
      amount_paise: 4999
      uses {
        id: 'a'
        head: 'A'
        who { expression: 'members >= 0' }
      }
    })pb");
  TakerSearch search(&request, &reader_);
  const auto messages = Drain(search);
  ASSERT_TRUE(messages.ok()) << messages.status();
  EXPECT_GE(messages->size(), 5u);
  int64_t sum = 0;
  for (const auto& message : *messages) {
    EXPECT_LE(message.shares_size(), 1000);
    for (const auto& share : message.shares()) sum += share.paise();
  }
  EXPECT_EQ(sum, 4999);
  EXPECT_EQ(messages->back().uses(0).takers(), 4999);
}

TEST_F(TakerSearchTest, FaultsAreToldByTheirField) {
  ShowBuilders();
  const auto fault = [&](const std::string& change) {
    FindTakersRequest request = Houses();
    EXPECT_TRUE(
        google::protobuf::TextFormat::MergeFromString(change, &request));
    TakerSearch search(&request, &reader_);
    return FaultyField(Drain(search));
  };
  FindTakersRequest nothing;
  TakerSearch search(&nothing, &reader_);
  const auto violations = FieldViolationsOf(Drain(search).status());
  ASSERT_EQ(violations.size(), 2u);
  EXPECT_EQ(violations[0].field, "offer");
  EXPECT_EQ(violations[1].field, "offer.uses");
  EXPECT_EQ(fault("offer { units: 32 }"), "offer.units");
  EXPECT_EQ(fault("offer { units: -1 }"), "offer.units");
  EXPECT_EQ(fault("offer { amount_paise: 5 }"), "offer.uses[0].paise_each");
  EXPECT_EQ(fault("offer { uses { id: 'houses' head: 'A' most: 0 } }"),
            "offer.uses[1].id");
  EXPECT_EQ(fault("offer { uses { id: 'x' most: 0 } }"), "offer.uses[1].head");
  EXPECT_EQ(fault("offer { uses { id: 'x' head: 'A' } }"),
            "offer.uses[1].most");
  EXPECT_EQ(fault("offer { uses { id: 'x' head: 'A' most: 0 } }"),
            "offer.uses[1].who");
  EXPECT_EQ(fault("offer { uses { id: 'x' head: 'A' most: 0 who { expression:"
                  " 'membrs > 1' } } }"),
            "offer.uses[1].who.expression");
  EXPECT_EQ(fault("offer { uses { id: 'x' head: 'A' most: 0 who { expression:"
                  " 'members > 1' } capacity: 'membrs' } }"),
            "offer.uses[1].capacity");
  EXPECT_EQ(fault("offer { uses { id: 'x' head: 'A' most: 0 who { expression:"
                  " 'members > 1' } capacity: 'members > 1' } }"),
            "offer.uses[1].capacity");
  EXPECT_EQ(fault("sharing { criterion: SHARE_CRITERION_BY_EXPRESSION }"),
            "sharing.weight");
  EXPECT_EQ(fault("sharing { weight: 'members' }"), "sharing.weight");
  EXPECT_EQ(fault("sharing { criterion: SHARE_CRITERION_BY_CAPACITY } offer {"
                  " uses { id: 'x' head: 'A' most: 0 } }"),
            "offer.uses[1].capacity");
  EXPECT_EQ(fault("cohort { place: 'places/none' }"), "cohort.place");
  EXPECT_EQ(fault("not_served: -1"), "not_served");
}

}  // namespace
}  // namespace sangam::matching
