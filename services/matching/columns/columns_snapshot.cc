#include "services/matching/columns/columns_snapshot.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/matching/columns/column_key.h"
#include "services/matching/columns/texts_in_use.h"

namespace sangam::matching {
namespace {

// Columns of one set of rows, at most; far more than anybody defines.
constexpr uint64_t kMostColumns = 1'000'000;

// Stands for a text that is not in use, unlike any other.
std::string PlaceholderOf(uint32_t number) {
  return absl::StrCat(absl::string_view("\0", 1), number);
}

void Write(const std::vector<PackedColumn>& columns, SnapshotWriter* writer) {
  writer->Number(columns.size());
  for (const PackedColumn& column : columns) {
    writer->Number(column.key());
    writer->Number(column.rows());
    writer->Number(column.count());
    writer->Number(static_cast<uint64_t>(column.form()));
    writer->Number(static_cast<uint64_t>(column.bits()));
    writer->Number(static_cast<uint64_t>(column.base()));
    writer->Number(column.scale());
    writer->Words(column.words());
  }
}

void Write(const RowSet& rows, SnapshotWriter* writer) {
  writer->Number(rows.rows());
  Write(rows.columns(), writer);
  Write(rows.receipts(), writer);
  writer->Number(rows.children() == nullptr ? 0 : 1);
  if (rows.children() != nullptr) Write(*rows.children(), writer);
}

// Writes the texts and lists that were there when `used` was made. What is not
// in use keeps its number, but does not belong on disk.
void Write(const TextTable& table, const TextsInUse& used,
           SnapshotWriter* writer) {
  writer->Number(used.texts().size());
  for (uint32_t i = 0; i < used.texts().size(); ++i) {
    if (used.texts()[i]) {
      writer->Text(table.TextOf(i));
    } else {
      writer->Text(PlaceholderOf(i));
    }
  }
  // A list that is not in use says nothing more than its texts do.
  writer->Number(used.lists().size());
  for (uint32_t i = 0; i < used.lists().size(); ++i) {
    const std::vector<uint32_t> numbers = table.NumbersOf(i);
    writer->Number(numbers.size());
    for (const uint32_t number : numbers) writer->Number(number);
  }
}

// Reads columns; each method is false where the file holds something else.
class Restoring {
 public:
  explicit Restoring(SnapshotReader* reader)
      : reader_(*reader), texts_(std::make_shared<TextTable>()) {}

  std::shared_ptr<const ColumnsView> Read() {
    std::string layout;
    std::string token;
    SubjectBlocks blocks;
    if (!reader_.Text(&layout) || layout != ColumnLayout() ||
        !reader_.Text(&token) || !ReadTexts() || !ReadBlocks(&blocks)) {
      return nullptr;
    }
    return std::make_shared<const ColumnsView>(std::move(token), texts_,
                                               std::move(blocks));
  }

 private:
  static constexpr uint64_t kMost32 = std::numeric_limits<uint32_t>::max();

  bool ReadTexts() {
    uint64_t count = 0;
    if (!reader_.NumberUpTo(kMost32, &count)) return false;
    std::string text;
    for (uint64_t i = 0; i < count; ++i) {
      // A text that is there already would shift the numbers of the others.
      if (!reader_.Text(&text) || texts_->AddText(text) != i) return false;
    }
    text_count_ = count;
    if (!reader_.NumberUpTo(kMost32, &count)) return false;
    for (uint64_t i = 0; i < count; ++i) {
      uint64_t length = 0;
      if (!reader_.Number(&length)) return false;
      std::vector<uint32_t> list;
      for (uint64_t j = 0; j < length; ++j) {
        uint64_t number = 0;
        if (!reader_.Number(&number) || number >= text_count_) return false;
        list.push_back(static_cast<uint32_t>(number));
      }
      if (texts_->AddList(list) != i) return false;
    }
    list_count_ = count;
    return true;
  }

