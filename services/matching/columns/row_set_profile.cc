// Puts profiles together again.
#include "common/clock/civil_date.h"
#include "services/matching/columns/column_key.h"
#include "services/matching/columns/row_set.h"

namespace sangam::matching {
namespace {

using type::v1::AttributeValue;

void ToList(const TextTable& texts, int64_t number,
            type::v1::StringList* list) {
  for (std::string& text : texts.ListOf(static_cast<uint32_t>(number))) {
    list->add_values(std::move(text));
  }
}

void SetField(const ProfileField& known, int64_t value, const TextTable& texts,
              type::v1::Profile* profile) {
  const google::protobuf::Reflection& reflection = *profile->GetReflection();
  switch (known.kind) {
    case ColumnKind::kNumber:
      reflection.SetInt64(profile, known.field, value);
      return;
    case ColumnKind::kTruth:
      reflection.SetBool(profile, known.field, value != 0);
      return;
    case ColumnKind::kEnum:
      reflection.SetEnumValue(profile, known.field, static_cast<int>(value));
      return;
    case ColumnKind::kText:
      reflection.SetString(
          profile, known.field,
          std::string(texts.TextOf(static_cast<uint32_t>(value))));
      return;
    case ColumnKind::kList:
      ToList(texts, value,
             static_cast<type::v1::StringList*>(
                 reflection.MutableMessage(profile, known.field)));
      return;
    case ColumnKind::kDate:
      static_cast<google::type::Date&>(*reflection.MutableMessage(
          profile, known.field)) = ToDate(DayOfNumber(value));
      return;
    case ColumnKind::kNothing:
      return;
  }
}

void SetExtra(uint64_t key, int64_t value, const TextTable& texts,
              type::v1::Profile* profile) {
  AttributeValue& extra =
      (*profile->mutable_extra())[std::string(texts.TextOf(NameOfExtra(key)))];
  switch (CaseOfExtra(key)) {
    case AttributeValue::kNumber:
      extra.set_number(value);
      return;
    case AttributeValue::kTruth:
      extra.set_truth(value != 0);
      return;
    case AttributeValue::kText:
      extra.set_text(std::string(texts.TextOf(static_cast<uint32_t>(value))));
      return;
    case AttributeValue::kList:
      ToList(texts, value, extra.mutable_list());
      return;
    case AttributeValue::kDate:
      *extra.mutable_date() = ToDate(DayOfNumber(value));
      return;
    case AttributeValue::VALUE_NOT_SET:
      return;
  }
}

// How many of the things that rows have several of lie before this row, and how
// many it has itself.
struct Span {
  uint32_t first = 0;
  uint32_t count = 0;
};

Span SpanOf(const PackedColumn* counts, uint32_t row) {
  Span span;
  int64_t value = 0;
  if (counts == nullptr || !counts->Get(row, &value)) return span;
  span.count = static_cast<uint32_t>(value);
  for (uint32_t before = 0; before < row; ++before) {
    if (counts->Get(before, &value)) span.first += static_cast<uint32_t>(value);
  }
  return span;
}

}  // namespace

void RowSet::ReadReceipts(uint32_t row, const TextTable& texts,
                          type::v1::Profile* profile) const {
  const Span span = SpanOf(Find(kReceiptCount), row);
  for (uint32_t at = span.first; at < span.first + span.count; ++at) {
    type::v1::ReceivedBenefit& benefit = *profile->add_received_benefits();
    int64_t value = 0;
    if (FindReceipts(kReceiptScheme)->Get(at, &value)) {
      benefit.set_scheme(
          std::string(texts.TextOf(static_cast<uint32_t>(value))));
    }
    const PackedColumn* received_on = FindReceipts(kReceivedOn);
    if (received_on != nullptr && received_on->Get(at, &value)) {
      *benefit.mutable_received_on() = ToDate(DayOfNumber(value));
    }
    const PackedColumn* observed_on = FindReceipts(kObservedOn);
    if (observed_on != nullptr && observed_on->Get(at, &value)) {
      *benefit.mutable_observed_on() = ToDate(DayOfNumber(value));
    }
  }
}

type::v1::Profile RowSet::ProfileOf(uint32_t row,
                                    const TextTable& texts) const {
  type::v1::Profile profile;
  for (const PackedColumn& column : columns_) {
    int64_t value = 0;
    if (!column.Get(row, &value)) continue;
    const uint64_t key = column.key();
    if (IsExtraKey(key)) {
      SetExtra(key, value, texts, &profile);
    } else if (const ProfileField* known = FindProfileField(key)) {
      SetField(*known, value, texts, &profile);
    } else if (key == kReceiptsCompleteUntil) {
      *profile.mutable_received_benefits_complete_until() =
          ToDate(DayOfNumber(value));
    } else if (key == kChildrenComplete) {
      profile.mutable_children()->set_complete(value != 0);
    }
  }
  ReadReceipts(row, texts, &profile);
  if (children_ == nullptr) return profile;
  const Span span = SpanOf(Find(kChildCount), row);
  for (uint32_t at = span.first; at < span.first + span.count; ++at) {
    *profile.mutable_children()->add_profiles() =
        children_->ProfileOf(at, texts);
  }
  return profile;
}

}  // namespace sangam::matching
