#include "services/matching/columns/block_values.h"

#include <algorithm>
#include <utility>

#include "common/clock/civil_date.h"
#include "common/rules/typed_node.h"

namespace sangam::matching {
namespace {

using rules::Value;
using type::v1::AttributeValue;
using type::v1::Profile;

// Shares that follow from counts, unless they are given.
struct Share {
  absl::string_view name;
  uint64_t own;
  uint64_t parts[2];
};
constexpr Share kShares[] = {
    {"poor_member_share_bps",
     Profile::kPoorMemberShareBpsFieldNumber,
     {Profile::kPoorMembersFieldNumber, 0}},
    {"women_member_share_bps",
     Profile::kWomenMemberShareBpsFieldNumber,
     {Profile::kWomenMembersFieldNumber, 0}},
    {"sc_st_member_share_bps",
     Profile::kScStMemberShareBpsFieldNumber,
     {Profile::kScMembersFieldNumber, Profile::kStMembersFieldNumber}}};

const Share* FindShare(const AttributeInfo& info) {
  for (const Share& share : kShares) {
    if (info.name == share.name) return &share;
  }
  return nullptr;
}

bool IsAge(const AttributeInfo& info) { return info.name == "age_months"; }

AttributeValue::ValueCase CaseOf(ColumnKind kind) {
  switch (kind) {
    case ColumnKind::kNumber:
      return AttributeValue::kNumber;
    case ColumnKind::kTruth:
      return AttributeValue::kTruth;
    case ColumnKind::kText:
      return AttributeValue::kText;
    case ColumnKind::kList:
      return AttributeValue::kList;
    case ColumnKind::kDate:
      return AttributeValue::kDate;
    default:
      return AttributeValue::VALUE_NOT_SET;
  }
}

// The name that rules know an enum's number by; null for none.
const std::string* NameOfEnum(const AttributeInfo& info, int64_t number) {
  const auto* type = info.field->enum_type();
  // allowed_values leaves out the zero value and keeps the order.
  size_t at = 0;
  for (int i = 0; i < type->value_count(); ++i) {
    if (type->value(i)->number() == 0) continue;
    if (type->value(i)->number() == number) return &info.allowed_values[at];
    ++at;
  }
  return nullptr;
}

}  // namespace

BlockValues::BlockValues(const ColumnsView& view,
                         const AttributeDictionary& dictionary,
                         const ReverseBasis& basis)
    : view_(view),
      dictionary_(dictionary),
      basis_(basis),
      as_of_(DayNumber(basis.as_of)) {
  for (auto& scratch : scratch_) scratch = std::make_unique<RowNumbers>();
}

void BlockValues::Open(const SubjectBlock& block) {
  block_ = &block;
  all_ = BitPlane::FirstRows(block.size());
  ForgetViews();
}

bool BlockValues::Cancelled() {
  constexpr uint32_t kAskedOnceIn = 16;
  return times_asked_++ % kAskedOnceIn == 0 ? CancelledNow() : cancelled_;
}

bool BlockValues::CancelledNow() {
  if (!cancelled_ && basis_.cancelled) cancelled_ = basis_.cancelled();
  return cancelled_;
}

ColumnKind BlockValues::KindOf(const AttributeInfo& info) {
  if (info.field != nullptr) {
    const ProfileField* field =
        FindProfileField(static_cast<uint64_t>(info.field->number()));
    return field == nullptr ? ColumnKind::kNothing : field->kind;
  }
  switch (info.type) {
    case scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER:
      return ColumnKind::kNumber;
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH:
      return ColumnKind::kTruth;
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT:
    case scheme_catalog::v1::ATTRIBUTE_TYPE_PLACE:
      return ColumnKind::kText;
    case scheme_catalog::v1::ATTRIBUTE_TYPE_LIST:
      return ColumnKind::kList;
    case scheme_catalog::v1::ATTRIBUTE_TYPE_DATE:
      return ColumnKind::kDate;
    default:
      return ColumnKind::kNothing;
  }
}

std::vector<BlockValues::NamedColumns> BlockValues::FindNamedColumns(
    const AttributeInfo& info, const TextTable& texts) {
  std::vector<NamedColumns> found;
  std::vector<std::string> names = {info.name};
  names.insert(names.end(), info.former_names.begin(), info.former_names.end());
  for (const std::string& name : names) {
    const absl::optional<uint32_t> number = texts.FindText(name);
    if (!number) continue;
    NamedColumns columns;
    columns.value = ExtraKey(*number, CaseOf(KindOf(info)));
    for (const auto value_case :
         {AttributeValue::VALUE_NOT_SET, AttributeValue::kNumber,
          AttributeValue::kTruth, AttributeValue::kText, AttributeValue::kList,
          AttributeValue::kDate}) {
      columns.any.push_back(ExtraKey(*number, value_case));
    }
    found.push_back(std::move(columns));
  }
  return found;
}

const std::vector<BlockValues::NamedColumns>& BlockValues::NamedColumnsOf(
    const AttributeInfo& info) {
  const auto found = named_columns_.find(info.index);
  if (found != named_columns_.end()) return found->second;
  return named_columns_
      .emplace(info.index, FindNamedColumns(info, view_.texts()))
      .first->second;
}

std::vector<uint64_t> BlockValues::ColumnsOf(const AttributeInfo& info) const {
  std::vector<uint64_t> keys;
  if (info.field == nullptr) {
    for (const NamedColumns& columns : FindNamedColumns(info, view_.texts())) {
      keys.insert(keys.end(), columns.any.begin(), columns.any.end());
    }
    return keys;
  }
  keys.push_back(static_cast<uint64_t>(info.field->number()));
  if (IsAge(info)) keys.push_back(Profile::kFormedOnFieldNumber);
  if (const Share* share = FindShare(info)) {
    keys.push_back(Profile::kMembersFieldNumber);
    for (uint64_t part : share->parts) {
      if (part != 0) keys.push_back(part);
    }
  }
  return keys;
}

void BlockValues::LoadColumn(uint64_t key, RowNumbers* numbers) const {
  const PackedColumn* column = block_->rows().Find(key);
  numbers->present = BitPlane();
  if (column == nullptr) return;
  column->Unpack(numbers->values, numbers->present.words);
}

void BlockValues::Load(const AttributeInfo& info, RowNumbers* numbers) {
  if (info.field == nullptr) {
    LoadNamed(info, numbers);
    return;
  }
  if (IsAge(info)) {
    LoadAge(info, numbers);
    return;
  }
  if (FindShare(info) != nullptr) {
    LoadShare(info, numbers);
    return;
  }
  LoadColumn(static_cast<uint64_t>(info.field->number()), numbers);
  if (info.name == rules::kPlaceAttribute) {
    const auto empty = texts().FindText("");
    if (!empty) return;
    ForEachRow(numbers->present, [&](uint32_t row) {
      if (numbers->values[row] == *empty) numbers->present.Clear(row);
    });
  }
}

const PackedColumn* BlockValues::PlainColumnOf(
    const AttributeInfo& info) const {
  if (info.field == nullptr || info.name == rules::kPlaceAttribute) {
    return nullptr;
  }
  const RowSet& rows = block_->rows();
  // Of what an age or a share may follow from, most blocks have nothing.
  if (IsAge(info) && rows.Find(Profile::kFormedOnFieldNumber) != nullptr) {
    return nullptr;
  }
  const Share* share = FindShare(info);
  if (share != nullptr && rows.Find(Profile::kMembersFieldNumber) != nullptr &&
      rows.Find(share->parts[0]) != nullptr) {
    return nullptr;
  }
  const PackedColumn* column =
      rows.Find(static_cast<uint64_t>(info.field->number()));
  return column == nullptr || column->form() == PackedColumn::Form::kSparse
             ? nullptr
             : column;
}

BitPlane BlockValues::PresenceOf(const PackedColumn& column) const {
  if (column.presence() == nullptr) return all_;
  BitPlane present;
  std::copy_n(column.presence(), (size() + 63) / 64, present.words);
  return present;
}

void BlockValues::LoadTruth(const AttributeInfo& info, BitPlane* present,
                            BitPlane* yes) {
  *yes = BitPlane();
  if (info.field != nullptr) {
    *present = BitPlane();
    const PackedColumn* column =
        block_->rows().Find(static_cast<uint64_t>(info.field->number()));
    if (column == nullptr) return;
    if (column->form() != PackedColumn::Form::kSparse && column->bits() <= 1) {
      *present = PresenceOf(*column);
      if (column->bits() == 0) {
        if (column->base() != 0) *yes = *present;
        return;
      }
      // 0 is no, 1 is yes.
      std::copy_n(static_cast<const uint64_t*>(column->packed()),
                  (size() + 63) / 64, yes->words);
      return;
    }
  }
  RowNumbers& numbers = *scratch_[3];
  Load(info, &numbers);
  *present = numbers.present;
  ForEachRow(numbers.present, [&](uint32_t row) {
    if (numbers.values[row] != 0) yes->Set(row);
  });
}

void BlockValues::LoadNamed(const AttributeInfo& info, RowNumbers* numbers) {
  numbers->present = BitPlane();
  BitPlane settled;
  RowNumbers& column = *scratch_[0];
  for (const NamedColumns& columns : NamedColumnsOf(info)) {
    BitPlane any;
    for (uint64_t key : columns.any) {
      if (block_->rows().Find(key) == nullptr) continue;
      LoadColumn(key, &column);
      any |= column.present;
      if (key != columns.value) continue;
      ForEachRow(column.present - settled, [&](uint32_t row) {
        numbers->values[row] = column.values[row];
        numbers->present.Set(row);
      });
    }
    settled |= any;
  }
}

int64_t BlockValues::MonthsSince(int64_t day) {
  constexpr int64_t kMostDays = 1 << 16;
  const int64_t days = as_of_ - day;
  if (days >= kMostDays) {
    return CompletedMonths(DayOfNumber(day), basis_.as_of);
  }
  if (months_since_.empty()) months_since_.resize(kMostDays, -1);
  int32_t& months = months_since_[static_cast<size_t>(days)];
  if (months < 0) {
    months =
        static_cast<int32_t>(CompletedMonths(DayOfNumber(day), basis_.as_of));
  }
  return months;
}

void BlockValues::LoadAge(const AttributeInfo& info, RowNumbers* numbers) {
  LoadColumn(static_cast<uint64_t>(info.field->number()), numbers);
  RowNumbers& formed_on = *scratch_[0];
  LoadColumn(Profile::kFormedOnFieldNumber, &formed_on);
  ForEachRow(formed_on.present, [&](uint32_t row) {
    if (formed_on.values[row] > as_of_) {
      numbers->present.Clear(row);
    } else {
      numbers->present.Set(row);
      numbers->values[row] = MonthsSince(formed_on.values[row]);
    }
  });
}

void BlockValues::LoadShare(const AttributeInfo& info, RowNumbers* numbers) {
  const Share& share = *FindShare(info);
  LoadColumn(share.own, numbers);
  RowNumbers& members = *scratch_[0];
  LoadColumn(Profile::kMembersFieldNumber, &members);
  BitPlane open = members.present - numbers->present;
  RowNumbers* parts[2] = {scratch_[1].get(), nullptr};
  LoadColumn(share.parts[0], parts[0]);
  open &= parts[0]->present;
  if (share.parts[1] != 0) {
    parts[1] = scratch_[2].get();
    LoadColumn(share.parts[1], parts[1]);
    open &= parts[1]->present;
  }
  // Most counts are small, and wide division is slow.
  constexpr int64_t kSmall = int64_t{1} << 31;
  ForEachRow(open, [&](uint32_t row) {
    const int64_t whole = members.values[row];
    if (whole <= 0 || parts[0]->values[row] < 0) return;
    __int128 part = parts[0]->values[row];
    if (parts[1] != nullptr) {
      if (parts[1]->values[row] < 0) return;
      part += parts[1]->values[row];
    }
    if (part > whole) return;
    // Of integers that a double holds, the quotient of doubles rounds down to
    // the same.
    numbers->values[row] =
        whole < kSmall
            ? static_cast<int64_t>(static_cast<double>(part * 10'000) /
                                   static_cast<double>(whole))
            : static_cast<int64_t>(part * 10'000 / whole);
    numbers->present.Set(row);
  });
}

PlaceChain BlockValues::ChainOf(absl::string_view place) const {
  return basis_.reference.places.ChainOf(place).value_or(PlaceChain());
}

const SubjectView& BlockValues::ViewOf(uint32_t row) {
  if (views_.empty()) views_.resize(block_->size());
  if (views_[row] != nullptr) return *views_[row];
  const Profile profile = block_->ProfileOf(row, view_.texts());
  auto view = std::make_unique<SubjectView>(
      profile, ChainOf(profile.place()), basis_.as_of, dictionary_,
      &basis_.reference.dated, &basis_.reference.places);
  const auto* children = view->children();
  const size_t views = 1 + (children == nullptr ? 0 : children->views.size());
  const bool keep = kept_views_ + views <= kMostViews;
  if (keep) kept_views_ += views;
  std::unique_ptr<SubjectView>& place = keep ? views_[row] : last_view_;
  place = std::move(view);
  return *place;
}

void BlockValues::ForgetViews() {
  views_.clear();
  last_view_ = nullptr;
  kept_views_ = 0;
}

Value BlockValues::ValueOf(const AttributeInfo& info, int64_t number) const {
  switch (KindOf(info)) {
    case ColumnKind::kNumber:
      return number;
    case ColumnKind::kTruth:
      return number != 0;
    case ColumnKind::kEnum: {
      const std::string* name = NameOfEnum(info, number);
      if (name == nullptr) return {};
      return *name;
    }
    case ColumnKind::kText:
      return std::string(texts().TextOf(static_cast<uint32_t>(number)));
    case ColumnKind::kList:
      return texts().ListOf(static_cast<uint32_t>(number));
    case ColumnKind::kDate:
      return DayOfNumber(number);
    case ColumnKind::kNothing:
      break;
  }
  return {};
}

}  // namespace sangam::matching
