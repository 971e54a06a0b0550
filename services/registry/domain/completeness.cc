#include "services/registry/domain/completeness.h"

#include "common/validation/violations.h"

namespace sangam::registry {
namespace {

struct Fact {
  const char* path;
  bool known;
};

bool HasActivity(const type::v1::Profile& profile) {
  return !profile.sectors().values().empty() ||
         !profile.nic_codes().values().empty() ||
         !profile.products().values().empty();
}

// In the order in which it is worth asking for them: what most conditions of
// schemes read comes first.
std::vector<Fact> FactsOf(const v1::Enterprise& enterprise) {
  const type::v1::Profile& profile = enterprise.profile();
  return {
      {"title", !enterprise.title().empty()},
      {"place", !enterprise.place().empty()},
      // Known for certain to do nothing is no activity either.
      {"profile.sectors", HasActivity(profile)},
      {"profile.women_owned", profile.has_women_owned()},
      {"profile.owner_categories", profile.has_owner_categories()},
      {"profile.annual_turnover_paise", profile.has_annual_turnover_paise()},
      {"profile.investment_paise", profile.has_investment_paise()},
      {"profile.udyam_registered", profile.has_udyam_registered()},
      {"profile.bank_default", profile.has_bank_default()},
      {"profile.savings_bank_account", profile.has_savings_bank_account()},
      {"profile.formed_on",
       profile.has_formed_on() || profile.has_age_months()},
      {"profile.legal_form", profile.has_legal_form()},
      {"profile.members", profile.has_members()},
      {"profile.location_type", profile.has_location_type()},
      {"profile.books_up_to_date", profile.has_books_up_to_date()},
      {"group", !enterprise.group().empty() || !enterprise.cluster().empty()},
  };
}

// A Udyam number says it, too.
bool HasUdyamNumber(const v1::Enterprise& enterprise) {
  for (const type::v1::OutsideId& id : enterprise.outside_ids()) {
    if (id.system() == "UDYAM") return true;
  }
  return false;
}

}  // namespace

Completeness CompletenessOf(const v1::Enterprise& enterprise) {
  Completeness completeness;
  int32_t all = 0;
  int32_t known = 0;
  for (const Fact& fact : FactsOf(enterprise)) {
    ++all;
    const bool is_udyam = fact.path == std::string("profile.udyam_registered");
    if (fact.known || (is_udyam && HasUdyamNumber(enterprise))) {
      ++known;
    } else {
      completeness.missing.emplace_back(fact.path);
    }
  }
  completeness.known_bps = known * 10'000 / all;
  return completeness;
}

absl::Status CheckAffiliable(const v1::Enterprise& enterprise) {
  Violations violations;
  constexpr char kNeeded[] = "must be known before it can be affiliated";
  if (enterprise.title().empty()) violations.Add("title", kNeeded);
  if (enterprise.place().empty()) violations.Add("place", kNeeded);
  if (!HasActivity(enterprise.profile())) {
    violations.Add("profile.sectors",
                   "what it does must be known before it can be affiliated: a"
                   " sector, an industry code or a product");
  }
  return violations.ToStatus();
}

}  // namespace sangam::registry
