// A fault in an expression, shown under its text.
#ifndef SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_EXPRESSION_FAULT_H_
#define SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_EXPRESSION_FAULT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {

// What a service says of an expression: "line 2, column 9: unknown attribute".
struct ExpressionFault {
  // Both from 1; columns count characters.
  int line = 1;
  int column = 1;
  std::string message;
};

// Nothing if the description names no line and column.
absl::optional<ExpressionFault> ReadExpressionFault(
    absl::string_view description);

// The line of `expression` at fault, indented by four columns, and under it a
// caret and the message. Of a line that is too long for the layout the part
// around the fault is shown. Ends with a newline.
std::string DrawExpressionFault(absl::string_view expression,
                                const ExpressionFault& fault,
                                const Layout& layout);

// A line of a file, indented and cut as above, and under it a caret at the
// column, counted in characters from 1. Ends with a newline; empty if the line
// is blank.
std::string DrawLineAtFault(absl::string_view line, int column,
                            const Layout& layout);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_EXPRESSION_FAULT_H_
