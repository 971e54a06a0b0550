#include "common/rules/printer.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/rules/utf8.h"

namespace sangam::rules {
namespace {

using Kind = Expression::Kind;

// How tightly a node binds; a child that binds no tighter than its place asks
// for is put in parentheses.
constexpr int kLoosest = 0;
constexpr int kTightest = 7;

int Tightness(const Expression& node) {
  switch (node.kind) {
    case Kind::kConditional:
      return kLoosest;
    case Kind::kOr:
      return 1;
    case Kind::kAnd:
      return 2;
    case Kind::kCompare:
    case Kind::kIn:
      return 3;
    case Kind::kArithmetic:
      return node.arithmetic == Arithmetic::kAdd ||
                     node.arithmetic == Arithmetic::kSubtract
                 ? 4
                 : 5;
    case Kind::kNot:
    case Kind::kNegate:
      return 6;
    default:
      return kTightest;
  }
}

class Printer {
 public:
  explicit Printer(std::string* out) : out_(*out) {}

  void Print(const Expression& node) {
    switch (node.kind) {
      case Kind::kNumber:
        absl::StrAppend(&out_, node.number);
        return;
      case Kind::kText:
        absl::StrAppend(&out_, Quoted(node.text));
        return;
      case Kind::kTruth:
        absl::StrAppend(&out_, node.truth ? "true" : "false");
        return;
      case Kind::kName:
        absl::StrAppend(&out_, node.text);
        return;
      case Kind::kList:
        return Sequence("[", node, 0, "]");
      case Kind::kCall:
        absl::StrAppend(&out_, node.text);
        return Sequence("(", node, 0, ")");
      case Kind::kMethod:
        // A number's point would be read as the number's own.
        Child(node.children[0], kTightest,
              node.children[0].kind == Kind::kNumber);
        absl::StrAppend(&out_, ".", node.text);
        return Sequence("(", node, 1, ")");
      case Kind::kNot:
        out_.push_back('!');
        return Child(node.children[0], Tightness(node));
      case Kind::kNegate:
        out_.push_back('-');
        // -5 is a number; -(5) is one that is negated.
        return Child(node.children[0], Tightness(node),
                     node.children[0].kind == Kind::kNumber &&
                         node.children[0].number >= 0);
      case Kind::kAnd:
        return Chain(node, " && ");
      case Kind::kOr:
        return Chain(node, " || ");
      case Kind::kCompare:
        return Pair(node, Sign(node.comparison));
      case Kind::kIn:
        return Pair(node, "in");
      case Kind::kArithmetic:
        return Pair(node, Sign(node.arithmetic));
      case Kind::kConditional:
        Child(node.children[0], kLoosest + 1);
        absl::StrAppend(&out_, " ? ");
        Child(node.children[1], kLoosest + 1);
        absl::StrAppend(&out_, " : ");
        return Child(node.children[2], kLoosest);
    }
  }

 private:
  void Child(const Expression& child, int least_tightness,
             bool enclosed = false) {
    const bool bare = !enclosed && Tightness(child) >= least_tightness;
    if (!bare) out_.push_back('(');
    Print(child);
    if (!bare) out_.push_back(')');
  }

  void Sequence(absl::string_view opening, const Expression& node, size_t from,
                absl::string_view closing) {
    absl::StrAppend(&out_, opening);
    for (size_t i = from; i < node.children.size(); ++i) {
      if (i > from) absl::StrAppend(&out_, ", ");
      Child(node.children[i], kLoosest);
    }
    absl::StrAppend(&out_, closing);
  }

  void Chain(const Expression& node, absl::string_view sign) {
    for (size_t i = 0; i < node.children.size(); ++i) {
      if (i > 0) absl::StrAppend(&out_, sign);
      Child(node.children[i], Tightness(node) + 1);
    }
  }

  // Of two equally tight operations in a row the left one goes first.
  void Pair(const Expression& node, absl::string_view sign) {
    Child(node.children[0], Tightness(node));
    absl::StrAppend(&out_, " ", sign, " ");
    Child(node.children[1], Tightness(node) + 1);
  }

  std::string& out_;
};

}  // namespace

std::string ToText(const Expression& expression) {
  std::string out;
  Printer(&out).Print(expression);
  return out;
}

std::string Quoted(absl::string_view text) {
  std::string out = "\"";
  for (size_t at = 0; at < text.size();) {
    const absl::string_view character =
        text.substr(at, std::max<size_t>(CharacterLength(text, at), 1));
    at += character.size();
    const uint32_t value = DecodeCharacter(character, 0);
    if (character == "\"" || character == "\\") out.push_back('\\');
    if (IsInvisible(value)) {
      absl::StrAppendFormat(&out, "\\u%04x", value);
    } else {
      absl::StrAppend(&out, character);
    }
  }
  out.push_back('"');
  return out;
}

}  // namespace sangam::rules
