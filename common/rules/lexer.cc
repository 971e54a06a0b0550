#include "common/rules/lexer.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/rules/expression_error.h"
#include "common/rules/likely_meant.h"
#include "common/rules/utf8.h"
#include "common/status/macros.h"

namespace sangam::rules {
namespace {

bool StartsName(char c) { return absl::ascii_isalpha(c) || c == '_'; }
bool ContinuesName(char c) { return absl::ascii_isalnum(c) || c == '_'; }
bool IsQuote(char c) { return c == '"' || c == '\''; }

// The sign that begins with these two characters, with how long it is.
struct SignRead {
  Symbol symbol = Symbol::kNone;
  size_t length = 1;
};
SignRead SignAt(char first, char second) {
  switch (first) {
    case '&':
      return {second == '&' ? Symbol::kAnd : Symbol::kNone, 2};
    case '|':
      return {second == '|' ? Symbol::kOr : Symbol::kNone, 2};
    case '=':
      return {second == '=' ? Symbol::kEqual : Symbol::kNone, 2};
    case '!':
      if (second == '=') return {Symbol::kNotEqual, 2};
      return {Symbol::kNot};
    case '<':
      if (second == '=') return {Symbol::kLessOrEqual, 2};
      return {Symbol::kLess};
    case '>':
      if (second == '=') return {Symbol::kGreaterOrEqual, 2};
      return {Symbol::kGreater};
    case '(':
      return {Symbol::kOpen};
    case ')':
      return {Symbol::kClose};
    case '[':
      return {Symbol::kOpenList};
    case ']':
      return {Symbol::kCloseList};
    case ',':
      return {Symbol::kComma};
    case '.':
      return {Symbol::kPoint};
    case '+':
      return {Symbol::kPlus};
    case '-':
      return {Symbol::kMinus};
    case '*':
      return {Symbol::kTimes};
    case '/':
      return {Symbol::kDivide};
    case '%':
      return {Symbol::kModulo};
    case '?':
      return {Symbol::kQuestion};
    case ':':
      return {Symbol::kColon};
    default:
      return {};
  }
}

}  // namespace

char Lexer::Peek(size_t ahead) const {
  return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
}

void Lexer::Advance() {
  if (text_[at_] == '\n') {
    ++position_.line;
    position_.column = 1;
  } else {
    ++position_.column;
  }
  at_ += absl::ascii_isascii(text_[at_]) ? 1 : CharacterLength(text_, at_);
}

void Lexer::SkipBlanksAndComments() {
  while (at_ < text_.size()) {
    if (absl::ascii_isspace(Peek())) {
      Advance();
    } else if (Peek() == '/' && Peek(1) == '/') {
      while (at_ < text_.size() && Peek() != '\n') Advance();
    } else {
      return;
    }
  }
}

absl::string_view Lexer::Skip(size_t count) {
  const absl::string_view skipped = text_.substr(at_, count);
  at_ += count;
  position_.column += static_cast<int>(count);
  return skipped;
}

absl::StatusOr<Lexeme> Lexer::Next() {
  SkipBlanksAndComments();
  if (at_ == text_.size()) return Lexeme{Lexeme::Kind::kEnd, position_, ""};
  const char c = Peek();
  if (IsQuote(c)) return ReadText(/*raw=*/false);
  if (IsQuote(Peek(1))) {
    if (c == 'r' || c == 'R') return ReadText(/*raw=*/true);
    if (c == 'b' || c == 'B') {
      return ExpressionError(position_,
                             "bytes are not part of this language; write a"
                             " text without the letter b");
    }
  }
  if (StartsName(c)) return ReadName();
  if (absl::ascii_isdigit(c)) return ReadNumber();
  return ReadSign();
}

absl::StatusOr<Lexeme> Lexer::ReadName() {
  Lexeme name{Lexeme::Kind::kName, position_, ""};
  size_t length = 1;
  while (ContinuesName(Peek(length))) ++length;
  name.text = std::string(Skip(length));
  if (name.text == "in") {
    name.kind = Lexeme::Kind::kSign;
    name.symbol = Symbol::kIn;
  }
  return name;
}

absl::StatusOr<Lexeme> Lexer::ReadNumber() {
  Lexeme number{Lexeme::Kind::kNumber, position_, ""};
  const bool hexadecimal = Peek() == '0' && (Peek(1) == 'x' || Peek(1) == 'X');
  if (hexadecimal) {
    number.text = "0x";
    Skip(2);
  }
  size_t length = 0;
  while (hexadecimal ? absl::ascii_isxdigit(Peek(length))
                     : absl::ascii_isdigit(Peek(length))) {
    ++length;
  }
  absl::StrAppend(&number.text, Skip(length));
  const absl::string_view from_number = text_.substr(at_ - length);
  if (Peek() == '.' && absl::ascii_isdigit(Peek(1))) {
    std::string advice = AdviceOnPercent(from_number);
    if (advice.empty()) advice = AdviceOnAmount(from_number);
    if (advice.empty()) {
      advice = "; write rupees as paise and percent as basis points";
    }
    return ExpressionError(
        number.position,
        absl::StrCat("only whole numbers can be compared", advice));
  }
  if (ContinuesName(Peek()) || number.text == "0x") {
    std::string advice = AdviceOnAmount(from_number);
    if (advice.empty()) advice = "; use digits only";
    return ExpressionError(number.position,
                           absl::StrCat("`", number.text, text_.substr(at_, 1),
                                        "` is not a number", advice));
  }
  return number;
}

absl::StatusOr<Lexeme> Lexer::ReadText(bool raw) {
  Lexeme text{Lexeme::Kind::kText, position_, ""};
  if (raw) Advance();
  const char quote = Peek();
  // Between three quotes a text may go over several lines.
  const bool long_form = Peek(1) == quote && Peek(2) == quote;
  const auto at_end = [&] {
    return Peek() == quote &&
           (!long_form || (Peek(1) == quote && Peek(2) == quote));
  };
  Skip(long_form ? 3 : 1);
  while (at_ < text_.size() && !at_end() && (long_form || Peek() != '\n')) {
    if (Peek() == '\\' && !raw) {
      SANGAM_RETURN_IF_ERROR(ReadEscape(&text.text));
      continue;
    }
    const size_t start = at_;
    do {
      Advance();
    } while (at_ < text_.size() && Peek() != quote && Peek() != '\n' &&
             Peek() != '\\');
    absl::StrAppend(&text.text, text_.substr(start, at_ - start));
  }
  if (at_ == text_.size() || !at_end()) {
    return ExpressionError(text.position,
                           absl::StrCat("this text has no closing ",
                                        std::string(long_form ? 3 : 1, quote),
                                        long_form ? "" : " on its line"));
  }
  Skip(long_form ? 3 : 1);
  return text;
}

absl::Status Lexer::ReadEscape(std::string* into) {
  const SourcePosition start = position_;
  Advance();
  const char c = Peek();
  constexpr absl::string_view kLetters = "abfnrtv";
  constexpr absl::string_view kMeanings = "\a\b\f\n\r\t\v";
  const size_t letter = kLetters.find(c);
  if (at_ < text_.size() && letter != absl::string_view::npos) {
    into->push_back(kMeanings[letter]);
    Advance();
    return absl::OkStatus();
  }
  switch (c) {
    case '\\':
    case '"':
    case '\'':
    case '`':
    case '?':
      into->push_back(c);
      Advance();
      return absl::OkStatus();
    case 'x':
    case 'X':
      Advance();
      return ReadCodePoint(2, 16, into);
    case 'u':
      Advance();
      return ReadCodePoint(4, 16, into);
    case 'U':
      Advance();
      return ReadCodePoint(8, 16, into);
    case '0':
    case '1':
    case '2':
    case '3':
      return ReadCodePoint(3, 8, into);
    default:
      return ExpressionError(start,
                             "this escape is not known; write \\\\ for a"
                             " backslash");
  }
}

absl::Status Lexer::ReadCodePoint(int digits, int base, std::string* into) {
  const SourcePosition start = position_;
  uint32_t value = 0;
  for (int i = 0; i < digits; ++i) {
    const char c = Peek();
    if (!absl::ascii_isxdigit(c) || (base == 8 && (c < '0' || c > '7'))) {
      return ExpressionError(
          start, absl::StrCat("this escape needs ", digits, " ",
                              base == 8 ? "octal" : "hexadecimal", " digits"));
    }
    const int digit =
        absl::ascii_isdigit(c) ? c - '0' : absl::ascii_tolower(c) - 'a' + 10;
    value = value * static_cast<uint32_t>(base) + static_cast<uint32_t>(digit);
    Advance();
  }
  if (!AppendCodePoint(value, into)) {
    return ExpressionError(start, "this escape is no character");
  }
  return absl::OkStatus();
}

absl::StatusOr<Lexeme> Lexer::ReadSign() {
  const SignRead sign = SignAt(Peek(), Peek(1));
  if (sign.symbol != Symbol::kNone) {
    const SourcePosition position = position_;
    return Lexeme{Lexeme::Kind::kSign, position, std::string(Skip(sign.length)),
                  sign.symbol};
  }
  return ExpressionError(position_, MeaninglessCharacter(Rest()));
}

}  // namespace sangam::rules
