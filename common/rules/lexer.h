// Cuts an expression into words and signs.
#ifndef SANGAM_COMMON_RULES_LEXER_H_
#define SANGAM_COMMON_RULES_LEXER_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rules/expression.h"

namespace sangam::rules {

// Which sign a lexeme is; the word `in` stands among them.
enum class Symbol {
  kNone,
  kAnd,
  kOr,
  kNot,
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kIn,
  kPlus,
  kMinus,
  kTimes,
  kDivide,
  kModulo,
  kQuestion,
  kColon,
  kComma,
  kPoint,
  kOpen,
  kClose,
  kOpenList,
  kCloseList
};

// One word, sign or literal.
struct Lexeme {
  enum class Kind {
    kEnd,
    kName,    // text: one word, "members"
    kNumber,  // text: its digits, without a sign; hexadecimal ones after "0x"
    kText,    // text: the content, escapes resolved
    kSign     // text: "&&", "(", "<=", "in"...
  };
  Kind kind = Kind::kEnd;
  SourcePosition position;
  std::string text;
  // kNone unless it is a sign.
  Symbol symbol = Symbol::kNone;

  bool Is(Symbol wanted) const { return symbol == wanted; }
};

// Reads one expression from left to right. Not thread-safe; the text must
// outlive it and be well-formed UTF-8.
class Lexer {
 public:
  explicit Lexer(absl::string_view text) : text_(text) {}

  // The next lexeme; kEnd at the end, again and again. Errors: ExpressionError
  // at the offending character.
  absl::StatusOr<Lexeme> Next();

  // What is not read yet.
  absl::string_view Rest() const { return text_.substr(at_); }

 private:
  // The character at `ahead` bytes from here; 0 past the end.
  char Peek(size_t ahead = 0) const;
  // Goes on by one character, keeping the position.
  void Advance();
  void SkipBlanksAndComments();
  absl::StatusOr<Lexeme> ReadName();
  absl::StatusOr<Lexeme> ReadNumber();
  // Reads a text in any quotes; a raw one keeps its backslashes.
  absl::StatusOr<Lexeme> ReadText(bool raw);
  // Goes on past `count` characters of ASCII, all on this line; returns them.
  absl::string_view Skip(size_t count);
  absl::StatusOr<Lexeme> ReadSign();
  // Reads what follows a backslash.
  absl::Status ReadEscape(std::string* into);
  absl::Status ReadCodePoint(int digits, int base, std::string* into);

  absl::string_view text_;
  size_t at_ = 0;
  SourcePosition position_;
};

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_LEXER_H_
