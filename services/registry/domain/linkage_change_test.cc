#include "services/registry/domain/linkage_change.h"

#include <string>
#include <vector>

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "services/registry/domain/linkage_rules.h"

namespace sangam::registry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const absl::CivilDay kToday(2026, 3, 1);

v1::Linkage LinkageOf(const std::string& text) {
  v1::Linkage linkage;
  linkage.set_name("linkages/a");
  linkage.set_subject("groups/g");
  linkage.set_scheme("schemes/s");
  EXPECT_TRUE(google::protobuf::TextFormat::MergeFromString(text, &linkage))
      << text;
  return linkage;
}
std::string On(int year, int month, int day) {
  return " { year: " + std::to_string(year) +
         " month: " + std::to_string(month) + " day: " + std::to_string(day) +
         " } ";
}
// In this state by one step of the fifth of January 2026.
std::string In(const std::string& state) {
  return "state: LINKAGE_STATE_" + state + " steps { state: LINKAGE_STATE_" +
         state + " taken_on" + On(2026, 1, 5) + "taken_by: 'OFFICE' } ";
}
std::string Paid(int paise, const std::string& day) {
  return "instalments { amount_paise: " + std::to_string(paise) + " paid_on" +
         day + "} ";
}

std::vector<std::string> Faults(const absl::Status& status) {
  std::vector<std::string> fields;
  for (const auto& fault : FieldViolationsOf(status)) {
    fields.push_back(fault.field);
  }
  return fields;
}
std::vector<std::string> FaultsOfChange(const std::string& before,
                                        const std::string& after) {
  const v1::Linkage stored = LinkageOf(before);
  return Faults(CheckLinkageWrite(&stored, LinkageOf(after), kToday));
}
std::vector<std::string> FaultsOfNew(const std::string& text) {
  return Faults(CheckLinkageWrite(nullptr, LinkageOf(text), kToday));
}

TEST(LinkageChangeTest, AnApplicationIsOfOneSubjectForOneScheme) {
  const std::string moved = "subject: 'groups/other' scheme: 'schemes/other'";
  for (const char* state : {"APPLIED", "SANCTIONED", "DISBURSED", "UTILISED"}) {
    EXPECT_THAT(FaultsOfChange(In(state), In(state) + moved),
                ElementsAre("subject", "scheme"))
        << state;
    EXPECT_THAT(FaultsOfChange(In(state), In(state)), IsEmpty()) << state;
  }
  EXPECT_THAT(FaultsOfChange(In("PROPOSED"), In("PROPOSED") + moved),
              IsEmpty());
  const std::string received = "state: LINKAGE_STATE_RECEIVED ";
  EXPECT_THAT(FaultsOfChange(received, received + moved), IsEmpty());
  EXPECT_THAT(FaultsOfChange(In("APPLIED") + "scheme: ''", In("APPLIED")),
              IsEmpty())
      << "it was not known";
}

TEST(LinkageChangeTest, WhatWasPaidStays) {
  const std::string ten = Paid(1000, On(2026, 1, 9));
  const std::string five = Paid(500, On(2026, 1, 9));
  const std::string utilised = In("UTILISED") + "amount_paise: 1000 ";
  EXPECT_THAT(FaultsOfChange(utilised + ten, In("UTILISED") +
                                                 "amount_paise: 1000000 "
                                                 "instalments { amount_paise:"
                                                 " 1000000 }"),
              ElementsAre("instalments", "amount_paise"));
  EXPECT_THAT(
      FaultsOfChange(utilised + ten, utilised + Paid(1000, On(2026, 1, 10))),
      ElementsAre("instalments"));
  EXPECT_THAT(FaultsOfChange(utilised + five + five, utilised + five),
              ElementsAre("instalments"));
  // More may be added, and what shows it.
  EXPECT_THAT(
      FaultsOfChange(In("DISBURSED") + "amount_paise: 1000 " + five +
                         "instalments { amount_paise: 500 }",
                     In("DISBURSED") + "amount_paise: 1500 " + ten + five),
      IsEmpty());
  // Without instalments the amount is what was paid.
  EXPECT_THAT(FaultsOfChange(In("DISBURSED") + "amount_paise: 1000",
                             In("DISBURSED") + "amount_paise: 1001"),
              ElementsAre("amount_paise"));
  EXPECT_THAT(FaultsOfChange(In("SANCTIONED") + "amount_paise: 1000",
                             In("SANCTIONED") + "amount_paise: 1001"),
              IsEmpty());
  const v1::Linkage before = LinkageOf(utilised);
  EXPECT_THAT(
      std::string(CheckLinkageWrite(&before, LinkageOf(In("UTILISED")), kToday)
                      .message()),
      HasSubstr("must stay ₹10 once the state is UTILISED; to put a wrong"
                " record right, remove it"));
}

