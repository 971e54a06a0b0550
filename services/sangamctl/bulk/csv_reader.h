// Rows of a CSV file, one at a time.
#ifndef SANGAM_SERVICES_SANGAMCTL_BULK_CSV_READER_H_
#define SANGAM_SERVICES_SANGAMCTL_BULK_CSV_READER_H_

#include <cstdint>
#include <istream>
#include <string>
#include <vector>

namespace sangam::sangamctl {

// Reads what RFC 4180 describes and spreadsheets write: cells in quotes may
// hold commas, quotes written twice and ends of lines; lines end with LF or
// CRLF, or all with CR where the first one does; a byte order mark is passed
// over, and so are lines without anything in them. Reads as it goes, so a file
// may be of any size. Not thread-safe; the stream outlives it.
class CsvReader {
 public:
  // A row may not be longer: a quote that is never closed would take in the
  // whole file.
  static constexpr size_t kMaxRowBytes = size_t{1} << 20;

  explicit CsvReader(std::istream* input) : input_(*input) {}

  // The next row; false at the end, or where fault() says that it can't be
  // read.
  bool Next(std::vector<std::string>& cells);

  // The line that the last row began on, counted from 1.
  int64_t line() const { return row_line_; }
  // Why reading ended early; empty if it did not.
  const std::string& fault() const { return fault_; }

 private:
  // Passes over a mark; in UTF-16 there is a fault.
  void Begin();
  // Whether a line ends with `c`, the last that was read.
  bool EndsLine(int c, bool quoted);

  std::istream& input_;
  bool begun_ = false;
  // Known from the first end of a line on.
  bool ends_known_ = false;
  bool ends_with_return_ = false;
  int64_t next_line_ = 1;
  int64_t row_line_ = 0;
  std::string fault_;
};

// A row as CSV, with its end of line; cells are quoted where they must be.
std::string CsvLine(const std::vector<std::string>& cells);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_BULK_CSV_READER_H_
