#include "services/matching/engine/related_attributes.h"

#include <map>

namespace sangam::matching {

const std::vector<PartsOfWhole>& AllPartsOfWholes() {
  static const auto* const kAll = new std::vector<PartsOfWhole>{
      {{"women_members"}, "members"},
      {{"poor_members"}, "members"},
      {{"sc_members"}, "members"},
      {{"st_members"}, "members"},
      {{"sc_members", "st_members"}, "members"},
      {{"obc_members"}, "members"},
      {{"minority_members"}, "members"},
      {{"members_with_disability"}, "members"},
      {{"members_aged_18_or_more"}, "members"},
      {{"members_aged_18_to_55"}, "members"},
      {{"members_aged_18_to_50"}, "members"},
      {{"members_aged_18_to_55"}, "members_aged_18_or_more"},
      {{"members_aged_18_to_50"}, "members_aged_18_or_more"},
      {{"members_aged_18_to_50"}, "members_aged_18_to_55"},
      {{"weavers"}, "artisans"},
      {{"artisans_with_identity_card"}, "artisans"},
      {{"poor_households"}, "households"}};
  return *kAll;
}

const PartsOfWhole* ShareOf(const std::string& attribute) {
  static const auto* const kShares = new std::map<std::string, PartsOfWhole>{
      {"poor_member_share_bps", {{"poor_members"}, "members"}},
      {"women_member_share_bps", {{"women_members"}, "members"}},
      {"sc_st_member_share_bps", {{"sc_members", "st_members"}, "members"}}};
  const auto found = kShares->find(attribute);
  return found == kShares->end() ? nullptr : &found->second;
}

const std::string& FamilyOf(const std::string& attribute) {
  static const auto* const kFamilies = [] {
    auto* families = new std::map<std::string, std::string>{
        {"age_months", "formed_on"},
        {"members_aged_18_or_more", "members"},
        {"members_aged_18_to_55", "members"}};
    for (const PartsOfWhole& one : AllPartsOfWholes()) {
      for (const std::string& part : one.parts) {
        families->emplace(part, one.whole);
      }
    }
    for (const char* share : {"poor_member_share_bps", "women_member_share_bps",
                              "sc_st_member_share_bps"}) {
      families->emplace(share, ShareOf(share)->whole);
    }
    return families;
  }();
  const auto found = kFamilies->find(attribute);
  return found == kFamilies->end() ? attribute : found->second;
}

}  // namespace sangam::matching
