// Syntax tree to text.
#ifndef SANGAM_COMMON_RULES_PRINTER_H_
#define SANGAM_COMMON_RULES_PRINTER_H_

#include <string>

#include "absl/strings/string_view.h"
#include "common/rules/expression.h"

namespace sangam::rules {

// The plain form of a tree: single spaces, no needless parentheses. Parsing it
// gives an equal tree, for every tree that Parse can give.
std::string ToText(const Expression& expression);

// A text as a literal in double quotes.
std::string Quoted(absl::string_view text);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_PRINTER_H_
