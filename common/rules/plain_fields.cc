#include "common/rules/plain_fields.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <new>
#include <string>

#include "common/rules/recorded_value.h"

namespace sangam::rules {
namespace {

using type::v1::Profile;

// Nothing has been written to the value before.
void Set(int64_t number, Value* value) {
  new (value) Value(absl::in_place_type_t<int64_t>(), number);
}
void Set(bool truth, Value* value) {
  new (value) Value(absl::in_place_type_t<bool>(), truth);
}
void Set(const std::string& text, Value* value) {
  new (value) Value(absl::in_place_type_t<std::string>(), text);
}
void Set(const type::v1::StringList& list, Value* value) {
  new (value) Value(absl::in_place_type_t<std::vector<std::string>>(),
                    list.values().begin(), list.values().end());
}
void Set(const google::type::Date& date, Value* value) {
  if (const auto day = DayOf(date)) {
    new (value) Value(absl::in_place_type_t<absl::CivilDay>(), *day);
  }
}

// A field that is not here is read by reflection; none is here by mistake, as
// it would not compile.
#define SANGAM_PLAIN_FIELDS(FIELD)             \
  FIELD(age_months)                            \
  FIELD(members)                               \
  FIELD(women_members)                         \
  FIELD(poor_members)                          \
  FIELD(sc_members)                            \
  FIELD(st_members)                            \
  FIELD(obc_members)                           \
  FIELD(minority_members)                      \
  FIELD(members_with_disability)               \
  FIELD(members_aged_18_or_more)               \
  FIELD(members_aged_18_to_50)                 \
  FIELD(members_aged_18_to_55)                 \
  FIELD(members_aged_15_to_35)                 \
  FIELD(artisans)                              \
  FIELD(weavers)                               \
  FIELD(artisans_with_identity_card)           \
  FIELD(households)                            \
  FIELD(poor_households)                       \
  FIELD(member_shgs)                           \
  FIELD(member_vos)                            \
  FIELD(member_enterprises)                    \
  FIELD(allied_incomes)                        \
  FIELD(poor_member_share_bps)                 \
  FIELD(women_member_share_bps)                \
  FIELD(sc_st_member_share_bps)                \
  FIELD(npa_bps)                               \
  FIELD(months_of_regular_savings)             \
  FIELD(months_of_regular_meetings)            \
  FIELD(annual_turnover_paise)                 \
  FIELD(investment_paise)                      \
  FIELD(project_cost_paise)                    \
  FIELD(own_contribution_paise)                \
  FIELD(loan_outstanding_paise)                \
  FIELD(net_income_per_day_paise)              \
  FIELD(annual_family_income_paise)            \
  FIELD(panchasutra_followed)                  \
  FIELD(books_up_to_date)                      \
  FIELD(savings_bank_account)                  \
  FIELD(first_grading_passed)                  \
  FIELD(nabard_grading_passed)                 \
  FIELD(micro_credit_plan_prepared)            \
  FIELD(micro_credit_plan_appraised)           \
  FIELD(vulnerability_reduction_plan_prepared) \
  FIELD(trained_on_federation_concepts)        \
  FIELD(ready_to_federate)                     \
  FIELD(on_nrlm_database)                      \
  FIELD(bank_default)                          \
  FIELD(women_owned)                           \
  FIELD(unit_already_established)              \
  FIELD(udyam_registered)                      \
  FIELD(project_report_ready)                  \
  FIELD(land_available)                        \
  FIELD(spv_formed)                            \
  FIELD(common_facility_centre_functional)     \
  FIELD(registered_with_cds)                   \
  FIELD(buyer_agreed)                          \
  FIELD(uses_handloom_yarn)                    \
  FIELD(vending_certificate_held)              \
  FIELD(identified_by_vo)                      \
  FIELD(registered_at_employment_centre)       \
  FIELD(is_model)                              \
  FIELD(members_aged_18_to_45)                 \
  FIELD(members_passed_class_8)                \
  FIELD(members_in_food_processing)            \
  FIELD(households_on_housing_list)            \
  FIELD(design_seminar_held)                   \
  FIELD(need_assessment_done)                  \
  FIELD(place)                                 \
  FIELD(revenue_model)                         \
  FIELD(formed_on)                             \
  FIELD(sectors)                               \
  FIELD(nic_codes)                             \
  FIELD(products)                              \
  FIELD(area_designations)                     \
  FIELD(owner_categories)                      \
  FIELD(trades)                                \
  FIELD(problems)

#define SANGAM_NAME_OF_FIELD(name) #name,
constexpr absl::string_view kPlainFields[] = {
    SANGAM_PLAIN_FIELDS(SANGAM_NAME_OF_FIELD)};
#undef SANGAM_NAME_OF_FIELD

}  // namespace

bool IsPlainField(absl::string_view field) {
  return std::find(std::begin(kPlainFields), std::end(kPlainFields), field) !=
         std::end(kPlainFields);
}

EnumReader ReaderOfEnum(absl::string_view field) {
  if (field == "kind")
    return [](const Profile& of) -> int { return of.kind(); };
  if (field == "legal_form") {
    return [](const Profile& of) -> int { return of.legal_form(); };
  }
  if (field == "location_type") {
    return [](const Profile& of) -> int { return of.location_type(); };
  }
  return nullptr;
}

PlainFields::PlainFields(const AttributeDictionary& dictionary) {
  for (const absl::string_view field : kPlainFields) {
    for (const AttributeInfo& info : dictionary.all()) {
      if (info.field != nullptr && info.field->name() == field) {
        indexes_.push_back(info.index);
      }
    }
  }
}

void PlainFields::Read(const Profile& profile, Value* values) const {
  const int* index = indexes_.data();
#define SANGAM_READ_FIELD(name)                                   \
  if (profile.has_##name()) Set(profile.name(), values + *index); \
  ++index;
  SANGAM_PLAIN_FIELDS(SANGAM_READ_FIELD)
#undef SANGAM_READ_FIELD
}

}  // namespace sangam::rules
