#include "common/rules/expression_error.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/rules/utf8.h"
#include "common/status/errors.h"

namespace sangam::rules {
namespace {

// Descriptions travel in the metadata of a reply, which is small, and a message
// may quote a name or text as long as the expression itself.
constexpr size_t kMostBytes = 300;

// A name of many thousand characters says no more than its beginning.
constexpr int kMostCharactersOfWord = 60;

bool EndsWord(char c) {
  return absl::ascii_isspace(c) || c == '`' || c == '"' || c == '\'';
}

std::string WithShortWords(absl::string_view message) {
  std::string text;
  int in_word = 0;
  for (size_t at = 0; at < message.size();) {
    const size_t length = std::max<size_t>(1, CharacterLength(message, at));
    in_word = EndsWord(message[at]) ? 0 : in_word + 1;
    if (in_word <= kMostCharactersOfWord) {
      absl::StrAppend(&text, message.substr(at, length));
    } else if (in_word == kMostCharactersOfWord + 1) {
      text += "…";
    }
    at += length;
  }
  return text;
}

std::string Clipped(const std::string& message) {
  if (message.size() <= kMostBytes) return message;
  size_t end = 0;
  while (true) {
    const size_t length = CharacterLength(message, end);
    if (length == 0 || end + length > kMostBytes) break;
    end += length;
  }
  return message.substr(0, end) + "...";
}

}  // namespace

absl::Status ExpressionError(const std::vector<ExpressionFault>& faults) {
  std::vector<FieldViolation> violations;
  violations.reserve(faults.size());
  for (const ExpressionFault& fault : faults) {
    violations.push_back(
        {"expression", absl::StrCat("line ", fault.position.line, ", column ",
                                    fault.position.column, ": ",
                                    Clipped(WithShortWords(fault.message)))});
  }
  return InvalidFieldsError(violations,
                            type::v1::ERROR_REASON_INVALID_EXPRESSION);
}

absl::Status ExpressionError(SourcePosition position,
                             absl::string_view message) {
  return ExpressionError({{position, std::string(message)}});
}

}  // namespace sangam::rules
