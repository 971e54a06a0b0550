#include "common/rules/attribute_dictionary.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/rules/nearest_word.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam {
namespace {

using google::protobuf::Descriptor;
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

AttributeType TypeOfMessage(const Descriptor& type) {
  if (type.full_name() == "google.type.Date") {
    return scheme_catalog::v1::ATTRIBUTE_TYPE_DATE;
  }
  return &type == type::v1::ChildProfiles::descriptor()
             ? scheme_catalog::v1::ATTRIBUTE_TYPE_CHILDREN
             : scheme_catalog::v1::ATTRIBUTE_TYPE_LIST;
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
      return TypeOfMessage(*field.message_type());
    default:
      return scheme_catalog::v1::ATTRIBUTE_TYPE_UNSPECIFIED;
  }
}

// The text in the language asked for ("kha-IN" also finds "kha"), else `en`.
const std::string& Spoken(absl::string_view language_code,
                          const std::string& en, const std::string& hi,
                          const std::map<std::string, std::string>& more) {
  const absl::string_view language =
      language_code.substr(0, language_code.find('-'));
  for (absl::string_view code : {language_code, language}) {
    const auto found = more.find(std::string(code));
    if (found != more.end() && !found->second.empty()) return found->second;
  }
  return language == "hi" && !hi.empty() ? hi : en;
}

}  // namespace

const std::string& AttributeInfo::Label(absl::string_view language_code) const {
  return Spoken(language_code, label_en, label_hi, more_labels);
}

const std::string& AttributeInfo::Question(
    absl::string_view language_code) const {
  return Spoken(language_code, question_en, question_hi, more_questions);
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

const ParameterInfo* AttributeDictionary::FindParameter(
    absl::string_view name) const {
  const auto found = parameters_.find(std::string(name));
  return found == parameters_.end() ? nullptr : &found->second;
}

bool AttributeDictionary::HasPlaceSet(absl::string_view name) const {
  return place_sets_.contains(name);
}

std::string AttributeDictionary::NearestParameter(
    absl::string_view name) const {
  rules::NearestWord nearest(name);
  for (const auto& [known, info] : parameters_) nearest.Offer(known, known);
  return nearest.answer();
}

std::string AttributeDictionary::NearestPlaceSet(absl::string_view name) const {
  // In the order of names, so that the same text always gets the same advice.
  std::vector<absl::string_view> known(place_sets_.begin(), place_sets_.end());
  std::sort(known.begin(), known.end());
  rules::NearestWord nearest(name);
  for (absl::string_view set : known) nearest.Offer(set, set);
  return nearest.answer();
}

}  // namespace sangam
