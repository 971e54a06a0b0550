// A registry that changes at random, beside the columns that should follow it;
// for tests.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_RANDOM_REGISTRY_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_RANDOM_REGISTRY_H_

#include <iterator>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/rules/random_rules.h"
#include "services/matching/catalog/compiled_version.h"
#include "services/matching/columns/reverse_comparison.h"
#include "services/matching/columns/subject_columns.h"

namespace sangam::matching {

// Every draw depends on the seed alone.
class RandomRegistry {
 public:
  explicit RandomRegistry(unsigned seed) : rules_(seed) {}

  rules::RandomRules& rules() { return rules_; }
  const ProfilesByName& profiles() const { return profiles_; }
  SubjectColumns& columns() { return columns_; }

  // A new list of so many subjects, in no order.
  void List(int subjects) {
    profiles_.clear();
    columns_.BeginList();
    for (int i = 0; i < subjects; ++i) Set(NewName());
    columns_.Publish("list");
  }

  // So many additions, changes and deletions.
  void Change(int changes) {
    for (int i = 0; i < changes; ++i) {
      auto at = profiles_.lower_bound(NewName());
      if (at == profiles_.end() || rules_.Draw(3) == 0) {
        Set(NewName());
      } else if (rules_.Draw(2) == 0) {
        Set(at->first);
      } else {
        columns_.Delete(at->first);
        profiles_.erase(at);
      }
    }
    columns_.Publish("change");
  }

  // A profile with all that columns find hard.
  type::v1::Profile Profile() {
    type::v1::Profile profile = rules_.FullProfile();
    const auto now_and_then = [this] { return rules_.Draw(8) == 0; };
    if (now_and_then()) profile.set_members(Extreme());
    if (now_and_then()) profile.set_annual_turnover_paise(Extreme());
    if (now_and_then()) profile.set_age_months(rules_.Draw(90));
    if (now_and_then()) profile.set_age_months(Extreme());
    if (now_and_then()) profile.set_poor_members(rules_.Draw(12));
    if (now_and_then()) profile.set_sc_members(rules_.Draw(4) - 1);
    if (now_and_then()) profile.set_st_members(rules_.Draw(8));
    if (now_and_then()) profile.set_women_member_share_bps(5'000);
    if (now_and_then()) profile.mutable_sectors()->clear_values();
    if (now_and_then()) profile.set_place("");
    if (now_and_then()) profile.set_place("places/nowhere");
    if (now_and_then()) profile.set_revenue_model("");
    if (now_and_then()) {
      profile.set_legal_form(static_cast<type::v1::LegalForm>(77));
    }
    if (now_and_then()) {
      profile.set_kind(type::v1::SUBJECT_KIND_UNSPECIFIED);
    }
    if (now_and_then()) profile.mutable_formed_on()->set_day(31);
    if (now_and_then()) AddHardExtra(&profile);
    if (now_and_then()) {
      auto* benefit = profile.add_received_benefits();
      benefit->set_scheme("schemes/a");
    }
    return profile;
  }

  // A version with one to three conditions.
  std::shared_ptr<const CompiledVersion> Version() {
    scheme_catalog::v1::SchemeVersion version;
    version.set_name("schemes/drawn/versions/1");
    for (int more = 1 + rules_.Draw(3); more > 0; --more) {
      version.add_conditions()->set_expression(Condition());
    }
    return CompileVersion(version, rules::SampleDictionary());
  }

 private:
  std::string Condition() {
    static constexpr const char* kHard[] = {
        "age_months <= 60",
        "age_months >= 36 && age_months < 72",
        "age_months == 40 || !(age_months > 12)",
        "age_months != 25",
        "months_since(formed_on) <= 48",
        "has(age_months) || has(formed_on)",
        "poor_member_share_bps >= 5000",
        "!(sc_st_member_share_bps < 4000) && has(women_member_share_bps)",
        "looms >= 10 || looms < 3",
        "has(looms) && !has(dyes_yarn)",
        "members > 9223372036854775806",
        "members <= -9223372036854775807",
        "annual_turnover_paise != 9",
        "has(place) && !place.within(['places/lgd-district-10', "
        "'placeSets/hills'])",
        "place.within('places/nowhere') || has(children)",
        "revenue_model == '' || has(revenue_model)",
        "revenue_model < 'B'",
        "women_owned != true",
        "members in [9, 10, 11]",
        "received('schemes/b', 30) && !received('schemes/a', 6)",
        "received('schemes/never')",
        "members >= 12 && members < 12",
        "members >= 12 || members < 12",
        "sectors == ['COIR', 'JUTE']",
        "poor_members * 2 >= members",
        "formed_on >= date('2019-04-01') && formed_on != date('2021-04-01')"};
    constexpr int kCount = static_cast<int>(std::size(kHard));
    switch (rules_.Draw(5)) {
      case 0:
        return kHard[rules_.Draw(kCount)];
      case 1:
        return absl::StrCat("(", kHard[rules_.Draw(kCount)], ") && (",
                            rules_.FullRule(2), ")");
      case 2:
        return rules_.Rule(4);
      default:
        return rules_.FullRule(3);
    }
  }

  int64_t Extreme() {
    switch (rules_.Draw(4)) {
      case 0:
        return std::numeric_limits<int64_t>::max();
      case 1:
        return std::numeric_limits<int64_t>::min();
      case 2:
        return 0;
      default:
        return -7;
    }
  }

  void AddHardExtra(type::v1::Profile* profile) {
    auto& extra = *profile->mutable_extra();
    switch (rules_.Draw(5)) {
      case 0:
        extra["looms"].set_text("twelve");
        extra["loom_count"].set_number(12);
        return;
      case 1:
        extra.erase("looms");
        extra["loom_count"].set_number(11);
        return;
      case 2:
        extra["looms"] = {};
        extra["loom_count"].set_number(10);
        return;
      case 3:
        extra["looms"].mutable_date()->set_month(13);
        return;
      default:
        extra["unheard_of"].mutable_list()->add_values("x");
    }
  }

  std::string NewName() {
    return absl::StrCat("groups/", rules_.Draw(1'000'000));
  }

  void Set(const std::string& name) {
    const type::v1::Profile profile = Profile();
    profiles_[name] = profile;
    columns_.Upsert(name, profile);
  }

  rules::RandomRules rules_;
  ProfilesByName profiles_;
  SubjectColumns columns_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_RANDOM_REGISTRY_H_
