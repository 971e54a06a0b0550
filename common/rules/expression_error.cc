#include "common/rules/expression_error.h"

#include "absl/strings/str_cat.h"
#include "common/rules/utf8.h"
#include "common/status/errors.h"

namespace sangam::rules {
namespace {

// Descriptions travel in the metadata of a reply, which is small, and a message
// may quote a name or text as long as the expression itself.
constexpr size_t kMostBytes = 300;

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
        {"expression",
         absl::StrCat("line ", fault.position.line, ", column ",
                      fault.position.column, ": ", Clipped(fault.message))});
  }
  return InvalidFieldsError(violations,
                            type::v1::ERROR_REASON_INVALID_EXPRESSION);
}

absl::Status ExpressionError(SourcePosition position,
                             absl::string_view message) {
  return ExpressionError({{position, std::string(message)}});
}

}  // namespace sangam::rules
