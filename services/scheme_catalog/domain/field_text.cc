#include "services/scheme_catalog/domain/field_text.h"

#include <cstdint>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "common/money/format.h"

namespace sangam::scheme_catalog {
namespace {

using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// "FUNDING_PARTY_" of FundingParty.
std::string PrefixOf(const google::protobuf::EnumDescriptor& type) {
  std::string prefix;
  for (const char c : type.name()) {
    if (absl::ascii_isupper(c) && !prefix.empty()) prefix += '_';
    prefix += absl::ascii_toupper(c);
  }
  return prefix + "_";
}

std::string EnumText(const EnumValueDescriptor& value) {
  return std::string(absl::StripPrefix(value.name(), PrefixOf(*value.type())));
}

std::string NumberText(const FieldDescriptor& field, int64_t number) {
  if (absl::StrContains(field.name(), "paise")) return FormatPaise(number);
  if (absl::EndsWith(field.name(), "_bps")) return FormatBasisPoints(number);
  return FormatCount(number);
}

// The element `index` of a list, or the value of a field (index -1).
std::string ValueText(const Message& message, const FieldDescriptor& field,
                      int index) {
  const auto& reflection = *message.GetReflection();
  const bool one = index < 0;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return NumberText(
          field, one ? reflection.GetInt32(message, &field)
                     : reflection.GetRepeatedInt32(message, &field, index));
    case FieldDescriptor::CPPTYPE_INT64:
      return NumberText(
          field, one ? reflection.GetInt64(message, &field)
                     : reflection.GetRepeatedInt64(message, &field, index));
    case FieldDescriptor::CPPTYPE_BOOL:
      return (one ? reflection.GetBool(message, &field)
                  : reflection.GetRepeatedBool(message, &field, index))
                 ? "true"
                 : "false";
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumText(
          one ? *reflection.GetEnum(message, &field)
              : *reflection.GetRepeatedEnum(message, &field, index));
    case FieldDescriptor::CPPTYPE_STRING:
      return one ? reflection.GetString(message, &field)
                 : reflection.GetRepeatedString(message, &field, index);
    default:
      // The catalogue has no fields of other types.
      return "";
  }
}

}  // namespace

std::string FieldText(const Message& message, const FieldDescriptor& field) {
  if (!message.GetReflection()->HasField(message, &field)) return "";
  return ValueText(message, field, -1);
}

std::string ListText(const Message& message, const FieldDescriptor& field) {
  std::vector<std::string> texts;
  for (int i = 0; i < message.GetReflection()->FieldSize(message, &field);
       ++i) {
    texts.push_back(ValueText(message, field, i));
  }
  return absl::StrJoin(texts, ", ");
}

}  // namespace sangam::scheme_catalog
