#include "services/sangamctl/bulk/csv_reader.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/sangamctl/bulk/encoding.h"

namespace sangam::sangamctl {

void CsvReader::Begin() {
  begun_ = true;
  std::string beginning;
  if (input_.peek() != std::char_traits<char>::eof()) {
    beginning.push_back(static_cast<char>(input_.get()));
    beginning.push_back(static_cast<char>(input_.peek()));
    input_.unget();
  }
  if (BeginsAsUtf16(beginning)) fault_ = kUtf16;
  for (const char expected : kByteOrderMark) {
    if (input_.peek() != static_cast<unsigned char>(expected)) break;
    input_.get();
  }
}

bool CsvReader::EndsLine(int c, bool quoted) {
  if (c != '\n' && c != '\r') return false;
  if (c == '\r' && input_.rdbuf()->sgetc() == '\n') return false;
  if (!quoted && !ends_known_) {
    ends_known_ = true;
    ends_with_return_ = c == '\r';
  }
  return c == '\n' || ends_with_return_;
}

bool CsvReader::Next(std::vector<std::string>& cells) {
  if (!begun_) Begin();
  if (!fault_.empty()) return false;
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
    const bool ends_line = EndsLine(c, quoted);
    if (ends_line) ++next_line_;
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
    } else if (ends_line) {
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
