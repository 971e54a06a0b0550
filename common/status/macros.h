// Two macros that hand an error to the caller, so that the good path reads
// straight down:
//
//   SANGAM_RETURN_IF_ERROR(Validate(group));
//   SANGAM_ASSIGN_OR_RETURN(Row row, table.Find(name));
#ifndef SANGAM_COMMON_STATUS_MACROS_H_
#define SANGAM_COMMON_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#define SANGAM_RETURN_IF_ERROR(expression)                     \
  do {                                                         \
    absl::Status sangam_status_macro = (expression);           \
    if (!sangam_status_macro.ok()) return sangam_status_macro; \
  } while (false)

#define SANGAM_MACRO_JOIN_INNER(a, b) a##b
#define SANGAM_MACRO_JOIN(a, b) SANGAM_MACRO_JOIN_INNER(a, b)

#define SANGAM_ASSIGN_OR_RETURN(target, expression)                      \
  SANGAM_ASSIGN_OR_RETURN_INNER(SANGAM_MACRO_JOIN(sangam_or_, __LINE__), \
                                target, expression)

// `target` may be a declaration, which no parentheses can enclose.
// NOLINTBEGIN(bugprone-macro-parentheses)
#define SANGAM_ASSIGN_OR_RETURN_INNER(name, target, expression) \
  auto name = (expression);                                     \
  if (!name.ok()) return std::move(name).status();              \
  target = std::move(name).value()
// NOLINTEND(bugprone-macro-parentheses)

#endif  // SANGAM_COMMON_STATUS_MACROS_H_
