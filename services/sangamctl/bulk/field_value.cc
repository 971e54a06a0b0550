#include "services/sangamctl/bulk/field_value.h"

#include <cstdint>
#include <limits>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "google/type/date.pb.h"
#include "sangam/type/v1/profile.pb.h"
#include "services/sangamctl/document/scalar_value.h"

namespace sangam::sangamctl {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool IsList(const FieldDescriptor& field) {
  return field.message_type() == type::v1::StringList::descriptor();
}
bool IsDate(const FieldDescriptor& field) {
  return field.message_type() == google::type::Date::descriptor();
}

constexpr char kProfile[] = "profile";

// "looms" of "profile.extra.looms"; empty of other paths.
absl::string_view AttributeIn(absl::string_view path) {
  return absl::ConsumePrefix(&path, kAddedAttributes) &&
                 absl::ConsumePrefix(&path, ".")
             ? path
             : absl::string_view();
}

YamlNode Scalar(const std::string& text) {
  YamlNode node;
  node.kind = YamlNode::Kind::kScalar;
  node.text = text;
  return node;
}

// "1,50,000.50" rupees as paise, exactly: no amount goes through a float.
Reading<int64_t> ReadAmount(const std::string& text, int64_t paise_each) {
  const auto fault = [&] {
    return Reading<int64_t>::Fault(
        absl::StrCat("expected an amount, found \"", text, "\""));
  };
  // A sign before a zero would be lost with it ("-0.50").
  if (absl::StrContains(text, '-')) return fault();
  const std::pair<std::string, std::string> parts = absl::StrSplit(
      absl::StrReplaceAll(text, {{",", ""}}), absl::MaxSplits('.', 1));
  int64_t whole = 0;
  if (!absl::SimpleAtoi(parts.first, &whole) ||
      __builtin_mul_overflow(whole, paise_each, &whole)) {
    return fault();
  }
  int64_t unit = paise_each;
  for (const char digit : parts.second) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(digit))) return fault();
    if (unit % 10 != 0 && digit != '0') {
      return Reading<int64_t>::Fault(
          absl::StrCat("\"", text, "\" is finer than a paisa"));
    }
    unit /= 10;
    if (__builtin_add_overflow(whole, unit * (digit - '0'), &whole)) {
      return fault();
    }
  }
  return Reading<int64_t>::Of(whole);
}

// The text of a day in the form `form` as YYYY-MM-DD; the text itself if it is
// not of that form.
std::string IsoDay(const std::string& text, const std::string& form) {
  if (form.empty() || text.size() != form.size()) return text;
  std::string year, month, day;
  for (size_t i = 0; i < form.size(); ++i) {
    if (form[i] == 'Y') {
      year.push_back(text[i]);
    } else if (form[i] == 'M') {
      month.push_back(text[i]);
    } else if (form[i] == 'D') {
      day.push_back(text[i]);
    } else if (form[i] != text[i]) {
      return text;
    }
  }
  return absl::StrCat(year, "-", month, "-", day);
}

std::string SetMessage(Message* parent, const FieldDescriptor& field,
                       const std::string& text, const ColumnTarget& how) {
  Message* value = parent->GetReflection()->MutableMessage(parent, &field);
  if (IsDate(field)) {
    auto day = ReadDateText(Scalar(IsoDay(text, how.date)));
    if (!day.value) {
      return how.date.empty() ? day.fault
                              : absl::StrCat("expected a day as ", how.date,
                                             ", found \"", text, "\"");
    }
    value->CopyFrom(*day.value);
    return "";
  }
  auto& list = static_cast<type::v1::StringList&>(*value);
  if (how.split.empty()) {
    list.add_values(text);
    return "";
  }
  for (const absl::string_view part : absl::StrSplit(text, how.split)) {
    const absl::string_view element = absl::StripAsciiWhitespace(part);
    if (!element.empty()) list.add_values(std::string(element));
  }
  return "";
}

