#include "services/scheme_catalog/domain/built_in_attributes.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/validation/violations.h"
#include "google/protobuf/util/message_differencer.h"

namespace sangam::scheme_catalog {
namespace {

using google::protobuf::util::MessageDifferencer;
using type::v1::LocalizedText;
using v1::Attribute;

LocalizedText InTwoLanguages(const std::string& english,
                             const std::string& hindi) {
  LocalizedText text;
  if (!english.empty()) (*text.mutable_text())["en"] = english;
  if (!hindi.empty()) (*text.mutable_text())["hi"] = hindi;
  return text;
}

Attribute ToAttribute(const AttributeInfo& info) {
  Attribute attribute;
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
  attribute.set_origin(v1::ATTRIBUTE_ORIGIN_BUILT_IN);
  return attribute;
}

void AddLanguages(const LocalizedText& stored, LocalizedText* release) {
  // insert() leaves what the release says in a language as it is.
  release->mutable_text()->insert(stored.text().begin(), stored.text().end());
}

}  // namespace

std::vector<Attribute> BuiltInAttributes(
    const AttributeDictionary& dictionary) {
  std::vector<Attribute> attributes;
  for (const AttributeInfo& info : dictionary.all()) {
    attributes.push_back(ToAttribute(info));
  }
  std::sort(attributes.begin(), attributes.end(),
            [](const Attribute& a, const Attribute& b) {
              return a.name() < b.name();
            });
  return attributes;
}

Attribute WithAdditions(const Attribute& release, const Attribute& stored) {
  Attribute merged = release;
  AddLanguages(stored.label(), merged.mutable_label());
  AddLanguages(stored.question(), merged.mutable_question());
  *merged.mutable_former_names() = stored.former_names();
  merged.set_deprecated(stored.deprecated());
  merged.set_replaced_by(stored.replaced_by());
  return merged;
}

absl::Status CheckBuiltInChange(const Attribute& before,
                                const Attribute& after) {
  // What the change would be if it kept to what is allowed.
  const AttributeInfo* info = AttributeDictionary::BuiltIn().Find(
      before.name().substr(std::string("attributes/").size()));
  const Attribute allowed =
      WithAdditions(info == nullptr ? before : ToAttribute(*info), after);
  Violations violations;
  for (int i = 0; i < Attribute::descriptor()->field_count(); ++i) {
    const auto* field = Attribute::descriptor()->field(i);
    MessageDifferencer differencer;
    if (differencer.CompareWithFields(allowed, after, {field}, {field})) {
      continue;
    }
    violations.Add(field->name(),
                   "comes with the release and can't be changed; texts in"
                   " further languages, former_names, deprecated and"
                   " replaced_by can");
  }
  return violations.ToStatus();
}

}  // namespace sangam::scheme_catalog
