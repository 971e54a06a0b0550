#include "common/rules/plain_fields.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "common/rules/recorded_value.h"

namespace sangam::rules {
namespace {

using type::v1::Profile;

void Set(int64_t number, Value* value) { *value = number; }
void Set(bool truth, Value* value) { *value = truth; }
void Set(const std::string& text, Value* value) { *value = text; }
void Set(const type::v1::StringList& list, Value* value) {
  *value = std::vector<std::string>(list.values().begin(), list.values().end());
}
void Set(const google::type::Date& date, Value* value) {
  if (const auto day = DayOf(date)) *value = *day;
}

template <auto kHas, auto kGet>
void Read(const Profile& profile, Value* value) {
  if ((profile.*kHas)()) Set((profile.*kGet)(), value);
}

using Readers = absl::flat_hash_map<absl::string_view, PlainFieldReader>;

#define SANGAM_PLAIN_FIELD(name) \
  { #name, &Read < &Profile::has_##name, &Profile::name> }

// A field that is not here is read by reflection; none is here by mistake, as
// it would not compile.
const Readers& AllReaders() {
  static const auto* const kReaders = new Readers{
      SANGAM_PLAIN_FIELD(age_months),
      SANGAM_PLAIN_FIELD(members),
      SANGAM_PLAIN_FIELD(women_members),
      SANGAM_PLAIN_FIELD(poor_members),
      SANGAM_PLAIN_FIELD(sc_members),
      SANGAM_PLAIN_FIELD(st_members),
      SANGAM_PLAIN_FIELD(obc_members),
      SANGAM_PLAIN_FIELD(minority_members),
      SANGAM_PLAIN_FIELD(members_with_disability),
      SANGAM_PLAIN_FIELD(members_aged_18_or_more),
      SANGAM_PLAIN_FIELD(members_aged_18_to_50),
      SANGAM_PLAIN_FIELD(members_aged_18_to_55),
      SANGAM_PLAIN_FIELD(members_aged_15_to_35),
      SANGAM_PLAIN_FIELD(artisans),
      SANGAM_PLAIN_FIELD(weavers),
      SANGAM_PLAIN_FIELD(artisans_with_identity_card),
      SANGAM_PLAIN_FIELD(households),
      SANGAM_PLAIN_FIELD(poor_households),
      SANGAM_PLAIN_FIELD(member_shgs),
      SANGAM_PLAIN_FIELD(member_vos),
      SANGAM_PLAIN_FIELD(member_enterprises),
      SANGAM_PLAIN_FIELD(allied_incomes),
      SANGAM_PLAIN_FIELD(poor_member_share_bps),
      SANGAM_PLAIN_FIELD(women_member_share_bps),
      SANGAM_PLAIN_FIELD(sc_st_member_share_bps),
      SANGAM_PLAIN_FIELD(npa_bps),
      SANGAM_PLAIN_FIELD(months_of_regular_savings),
      SANGAM_PLAIN_FIELD(months_of_regular_meetings),
      SANGAM_PLAIN_FIELD(annual_turnover_paise),
      SANGAM_PLAIN_FIELD(investment_paise),
      SANGAM_PLAIN_FIELD(project_cost_paise),
      SANGAM_PLAIN_FIELD(own_contribution_paise),
      SANGAM_PLAIN_FIELD(loan_outstanding_paise),
      SANGAM_PLAIN_FIELD(net_income_per_day_paise),
      SANGAM_PLAIN_FIELD(annual_family_income_paise),
      SANGAM_PLAIN_FIELD(panchasutra_followed),
      SANGAM_PLAIN_FIELD(books_up_to_date),
      SANGAM_PLAIN_FIELD(savings_bank_account),
      SANGAM_PLAIN_FIELD(first_grading_passed),
      SANGAM_PLAIN_FIELD(nabard_grading_passed),
      SANGAM_PLAIN_FIELD(micro_credit_plan_prepared),
      SANGAM_PLAIN_FIELD(micro_credit_plan_appraised),
      SANGAM_PLAIN_FIELD(vulnerability_reduction_plan_prepared),
      SANGAM_PLAIN_FIELD(trained_on_federation_concepts),
      SANGAM_PLAIN_FIELD(ready_to_federate),
      SANGAM_PLAIN_FIELD(on_nrlm_database),
      SANGAM_PLAIN_FIELD(bank_default),
      SANGAM_PLAIN_FIELD(women_owned),
      SANGAM_PLAIN_FIELD(unit_already_established),
      SANGAM_PLAIN_FIELD(udyam_registered),
      SANGAM_PLAIN_FIELD(project_report_ready),
      SANGAM_PLAIN_FIELD(land_available),
      SANGAM_PLAIN_FIELD(spv_formed),
      SANGAM_PLAIN_FIELD(common_facility_centre_functional),
      SANGAM_PLAIN_FIELD(registered_with_cds),
      SANGAM_PLAIN_FIELD(buyer_agreed),
      SANGAM_PLAIN_FIELD(uses_handloom_yarn),
      SANGAM_PLAIN_FIELD(vending_certificate_held),
      SANGAM_PLAIN_FIELD(identified_by_vo),
      SANGAM_PLAIN_FIELD(registered_at_employment_centre),
      SANGAM_PLAIN_FIELD(is_model),
      SANGAM_PLAIN_FIELD(members_aged_18_to_45),
      SANGAM_PLAIN_FIELD(members_passed_class_8),
      SANGAM_PLAIN_FIELD(members_in_food_processing),
      SANGAM_PLAIN_FIELD(households_on_housing_list),
      SANGAM_PLAIN_FIELD(design_seminar_held),
      SANGAM_PLAIN_FIELD(need_assessment_done),
      SANGAM_PLAIN_FIELD(place),
      SANGAM_PLAIN_FIELD(revenue_model),
      SANGAM_PLAIN_FIELD(formed_on),
      SANGAM_PLAIN_FIELD(sectors),
      SANGAM_PLAIN_FIELD(nic_codes),
      SANGAM_PLAIN_FIELD(products),
      SANGAM_PLAIN_FIELD(area_designations),
      SANGAM_PLAIN_FIELD(owner_categories),
      SANGAM_PLAIN_FIELD(trades),
      SANGAM_PLAIN_FIELD(problems),
  };
  return *kReaders;
}

#undef SANGAM_PLAIN_FIELD

}  // namespace

PlainFieldReader ReaderOfPlainField(absl::string_view field) {
  const auto found = AllReaders().find(field);
  return found == AllReaders().end() ? nullptr : found->second;
}

}  // namespace sangam::rules
