#include "common/rules/lexer.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/rules/expression_error.h"
#include "common/rules/utf8.h"
#include "common/status/macros.h"

namespace sangam::rules {
namespace {

bool StartsName(char c) { return absl::ascii_isalpha(c) || c == '_'; }
bool ContinuesName(char c) { return absl::ascii_isalnum(c) || c == '_'; }

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
  at_ += CharacterLength(text_, at_);
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

absl::StatusOr<Lexeme> Lexer::Next() {
  SkipBlanksAndComments();
  if (at_ == text_.size()) return Lexeme{Lexeme::Kind::kEnd, position_, ""};
  const char c = Peek();
  if (StartsName(c)) return ReadName();
  if (absl::ascii_isdigit(c)) return ReadNumber();
  if (c == '"' || c == '\'') return ReadText();
  return ReadSign();
}

absl::StatusOr<Lexeme> Lexer::ReadName() {
  Lexeme name{Lexeme::Kind::kName, position_, ""};
  while (ContinuesName(Peek()) || (Peek() == '.' && StartsName(Peek(1)))) {
    name.text.push_back(Peek());
    Advance();
  }
  return name;
}

absl::StatusOr<Lexeme> Lexer::ReadNumber() {
  Lexeme number{Lexeme::Kind::kNumber, position_, ""};
  while (absl::ascii_isdigit(Peek())) {
    number.text.push_back(Peek());
    Advance();
  }
  if (Peek() == '.' && absl::ascii_isdigit(Peek(1))) {
    return ExpressionError(number.position,
                           "only whole numbers can be compared; write rupees as"
                           " paise and percent as basis points");
  }
  if (ContinuesName(Peek())) {
    return ExpressionError(number.position,
                           absl::StrCat("`", number.text, text_.substr(at_, 1),
                                        "` is not a number; use digits only"));
  }
  return number;
}

absl::StatusOr<Lexeme> Lexer::ReadText() {
  Lexeme text{Lexeme::Kind::kText, position_, ""};
  const char quote = Peek();
  Advance();
  while (at_ < text_.size() && Peek() != quote && Peek() != '\n') {
    if (Peek() == '\\') {
      SANGAM_RETURN_IF_ERROR(ReadEscape(&text.text));
      continue;
    }
    const size_t start = at_;
    Advance();
    absl::StrAppend(&text.text, text_.substr(start, at_ - start));
  }
  if (at_ == text_.size() || Peek() != quote) {
    return ExpressionError(
        text.position, absl::StrCat("this text has no closing ",
                                    quote == '"' ? "\"" : "'", " on its line"));
  }
  Advance();
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
  Lexeme sign{Lexeme::Kind::kSign, position_, ""};
  const absl::string_view rest = text_.substr(at_);
  // Longer signs first.
  for (absl::string_view known : {"&&", "||", "==", "!=", "<=", ">=", "<", ">",
                                  "!", "(", ")", "[", "]", ",", "-"}) {
    if (!absl::StartsWith(rest, known)) continue;
    sign.text = std::string(known);
    for (size_t i = 0; i < known.size(); ++i) Advance();
    return sign;
  }
  absl::string_view advice = "";
  if (rest[0] == '&') advice = "; write && for \"and\"";
  if (rest[0] == '|') advice = "; write || for \"or\"";
  if (rest[0] == '=') advice = "; write == to compare";
  return ExpressionError(
      position_, absl::StrCat("`", rest.substr(0, CharacterLength(text_, at_)),
                              "` has no meaning here", advice));
}

}  // namespace sangam::rules
