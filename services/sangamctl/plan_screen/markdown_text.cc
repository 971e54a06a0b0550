#include "services/sangamctl/plan_screen/markdown_text.h"

#include "absl/strings/str_cat.h"

namespace sangam::sangamctl {
namespace {

std::string Escaped(absl::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\n' || c == '\t') {
      escaped += ' ';
      continue;
    }
    if (c == '|' || c == '*' || c == '_' || c == '`' || c == '<' || c == '[' ||
        c == '\\') {
      escaped += '\\';
    }
    escaped += c;
  }
  return escaped;
}

}  // namespace

void MarkdownText::Gap(bool list) {
  if (!text_.empty() && !(list && in_list_)) text_ += '\n';
  in_list_ = list;
}

void MarkdownText::Title(absl::string_view text) {
  Gap(false);
  absl::StrAppend(&text_, "# ", Escaped(text), "\n");
}

void MarkdownText::Heading(absl::string_view text) {
  Gap(false);
  absl::StrAppend(&text_, "## ", ++headings_, ". ", Escaped(text), "\n");
}

void MarkdownText::Paragraph(absl::string_view text) {
  if (text.empty()) return;
  Gap(false);
  absl::StrAppend(&text_, Escaped(text), "\n");
}

void MarkdownText::Item(absl::string_view text) {
  Gap(true);
  absl::StrAppend(&text_, "- ", Escaped(text), "\n");
}

void MarkdownText::NumberedItem(int number, absl::string_view text) {
  Gap(true);
  absl::StrAppend(&text_, number, ". ", Escaped(text), "\n");
}

void MarkdownText::Table(const std::vector<std::string>& heads,
                         const std::vector<std::vector<std::string>>& rows,
                         size_t first_number) {
  Gap(false);
  Row(heads);
  for (size_t i = 0; i < heads.size(); ++i) {
    text_ += i < first_number ? "|---" : "|---:";
  }
  text_ += "|\n";
  for (const std::vector<std::string>& row : rows) Row(row);
}

void MarkdownText::Row(const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) {
    absl::StrAppend(&text_, "| ", Escaped(cell), " ");
  }
  text_ += "|\n";
}

}  // namespace sangam::sangamctl
