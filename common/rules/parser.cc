#include "common/rules/parser.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "common/rules/expression_error.h"
#include "common/rules/lexer.h"
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

absl::optional<Comparison> ComparisonOf(const Lexeme& lexeme) {
  for (Comparison comparison :
       {Comparison::kEqual, Comparison::kNotEqual, Comparison::kLess,
        Comparison::kLessOrEqual, Comparison::kGreater,
        Comparison::kGreaterOrEqual}) {
    if (lexeme.Is(Sign(comparison))) return comparison;
  }
  return absl::nullopt;
}

bool IsIn(const Lexeme& lexeme) {
  return lexeme.kind == Lexeme::Kind::kName && lexeme.text == "in";
}

// Recursive descent, one function a level of precedence, loosest first. Chains
// of && and || become one node, so that only nesting makes the tree deep.
class Parser {
 public:
  explicit Parser(absl::string_view text) : lexer_(text) {}

  absl::StatusOr<Expression> ParseAll() {
    SANGAM_RETURN_IF_ERROR(Advance());
    if (next_.kind == Lexeme::Kind::kEnd) {
      return ExpressionError(next_.position, "there is no expression");
    }
    SANGAM_ASSIGN_OR_RETURN(Expression all, ParseOr());
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
    SANGAM_ASSIGN_OR_RETURN(next_, lexer_.Next());
    return absl::OkStatus();
  }

  absl::Status Unexpected(absl::string_view wanted) const {
    absl::string_view advice = "";
    if (next_.text == "and") advice = "; write && for \"and\"";
    if (next_.text == "or") advice = "; write || for \"or\"";
    if (next_.text == "not") advice = "; write ! for \"not\"";
    return ExpressionError(next_.position,
                           absl::StrCat(wanted, " was expected here, not ",
                                        Describe(next_), advice));
  }

  absl::StatusOr<Expression> NewNode(Kind kind, SourcePosition position) {
    if (++nodes_ > Rule::kMaxNodes) {
      return ExpressionError(position,
                             absl::StrCat("the expression has more than ",
                                          Rule::kMaxNodes, " parts"));
    }
    Expression node;
    node.kind = kind;
    node.position = position;
    return node;
  }

  absl::Status CheckDepth() const {
    if (depth_ <= Rule::kMaxDepth) return absl::OkStatus();
    return ExpressionError(next_.position,
                           absl::StrCat("the expression is nested more than ",
                                        Rule::kMaxDepth, " levels deep"));
  }

  absl::StatusOr<Expression> ParseOr() {
    return ParseChain("||", Kind::kOr, &Parser::ParseAnd);
  }
  absl::StatusOr<Expression> ParseAnd() {
    return ParseChain("&&", Kind::kAnd, &Parser::ParseRelation);
  }

  absl::StatusOr<Expression> ParseChain(
      absl::string_view sign, Kind kind,
      absl::StatusOr<Expression> (Parser::*parse_part)()) {
    SANGAM_ASSIGN_OR_RETURN(Expression first, (this->*parse_part)());
    if (!next_.Is(sign)) return first;
    SANGAM_ASSIGN_OR_RETURN(Expression chain, NewNode(kind, first.position));
    chain.children.push_back(std::move(first));
    while (next_.Is(sign)) {
      SANGAM_RETURN_IF_ERROR(Advance());
      SANGAM_ASSIGN_OR_RETURN(Expression part, (this->*parse_part)());
      chain.children.push_back(std::move(part));
    }
    return chain;
  }

  absl::StatusOr<Expression> ParseRelation() {
    SANGAM_ASSIGN_OR_RETURN(Expression left, ParseUnary());
    const absl::optional<Comparison> comparison = ComparisonOf(next_);
    if (!comparison && !IsIn(next_)) return left;
    SANGAM_ASSIGN_OR_RETURN(
        Expression relation,
        NewNode(comparison ? Kind::kCompare : Kind::kIn, next_.position));
    if (comparison) relation.comparison = *comparison;
    SANGAM_RETURN_IF_ERROR(Advance());
    SANGAM_ASSIGN_OR_RETURN(Expression right, ParseUnary());
    if (ComparisonOf(next_) || IsIn(next_)) {
      return ExpressionError(next_.position,
                             "comparisons can't be chained; join them by &&");
    }
    relation.children.push_back(std::move(left));
    relation.children.push_back(std::move(right));
    return relation;
  }

