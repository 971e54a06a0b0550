#include "common/rules/attribute_dictionary.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/rules/nearest_word.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using scheme_catalog::v1::AttributeType;

// Enum values carry the enum's name in capitals ("SUBJECT_KIND_SHG"), and so
// does the zero value, which ends in UNSPECIFIED.
std::vector<std::string> ValuesOf(const EnumDescriptor& type) {
  const std::string prefix(
      absl::StripSuffix(type.FindValueByNumber(0)->name(), "UNSPECIFIED"));
  std::vector<std::string> values;
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() == 0) continue;
    values.emplace_back(absl::StripPrefix(type.value(i)->name(), prefix));
  }
  return values;
}

AttributeType TypeOf(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT64:
      return scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER;
    case FieldDescriptor::CPPTYPE_BOOL:
      return scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH;
    case FieldDescriptor::CPPTYPE_ENUM:
      return scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT;
    case FieldDescriptor::CPPTYPE_STRING:
      return field.name() == "place" ? scheme_catalog::v1::ATTRIBUTE_TYPE_PLACE
                                     : scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT;
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return field.message_type()->full_name() == "google.type.Date"
                 ? scheme_catalog::v1::ATTRIBUTE_TYPE_DATE
                 : scheme_catalog::v1::ATTRIBUTE_TYPE_LIST;
    default:
      return scheme_catalog::v1::ATTRIBUTE_TYPE_UNSPECIFIED;
  }
}

bool IsHindi(absl::string_view language_code) {
  return language_code == "hi" || absl::StartsWith(language_code, "hi-");
}

}  // namespace

const std::string& AttributeInfo::Label(absl::string_view language_code) const {
  return IsHindi(language_code) && !label_hi.empty() ? label_hi : label_en;
}

const std::string& AttributeInfo::Question(
    absl::string_view language_code) const {
  return IsHindi(language_code) && !question_hi.empty() ? question_hi
                                                        : question_en;
}

const AttributeDictionary& AttributeDictionary::BuiltIn() {
  static const AttributeDictionary* const kDictionary =
      new AttributeDictionary();
  return *kDictionary;
}

AttributeDictionary::AttributeDictionary() {
  const auto* profile = type::v1::Profile::descriptor();
  for (int i = 0; i < profile->field_count(); ++i) {
    const FieldDescriptor* field = profile->field(i);
    if (!field->options().HasExtension(type::v1::attribute)) continue;
    const auto& options = field->options().GetExtension(type::v1::attribute);
    AttributeInfo info;
    info.name = options.name().empty() ? field->name() : options.name();
    info.index = static_cast<int>(attributes_.size());
    info.type = TypeOf(*field);
    info.unit = options.unit();
    if (options.absence() == type::v1::ATTRIBUTE_ABSENCE_FALSE) {
      info.absence = type::v1::ATTRIBUTE_ABSENCE_FALSE;
    }
    info.changeable = options.changeable();
    info.label_en = options.label_en();
    info.label_hi = options.label_hi();
    info.question_en = options.question_en();
    info.question_hi = options.question_hi();
    info.field = field;
    if (field->enum_type() != nullptr) {
      info.allowed_values = ValuesOf(*field->enum_type());
    }
    index_by_name_[info.name] = info.index;
    attributes_.push_back(std::move(info));
  }
}

const AttributeInfo* AttributeDictionary::Find(absl::string_view name) const {
  const auto found = index_by_name_.find(name);
  return found == index_by_name_.end() ? nullptr : &attributes_[found->second];
}

std::string AttributeDictionary::NearestName(absl::string_view name) const {
  rules::NearestWord nearest(name);
  for (const AttributeInfo& info : attributes_) {
    // People leave out the unit ("annual_turnover") and the first part of a
    // dotted name ("kind").
    absl::string_view shorter = info.name;
    for (absl::string_view unit : {"_paise", "_bps", "_months"}) {
      if (absl::ConsumeSuffix(&shorter, unit)) break;
    }
    const size_t dot = shorter.rfind('.');
    if (dot != absl::string_view::npos) shorter.remove_prefix(dot + 1);
    nearest.Offer(info.name, info.name);
    nearest.Offer(shorter, info.name);
  }
  return nearest.answer();
}

}  // namespace sangam
