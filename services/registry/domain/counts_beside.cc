#include "services/registry/domain/counts_beside.h"

#include <string>

#include "absl/strings/string_view.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam::registry {
namespace {

using google::protobuf::FieldDescriptor;

struct Pair {
  absl::string_view one;
  absl::string_view other;
};

// Young people aged 15 to 35 are not here: they may be of members' families.
constexpr Pair kPairs[] = {
    {"women_members", "members"},
    {"poor_members", "members"},
    {"sc_members", "members"},
    {"st_members", "members"},
    {"obc_members", "members"},
    {"sc_members", "st_members"},
    {"sc_members", "obc_members"},
    {"st_members", "obc_members"},
    {"minority_members", "members"},
    {"members_with_disability", "members"},
    {"members_aged_18_or_more", "members"},
    {"members_aged_18_to_45", "members"},
    {"members_aged_18_to_50", "members"},
    {"members_aged_18_to_55", "members"},
    {"members_aged_18_to_45", "members_aged_18_or_more"},
    {"members_aged_18_to_50", "members_aged_18_or_more"},
    {"members_aged_18_to_55", "members_aged_18_or_more"},
    {"members_aged_18_to_45", "members_aged_18_to_50"},
    {"members_aged_18_to_45", "members_aged_18_to_55"},
    {"members_aged_18_to_50", "members_aged_18_to_55"},
    {"members_passed_class_8", "members"},
    {"members_in_food_processing", "members"},
    {"weavers", "artisans"},
    {"artisans_with_identity_card", "artisans"},
    {"poor_households", "households"},
    {"households_on_housing_list", "households"},
};

}  // namespace

std::vector<const FieldDescriptor*> CountsBeside(const FieldDescriptor& field) {
  std::vector<const FieldDescriptor*> beside;
  for (const Pair& pair : kPairs) {
    if (pair.one != field.name() && pair.other != field.name()) continue;
    beside.push_back(field.containing_type()->FindFieldByName(
        std::string(pair.one == field.name() ? pair.other : pair.one)));
  }
  return beside;
}

}  // namespace sangam::registry
