#include "services/matching/columns/text_compaction.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "services/matching/columns/column_key.h"

namespace sangam::matching {
namespace {

size_t SizeOf(const TextTable& texts) {
  return texts.text_count() + texts.list_count();
}

// Says the same with other numbers.
class Renumbering {
 public:
  Renumbering(const TextTable& from, const TextsInUse& used, TextTable* to)
      : texts_(used.texts().size()), lists_(used.lists().size()) {
    for (uint32_t i = 0; i < texts_.size(); ++i) {
      if (used.texts()[i]) texts_[i] = to->AddText(from.TextOf(i));
    }
    for (uint32_t i = 0; i < lists_.size(); ++i) {
      if (!used.lists()[i]) continue;
      std::vector<uint32_t> numbers = from.NumbersOf(i);
      for (uint32_t& number : numbers) number = texts_[number];
      lists_[i] = to->AddList(numbers);
    }
  }

  RowSet Of(const RowSet& rows) const {
    std::shared_ptr<const RowSet> children;
    if (rows.children() != nullptr) {
      children = std::make_shared<const RowSet>(Of(*rows.children()));
    }
    RowSet renumbered;
    RowSet::FromParts(rows.rows(), Of(rows.columns()), Of(rows.receipts()),
                      std::move(children), &renumbered);
    return renumbered;
  }

 private:
  std::vector<PackedColumn> Of(const std::vector<PackedColumn>& columns) const {
    std::vector<PackedColumn> renumbered;
    renumbered.reserve(columns.size());
    for (const PackedColumn& column : columns) {
      renumbered.push_back(Of(column));
    }
    // The keys of added attributes have the numbers of their names.
    std::sort(renumbered.begin(), renumbered.end(),
              [](const PackedColumn& a, const PackedColumn& b) {
                return a.key() < b.key();
              });
    return renumbered;
  }

  PackedColumn Of(const PackedColumn& column) const {
    uint64_t key = column.key();
    if (IsExtraKey(key)) {
      key = ExtraKey(texts_[NameOfExtra(key)], CaseOfExtra(key));
    }
    const ColumnKind kind = KindOfColumn(key);
    const bool has_numbers =
        kind == ColumnKind::kText || kind == ColumnKind::kList;
    if (!has_numbers && key == column.key()) return column;
    std::vector<RowValue> values;
    column.AppendTo(&values);
    if (has_numbers) {
      const auto& numbers = kind == ColumnKind::kText ? texts_ : lists_;
      for (RowValue& value : values) {
        value.value = numbers[static_cast<size_t>(value.value)];
      }
    }
    return PackedColumn(key, column.rows(), values);
  }

  // By the number that each had.
  std::vector<uint32_t> texts_;
  std::vector<uint32_t> lists_;
};

}  // namespace

BlocksWithTexts CompactTexts(const SubjectBlocks& blocks,
                             const TextTable& texts, const TextsInUse& used) {
  BlocksWithTexts compact;
  compact.texts = std::make_shared<TextTable>();
  const Renumbering renumbering(texts, used, compact.texts.get());
  compact.blocks.reserve(blocks.size());
  for (const auto& block : blocks) {
    compact.blocks.push_back(std::make_shared<const SubjectBlock>(
        block->names(), renumbering.Of(block->rows())));
  }
  return compact;
}

bool CompactionSchedule::IsDue(const TextTable& texts, size_t subjects) const {
  const size_t size = SizeOf(texts);
  return size > kFewTexts && (size > 2 * in_use_ || subjects < subjects_ / 2);
}

void CompactionSchedule::Looked(size_t in_use, size_t subjects) {
  in_use_ = in_use;
  subjects_ = subjects;
}

}  // namespace sangam::matching
