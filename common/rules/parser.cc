#include "common/rules/parser.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/rules/expression_error.h"
#include "common/rules/lexer.h"
#include "common/rules/likely_meant.h"
#include "common/rules/operation.h"
#include "common/rules/reserved_word.h"
#include "common/rules/rule.h"
#include "common/rules/utf8.h"
#include "common/status/macros.h"

namespace sangam::rules {
namespace {

using Kind = Expression::Kind;

std::string Describe(const Lexeme& lexeme) {
  switch (lexeme.kind) {
    case Lexeme::Kind::kEnd:
      return "the end";
    case Lexeme::Kind::kText:
      return "a text";
    default:
      return absl::StrCat("`", lexeme.text, "`");
  }
}

// Whether it can begin a value; a minus or a list may as well go on after one.
bool BeginsValue(const Lexeme& lexeme) {
  return lexeme.kind == Lexeme::Kind::kName ||
         lexeme.kind == Lexeme::Kind::kNumber ||
         lexeme.kind == Lexeme::Kind::kText || lexeme.Is(Symbol::kOpen) ||
         lexeme.Is(Symbol::kNot);
}

// A tree may be higher than the text is nested, as each level of parentheses
// can hold one operation of each precedence; this bounds the recursion of all
// that walks over a tree.
constexpr int kMaxHeight = 3 * Rule::kMaxDepth;

// Recursive descent. Every function reads what begins at next_ into a fresh
// node and leaves next_ behind it.
class Parser {
 public:
  explicit Parser(absl::string_view text) : lexer_(text) {}

  absl::StatusOr<Expression> ParseAll() {
    SANGAM_RETURN_IF_ERROR(Advance());
    if (next_.kind == Lexeme::Kind::kEnd) {
      return ExpressionError(next_.position, "there is no expression");
    }
    Expression all;
    SANGAM_RETURN_IF_ERROR(ParseExpression(&all));
    if (next_.kind != Lexeme::Kind::kEnd) return Unexpected("&& or ||");
    return all;
  }

 private:
  // Counts one level of nesting while it lives.
  class Level {
   public:
    explicit Level(int* depth) : depth_(depth) { ++*depth_; }
    ~Level() { --*depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    int* depth_;
  };

  absl::Status Advance() {
    // Only a number is looked back at.
    before_ = next_.kind == Lexeme::Kind::kNumber ? next_ : Lexeme();
    before_.symbol = next_.symbol;
    SANGAM_ASSIGN_OR_RETURN(next_, lexer_.Next());
    return absl::OkStatus();
  }

  std::string AdviceHere() const {
    if (before_.Is(Symbol::kLess) && next_.Is(Symbol::kGreater)) {
      return "; write != for \"is not\"";
    }
    if (before_.kind != Lexeme::Kind::kNumber) return AdviceOnWord(next_.text);
    if (next_.Is(Symbol::kComma)) {
      return AdviceOnCommas(absl::StrCat(before_.text, ",", lexer_.Rest()));
    }
    const std::string advice =
        AdviceOnAmount(absl::StrCat(before_.text, " ", next_.text));
    return advice.empty() ? AdviceOnWord(next_.text) : advice;
  }

  absl::Status Unexpected(absl::string_view wanted) const {
    const std::string advice =
        next_.kind == Lexeme::Kind::kText ? "" : AdviceHere();
    return ExpressionError(next_.position,
                           absl::StrCat(wanted, " was expected here, not ",
                                        Describe(next_), advice));
  }

  absl::Status Start(Kind kind, SourcePosition position, Expression* node) {
    if (++nodes_ > Rule::kMaxNodes) {
      return ExpressionError(position,
                             absl::StrCat("the expression has more than ",
                                          Rule::kMaxNodes, " parts"));
    }
    node->kind = kind;
    node->position = position;
    return absl::OkStatus();
  }

  // Makes `node` the first child of a new node in its place.
  absl::Status Enclose(Kind kind, SourcePosition position, Expression* node) {
    Expression child = std::move(*node);
    *node = Expression();
    SANGAM_RETURN_IF_ERROR(Start(kind, position, node));
    node->children.reserve(2);
    node->children.push_back(std::move(child));
    return Raise(node);
  }

  absl::Status CheckDepth() const {
    if (depth_ <= Rule::kMaxDepth) return absl::OkStatus();
    return ExpressionError(next_.position,
                           absl::StrCat("the expression is nested more than ",
                                        Rule::kMaxDepth, " levels deep"));
  }

  static Expression* NewChild(Expression* parent) {
    return &parent->children.emplace_back();
  }

  // Makes `parent` as high as its last child asks for.
  absl::Status Raise(Expression* parent) const {
    parent->height =
        std::max(parent->height, parent->children.back().height + 1);
    if (parent->height <= kMaxHeight) return absl::OkStatus();
    return ExpressionError(parent->position,
                           "so many operations in a row are not possible;"
                           " split the expression");
  }

