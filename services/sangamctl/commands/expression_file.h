// An expression, checked before it is sent.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_EXPRESSION_FILE_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_EXPRESSION_FILE_H_

#include <string>

#include "services/sangamctl/document/problem.h"

namespace sangam::sangamctl {

// Adds what no service would take: more than 64 KiB, bytes that are not UTF-8,
// control characters. `file` is what problems name.
void CheckExpressionText(const std::string& file, const std::string& text,
                         Problems& problems);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_EXPRESSION_FILE_H_
