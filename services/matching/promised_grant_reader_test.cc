#include "services/matching/promised_grant_reader.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/matching/catalog/sample_catalog.h"

namespace sangam::matching {
namespace {

using registry::v1::Linkage;
using testing::ElementsAre;
using testing::Pair;

constexpr char kSanctioned[] =
    "name: 'linkages/x' scheme: 'schemes/s' state: LINKAGE_STATE_SANCTIONED ";

PromisedGrant Promise(const std::string& linkage) {
  const auto promised = PromiseOf(FromText<Linkage>(linkage));
  EXPECT_TRUE(promised.has_value()) << linkage;
  return promised.value_or(PromisedGrant());
}

TEST(PromiseOfTest, FromTheSanctionOnItIsPromised) {
  for (const char* state :
       {"SANCTIONED", "DISBURSED", "UTILISED", "RECEIVED"}) {
    EXPECT_TRUE(Promise(absl::StrCat(
                            "scheme: 'schemes/s' state: LINKAGE_STATE_", state))
                    .sanctioned);
  }
  for (const char* state : {"PROPOSED", "APPLIED"}) {
    EXPECT_FALSE(
        Promise(
            absl::StrCat("scheme: 'schemes/s' state: LINKAGE_STATE_", state))
            .sanctioned);
  }
  EXPECT_FALSE(PromiseOf(FromText<Linkage>("state: LINKAGE_STATE_SANCTIONED")));
}

TEST(PromiseOfTest, WhatWasRefusedIsToldWithWhoAndWhy) {
  const std::string refused =
      "name: 'linkages/x' scheme: 'schemes/s' state: LINKAGE_STATE_REFUSED"
      " amount_paise: 5 ";
  EXPECT_FALSE(Promise(refused).sanctioned);
  EXPECT_EQ(Promise(refused).refused, "on a day that is not recorded");
  const auto told = Promise(absl::StrCat(
      refused,
      "steps { state: LINKAGE_STATE_PROPOSED taken_on { year: 2024 month: 1"
      " day: 2 } } steps { state: LINKAGE_STATE_REFUSED taken_by: 'STATE'"
      " reason: 'no money' taken_on { year: 2024 month: 3 day: 4 } }"));
  EXPECT_EQ(told.refused, "on 2024-03-04 by STATE: no money");
  EXPECT_EQ(told.since, absl::CivilDay(2024, 3, 4));
  EXPECT_EQ(Promise(kSanctioned).refused, "");
}

TEST(PromiseOfTest, ItHoldsSinceTheDayOfTheSanction) {
  const std::string steps =
      "steps { state: LINKAGE_STATE_APPLIED taken_on { year: 2024 month: 1 day:"
      " 2 } } steps { state: LINKAGE_STATE_SANCTIONED taken_on { year: 2024"
      " month: 2 day: 3 } } steps { state: LINKAGE_STATE_DISBURSED taken_on {"
      " year: 2024 month: 4 day: 5 } }";
  EXPECT_EQ(Promise(absl::StrCat(kSanctioned, steps)).since,
            absl::CivilDay(2024, 2, 3));
  EXPECT_FALSE(Promise(kSanctioned).since.has_value());
}

TEST(PromiseOfTest, TheSumIsWhatOthersGive) {
  const std::string parties =
      " parties { party: FUNDING_PARTY_CENTRE amount_paise: 60 } parties {"
      " party: FUNDING_PARTY_BENEFICIARY amount_paise: 10 } parties { party:"
      " FUNDING_PARTY_BANK amount_paise: 30 }";
  EXPECT_EQ(Promise(absl::StrCat(kSanctioned, "amount_paise: 100")).paise, 100);
  const auto told =
      Promise(absl::StrCat(kSanctioned, "amount_paise: 100", parties));
  EXPECT_EQ(told.paise, 60);
  EXPECT_THAT(told.parties, ElementsAre(Pair(type::v1::PLAN_PARTY_CENTRE, 60)));
  EXPECT_EQ(Promise(absl::StrCat(kSanctioned, parties)).paise, 60);
  EXPECT_FALSE(Promise(kSanctioned).paise.has_value());
}

TEST(PromiseOfTest, WhatIsDueInInstalmentsIsPromisedToo) {
  EXPECT_EQ(
      Promise("scheme: 'schemes/s' state: LINKAGE_STATE_DISBURSED amount_paise:"
              " 100 instalments { amount_paise: 40 paid_on { year: 2024 month:"
              " 1 day: 1 } } instalments { amount_paise: 60 }")
          .paise,
      100);
}

TEST(PromiseOfTest, LotsTellTheSumWhereAllHaveTheirPrice) {
  const std::string lots = "lots { units: 3 paise_each: 5 } ";
  EXPECT_EQ(Promise(absl::StrCat(kSanctioned, lots)).paise, 15);
  EXPECT_FALSE(Promise(absl::StrCat(kSanctioned, lots, "lots { units: 1 }"))
                   .paise.has_value());
}

TEST(NeedOfTest, ANeedIsTheSameByItsIdAndHead) {
  const auto linkage = FromText<Linkage>(
      "plan: 'plans/p' evidence { reference: 'file 7' } evidence { reference:"
      " 'plans/p#soft' }");
  const auto stored = FromText<type::v1::PlanTerms>(
      "needs { id: 'soft' head: 'SOFT' cost_paise: 5 }");
  const auto need_in = [&](const std::string& needs) {
    return NeedOf(linkage, stored, FromText<type::v1::PlanTerms>(needs));
  };
  EXPECT_EQ(need_in("needs { id: 'a' head: 'SOFT' } needs { id: 'soft' head:"
                    " 'SOFT' cost_paise: 7 }"),
            1);
  EXPECT_EQ(need_in("needs { id: 'soft' head: 'HARD' }"), -1);
  EXPECT_EQ(need_in("needs { id: 'a' head: 'SOFT' }"), -1);
  EXPECT_EQ(NeedOf(FromText<Linkage>("plan: 'plans/p' evidence { reference:"
                                     " 'plans/pq#soft' }"),
                   stored, stored),
            -1);
  EXPECT_EQ(NeedOf(linkage, type::v1::PlanTerms(), stored), -1);
}

TEST(NeedOfTest, InAChangedPlanAHeadKeepsWhatItHasUnderAnotherId) {
  const auto linkage = FromText<Linkage>(
      "plan: 'plans/p' evidence { reference: 'plans/p#soft' }");
  const auto stored = FromText<type::v1::PlanTerms>(
      "needs { id: 'soft' head: 'SOFT' } needs { id: 'hard' head: 'HARD' }");
  const auto need_in = [&](const std::string& needs) {
    return NeedOf(linkage, stored, FromText<type::v1::PlanTerms>(needs),
                  RenamedNeed::kIsTheSame);
  };
  EXPECT_EQ(need_in("needs { id: 'soft' head: 'HARD' } needs { id: 'a' head:"
                    " 'SOFT' }"),
            1);
  EXPECT_EQ(need_in("needs { id: 'soft' head: 'SOFT' }"), 0);
  EXPECT_EQ(need_in("needs { id: 'soft' head: 'HARD' }"), -1);
}

TEST(NeedOfTest, WhatWasTakenOutOfAPlanIsTheSameWhenItIsPutBack) {
  const auto linkage = FromText<Linkage>(
      "plan: 'plans/p' evidence { reference: 'plans/p#soft' }");
  const auto stored =
      FromText<type::v1::PlanTerms>("needs { id: 'hard' head: 'HARD' }");
  const auto terms = FromText<type::v1::PlanTerms>(
      "needs { id: 'hard' head: 'HARD' } needs { id: 'soft' head: 'SOFT' }");
  EXPECT_EQ(NeedOf(linkage, stored, terms, RenamedNeed::kIsTheSame), 1);
  EXPECT_EQ(NeedOf(linkage, stored, terms, RenamedNeed::kIsAnother), -1);
  EXPECT_EQ(NeedOf(linkage, stored, stored, RenamedNeed::kIsTheSame), -1);
}

TEST(NeedPutBackAsTest, AHeadThatIsPutBackUnderANewIdIsTheSame) {
  const auto before = FromText<type::v1::PlanTerms>(
      "needs { id: 'soft' head: 'SOFT' } needs { id: 'other' head: 'SOFT' }");
  const auto place = [&](const std::string& needs) {
    return NeedPutBackAs("soft", before, FromText<type::v1::PlanTerms>(needs));
  };
  EXPECT_EQ(place("needs { id: 'other' head: 'SOFT' } needs { id: 'hard' head:"
                  " 'HARD' } needs { id: 'new' head: 'SOFT' }"),
            2);
  // What was there beside it is another one.
  EXPECT_EQ(place("needs { id: 'other' head: 'SOFT' }"), -1);
}

}  // namespace
}  // namespace sangam::matching