  absl::Status ParseExpression(Expression* into) {
    SANGAM_RETURN_IF_ERROR(ParseOperations(kLoosest, into));
    if (!next_.Is(Symbol::kQuestion)) return absl::OkStatus();
    const Level level(&depth_);
    SANGAM_RETURN_IF_ERROR(CheckDepth());
    SANGAM_RETURN_IF_ERROR(Enclose(Kind::kConditional, next_.position, into));
    SANGAM_RETURN_IF_ERROR(Advance());
    SANGAM_RETURN_IF_ERROR(ParseOperations(kLoosest, NewChild(into)));
    SANGAM_RETURN_IF_ERROR(Raise(into));
    if (!next_.Is(Symbol::kColon)) return Unexpected("`:` and what else it is");
    SANGAM_RETURN_IF_ERROR(Advance());
    SANGAM_RETURN_IF_ERROR(ParseExpression(NewChild(into)));
    return Raise(into);
  }

  // Operations that bind as tightly as `least` or tighter; of equally tight
  // ones the left goes first.
  absl::Status ParseOperations(int least, Expression* into) {
    SANGAM_RETURN_IF_ERROR(ParseUnary(into));
    while (true) {
      const Symbol symbol = next_.symbol;
      const Operation operation = OperationOf(symbol);
      if (operation.tightness < least) return absl::OkStatus();
      SANGAM_RETURN_IF_ERROR(
          Enclose(operation.kind,
                  operation.IsChain() ? into->position : next_.position, into));
      into->comparison = operation.comparison;
      into->arithmetic = operation.arithmetic;
      const Lexeme number = before_;
      do {
        SANGAM_RETURN_IF_ERROR(Advance());
        if (symbol == Symbol::kModulo) {
          SANGAM_RETURN_IF_ERROR(CheckNoPercent(number));
        }
        SANGAM_RETURN_IF_ERROR(
            ParseOperations(operation.tightness + 1, NewChild(into)));
        SANGAM_RETURN_IF_ERROR(Raise(into));
      } while (operation.IsChain() && next_.Is(symbol));
    }
  }

  // A % that nothing follows was no modulus. `number` stands before it, if any.
  absl::Status CheckNoPercent(const Lexeme& number) const {
    if (number.kind != Lexeme::Kind::kNumber || BeginsValue(next_) ||
        next_.Is(Symbol::kMinus) || next_.Is(Symbol::kOpenList)) {
      return absl::OkStatus();
    }
    const std::string percent = absl::StrCat(number.text, "%");
    return ExpressionError(number.position,
                           absl::StrCat("`", percent, "` is not a number",
                                        AdviceOnPercent(percent)));
  }

  // "Rs. 500" was no name.
  absl::Status CheckNoRupees(const Expression& name) const {
    if (next_.kind != Lexeme::Kind::kNumber && !next_.Is(Symbol::kPoint)) {
      return absl::OkStatus();
    }
    // Names are many, so the rest is not copied for each.
    if (!StandsForRupees(name.text)) return absl::OkStatus();
    const std::string advice =
        AdviceOnRupees(absl::StrCat(next_.text, lexer_.Rest()));
    if (advice.empty()) return absl::OkStatus();
    return ExpressionError(
        name.position,
        absl::StrCat("`", name.text, "` is no part of this language", advice));
  }

  absl::Status ParseUnary(Expression* into) {
    const bool negative = next_.Is(Symbol::kMinus);
    if (!negative && !next_.Is(Symbol::kNot)) {
      SANGAM_RETURN_IF_ERROR(ParsePrimary(into));
      return ParseMethods(into);
    }
    const Level level(&depth_);
    SANGAM_RETURN_IF_ERROR(CheckDepth());
    const SourcePosition position = next_.position;
    SANGAM_RETURN_IF_ERROR(Advance());
    // The sign belongs to the literal: -9223372036854775808 fits, but
    // 9223372036854775808 would not.
    if (negative && next_.kind == Lexeme::Kind::kNumber) {
      SANGAM_RETURN_IF_ERROR(ParseNumber("-", position, into));
      return ParseMethods(into);
    }
    SANGAM_RETURN_IF_ERROR(
        Start(negative ? Kind::kNegate : Kind::kNot, position, into));
    SANGAM_RETURN_IF_ERROR(ParseUnary(NewChild(into)));
    return Raise(into);
  }

  // What follows the points after `of`: more of a name, or methods.
  absl::Status ParseMethods(Expression* of) {
    while (next_.Is(Symbol::kPoint)) {
      SANGAM_RETURN_IF_ERROR(Advance());
      if (next_.kind != Lexeme::Kind::kName) return Unexpected("a name");
      const SourcePosition position = next_.position;
      std::string name = std::move(next_.text);
      SANGAM_RETURN_IF_ERROR(Advance());
      if (next_.Is(Symbol::kOpen)) {
        SANGAM_RETURN_IF_ERROR(Enclose(Kind::kMethod, of->position, of));
        of->text = std::move(name);
        SANGAM_RETURN_IF_ERROR(ParseSequence(Symbol::kClose, of));
      } else if (of->kind == Kind::kName) {
        absl::StrAppend(&of->text, ".", name);
      } else {
        return ExpressionError(position,
                               absl::StrCat("only names have parts; `", name,
                                            "` needs a name before it"));
      }
    }
    if (!next_.Is(Symbol::kOpenList)) return absl::OkStatus();
    return ExpressionError(next_.position,
                           "elements can't be picked by number or key; use"
                           " exists(), filter() or `in`");
  }

