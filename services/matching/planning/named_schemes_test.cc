#include "services/matching/planning/named_schemes.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kTogether[] =
    "open_to_all: true benefits { id: 'g' kind: BENEFIT_KIND_GRANT cost_heads:"
    " 'A' } funding { shares { party: FUNDING_PARTY_CENTRE share_bps: 8000 }"
    " shares { party: FUNDING_PARTY_STATE_AND_BENEFICIARY share_bps: 2000 } }";

// "field description" of each fault.
std::vector<std::string> FaultsOf(const std::string& terms_text) {
  SampleCatalog sample;
  sample.Add("gap", PaysGaps());
  sample.Add("past", absl::StrCat(PaysGaps(),
                                  "effective_until { year: 2020 month: 1 day: 1"
                                  " }"));
  sample.Add("grant", PaysShare("A", 6000));
  sample.Add("joint", kTogether);
  const auto catalog = sample.Build();
  const auto terms = FromText<type::v1::PlanTerms>(terms_text);
  const PlanQuestion question{terms, {}, absl::CivilDay(2024, 4, 1), ""};
  std::vector<std::string> faults;
  const absl::Status status = CheckNamedSchemes(*catalog, question);
  if (status.ok()) return faults;
  EXPECT_TRUE(absl::IsInvalidArgument(status));
  for (const auto& fault : FieldViolationsOf(status)) {
    faults.push_back(absl::StrCat(fault.field, " ", fault.description));
  }
  return faults;
}

TEST(NamedSchemesTest, GapFundersAreKnownAndFundGaps) {
  EXPECT_THAT(FaultsOf("gap_funders: 'schemes/gap' gap_funders:"
                       " 'schemes/past'"),
              IsEmpty());
  EXPECT_THAT(
      FaultsOf("gap_funders: 'schemes/gap' gap_funders: 'schemes/nope'"
               " gap_funders: 'schemes/grant'"),
      ElementsAre("terms.gap_funders[1] schemes/nope is not in the catalogue",
                  "terms.gap_funders[2] schemes/grant is no gap funder: its"
                  " terms fund no gaps"));
}

TEST(NamedSchemesTest, OnlyASharePaidTogetherIsDivided) {
  const auto split = [](const std::string& scheme) {
    return absl::StrCat("assumed_splits { scheme: 'schemes/", scheme,
                        "' state_share_bps: 100 reason: 'r' }");
  };
  EXPECT_THAT(FaultsOf(split("joint")), IsEmpty());
  EXPECT_THAT(FaultsOf(split("grant")),
              ElementsAre("terms.assumed_splits[0].scheme schemes/grant has no"
                          " share of state and beneficiary together that could"
                          " be divided"));
}

}  // namespace
}  // namespace sangam::matching