  // Whether the column's numbers are those of texts and lists that there are.
  bool HasKnownCodes(const PackedColumn& column) const {
    const uint64_t key = column.key();
    if (IsExtraKey(key) && NameOfExtra(key) >= text_count_) return false;
    const ColumnKind kind = KindOfColumn(key);
    if (kind != ColumnKind::kText && kind != ColumnKind::kList) return true;
    const uint64_t codes =
        kind == ColumnKind::kText ? text_count_ : list_count_;
    std::vector<RowValue> values;
    column.AppendTo(&values);
    return std::all_of(
        values.begin(), values.end(), [codes](const RowValue& value) {
          return value.value >= 0 && static_cast<uint64_t>(value.value) < codes;
        });
  }

  bool ReadColumns(std::vector<PackedColumn>* columns) {
    uint64_t count = 0;
    if (!reader_.NumberUpTo(kMostColumns, &count)) return false;
    for (uint64_t i = 0; i < count; ++i) {
      uint64_t key = 0;
      uint64_t rows = 0;
      uint64_t filled = 0;
      uint64_t form = 0;
      uint64_t bits = 0;
      uint64_t base = 0;
      uint64_t scale = 0;
      std::vector<uint64_t> words;
      PackedColumn column;
      if (!reader_.Number(&key) || !reader_.NumberUpTo(kMost32, &rows) ||
          !reader_.NumberUpTo(rows, &filled) || !reader_.NumberUpTo(2, &form) ||
          !reader_.NumberUpTo(64, &bits) || !reader_.Number(&base) ||
          !reader_.Number(&scale) || !reader_.Words(&words) ||
          !PackedColumn::FromParts(
              key, static_cast<uint32_t>(rows), static_cast<uint32_t>(filled),
              static_cast<PackedColumn::Form>(form), static_cast<int>(bits),
              static_cast<int64_t>(base), scale, std::move(words), &column) ||
          !HasKnownCodes(column)) {
        return false;
      }
      columns->push_back(std::move(column));
    }
    columns->shrink_to_fit();
    return true;
  }

  bool ReadRows(bool may_have_children, RowSet* set) {
    uint64_t rows = 0;
    uint64_t has_children = 0;
    std::vector<PackedColumn> columns;
    std::vector<PackedColumn> receipts;
    if (!reader_.NumberUpTo(kMost32, &rows) || !ReadColumns(&columns) ||
        !ReadColumns(&receipts) ||
        !reader_.NumberUpTo(may_have_children ? 1 : 0, &has_children)) {
      return false;
    }
    std::shared_ptr<RowSet> children;
    if (has_children != 0) {
      children = std::make_shared<RowSet>();
      if (!ReadRows(false, children.get())) return false;
    }
    return RowSet::FromParts(static_cast<uint32_t>(rows), std::move(columns),
                             std::move(receipts), std::move(children), set);
  }

  bool ReadBlocks(SubjectBlocks* blocks) {
    uint64_t count = 0;
    if (!reader_.NumberUpTo(kMost32, &count)) return false;
    for (uint64_t i = 0; i < count; ++i) {
      std::string encoded;
      NameList names;
      RowSet rows;
      if (!ReadRows(true, &rows) || rows.rows() == 0 ||
          rows.rows() > SubjectBlock::kMostRows || !reader_.Text(&encoded) ||
          !NameList::FromEncoded(rows.rows(), std::move(encoded), &names)) {
        return false;
      }
      auto block = std::make_shared<const SubjectBlock>(std::move(names),
                                                        std::move(rows));
      if (!blocks->empty() &&
          block->first_name() <= blocks->back()->last_name()) {
        return false;
      }
      blocks->push_back(std::move(block));
    }
    return true;
  }

  SnapshotReader& reader_;
  const std::shared_ptr<TextTable> texts_;
  uint64_t text_count_ = 0;
  uint64_t list_count_ = 0;
};

}  // namespace

void WriteColumns(const ColumnsView& view, SnapshotWriter* writer) {
  writer->Text(ColumnLayout());
  writer->Text(view.token());
  TextsInUse texts(view.texts());
  texts.Mark(view.blocks());
  Write(view.texts(), texts, writer);
  writer->Number(view.block_count());
  for (const auto& block : view.blocks()) {
    Write(block->rows(), writer);
    writer->Text(block->names().encoded());
  }
}

std::shared_ptr<const ColumnsView> ReadColumns(SnapshotReader* reader) {
  return Restoring(reader).Read();
}

}  // namespace sangam::matching
