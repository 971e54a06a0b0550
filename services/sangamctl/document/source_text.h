// The text of one input file, checked before any parser sees it.
#ifndef SANGAM_SERVICES_SANGAMCTL_DOCUMENT_SOURCE_TEXT_H_
#define SANGAM_SERVICES_SANGAMCTL_DOCUMENT_SOURCE_TEXT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "services/sangamctl/document/problem.h"

namespace sangam::sangamctl {

// Files larger than this are refused: 16 MiB.
inline constexpr size_t kMaxFileBytes = size_t{16} << 20;

// Owns a file's text without its byte order mark. Immutable.
class SourceText {
 public:
  // `file` is the name that problems carry.
  SourceText(std::string file, std::string text);

  // The first reason why this can't be a text of ours: too large, not UTF-8,
  // control characters. Nothing if there is none.
  absl::optional<Problem> FirstFault() const;

  // The place of a byte in a line, both counted from 0 as yaml-cpp does. Places
  // beyond the text are moved to its end.
  TextPosition PositionOf(int line, int byte_in_line) const;

  // The same of any byte of the text.
  TextPosition PositionAt(size_t offset) const;

  // The text of a line, counted from 1, without its end; empty if the text has
  // no such line.
  std::string LineAt(int line) const;

  // The byte at a place; nothing if the text has no such line.
  absl::optional<size_t> OffsetOf(TextPosition position) const;

  const std::string& file() const { return file_; }
  const std::string& text() const { return text_; }

 private:
  Problem At(size_t offset, std::string message) const;

  std::string file_;
  std::string text_;
  // Where each line starts.
  std::vector<size_t> line_starts_;
};

// Gives the problems from the index `first` on the lines that they are about,
// where they are about this file.
void QuoteLines(const SourceText& source, size_t first, Problems& problems);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_DOCUMENT_SOURCE_TEXT_H_