template <typename Number>
std::string TakeNumber(const Reading<int64_t>& read, Number* number) {
  if (!read.value) return read.fault;
  *number = static_cast<Number>(*read.value);
  return "";
}

}  // namespace

std::vector<const FieldDescriptor*> FieldsTo(
    const google::protobuf::Descriptor& type, const std::string& path) {
  std::vector<const FieldDescriptor*> fields;
  const google::protobuf::Descriptor* message = &type;
  for (const absl::string_view part : absl::StrSplit(path, '.')) {
    const FieldDescriptor* field =
        message == nullptr ? nullptr
                           : message->FindFieldByName(std::string(part));
    if (field == nullptr) return {};
    fields.push_back(field);
    if (field->is_repeated() &&
        field->cpp_type() != FieldDescriptor::CPPTYPE_STRING) {
      return {};
    }
    message =
        IsList(*field) || IsDate(*field) ? nullptr : field->message_type();
  }
  return message == nullptr ? fields : std::vector<const FieldDescriptor*>();
}

bool IsAddedAttribute(const google::protobuf::Descriptor& type,
                      const std::string& path) {
  const FieldDescriptor* profile = type.FindFieldByName(kProfile);
  return profile != nullptr &&
         profile->message_type() == type::v1::Profile::descriptor() &&
         !AttributeIn(path).empty();
}

std::string SetFieldFromText(Message* message, const std::string& path,
                             const std::string& text, const ColumnTarget& how) {
  if (IsAddedAttribute(*message->GetDescriptor(), path)) {
    if (how.as.empty()) return "an attribute of profile.extra needs a column";
    auto* profile = static_cast<type::v1::Profile*>(
        message->GetReflection()->MutableMessage(
            message, message->GetDescriptor()->FindFieldByName(kProfile)));
    return SetFieldFromText(
        &(*profile->mutable_extra())[std::string(AttributeIn(path))], how.as,
        text, how);
  }
  const auto fields = FieldsTo(*message->GetDescriptor(), path);
  for (size_t i = 0; i + 1 < fields.size(); ++i) {
    message = message->GetReflection()->MutableMessage(message, fields[i]);
  }
  const FieldDescriptor& field = *fields.back();
  const google::protobuf::Reflection& reflection = *message->GetReflection();
  const YamlNode node = Scalar(text);
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      if (!field.is_repeated()) {
        reflection.SetString(message, &field, text);
        return "";
      }
      for (const absl::string_view part : absl::StrSplit(
               text, absl::ByString(how.split.empty() ? "\n" : how.split))) {
        reflection.AddString(message, &field,
                             std::string(absl::StripAsciiWhitespace(part)));
      }
      return "";
    case FieldDescriptor::CPPTYPE_INT64: {
      int64_t number = 0;
      std::string fault = TakeNumber(
          how.paise_each > 0
              ? ReadAmount(text, how.paise_each)
              : ReadInteger(node, std::numeric_limits<int64_t>::min(),
                            std::numeric_limits<int64_t>::max()),
          &number);
      if (fault.empty()) reflection.SetInt64(message, &field, number);
      return fault;
    }
    case FieldDescriptor::CPPTYPE_INT32: {
      int32_t number = 0;
      std::string fault =
          TakeNumber(ReadInteger(node, std::numeric_limits<int32_t>::min(),
                                 std::numeric_limits<int32_t>::max()),
                     &number);
      if (fault.empty()) reflection.SetInt32(message, &field, number);
      return fault;
    }
    case FieldDescriptor::CPPTYPE_BOOL: {
      const Reading<bool> read = ReadTruth(node);
      if (read.value) reflection.SetBool(message, &field, *read.value);
      return read.fault;
    }
    case FieldDescriptor::CPPTYPE_ENUM: {
      const Reading<int> read = ReadEnum(node, *field.enum_type());
      if (read.value) reflection.SetEnumValue(message, &field, *read.value);
      return read.fault;
    }
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return SetMessage(message, field, text, how);
    default:
      return "can't be filled from a column";
  }
}

}  // namespace sangam::sangamctl
