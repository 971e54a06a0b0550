#include "common/validation/profile.h"

#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/money/format.h"
#include "common/validation/code_format.h"
#include "common/validation/date.h"
#include "common/validation/enum_value.h"
#include "common/validation/number.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "sangam/type/v1/attribute_options.pb.h"

namespace sangam {
namespace {

using google::protobuf::FieldDescriptor;
using type::v1::AttributeValue;
using type::v1::ChildProfiles;
using type::v1::Profile;
using type::v1::ReceivedBenefit;
using type::v1::StringList;

constexpr int kMaxListElements = 200;
constexpr int kMaxReceivedBenefits = 5000;
constexpr int kMaxExtraAttributes = 100;
constexpr size_t kMaxAttributeNameLength = 64;

// Lists and texts whose values are codes in capitals; the rest are plain words.
constexpr absl::string_view kCapitalCodeFields[] = {
    "sectors", "area_designations", "owner_categories",
    "trades",  "problems",          "revenue_model"};

// A number that counts a part of what another counts.
struct PartOfWhole {
  absl::string_view part;
  absl::string_view whole;
};

// Young people aged 15 to 35 are not here: they may be of members' families.
constexpr PartOfWhole kPartsOfWholes[] = {
    {"women_members", "members"},
    {"poor_members", "members"},
    {"sc_members", "members"},
    {"st_members", "members"},
    {"obc_members", "members"},
    {"minority_members", "members"},
    {"members_with_disability", "members"},
    {"members_aged_18_or_more", "members"},
    {"members_aged_18_to_50", "members"},
    {"members_aged_18_to_55", "members"},
    {"members_aged_18_to_55", "members_aged_18_or_more"},
    {"members_aged_18_to_50", "members_aged_18_to_55"},
    {"members_aged_18_to_50", "members_aged_18_or_more"},
    {"weavers", "artisans"},
    {"artisans_with_identity_card", "artisans"},
    {"poor_households", "households"},
};

void CheckElement(Violations& violations, const std::string& field,
                  const FieldDescriptor& of, absl::string_view value) {
  CheckRequiredText(violations, field, value, kTitleLength);
  if (IsCapitalCodeField(of)) {
    CheckCapitalCode(violations, field, value);
  } else if (of.name() == "nic_codes" && !value.empty() && !IsNicCode(value)) {
    violations.Add(field,
                   "must be a NIC-2008 code: a section A to U or 2 to 5"
                   " digits");
  }
}

void CheckList(Violations& violations, const std::string& field,
               const FieldDescriptor& of, const StringList& list) {
  if (list.values_size() > kMaxListElements) {
    violations.Add(field, absl::StrCat("must have at most ", kMaxListElements,
                                       " entries"));
    return;
  }
  for (int i = 0; i < list.values_size(); ++i) {
    CheckElement(violations, absl::StrCat(field, ".values[", i, "]"), of,
                 list.values(i));
  }
}

// Children hold facts and roll-ups alone, so a profile is one level deep.
void CheckChildren(Violations& violations, const std::string& path,
                   const ChildProfiles& children) {
  if (children.profiles_size() > kMaxChildProfiles) {
    violations.Add(absl::StrCat(path, ".profiles"),
                   absl::StrCat("must have at most ",
                                FormatCount(kMaxChildProfiles), " entries"));
    return;
  }
  for (int i = 0; i < children.profiles_size(); ++i) {
    const std::string child_path = absl::StrCat(path, ".profiles[", i, "]");
    const Profile& child = children.profiles(i);
    if (child.has_children()) {
      violations.Add(absl::StrCat(child_path, ".children"),
                     "must be left out: a child is listed without its own"
                     " children");
      continue;
    }
    if (child.received_benefits_size() > 0 ||
        child.has_received_benefits_complete_until()) {
      violations.Add(absl::StrCat(child_path, ".received_benefits"),
                     "must be left out: a child is listed without its"
                     " benefits");
      continue;
    }
    CheckProfile(violations, child_path, child);
  }
}

void CheckAttribute(Violations& violations, const std::string& path,
                    const Profile& profile, const FieldDescriptor& field) {
  const auto& reflection = *profile.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT64:
      CheckNumber(violations, path, reflection.GetInt64(profile, &field),
                  field.options().GetExtension(type::v1::attribute).unit());
      return;
    case FieldDescriptor::CPPTYPE_ENUM:
      CheckEnumNumber(violations, path, *field.enum_type(),
                      reflection.GetEnumValue(profile, &field),
                      /*required=*/true);
      return;
    case FieldDescriptor::CPPTYPE_STRING:
      if (field.name() == "place") {
        CheckRequiredName(violations, path,
                          reflection.GetString(profile, &field), {"places"});
      } else {
        CheckElement(violations, path, field,
                     reflection.GetString(profile, &field));
      }
      return;
    case FieldDescriptor::CPPTYPE_MESSAGE: {
      const auto& message = reflection.GetMessage(profile, &field);
      if (message.GetDescriptor() == StringList::descriptor()) {
        CheckList(violations, path, field,
                  static_cast<const StringList&>(message));
      } else if (message.GetDescriptor() == ChildProfiles::descriptor()) {
        CheckChildren(violations, path,
                      static_cast<const ChildProfiles&>(message));
      } else {
        CheckDate(violations, path,
                  static_cast<const google::type::Date&>(message));
      }
      return;
    }
    default:
      return;
  }
}

const FieldDescriptor* FieldNamed(absl::string_view name) {
  return Profile::descriptor()->FindFieldByName(std::string(name));
}

// A person is of at most one of these categories, so their sum is bounded too.
void CheckSocialCategories(Violations& violations, absl::string_view prefix,
                           const Profile& profile) {
  const int64_t most = profile.members();
  if (!profile.has_members() || most > kMaxCount) return;
  int64_t sum = 0;
  for (const int64_t members :
       {profile.sc_members(), profile.st_members(), profile.obc_members()}) {
    // A number that is at fault by itself is reported already.
    if (members < 0 || members > most) return;
    sum += members;
  }
  if (sum <= most) return;
  violations.Add(absl::StrCat(prefix, ".obc_members"),
                 absl::StrCat("sc_members, st_members and obc_members together"
                              " must be at most members (",
                              FormatCount(most), ")"));
}

void CheckPartsOfWholes(Violations& violations, absl::string_view prefix,
                        const Profile& profile) {
  const auto& reflection = *profile.GetReflection();
  for (const PartOfWhole& pair : kPartsOfWholes) {
    const FieldDescriptor* part = FieldNamed(pair.part);
    const FieldDescriptor* whole = FieldNamed(pair.whole);
    if (!reflection.HasField(profile, part) ||
        !reflection.HasField(profile, whole)) {
      continue;
    }
    const int64_t most = reflection.GetInt64(profile, whole);
    if (reflection.GetInt64(profile, part) > most) {
      violations.Add(absl::StrCat(prefix, ".", pair.part),
                     absl::StrCat("must be at most ", pair.whole, " (",
                                  FormatCount(most), ")"));
    }
  }
  CheckSocialCategories(violations, prefix, profile);
}

void CheckReceivedBenefit(Violations& violations, const std::string& path,
                          const ReceivedBenefit& benefit) {
  CheckOptionalName(violations, absl::StrCat(path, ".linkage"),
                    benefit.linkage(), {"linkages"});
  CheckRequiredName(violations, absl::StrCat(path, ".scheme"), benefit.scheme(),
                    {"schemes"});
  if (benefit.has_received_on()) {
    CheckDate(violations, absl::StrCat(path, ".received_on"),
              benefit.received_on());
  }
  if (benefit.has_observed_on()) {
    CheckDate(violations, absl::StrCat(path, ".observed_on"),
              benefit.observed_on());
  }
  CheckCount(violations, absl::StrCat(path, ".units"), benefit.units());
  CheckPaise(violations, absl::StrCat(path, ".amount_paise"),
             benefit.amount_paise());
}

void CheckReceivedBenefits(Violations& violations, absl::string_view prefix,
                           const Profile& profile) {
  const std::string path = absl::StrCat(prefix, ".received_benefits");
  if (profile.received_benefits_size() > kMaxReceivedBenefits) {
    violations.Add(path,
                   absl::StrCat("must have at most ",
                                FormatCount(kMaxReceivedBenefits), " entries"));
    return;
  }
  for (int i = 0; i < profile.received_benefits_size(); ++i) {
    CheckReceivedBenefit(violations, absl::StrCat(path, "[", i, "]"),
                         profile.received_benefits(i));
  }
  if (profile.has_received_benefits_complete_until()) {
    CheckDate(violations,
              absl::StrCat(prefix, ".received_benefits_complete_until"),
              profile.received_benefits_complete_until());
  }
}

bool IsAttributeName(absl::string_view name) {
  return !name.empty() && name.size() <= kMaxAttributeNameLength &&
         absl::ascii_islower(name.front()) && absl::c_all_of(name, [](char c) {
           return absl::ascii_islower(c) || absl::ascii_isdigit(c) ||
                  c == '_' || c == '.';
         });
}

void CheckExtraValue(Violations& violations, const std::string& path,
                     const FieldDescriptor& of, const AttributeValue& value) {
  switch (value.value_case()) {
    case AttributeValue::VALUE_NOT_SET:
      violations.Add(path, "has no value; leave it out if it is not known");
      return;
    case AttributeValue::kText:
      CheckElement(violations, absl::StrCat(path, ".text"), of, value.text());
      return;
    case AttributeValue::kList:
      CheckList(violations, absl::StrCat(path, ".list"), of, value.list());
      return;
    case AttributeValue::kDate:
      CheckDate(violations, absl::StrCat(path, ".date"), value.date());
      return;
    default:
      return;
  }
}

void CheckExtra(Violations& violations, absl::string_view prefix,
                const Profile& profile) {
  const std::string path = absl::StrCat(prefix, ".extra");
  if (profile.extra_size() > kMaxExtraAttributes) {
    violations.Add(path, absl::StrCat("must have at most ", kMaxExtraAttributes,
                                      " entries"));
    return;
  }
  for (const auto& [name, value] : profile.extra()) {
    if (!IsAttributeName(name)) {
      violations.Add(path,
                     "has a key that is not the name of an attribute: a-z, 0-9,"
                     " underscores and dots, a letter first, at most 64");
      continue;
    }
    CheckExtraValue(violations, absl::StrCat(path, "[\"", name, "\"]"),
                    *FieldNamed("extra"), value);
  }
}

}  // namespace

bool IsCapitalCodeField(const FieldDescriptor& field) {
  return absl::c_linear_search(kCapitalCodeFields, field.name());
}

void CheckProfile(Violations& violations, absl::string_view prefix,
                  const Profile& profile) {
  std::vector<const FieldDescriptor*> fields;
  profile.GetReflection()->ListFields(profile, &fields);
  for (const FieldDescriptor* field : fields) {
    if (!field->options().HasExtension(type::v1::attribute)) continue;
    CheckAttribute(violations, absl::StrCat(prefix, ".", field->name()),
                   profile, *field);
  }
  CheckPartsOfWholes(violations, prefix, profile);
  CheckReceivedBenefits(violations, prefix, profile);
  CheckExtra(violations, prefix, profile);
}

}  // namespace sangam
