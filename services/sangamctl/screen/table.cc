#include "services/sangamctl/screen/table.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/sangamctl/screen/display_width.h"

namespace sangam::sangamctl {
namespace {

constexpr int kGap = 2;
constexpr int kNarrowestColumn = 8;

}  // namespace

Table::Table(std::vector<TableColumn> columns) : columns_(std::move(columns)) {}

void Table::AddRow(std::vector<std::string> cells) {
  for (std::string& cell : cells) cell = PlainText(cell);
  cells.resize(columns_.size());
  rows_.push_back(std::move(cells));
}

std::vector<int> Table::Widths(const Layout& layout) const {
  std::vector<int> widths;
  int total = -kGap;
  for (size_t i = 0; i < columns_.size(); ++i) {
    int width = DisplayWidth(columns_[i].heading);
    for (const auto& row : rows_) width = std::max(width, DisplayWidth(row[i]));
    widths.push_back(width);
    total += width + kGap;
  }
  while (layout.terminal && total > layout.width && widths.size() > 1) {
    const auto widest = std::max_element(widths.begin() + 1, widths.end());
    if (*widest <= kNarrowestColumn) break;
    --*widest;
    --total;
  }
  return widths;
}

std::string Table::Draw(const Layout& layout) const {
  if (rows_.empty()) return "";
  const std::vector<int> widths = Widths(layout);
  const auto line = [&](const auto& cell_of) {
    std::string text;
    for (size_t i = 0; i < columns_.size(); ++i) {
      const std::string cell = CutToWidth(cell_of(i), widths[i]);
      if (i > 0) text.append(kGap, ' ');
      absl::StrAppend(&text, columns_[i].align_right
                                 ? PadLeft(cell, widths[i])
                                 : PadRight(cell, widths[i]));
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
  };
  std::string drawn = absl::StrCat(
      Bold(line([&](size_t i) { return columns_[i].heading; }), layout), "\n");
  for (const auto& row : rows_) {
    absl::StrAppend(&drawn, line([&](size_t i) { return row[i]; }), "\n");
  }
  return drawn;
}

}  // namespace sangam::sangamctl