TEST(LinkageChangeTest, WhatHappenedIsNotInTheFuture) {
  const std::string never = On(9999, 12, 31);
  EXPECT_THAT(
      FaultsOfNew("state: LINKAGE_STATE_DISBURSED steps { state:"
                  " LINKAGE_STATE_DISBURSED taken_on" +
                  never + "} received_on" + never + Paid(1, never) +
                  "monitoring { visited_on" + never + "} evidence { dated_on" +
                  never + "} feedback { given_on" + never + "}"),
      ElementsAre("steps[0].taken_on", "received_on", "instalments[0].paid_on",
                  "monitoring[0].visited_on", "evidence[0].dated_on",
                  "feedback.given_on"));
  EXPECT_THAT(
      FaultsOfNew("state: LINKAGE_STATE_RECEIVED received_on" + On(2026, 3, 2)),
      IsEmpty())
      << "clocks differ";
  EXPECT_THAT(
      FaultsOfNew("state: LINKAGE_STATE_RECEIVED received_on" + On(2026, 3, 3)),
      ElementsAre("received_on"));
  EXPECT_THAT(FaultsOfNew(In("SANCTIONED") +
                          "instalments { amount_paise: 1 due_on" + never + "}"),
              IsEmpty());
}

TEST(LinkageChangeTest, NothingComesBeforeTheProposal) {
  const std::string early = On(1999, 1, 1);
  const std::string rest = "state: LINKAGE_STATE_DISBURSED received_on" +
                           early + Paid(1, early) + "monitoring { visited_on" +
                           early + "} evidence { dated_on" + early + "}";
  EXPECT_THAT(FaultsOfNew(In("PROPOSED") + rest),
              ElementsAre("received_on", "instalments[0].paid_on",
                          "monitoring[0].visited_on"));
  EXPECT_THAT(FaultsOfNew(In("DISBURSED") + rest), IsEmpty())
      << "the steps before were not told";
}

TEST(LinkageChangeTest, WhatIsUsedWasPaid) {
  const auto faults = Faults(CheckLinkage(
      LinkageOf(In("UTILISED") + "instalments { amount_paise: 5 }")));
  EXPECT_THAT(faults, ElementsAre("instalments"));
  EXPECT_TRUE(
      CheckLinkage(LinkageOf(In("UTILISED") + Paid(5, On(2026, 1, 9)))).ok());
}

TEST(LinkageChangeTest, WhatIsCertifiedAsUsedHasNoPartToBePaid) {
  const std::string both =
      Paid(500, On(2026, 1, 9)) + "instalments { amount_paise: 500 } ";
  EXPECT_THAT(FaultsOfNew(In("UTILISED") + both), ElementsAre("instalments"));
  const std::string certified =
      "state: LINKAGE_STATE_UTILISED steps { state: LINKAGE_STATE_DISBURSED"
      " taken_on" +
      On(2026, 1, 5) +
      "taken_by: 'OFFICE' } steps { state: LINKAGE_STATE_UTILISED taken_on" +
      On(2026, 2, 5) + "taken_by: 'OFFICE' } ";
  EXPECT_THAT(FaultsOfChange(In("DISBURSED") + both, certified + both),
              ElementsAre("instalments"));
  EXPECT_THAT(FaultsOfChange(In("DISBURSED") + both,
                             certified + Paid(500, On(2026, 1, 9))),
              IsEmpty())
      << "the rest will not be paid";
  EXPECT_THAT(FaultsOfChange(In("UTILISED") + both,
                             In("UTILISED") + both + "description: 'So.'"),
              IsEmpty())
      << "as an older release stored it";
  EXPECT_THAT(FaultsOfNew(In("UTILISED") + Paid(500, On(2026, 1, 9))),
              IsEmpty());
}

TEST(LinkageChangeTest, NoMoneyComesBeforeTheStepThatItLeadsTo) {
  const std::string steps =
      "state: LINKAGE_STATE_DISBURSED steps { state: LINKAGE_STATE_SANCTIONED"
      " taken_on" +
      On(2026, 1, 5) + "} steps { state: LINKAGE_STATE_DISBURSED taken_on" +
      On(2026, 1, 20) + "} ";
  const std::string early = Paid(5, On(2026, 1, 9));
  EXPECT_THAT(FaultsOfNew(steps + early),
              ElementsAre("instalments[0].paid_on"));
  EXPECT_THAT(FaultsOfNew(steps + Paid(5, On(2026, 1, 20))), IsEmpty());
  EXPECT_THAT(
      FaultsOfChange(steps + early, steps + early + Paid(7, On(2026, 2, 1))),
      IsEmpty())
      << "what is on record stays";
}

}  // namespace
}  // namespace sangam::registry
