// A large made-up registry, for measuring room and time.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_SYNTHETIC_POPULATION_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_SYNTHETIC_POPULATION_H_

#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam::matching {

// Subject after subject, each about its own number and the seed alone: groups
// for the most part, with some forty facts each, some of them missing.
class SyntheticPopulation {
 public:
  explicit SyntheticPopulation(uint64_t seed) : seed_(seed) {}

  // In the order of the numbers.
  static std::string NameOf(int64_t number) {
    return absl::StrFormat("groups/nrlm-%010d", number * 37);
  }

  type::v1::Profile ProfileOf(int64_t number) {
    state_ = seed_ * 0x9E3779B97F4A7C15 + static_cast<uint64_t>(number);
    for (int i = 0; i < 3; ++i) Next();
    type::v1::Profile profile;
    AddNature(&profile);
    AddPeople(&profile);
    AddMoney(&profile);
    AddPractices(&profile);
    AddReceipts(&profile);
    return profile;
  }

 private:
  uint64_t Next() {
    // Xorshift with a multiplication at the end.
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return state_ * 0x2545F4914F6CDD1D;
  }
  int Draw(int below) {
    return static_cast<int>((Next() >> 33) % static_cast<uint64_t>(below));
  }
  bool Given() { return Draw(8) != 0; }

  void SetDay(int first_year, int years, google::type::Date* date) {
    date->set_year(first_year + Draw(years));
    date->set_month(1 + Draw(12));
    date->set_day(1 + Draw(28));
  }

  void AddNature(type::v1::Profile* profile) {
    static constexpr const char* kSectors[] = {
        "HANDLOOM",    "HANDICRAFT", "FOOD_PROCESSING",
        "AGRICULTURE", "DAIRY",      "FISHERIES",
        "COIR",        "TRADE"};
    profile->set_kind(Draw(10) == 0
                          ? static_cast<type::v1::SubjectKind>(1 + Draw(14))
                          : type::v1::SUBJECT_KIND_SHG);
    if (Given()) {
      profile->set_legal_form(static_cast<type::v1::LegalForm>(1 + Draw(9)));
    }
    profile->set_place(absl::StrCat("places/lgd-village-", Draw(640'000)));
    if (Given()) profile->set_location_type(type::v1::LOCATION_TYPE_RURAL);
    if (Given()) {
      auto* sectors = profile->mutable_sectors();
      for (int more = 1 + Draw(2); more > 0; --more) {
        sectors->add_values(kSectors[Draw(8)]);
      }
    }
    if (Given()) {
      profile->mutable_nic_codes()->add_values(
          absl::StrFormat("%05d", 1'000 + Draw(600) * 10));
    }
    if (Draw(4) == 0) {
      profile->mutable_products()->add_values(
          absl::StrCat("product ", Draw(500)));
    }
    if (Given()) SetDay(2008, 17, profile->mutable_formed_on());
    if (Given()) {
      auto* owners = profile->mutable_owner_categories();
      owners->add_values("WOMEN");
      if (Draw(3) == 0) owners->add_values(Draw(2) == 0 ? "SC" : "ST");
    }
  }

  void AddPeople(type::v1::Profile* profile) {
    const int members = 8 + Draw(13);
    profile->set_members(members);
    if (Given()) profile->set_women_members(members - Draw(3));
    if (Given()) profile->set_poor_members(Draw(members + 1));
    if (Given()) profile->set_sc_members(Draw(4));
    if (Given()) profile->set_st_members(Draw(4));
    if (Given()) profile->set_members_aged_18_to_45(Draw(members));
    if (Given()) profile->set_members_passed_class_8(Draw(members));
    if (Draw(3) == 0) profile->set_households_on_housing_list(Draw(5));
  }

  void AddMoney(type::v1::Profile* profile) {
    if (Given()) {
      profile->set_annual_turnover_paise(Draw(5'000'000) * int64_t{100});
    }
    const auto* descriptor = type::v1::Profile::descriptor();
    const auto* reflection = profile->GetReflection();
    // Eight more counts and amounts, whatever they are called.
    int added = 0;
    for (int i = 0; i < descriptor->field_count() && added < 8; ++i) {
      const auto* field = descriptor->field(i);
      if (field->cpp_type() != field->CPPTYPE_INT64 || field->is_repeated() ||
          field->number() < 20 || field->number() >= 80) {
        continue;
      }
      ++added;
      if (Given()) {
        reflection->SetInt64(profile, field, Draw(20'000) * int64_t{100});
      }
    }
  }

  void AddPractices(type::v1::Profile* profile) {
    const auto* descriptor = type::v1::Profile::descriptor();
    const auto* reflection = profile->GetReflection();
    int added = 0;
    for (int i = 0; i < descriptor->field_count() && added < 14; ++i) {
      const auto* field = descriptor->field(i);
      if (field->cpp_type() != field->CPPTYPE_BOOL) continue;
      ++added;
      if (Given()) reflection->SetBool(profile, field, Draw(2) == 0);
    }
  }

  void AddReceipts(type::v1::Profile* profile) {
    for (int more = Draw(3); more > 0; --more) {
      auto* benefit = profile->add_received_benefits();
      benefit->set_scheme(absl::StrCat("schemes/s", Draw(200)));
      SetDay(2018, 7, benefit->mutable_received_on());
    }
    if (Draw(2) == 0) {
      auto* until = profile->mutable_received_benefits_complete_until();
      until->set_year(2025);
      until->set_month(3);
      until->set_day(31);
    }
  }

  const uint64_t seed_;
  uint64_t state_ = 0;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_SYNTHETIC_POPULATION_H_
