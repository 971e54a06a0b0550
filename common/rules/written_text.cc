#include "common/rules/written_text.h"

#include "absl/strings/str_cat.h"
#include "common/rules/lexer.h"

namespace sangam::rules {

std::string PlaceOfText(absl::string_view expression,
                        absl::string_view written) {
  Lexer lexer(expression);
  while (true) {
    const auto lexeme = lexer.Next();
    if (!lexeme.ok() || lexeme->kind == Lexeme::Kind::kEnd) return "";
    if (lexeme->kind != Lexeme::Kind::kText || lexeme->text != written)
      continue;
    return absl::StrCat("line ", lexeme->position.line, ", column ",
                        lexeme->position.column, ": ");
  }
}

}  // namespace sangam::rules
