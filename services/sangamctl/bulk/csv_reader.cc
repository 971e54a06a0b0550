#include "services/sangamctl/bulk/csv_reader.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"

namespace sangam::sangamctl {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

bool CsvReader::Next(std::vector<std::string>& cells) {
  if (!begun_) {
    begun_ = true;
    for (const char expected : kByteOrderMark) {
      if (input_.peek() != static_cast<unsigned char>(expected)) break;
      input_.get();
    }
  }
  std::streambuf& bytes = *input_.rdbuf();
  cells.assign(1, "");
  row_line_ = next_line_;
  bool quoted = false;      // Within quotes.
  bool was_quoted = false;  // The cell has quotes, and they are closed.
  size_t size = 0;
  for (int c = bytes.sbumpc();; c = bytes.sbumpc()) {
    if (c == std::char_traits<char>::eof()) {
      if (quoted) {
        fault_ = absl::StrCat("line ", row_line_,
                              ": a quote is opened and never closed");
        return false;
      }
      return size > 0;
    }
    if (c == '\n') ++next_line_;
    if (++size > kMaxRowBytes) {
      fault_ =
          absl::StrCat("line ", row_line_, ": a row of more than ",
                       kMaxRowBytes >> 10, " KiB; is a quote never closed?");
      return false;
    }
    if (quoted) {
      if (c != '"') {
        cells.back().push_back(static_cast<char>(c));
      } else if (bytes.sgetc() == '"') {
        cells.back().push_back(static_cast<char>(bytes.sbumpc()));
      } else {
        quoted = false;
        was_quoted = true;
      }
    } else if (c == '"' && cells.back().empty() && !was_quoted) {
      quoted = true;
    } else if (c == ',') {
      cells.emplace_back();
      was_quoted = false;
    } else if (c == '\r' && bytes.sgetc() == '\n') {
      continue;
    } else if (c == '\n') {
      const bool blank = cells.size() == 1 && cells[0].empty() && !was_quoted;
      if (!blank) return true;
      size = 0;
      row_line_ = next_line_;
    } else {
      cells.back().push_back(static_cast<char>(c));
    }
  }
}

std::string CsvLine(const std::vector<std::string>& cells) {
  std::string line;
  const char* separator = "";
  for (const std::string& cell : cells) {
    absl::StrAppend(&line, separator);
    separator = ",";
    if (cell.find_first_of(",\"\r\n") == std::string::npos) {
      absl::StrAppend(&line, cell);
    } else {
      absl::StrAppend(&line, "\"", absl::StrReplaceAll(cell, {{"\"", "\"\""}}),
                      "\"");
    }
  }
  return absl::StrCat(line, "\n");
}

}  // namespace sangam::sangamctl
