#include "common/rules/reserved_word.h"

#include <algorithm>
#include <iterator>

namespace sangam::rules {

bool IsReservedWord(absl::string_view word) {
  static constexpr absl::string_view kReserved[] = {
      "as",        "break",  "const",  "continue", "else", "for",
      "function",  "if",     "import", "let",      "loop", "package",
      "namespace", "return", "var",    "void",     "while"};
  return std::find(std::begin(kReserved), std::end(kReserved), word) !=
         std::end(kReserved);
}

}  // namespace sangam::rules