  absl::StatusOr<Expression> ParseUnary() {
    if (!next_.Is("!")) return ParsePrimary();
    const Level level(&depth_);
    SANGAM_RETURN_IF_ERROR(CheckDepth());
    SANGAM_ASSIGN_OR_RETURN(Expression negation,
                            NewNode(Kind::kNot, next_.position));
    SANGAM_RETURN_IF_ERROR(Advance());
    SANGAM_ASSIGN_OR_RETURN(Expression negated, ParseUnary());
    negation.children.push_back(std::move(negated));
    return negation;
  }

  absl::StatusOr<Expression> ParsePrimary() {
    if (next_.Is("(")) {
      const Level level(&depth_);
      SANGAM_RETURN_IF_ERROR(CheckDepth());
      SANGAM_RETURN_IF_ERROR(Advance());
      SANGAM_ASSIGN_OR_RETURN(Expression inner, ParseOr());
      if (!next_.Is(")")) return Unexpected("`)`");
      SANGAM_RETURN_IF_ERROR(Advance());
      return inner;
    }
    if (next_.Is("[")) {
      SANGAM_ASSIGN_OR_RETURN(Expression list,
                              NewNode(Kind::kList, next_.position));
      SANGAM_ASSIGN_OR_RETURN(list.children, ParseSequence("]"));
      return list;
    }
    if (next_.Is("-") || next_.kind == Lexeme::Kind::kNumber) {
      return ParseNumber();
    }
    if (next_.kind == Lexeme::Kind::kText) {
      SANGAM_ASSIGN_OR_RETURN(Expression text,
                              NewNode(Kind::kText, next_.position));
      text.text = next_.text;
      SANGAM_RETURN_IF_ERROR(Advance());
      return text;
    }
    if (next_.kind == Lexeme::Kind::kName && next_.text != "in") {
      return ParseName();
    }
    return Unexpected("a condition or a value");
  }

  absl::StatusOr<Expression> ParseNumber() {
    SANGAM_ASSIGN_OR_RETURN(Expression number,
                            NewNode(Kind::kNumber, next_.position));
    std::string digits;
    // The sign belongs to the literal: -9223372036854775808 fits, but
    // 9223372036854775808 would not.
    if (next_.Is("-")) {
      digits = "-";
      SANGAM_RETURN_IF_ERROR(Advance());
      if (next_.kind != Lexeme::Kind::kNumber) return Unexpected("a number");
    }
    digits += next_.text;
    if (!absl::SimpleAtoi(digits, &number.number)) {
      return ExpressionError(number.position,
                             "this number is too large; numbers go from"
                             " -9223372036854775808 to 9223372036854775807");
    }
    SANGAM_RETURN_IF_ERROR(Advance());
    return number;
  }

  absl::StatusOr<Expression> ParseName() {
    const Lexeme name = next_;
    SANGAM_RETURN_IF_ERROR(Advance());
    if (next_.Is("(")) {
      SANGAM_ASSIGN_OR_RETURN(Expression call,
                              NewNode(Kind::kCall, name.position));
      call.text = name.text;
      SANGAM_ASSIGN_OR_RETURN(call.children, ParseSequence(")"));
      return call;
    }
    const bool is_truth = name.text == "true" || name.text == "false";
    SANGAM_ASSIGN_OR_RETURN(
        Expression node,
        NewNode(is_truth ? Kind::kTruth : Kind::kName, name.position));
    if (is_truth) {
      node.truth = name.text == "true";
    } else {
      node.text = name.text;
    }
    return node;
  }

  // The elements up to `end`; next_ is the opening bracket.
  absl::StatusOr<std::vector<Expression>> ParseSequence(absl::string_view end) {
    const Level level(&depth_);
    SANGAM_RETURN_IF_ERROR(CheckDepth());
    SANGAM_RETURN_IF_ERROR(Advance());
    std::vector<Expression> elements;
    while (!next_.Is(end)) {
      if (!elements.empty()) {
        if (!next_.Is(","))
          return Unexpected(absl::StrCat("`,` or `", end, "`"));
        SANGAM_RETURN_IF_ERROR(Advance());
      }
      SANGAM_ASSIGN_OR_RETURN(Expression element, ParseOr());
      elements.push_back(std::move(element));
    }
    SANGAM_RETURN_IF_ERROR(Advance());
    return elements;
  }

  Lexer lexer_;
  Lexeme next_;
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
