#include "services/sangamctl/commands/profile_table.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/clock/civil_date.h"
#include "common/money/format.h"
#include "sangam/type/v1/attribute_options.pb.h"
#include "sangam/type/v1/profile.pb.h"
#include "services/sangamctl/document/scalar_value.h"
#include "services/sangamctl/screen/display_width.h"
#include "services/sangamctl/screen/table.h"

namespace sangam::sangamctl {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using type::v1::Profile;

std::string Day(const google::type::Date& date) {
  const auto day = ToCivilDay(date, "date");
  return day.ok() ? FormatDay(*day) : "";
}

std::string Number(int64_t number, type::v1::AttributeUnit unit) {
  switch (unit) {
    case type::v1::ATTRIBUTE_UNIT_PAISE:
      return FormatPaise(number);
    case type::v1::ATTRIBUTE_UNIT_BASIS_POINTS:
      return FormatBasisPoints(number);
    case type::v1::ATTRIBUTE_UNIT_MONTHS:
      return absl::StrCat(FormatCount(number), " months");
    default:
      return FormatCount(number);
  }
}

std::string Value(const Message& profile, const FieldDescriptor& field,
                  type::v1::AttributeUnit unit) {
  const Reflection& reflection = *profile.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT64:
      return Number(reflection.GetInt64(profile, &field), unit);
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.GetBool(profile, &field) ? "yes" : "no";
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection.GetString(profile, &field);
    case FieldDescriptor::CPPTYPE_ENUM: {
      const auto* value = field.enum_type()->FindValueByNumber(
          reflection.GetEnumValue(profile, &field));
      return value == nullptr ? "" : ShortEnumName(*value);
    }
    case FieldDescriptor::CPPTYPE_MESSAGE: {
      const Message& value = reflection.GetMessage(profile, &field);
      if (value.GetDescriptor() == google::type::Date::descriptor()) {
        google::type::Date date;
        date.CopyFrom(value);
        return Day(date);
      }
      if (value.GetDescriptor() == type::v1::StringList::descriptor()) {
        type::v1::StringList list;
        list.CopyFrom(value);
        return list.values().empty() ? "none"
                                     : absl::StrJoin(list.values(), ", ");
      }
      if (value.GetDescriptor() == type::v1::ChildProfiles::descriptor()) {
        type::v1::ChildProfiles children;
        children.CopyFrom(value);
        return absl::StrCat(FormatCount(children.profiles_size()),
                            children.complete() ? "" : " or more");
      }
      return "";
    }
    default:
      return "";
  }
}

Table AttributeTable(const Profile& profile) {
  Table table({{"ATTRIBUTE"}, {"VALUE"}, {"WHAT"}});
  std::vector<const FieldDescriptor*> fields;
  profile.GetReflection()->ListFields(profile, &fields);
  for (const FieldDescriptor* field : fields) {
    if (!field->options().HasExtension(type::v1::attribute)) continue;
    const auto& options = field->options().GetExtension(type::v1::attribute);
    table.AddRow({options.name().empty() ? field->name() : options.name(),
                  Value(profile, *field, options.unit()), options.label_en()});
  }
  for (const auto& [name, value] : profile.extra()) {
    table.AddRow(
        {name,
         AttributeValueInWords(value, type::v1::ATTRIBUTE_UNIT_UNSPECIFIED),
         "added by a department"});
  }
  return table;
}

Table ReceivedTable(const Profile& profile) {
  Table table({{"RECEIVED FROM"},
               {"ON"},
               {"UNITS", true},
               {"AMOUNT", true},
               {"LINKAGE"}});
  for (const auto& benefit : profile.received_benefits()) {
    table.AddRow(
        {benefit.scheme().empty() ? "(no scheme named)" : benefit.scheme(),
         benefit.has_received_on() ? Day(benefit.received_on()) : "",
         benefit.has_units() ? FormatCount(benefit.units()) : "",
         benefit.has_amount_paise() ? FormatPaise(benefit.amount_paise()) : "",
         benefit.linkage()});
  }
  return table;
}

}  // namespace

std::string AttributeValueInWords(const type::v1::AttributeValue& value,
                                  type::v1::AttributeUnit unit) {
  switch (value.value_case()) {
    case type::v1::AttributeValue::kNumber:
      return Number(value.number(), unit);
    case type::v1::AttributeValue::kTruth:
      return value.truth() ? "yes" : "no";
    case type::v1::AttributeValue::kText:
      return value.text();
    case type::v1::AttributeValue::kList:
      return absl::StrJoin(value.list().values(), ", ");
    case type::v1::AttributeValue::kDate:
      return Day(value.date());
    case type::v1::AttributeValue::VALUE_NOT_SET:
      return "";
  }
  return "";
}

std::string DrawProfile(const registry::v1::GetSubjectProfileResponse& response,
                        const Layout& layout) {
  std::string text = absl::StrCat(Bold(PlainText(response.title()), layout),
                                  "  ", PlainText(response.subject()), "\n");
  if (!response.place_chain().empty()) {
    absl::StrAppend(
        &text, "in ",
        absl::StrJoin(response.place_chain(), " < ",
                      [](std::string* out, const type::v1::PlaceRef& place) {
                        absl::StrAppend(out, PlainText(place.place()));
                      }),
        "\n");
  }
  for (const auto& id : response.outside_ids()) {
    absl::StrAppend(&text, PlainText(id.system()), ":", PlainText(id.value()),
                    "\n");
  }
  absl::StrAppend(&text, "\n", AttributeTable(response.profile()).Draw(layout));
  const std::string received = ReceivedTable(response.profile()).Draw(layout);
  if (!received.empty()) absl::StrAppend(&text, "\n", received);
  const std::string until =
      Day(response.profile().received_benefits_complete_until());
  absl::StrAppend(&text, "\n",
                  until.empty()
                      ? "Benefits received may be recorded in part only.\n"
                      : absl::StrCat("Benefits received are complete until ",
                                     until, ".\n"));
  return text;
}

}  // namespace sangam::sangamctl
