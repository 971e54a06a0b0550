#include "services/matching/columns/column_drafts.h"

#include "common/rules/recorded_value.h"
#include "services/matching/columns/column_key.h"

namespace sangam::matching {

using google::protobuf::FieldDescriptor;
using type::v1::AttributeValue;

void ColumnDrafts::Add(uint64_t key, uint32_t row, int64_t value) {
  values_[key].push_back({row, value});
}

bool ColumnDrafts::AddDate(uint64_t key, uint32_t row,
                           const google::type::Date& date) {
  const auto day = rules::DayOf(date);
  if (day) Add(key, row, DayNumber(*day));
  return day.has_value();
}

int64_t ColumnDrafts::NumberOf(const type::v1::StringList& list) {
  std::vector<uint32_t> numbers;
  numbers.reserve(list.values_size());
  for (const std::string& text : list.values()) {
    numbers.push_back(texts_->AddText(text));
  }
  return texts_->AddList(numbers);
}

void ColumnDrafts::AddFields(uint32_t row, const type::v1::Profile& profile) {
  const google::protobuf::Reflection& reflection = *profile.GetReflection();
  std::vector<const FieldDescriptor*> given;
  reflection.ListFields(profile, &given);
  for (const FieldDescriptor* field : given) {
    const auto key = static_cast<uint64_t>(field->number());
    const ProfileField* known = FindProfileField(key);
    if (known == nullptr) continue;
    switch (known->kind) {
      case ColumnKind::kNumber:
        Add(key, row, reflection.GetInt64(profile, field));
        break;
      case ColumnKind::kTruth:
        Add(key, row, reflection.GetBool(profile, field) ? 1 : 0);
        break;
      case ColumnKind::kEnum:
        Add(key, row, reflection.GetEnumValue(profile, field));
        break;
      case ColumnKind::kText:
        Add(key, row, texts_->AddText(reflection.GetString(profile, field)));
        break;
      case ColumnKind::kList:
        Add(key, row,
            NumberOf(static_cast<const type::v1::StringList&>(
                reflection.GetMessage(profile, field))));
        break;
      case ColumnKind::kDate:
        AddDate(key, row,
                static_cast<const google::type::Date&>(
                    reflection.GetMessage(profile, field)));
        break;
      case ColumnKind::kNothing:
        break;
    }
  }
  for (const auto& [name, value] : profile.extra()) AddExtra(row, name, value);
}

void ColumnDrafts::AddExtra(uint32_t row, const std::string& name,
                            const AttributeValue& value) {
  const uint32_t number = texts_->AddText(name);
  const uint64_t key = ExtraKey(number, value.value_case());
  switch (value.value_case()) {
    case AttributeValue::kNumber:
      Add(key, row, value.number());
      return;
    case AttributeValue::kTruth:
      Add(key, row, value.truth() ? 1 : 0);
      return;
    case AttributeValue::kText:
      Add(key, row, texts_->AddText(value.text()));
      return;
    case AttributeValue::kList:
      Add(key, row, NumberOf(value.list()));
      return;
    case AttributeValue::kDate:
      if (AddDate(key, row, value.date())) return;
      break;
    case AttributeValue::VALUE_NOT_SET:
      break;
  }
  // A name without a value still hides values under former names.
  Add(ExtraKey(number, AttributeValue::VALUE_NOT_SET), row, 0);
}

void ColumnDrafts::AddProfile(uint32_t row, const type::v1::Profile& profile) {
  AddFields(row, profile);
  if (profile.received_benefits_size() > 0) {
    Add(kReceiptCount, row, profile.received_benefits_size());
  }
  if (profile.has_received_benefits_complete_until()) {
    AddDate(kReceiptsCompleteUntil, row,
            profile.received_benefits_complete_until());
  }
  if (!profile.has_children()) return;
  Add(kChildrenComplete, row, profile.children().complete() ? 1 : 0);
  if (profile.children().profiles_size() > 0) {
    Add(kChildCount, row, profile.children().profiles_size());
  }
}

std::vector<PackedColumn> ColumnDrafts::Pack(uint32_t rows) const {
  std::vector<PackedColumn> columns;
  columns.reserve(values_.size());
  for (const auto& [key, values] : values_) {
    columns.emplace_back(key, rows, values);
  }
  return columns;
}

}  // namespace sangam::matching
