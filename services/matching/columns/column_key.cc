#include "services/matching/columns/column_key.h"

#include "absl/strings/str_cat.h"
#include "google/type/date.pb.h"

namespace sangam::matching {
namespace {

using google::protobuf::FieldDescriptor;

// False where the field is no single value.
bool KindOf(const FieldDescriptor& field, ColumnKind* kind) {
  if (field.is_repeated()) return false;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT64:
      *kind = ColumnKind::kNumber;
      return true;
    case FieldDescriptor::CPPTYPE_BOOL:
      *kind = ColumnKind::kTruth;
      return true;
    case FieldDescriptor::CPPTYPE_ENUM:
      *kind = ColumnKind::kEnum;
      return true;
    case FieldDescriptor::CPPTYPE_STRING:
      *kind = ColumnKind::kText;
      return true;
    default:
      break;
  }
  if (field.message_type() == type::v1::StringList::descriptor()) {
    *kind = ColumnKind::kList;
    return true;
  }
  *kind = ColumnKind::kDate;
  return field.message_type() == google::type::Date::descriptor();
}

std::vector<ProfileField> MakeFields() {
  std::vector<ProfileField> fields;
  const auto* profile = type::v1::Profile::descriptor();
  for (int i = 0; i < profile->field_count(); ++i) {
    const FieldDescriptor* field = profile->field(i);
    ProfileField made = {field, ColumnKind::kNumber};
    if (field->options().HasExtension(type::v1::attribute) &&
        KindOf(*field, &made.kind)) {
      fields.push_back(made);
    }
  }
  return fields;
}

std::string MakeLayout() {
  std::string layout = "columns 1;";
  for (const ProfileField& field : ProfileFields()) {
    absl::StrAppend(&layout, field.field->name(), "=", field.field->number(),
                    ":", static_cast<int>(field.kind), ";");
  }
  // Numbers are written as this machine holds them.
  const uint16_t order = 1;
  absl::StrAppend(&layout, *reinterpret_cast<const unsigned char*>(&order) == 1
                               ? "little"
                               : "big");
  return layout;
}

}  // namespace

const std::vector<ProfileField>& ProfileFields() {
  static const auto* const kFields =
      new std::vector<ProfileField>(MakeFields());
  return *kFields;
}

const ProfileField* FindProfileField(uint64_t number) {
  static const auto* const kByNumber = [] {
    auto* by_number = new std::vector<const ProfileField*>();
    for (const ProfileField& field : ProfileFields()) {
      const auto at = static_cast<size_t>(field.field->number());
      if (by_number->size() <= at) by_number->resize(at + 1);
      (*by_number)[at] = &field;
    }
    return by_number;
  }();
  return number < kByNumber->size() ? (*kByNumber)[number] : nullptr;
}

ColumnKind KindOfColumn(uint64_t key) {
  if (IsExtraKey(key)) {
    switch (CaseOfExtra(key)) {
      case type::v1::AttributeValue::kNumber:
        return ColumnKind::kNumber;
      case type::v1::AttributeValue::kTruth:
        return ColumnKind::kTruth;
      case type::v1::AttributeValue::kText:
        return ColumnKind::kText;
      case type::v1::AttributeValue::kList:
        return ColumnKind::kList;
      case type::v1::AttributeValue::kDate:
        return ColumnKind::kDate;
      case type::v1::AttributeValue::VALUE_NOT_SET:
        break;
    }
    return ColumnKind::kNothing;
  }
  if (key == kReceiptScheme) return ColumnKind::kText;
  if (key == kReceivedOn || key == kObservedOn ||
      key == kReceiptsCompleteUntil) {
    return ColumnKind::kDate;
  }
  const ProfileField* field = FindProfileField(key);
  return field == nullptr ? ColumnKind::kNumber : field->kind;
}

const std::string& ColumnLayout() {
  static const auto* const kLayout = new std::string(MakeLayout());
  return *kLayout;
}

}  // namespace sangam::matching