  absl::Status ParsePrimary(Expression* into) {
    switch (next_.kind) {
      case Lexeme::Kind::kNumber:
        return ParseNumber("", next_.position, into);
      case Lexeme::Kind::kText:
        SANGAM_RETURN_IF_ERROR(Start(Kind::kText, next_.position, into));
        into->text = std::move(next_.text);
        return Advance();
      case Lexeme::Kind::kName:
        return ParseName(into);
      default:
        break;
    }
    if (next_.Is(Symbol::kOpen)) {
      const Level level(&depth_);
      SANGAM_RETURN_IF_ERROR(CheckDepth());
      SANGAM_RETURN_IF_ERROR(Advance());
      SANGAM_RETURN_IF_ERROR(ParseExpression(into));
      if (!next_.Is(Symbol::kClose)) return Unexpected("`)`");
      return Advance();
    }
    if (next_.Is(Symbol::kOpenList)) {
      SANGAM_RETURN_IF_ERROR(Start(Kind::kList, next_.position, into));
      return ParseSequence(Symbol::kCloseList, into);
    }
    return Unexpected("a condition or a value");
  }

  absl::Status ParseNumber(absl::string_view sign, SourcePosition position,
                           Expression* into) {
    SANGAM_RETURN_IF_ERROR(Start(Kind::kNumber, position, into));
    const std::string digits = absl::StrCat(sign, next_.text);
    const bool fits = absl::StartsWith(next_.text, "0x")
                          ? absl::SimpleHexAtoi(digits, &into->number)
                          : absl::SimpleAtoi(digits, &into->number);
    if (!fits) {
      return ExpressionError(position,
                             "this number is too large; numbers go from"
                             " -9223372036854775808 to 9223372036854775807");
    }
    return Advance();
  }

  absl::Status ParseName(Expression* into) {
    if (IsReservedWord(next_.text)) {
      return ExpressionError(next_.position,
                             absl::StrCat("`", next_.text,
                                          "` is a reserved word and can't be a"
                                          " name; choose another one"));
    }
    SANGAM_RETURN_IF_ERROR(Start(Kind::kName, next_.position, into));
    into->text = std::move(next_.text);
    SANGAM_RETURN_IF_ERROR(Advance());
    if (absl::EqualsIgnoreCase(into->text, "not") && BeginsValue(next_)) {
      return ExpressionError(
          into->position,
          absl::StrCat("`", into->text, "` is no part of this language",
                       AdviceOnWord(into->text)));
    }
    SANGAM_RETURN_IF_ERROR(CheckNoRupees(*into));
    if (next_.Is(Symbol::kOpen)) {
      into->kind = Kind::kCall;
      return ParseSequence(Symbol::kClose, into);
    }
    if (into->text == "true" || into->text == "false") {
      into->kind = Kind::kTruth;
      into->truth = into->text == "true";
      into->text.clear();
    }
    return absl::OkStatus();
  }

  // Adds the elements up to `end` to `parent`; next_ is the opening bracket.
  absl::Status ParseSequence(Symbol end, Expression* parent) {
    const Level level(&depth_);
    SANGAM_RETURN_IF_ERROR(CheckDepth());
    SANGAM_RETURN_IF_ERROR(Advance());
    const bool list = end == Symbol::kCloseList;
    for (bool first = true; !next_.Is(end); first = false) {
      if (!first) {
        if (!next_.Is(Symbol::kComma)) {
          return Unexpected(list ? "`,` or `]`" : "`,` or `)`");
        }
        SANGAM_RETURN_IF_ERROR(Advance());
        // Lists may end in a comma, as in CEL.
        if (list && next_.Is(end)) break;
      }
      SANGAM_RETURN_IF_ERROR(ParseExpression(NewChild(parent)));
      SANGAM_RETURN_IF_ERROR(Raise(parent));
    }
    return Advance();
  }

  Lexer lexer_;
  Lexeme next_;
  // The number before it; of any other lexeme only the sign.
  Lexeme before_;
  int depth_ = 0;
  int nodes_ = 0;
};

SourcePosition PositionOf(absl::string_view text, size_t byte) {
  SourcePosition position;
  for (size_t at = 0; at < byte; at += CharacterLength(text, at)) {
    if (text[at] == '\n') {
      ++position.line;
      position.column = 1;
    } else {
      ++position.column;
    }
  }
  return position;
}

}  // namespace

absl::StatusOr<Expression> Parse(absl::string_view text) {
  if (text.size() > Rule::kMaxBytes) {
    return ExpressionError({}, absl::StrCat("the expression is longer than ",
                                            Rule::kMaxBytes / 1024, " KiB"));
  }
  const size_t malformed = FirstMalformedByte(text);
  if (malformed < text.size()) {
    return ExpressionError(PositionOf(text, malformed),
                           "the text is not well-formed UTF-8 here");
  }
  return Parser(text).ParseAll();
}

}  // namespace sangam::rules
