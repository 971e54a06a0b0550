#include "services/matching/columns/value_profile.h"

#include <string>
#include <vector>

#include "common/clock/civil_date.h"

namespace sangam::matching {
namespace {

using google::protobuf::FieldDescriptor;
using rules::Value;
using type::v1::AttributeValue;
using type::v1::Profile;

void SetList(const std::vector<std::string>& texts,
             type::v1::StringList* list) {
  for (const std::string& text : texts) list->add_values(text);
}

AttributeValue ToAttributeValue(const Value& value) {
  AttributeValue made;
  if (const auto* number = absl::get_if<int64_t>(&value)) {
    made.set_number(*number);
  } else if (const auto* truth = absl::get_if<bool>(&value)) {
    made.set_truth(*truth);
  } else if (const auto* text = absl::get_if<std::string>(&value)) {
    made.set_text(*text);
  } else if (const auto* list =
                 absl::get_if<std::vector<std::string>>(&value)) {
    SetList(*list, made.mutable_list());
  } else if (const auto* day = absl::get_if<absl::CivilDay>(&value)) {
    *made.mutable_date() = ToDate(*day);
  }
  return made;
}

// The enum's number of a name without its prefix.
void SetEnum(const AttributeInfo& info, const std::string& name,
             Profile* profile) {
  const auto* type = info.field->enum_type();
  size_t at = 0;
  for (int i = 0; i < type->value_count(); ++i) {
    if (type->value(i)->number() == 0) continue;
    if (info.allowed_values[at++] == name) {
      profile->GetReflection()->SetEnum(profile, info.field, type->value(i));
      return;
    }
  }
}

}  // namespace

Profile ProfileWith(const AttributeInfo& info, const Value& value) {
  Profile profile;
  if (!rules::IsKnown(value)) return profile;
  if (info.field == nullptr) {
    (*profile.mutable_extra())[info.name] = ToAttributeValue(value);
    return profile;
  }
  const auto& reflection = *profile.GetReflection();
  if (info.field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    SetEnum(info, absl::get<std::string>(value), &profile);
  } else if (const auto* number = absl::get_if<int64_t>(&value)) {
    reflection.SetInt64(&profile, info.field, *number);
  } else if (const auto* truth = absl::get_if<bool>(&value)) {
    reflection.SetBool(&profile, info.field, *truth);
  } else if (const auto* text = absl::get_if<std::string>(&value)) {
    reflection.SetString(&profile, info.field, *text);
  } else if (const auto* list =
                 absl::get_if<std::vector<std::string>>(&value)) {
    SetList(*list, static_cast<type::v1::StringList*>(
                       reflection.MutableMessage(&profile, info.field)));
  } else if (const auto* day = absl::get_if<absl::CivilDay>(&value)) {
    static_cast<google::type::Date&>(
        *reflection.MutableMessage(&profile, info.field)) = ToDate(*day);
  }
  return profile;
}

}  // namespace sangam::matching
