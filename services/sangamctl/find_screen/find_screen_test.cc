#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "services/sangamctl/find_screen/precedent_screen.h"
#include "services/sangamctl/find_screen/taker_screen.h"

namespace sangam::sangamctl {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

template <typename Message>
Message FromText(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

const Words kEnglish("en");

TEST(FindScreenTest, AWorkOrderIsToldInUnitsAndMoney) {
  const std::string screen = DrawTakers(
      FromText<matching::v1::Offer>("title: 'Houses' units: 33 uses { id: 'h'"
                                    " description: 'Houses of PMAY-G' }"),
      FromText<matching::v1::FindTakersResponse>(
          "shares { use: 'h' subject: 'enterprises/a' place_title:"
          " 'Thrissur' units: 20 paise: 240000000 filled: true } not_served {"
          " use: 'h' subject: 'groups/x' detail: 'number of members is not"
          " known' } uses { use: 'h' offered: 33 assigned: 20 unassigned: 13"
          " reasons: 'those who fit can take 20 units at most' } assigned: 20"
          " unassigned: 13 disclaimer: 'Nothing is assigned.'"),
      kEnglish, Layout());
  for (const char* text :
       {"Houses", "33 units", "Houses of PMAY-G", "20 units of 33 units",
        "enterprises/a, Thrissur (all it can take)", "20 units, ₹24,00,000",
        "• those who fit can take 20 units at most", "not shared out",
        "13 units",
        "groups/x (Houses of PMAY-G): number of members is not"
        " known",
        "Nothing is assigned."}) {
    EXPECT_THAT(screen, HasSubstr(text));
  }
}

TEST(FindScreenTest, AFundIsToldInRupeesAndManyTakersAreCut) {
  matching::v1::FindTakersResponse response;
  for (int i = 0; i < 14; ++i) {
    auto& share = *response.add_shares();
    share.set_use("a");
    share.set_subject("groups/g");
    share.set_paise(100000);
  }
  auto& use = *response.add_uses();
  use.set_use("a");
  use.set_offered(1400000);
  use.set_assigned(1400000);
  const std::string screen =
      DrawTakers(FromText<matching::v1::Offer>("amount_paise: 1400000"),
                 response, kEnglish, Layout());
  EXPECT_THAT(screen, HasSubstr("₹14,000 of ₹14,000"));
  EXPECT_THAT(screen, HasSubstr("and 4 more"));
}

TEST(FindScreenTest, WhatNobodyTakesSaysSo) {
  matching::v1::FindTakersResponse response;
  auto& use = *response.add_uses();
  use.set_use("a");
  use.set_offered(1);
  const auto offer = FromText<matching::v1::Offer>("units: 1");
  EXPECT_THAT(DrawTakers(offer, response, kEnglish, Layout()),
              HasSubstr("0 units of 1 unit\n  • nobody takes of it\n"));
  use.add_reasons("nobody of the cohort is known to fit");
  EXPECT_THAT(DrawTakers(offer, response, kEnglish, Layout()),
              AllOf(HasSubstr("• nobody of the cohort is known to fit\n"),
                    Not(HasSubstr("nobody takes of it"))));
}

TEST(FindScreenTest, CountsOfOneAreSingular) {
  matching::v1::FindPrecedentsResponse response;
  auto& scheme = *response.add_schemes();
  scheme.set_institutions(1);
  scheme.mutable_enterprises()->set_count(0);
  EXPECT_THAT(DrawPrecedents(response, {}, kEnglish, Layout()),
              HasSubstr("  1 group or cluster received it\n"));
  scheme.set_institutions(0);
  scheme.mutable_enterprises()->set_count(1);
  EXPECT_THAT(DrawPrecedents(response, {}, kEnglish, Layout()),
              HasSubstr("  1 enterprise received it\n"));
}

TEST(FindScreenTest, ProvidersSayWhy) {
  const std::string screen = DrawProviders(
      FromText<matching::v1::FindProvidersResponse>(
          "providers { subject: 'enterprises/a' place_title: 'Malappuram'"
          " reasons: 'in the same state, Kerala' reasons: 'offers AUDIT' }"
          " found: 1 may_offer: 3 services_without_provider: 'KIOSK'"),
      kEnglish, Layout());
  for (const char* text :
       {"enterprises/a", "Malappuram",
        "in the same state, Kerala; offers AUDIT",
        "1 offers it; of 3 others that is not known", "nobody offers KIOSK"}) {
    EXPECT_THAT(screen, HasSubstr(text));
  }
  EXPECT_THAT(DrawProviders({}, kEnglish, Layout()),
              HasSubstr("Nobody within reach"));
}

TEST(FindScreenTest, PrecedentsTellHowAlikeAndWhetherItIsInForce) {
  const std::string screen = DrawPrecedents(
      FromText<matching::v1::FindPrecedentsResponse>(
          "schemes { scheme: 'schemes/a' scheme_title: 'Design Clinic'"
          " institutions: 6 enterprises {} received_by_model: true examples {"
          " subject: 'clusters/b' place_title: 'Assam' received_on { year: 2012"
          " month: 6 day: 1 } likeness { points: 50 kind: 25 sectors: 25 } } }"
          " alike: 1200"),
      {}, kEnglish, Layout());
  for (const char* text :
       {"Design Clinic", "no version is in force",
        "6 groups and clusters, a few enterprises received it; so did this one",
        "clusters/b, Assam, 2012-06-01", "50 of 100 alike: kind 25, sectors 25",
        "1,200 are alike"}) {
    EXPECT_THAT(screen, HasSubstr(text));
  }
  EXPECT_THAT(DrawPrecedents({}, {}, kEnglish, Layout()),
              AllOf(HasSubstr("Nobody like this one"), HasSubstr("--alike")));
  EXPECT_THAT(DrawUnserved({}, kEnglish, Layout()),
              AllOf(HasSubstr("Nobody alike is left"), HasSubstr("--alike")));
}

TEST(FindScreenTest, PrecedentsTellWhatTheyReceivedAndHow) {
  const std::string screen = DrawPrecedents(
      FromText<matching::v1::FindPrecedentsResponse>(
          "schemes { scheme: 'schemes/a' enterprises {} examples { subject:"
          " 'clusters/b' likeness { points: 25 } } examples { subject:"
          " 'clusters/c' likeness { points: 25 } } }"),
      FromText<matching::v1::TellPrecedentsResponse>(
          "precedents { subject: 'clusters/b' scheme: 'schemes/a' benefits {"
          " state: LINKAGE_STATE_DISBURSED sanctioned_paise: 8000000"
          " received_paise: 5000000 due_paise: 3000000 instalments {"
          " amount_paise: 5000000 paid_on { year: 2026 month: 1 day: 9 } }"
          " instalments { amount_paise: 3000000 condition: 'after the first is"
          " used' } lots { units: 64 paise_each: 900000 description: 'shed' }"
          " steps { state: LINKAGE_STATE_APPLIED taken_on { year: 2025 month: 5"
          " day: 1 } } steps { state: LINKAGE_STATE_SANCTIONED taken_on { year:"
          " 2025 month: 8 day: 3 } } } } precedents { subject: 'clusters/c'"
          " scheme: 'schemes/a' benefits { state: LINKAGE_STATE_RECEIVED } }"),
      kEnglish, Layout());
  for (const char* text :
       {"₹80,000 sanctioned, ₹50,000 received, ₹30,000 still due",
        "64 shed at ₹9,000", "₹50,000 paid on 2026-01-09",
        "₹30,000 due, after the first is used",
        "applied 2025-05-01 → sanctioned 2025-08-03",
        "the amount is not on record"}) {
    EXPECT_THAT(screen, HasSubstr(text));
  }
}

TEST(FindScreenTest, WhetherASchemeFitsNowIsSaidInWords) {
  const auto precedents = FromText<matching::v1::FindPrecedentsResponse>(
      "schemes { scheme: 'schemes/a' version_in_force: 'schemes/a/versions/1'"
      " verdict: VERDICT_INELIGIBLE enterprises {} } schemes { scheme:"
      " 'schemes/b' version_in_force: 'schemes/b/versions/1' verdict:"
      " VERDICT_NEEDS_INFORMATION enterprises {} }");
  EXPECT_THAT(DrawPrecedents(precedents, {}, kEnglish, Layout()),
              AllOf(HasSubstr("not eligible"), HasSubstr("needs information"),
                    Not(HasSubstr("VERDICT"))));
  EXPECT_THAT(DrawPrecedents(precedents, {}, Words("hi"), Layout()),
              HasSubstr("अपात्र"));
}

TEST(FindScreenTest, UnservedSubjectsAreCounted) {
  const std::string screen = DrawUnserved(
      FromText<matching::v1::FindUnservedResponse>(
          "subjects { subject: 'clusters/b' place_title: 'Assam' verdict:"
          " VERDICT_ELIGIBLE likeness { points: 25 kind: 25 } } found: 7"
          " outside_district: 6 received { count: 9 }"),
      kEnglish, Layout());
  EXPECT_THAT(screen, HasSubstr("clusters/b, Assam"));
  EXPECT_THAT(screen, HasSubstr(" eligible\n"));
  EXPECT_THAT(screen,
              HasSubstr("7 could use it and have not, 6 of them in other"
                        " districts; 9 have"));
}

TEST(FindScreenTest, WhatAServerSaysMovesNoCursor) {
  matching::v1::FindProvidersResponse response;
  response.add_providers()->set_subject("\x1b[2J");
  EXPECT_THAT(DrawProviders(response, kEnglish, Layout()),
              Not(HasSubstr("\x1b[2J")));
}

TEST(FindScreenTest, SpeaksHindi) {
  EXPECT_THAT(DrawProviders({}, Words("hi"), Layout()),
              HasSubstr("सेवा-प्रदाता"));
}

}  // namespace
}  // namespace sangam::sangamctl
