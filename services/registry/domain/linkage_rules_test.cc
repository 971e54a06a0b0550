#include "services/registry/domain/linkage_rules.h"

#include "common/status/errors.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::registry {
namespace {

v1::Linkage LinkageOf(const std::string& added) {
  v1::Linkage linkage;
  linkage.set_name("linkages/a");
  linkage.set_subject("groups/g");
  linkage.set_state(v1::LINKAGE_STATE_RECEIVED);
  EXPECT_TRUE(google::protobuf::TextFormat::MergeFromString(added, &linkage))
      << added;
  return linkage;
}

TEST(LinkageRulesTest, NamesTheFault) {
  const struct {
    const char* added;
    const char* fault;
  } cases[] = {
      {"", ""},
      {"scheme: 'schemes/sgsy' department: 'departments/rd'", ""},
      {"scheme: 'schemes/a' scheme_version: 'schemes/a/versions/2'", ""},
      {"scheme: 'schemes/a' scheme_version: 'schemes/ab/versions/2'",
       "scheme_version"},
      {"scheme_version: 'schemes/ab/versions/2'", ""},
      {"subject: 'places/p'", "subject"},
      {"scheme: 'sgsy'", "scheme"},
      {"department: 'schemes/sgsy'", "department"},
      {"state: LINKAGE_STATE_UNSPECIFIED", "state"},
      {"received_on { year: 2013 month: 13 day: 1 }", "received_on"},
      {"received_on { year: 2013 }", "received_on"},
      {"amount_paise: -1", "amount_paise"},
      {"lots { units: 0 }", "lots[0].units"},
      {"lots { units: 5 paise_each: -1 }", "lots[0].paise_each"},
      // 2 × ₹30 + 3 × ₹10 = ₹90.
      {"lots { units: 2 paise_each: 3000 } lots { units: 3 paise_each: 1000 }"
       " amount_paise: 9000",
       ""},
      {"lots { units: 2 paise_each: 3000 } lots { units: 3 paise_each: 1000 }"
       " amount_paise: 9001",
       "amount_paise"},
      {"lots { units: 2 paise_each: 3000 } lots { units: 3 }"
       " amount_paise: 7000",
       ""},
      {"lots { units: 3000000000 paise_each: 10000000000000000 }", "lots"},
      {"lots { units: 3 paise_each: 5000000000000000 }", "lots"},
  };
  for (const auto& test_case : cases) {
    const absl::Status status = CheckLinkage(LinkageOf(test_case.added));
    EXPECT_EQ(status.ok() ? "" : FieldViolationsOf(status)[0].field,
              test_case.fault)
        << test_case.added;
  }
}

TEST(LinkageRulesTest, ABenefitHoldsTheSumsOfItsLots) {
  const type::v1::ReceivedBenefit benefit = ToReceivedBenefit(
      LinkageOf("scheme: 'schemes/s' lots { units: 2 paise_each: 3000 }"
                " lots { units: 3 paise_each: 1000 }"
                " provenance { observed_on { year: 2020 month: 1 day: 2 } }"));
  EXPECT_EQ(benefit.linkage(), "linkages/a");
  EXPECT_EQ(benefit.scheme(), "schemes/s");
  EXPECT_EQ(benefit.units(), 5);
  EXPECT_EQ(benefit.amount_paise(), 9000);
  EXPECT_EQ(benefit.observed_on().year(), 2020);
  EXPECT_FALSE(benefit.has_received_on());
}

TEST(LinkageRulesTest, WhatTheSubjectPaysItselfIsNotReceived) {
  const std::string parties =
      " parties { party: FUNDING_PARTY_CENTRE amount_paise: 800 }"
      " parties { party: FUNDING_PARTY_BENEFICIARY amount_paise: 150 }"
      " parties { party: FUNDING_PARTY_BENEFICIARY in_kind: true"
      " amount_paise: 50 }";
  EXPECT_EQ(ToReceivedBenefit(LinkageOf("amount_paise: 1000" + parties))
                .amount_paise(),
            800);
  EXPECT_EQ(ToReceivedBenefit(
                LinkageOf("lots { units: 2 paise_each: 500 }" + parties))
                .amount_paise(),
            800);
  EXPECT_EQ(ToReceivedBenefit(
                LinkageOf("amount_paise: 1000" + parties +
                          " instalments { amount_paise: 300 paid_on { year:"
                          " 2026 month: 1 day: 9 } }"))
                .amount_paise(),
            300)
      << "no instalment is of the subject's own money";
  EXPECT_FALSE(
      ToReceivedBenefit(LinkageOf("lots { units: 2 paise_each: 50 }" + parties))
          .has_amount_paise())
      << "its own part is more than the whole";
  const auto nothing = ToReceivedBenefit(
      LinkageOf("amount_paise: 70 parties { party:"
                " FUNDING_PARTY_BENEFICIARY amount_paise: 70 }"));
  EXPECT_TRUE(nothing.has_amount_paise());
  EXPECT_EQ(nothing.amount_paise(), 0);
}

TEST(LinkageRulesTest, WhatIsNotKnownStaysAbsent) {
  const type::v1::ReceivedBenefit none = ToReceivedBenefit(LinkageOf(""));
  EXPECT_FALSE(none.has_units());
  EXPECT_FALSE(none.has_amount_paise());
  const type::v1::ReceivedBenefit some = ToReceivedBenefit(
      LinkageOf("lots { units: 2 paise_each: 3000 } lots { units: 3 }"));
  EXPECT_EQ(some.units(), 5);
  EXPECT_FALSE(some.has_amount_paise());
  EXPECT_EQ(ToReceivedBenefit(LinkageOf("lots { units: 2 } amount_paise: 70"))
                .amount_paise(),
            70);
}

}  // namespace
}  // namespace sangam::registry
