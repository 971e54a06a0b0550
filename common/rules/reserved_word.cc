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

std::string WhyNoAttribute(absl::string_view word) {
  // Functions with capitals can't be taken for an attribute.
  static constexpr absl::string_view kFunctions[] = {
      "age_years",    "all",    "contains",  "date",     "exists",
      "exists_one",   "filter", "has",       "inr",      "map",
      "months_since", "size",   "parameter", "received", "within"};
  static constexpr absl::string_view kSignsAndValues[] = {
      "in", "true", "false", "null", "and", "or", "not"};
  const auto is_one_of = [word](const auto& words) {
    return std::find(std::begin(words), std::end(words), word) !=
           std::end(words);
  };
  if (is_one_of(kFunctions)) return "is a function of the language";
  if (is_one_of(kSignsAndValues) || IsReservedWord(word)) {
    return "is a reserved word of the language";
  }
  if (word == "subject") {
    return "is kept for what the language says of the subject itself, such as"
           " subject.kind";
  }
  return "";
}

}  // namespace sangam::rules
