#include "services/matching/columns/texts_in_use.h"

#include <algorithm>

#include "services/matching/columns/column_key.h"

namespace sangam::matching {

TextsInUse::TextsInUse(const TextTable& table)
    : table_(table),
      // Lists first, because the texts of a list come before it.
      lists_(table.list_count()),
      texts_(table.text_count()) {}

void TextsInUse::Mark(const SubjectBlocks& blocks) {
  for (const auto& block : blocks) Mark(block->rows());
  for (uint32_t i = 0; i < lists_.size(); ++i) {
    if (!lists_[i]) continue;
    for (const uint32_t text : table_.NumbersOf(i)) texts_[text] = true;
  }
}

void TextsInUse::Mark(const RowSet& rows) {
  Mark(rows.columns());
  Mark(rows.receipts());
  if (rows.children() != nullptr) Mark(*rows.children());
}

void TextsInUse::Mark(const std::vector<PackedColumn>& columns) {
  for (const PackedColumn& column : columns) {
    if (IsExtraKey(column.key())) texts_[NameOfExtra(column.key())] = true;
    const ColumnKind kind = KindOfColumn(column.key());
    if (kind != ColumnKind::kText && kind != ColumnKind::kList) continue;
    std::vector<bool>& used = kind == ColumnKind::kText ? texts_ : lists_;
    values_.clear();
    column.AppendTo(&values_);
    for (const RowValue& value : values_) {
      used[static_cast<size_t>(value.value)] = true;
    }
  }
}

size_t TextsInUse::count() const {
  return static_cast<size_t>(std::count(texts_.begin(), texts_.end(), true) +
                             std::count(lists_.begin(), lists_.end(), true));
}

}  // namespace sangam::matching
