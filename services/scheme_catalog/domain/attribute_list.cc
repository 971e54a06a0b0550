#include "services/scheme_catalog/domain/attribute_list.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace sangam::scheme_catalog {
namespace {

type::v1::LocalizedText InTwoLanguages(const std::string& english,
                                       const std::string& hindi) {
  type::v1::LocalizedText text;
  if (!english.empty()) (*text.mutable_text())["en"] = english;
  if (!hindi.empty()) (*text.mutable_text())["hi"] = hindi;
  return text;
}

v1::Attribute ToAttribute(const AttributeInfo& info) {
  v1::Attribute attribute;
  attribute.set_name(absl::StrCat("attributes/", info.name));
  attribute.set_type(info.type);
  attribute.set_unit(info.unit);
  attribute.set_absence(info.absence);
  attribute.set_changeable(info.changeable);
  *attribute.mutable_label() = InTwoLanguages(info.label_en, info.label_hi);
  *attribute.mutable_question() =
      InTwoLanguages(info.question_en, info.question_hi);
  attribute.set_source_field(info.field->full_name());
  attribute.mutable_allowed_values()->Assign(info.allowed_values.begin(),
                                             info.allowed_values.end());
  return attribute;
}

}  // namespace

v1::ListAttributesResponse AttributeList(
    const AttributeDictionary& dictionary) {
  v1::ListAttributesResponse list;
  for (const AttributeInfo& info : dictionary.all()) {
    *list.add_attributes() = ToAttribute(info);
  }
  std::sort(list.mutable_attributes()->begin(),
            list.mutable_attributes()->end(),
            [](const v1::Attribute& a, const v1::Attribute& b) {
              return a.name() < b.name();
            });
  return list;
}

}  // namespace sangam::scheme_catalog
