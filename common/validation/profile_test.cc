#include "common/validation/profile.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "common/validation/number.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using type::v1::Profile;

// The fields at fault.
std::vector<std::string> Faults(const Profile& profile) {
  Violations violations;
  CheckProfile(violations, "p", profile);
  std::vector<std::string> fields;
  for (const auto& violation : FieldViolationsOf(violations.ToStatus())) {
    fields.push_back(violation.field);
  }
  return fields;
}

TEST(ProfileTest, AbsenceIsNeverAFault) {
  EXPECT_THAT(Faults(Profile()), IsEmpty());
  Profile empty_lists;
  empty_lists.mutable_sectors();
  empty_lists.mutable_nic_codes();
  EXPECT_THAT(Faults(empty_lists), IsEmpty());
}

TEST(ProfileTest, AFullProfileIsGood) {
  Profile profile;
  profile.set_kind(type::v1::SUBJECT_KIND_SHG);
  profile.set_place("places/lgd-district-276");
  profile.mutable_sectors()->add_values("HANDLOOM");
  profile.mutable_nic_codes()->add_values("01");
  profile.mutable_products()->add_values("एरी रेशम");
  profile.mutable_formed_on()->set_year(2013);
  profile.mutable_formed_on()->set_month(2);
  profile.mutable_formed_on()->set_day(28);
  profile.set_members(12);
  profile.set_women_members(12);
  profile.set_sc_members(5);
  profile.set_st_members(7);
  profile.set_minority_members(12);
  profile.set_members_aged_15_to_35(20);
  profile.set_poor_member_share_bps(10'000);
  profile.set_npa_bps(0);
  profile.set_revenue_model("PANCHAYAT_FUNDED");
  auto* benefit = profile.add_received_benefits();
  benefit->set_scheme("schemes/sgsy");
  benefit->set_units(3);
  (*profile.mutable_extra())["dept.score"].set_number(-4);
  EXPECT_THAT(Faults(profile), IsEmpty());
}

TEST(ProfileTest, NumbersStayWithinTheirUnits) {
  Profile profile;
  profile.set_members(-1);
  profile.set_poor_member_share_bps(10'001);
  profile.set_months_of_regular_savings(kMaxMonths + 1);
  profile.set_annual_turnover_paise(kMaxPaise + 1);
  profile.set_investment_paise(std::numeric_limits<int64_t>::min());
  EXPECT_THAT(Faults(profile),
              ElementsAre("p.members", "p.poor_member_share_bps",
                          "p.months_of_regular_savings",
                          "p.annual_turnover_paise", "p.investment_paise"));
}

TEST(ProfileTest, PartsAreAtMostTheirWhole) {
  Profile profile;
  profile.set_members(10);
  profile.set_women_members(11);
  profile.set_members_with_disability(11);
  profile.set_members_aged_18_or_more(8);
  profile.set_members_aged_18_to_50(9);
  profile.set_artisans(5);
  profile.set_weavers(6);
  profile.set_households(3);
  profile.set_poor_households(4);
  EXPECT_THAT(
      Faults(profile),
      ElementsAre("p.women_members", "p.members_with_disability",
                  "p.members_aged_18_to_50", "p.weavers", "p.poor_households"));
  profile.clear_members();
  profile.clear_artisans();
  EXPECT_THAT(Faults(profile),
              ElementsAre("p.members_aged_18_to_50", "p.poor_households"));
}

TEST(ProfileTest, SocialCategoriesTogetherAreAtMostTheMembers) {
  Profile profile;
  profile.set_members(10);
  profile.set_sc_members(4);
  profile.set_st_members(4);
  profile.set_obc_members(2);
  EXPECT_THAT(Faults(profile), IsEmpty());
  profile.set_obc_members(3);
  EXPECT_THAT(Faults(profile), ElementsAre("p.obc_members"));
}

TEST(ProfileTest, HugeAndNegativePartsDoNotOverflow) {
  Profile profile;
  profile.set_members(std::numeric_limits<int64_t>::max());
  profile.set_sc_members(std::numeric_limits<int64_t>::max());
  profile.set_st_members(std::numeric_limits<int64_t>::max());
  profile.set_obc_members(std::numeric_limits<int64_t>::min());
  EXPECT_THAT(Faults(profile), ElementsAre("p.members", "p.sc_members",
                                           "p.st_members", "p.obc_members"));
}

TEST(ProfileTest, DatesAreReal) {
  Profile profile;
  profile.mutable_formed_on()->set_year(2013);
  profile.mutable_formed_on()->set_month(2);
  profile.mutable_formed_on()->set_day(30);
  profile.mutable_received_benefits_complete_until();
  auto* benefit = profile.add_received_benefits();
  benefit->set_scheme("schemes/sgsy");
  benefit->mutable_received_on()->set_year(2013);
  benefit->mutable_observed_on();
  EXPECT_THAT(Faults(profile),
              ElementsAre("p.formed_on", "p.received_benefits[0].received_on",
                          "p.received_benefits[0].observed_on",
                          "p.received_benefits_complete_until"));
}

TEST(ProfileTest, EnumsAreKnownAndStated) {
  Profile profile;
  profile.set_kind(static_cast<type::v1::SubjectKind>(99));
  profile.set_legal_form(type::v1::LEGAL_FORM_UNSPECIFIED);
  EXPECT_THAT(Faults(profile), ElementsAre("p.kind", "p.legal_form"));
}

TEST(ProfileTest, ListsHoldGoodElements) {
  Profile profile;
  profile.mutable_sectors()->add_values("HANDLOOM");
  profile.mutable_sectors()->add_values("");
  profile.mutable_sectors()->add_values("weaving");
  profile.mutable_nic_codes()->add_values("9");
  profile.mutable_products()->add_values(" ");
  profile.mutable_trades()->add_values("mason");
  profile.set_revenue_model("fees");
  EXPECT_THAT(Faults(profile),
              ElementsAre("p.sectors.values[1]", "p.sectors.values[2]",
                          "p.nic_codes.values[0]", "p.products.values[0]",
                          "p.trades.values[0]", "p.revenue_model"));
  Profile huge;
  for (int i = 0; i < 201; ++i) huge.mutable_products()->add_values("");
  EXPECT_THAT(Faults(huge), ElementsAre("p.products"));
}

TEST(ProfileTest, NamesAreNames) {
  Profile profile;
  profile.set_place("lgd-district-276");
  auto* benefit = profile.add_received_benefits();
  benefit->set_linkage("x");
  benefit->set_units(-1);
  benefit->set_amount_paise(-1);
  EXPECT_THAT(Faults(profile),
              ElementsAre("p.place", "p.received_benefits[0].linkage",
                          "p.received_benefits[0].scheme",
                          "p.received_benefits[0].units",
                          "p.received_benefits[0]"
                          ".amount_paise"));
}

TEST(ProfileTest, ExtraAttributesHaveANameAndAValue) {
  Profile profile;
  (*profile.mutable_extra())["dept.score"];
  EXPECT_THAT(Faults(profile), ElementsAre("p.extra[\"dept.score\"]"));
  profile.clear_extra();
  (*profile.mutable_extra())["Bad name"].set_truth(true);
  EXPECT_THAT(Faults(profile), ElementsAre("p.extra"));
  profile.clear_extra();
  (*profile.mutable_extra())["seen"].mutable_date();
  EXPECT_THAT(Faults(profile), ElementsAre("p.extra[\"seen\"].date"));
}

TEST(ProfileTest, ChildrenAreProfilesOfOneLevel) {
  Profile profile;
  profile.mutable_children()->set_complete(true);
  EXPECT_THAT(Faults(profile), IsEmpty());
  Profile* good = profile.mutable_children()->add_profiles();
  good->set_kind(type::v1::SUBJECT_KIND_SHG);
  good->set_members(12);
  EXPECT_THAT(Faults(profile), IsEmpty());

  profile.mutable_children()->add_profiles()->set_women_members(-1);
  profile.mutable_children()->add_profiles()->mutable_children();
  profile.mutable_children()->add_profiles()->add_received_benefits();
  profile.mutable_children()
      ->add_profiles()
      ->mutable_received_benefits_complete_until()
      ->set_year(2026);
  EXPECT_THAT(Faults(profile),
              ElementsAre("p.children.profiles[1].women_members",
                          "p.children.profiles[2].children",
                          "p.children.profiles[3].received_benefits",
                          "p.children.profiles[4].received_benefits"));
}

TEST(ProfileTest, ChildrenAreBounded) {
  Profile profile;
  for (int i = 0; i < kMaxChildProfiles; ++i) {
    profile.mutable_children()->add_profiles();
  }
  EXPECT_THAT(Faults(profile), IsEmpty());
  profile.mutable_children()->add_profiles();
  EXPECT_THAT(Faults(profile), ElementsAre("p.children.profiles"));
}

}  // namespace
}  // namespace sangam
