// The syntax tree of the eligibility language.
#ifndef SANGAM_COMMON_RULES_EXPRESSION_H_
#define SANGAM_COMMON_RULES_EXPRESSION_H_

#include <cstdint>
#include <string>
#include <vector>

namespace sangam::rules {

// A point in the text; both count from 1, columns in characters.
struct SourcePosition {
  int line = 1;
  int column = 1;
};

enum class Comparison {
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual
};

// The sign as written: "==", "<=".
const char* Sign(Comparison comparison);
// The same comparison with its sides exchanged: `10 <= a` is `a >= 10`.
Comparison Mirrored(Comparison comparison);
// The comparison that holds exactly where this one does not.
Comparison Opposite(Comparison comparison);

enum class Arithmetic { kAdd, kSubtract, kMultiply, kDivide, kModulo };

// The sign as written: "+", "%".
const char* Sign(Arithmetic arithmetic);

// One node, a plain value. Two trees are equal if they mean the same text up to
// blanks, comments and needless parentheses; positions don't count.
struct Expression {
  enum class Kind {
    kNumber,
    kText,
    kTruth,
    kList,         // children: the elements
    kName,         // text: the dotted name
    kCall,         // text: the function's name; children: the arguments
    kMethod,       // text: its name; children: what it is asked of, arguments
    kNot,          // one child
    kNegate,       // one child
    kAnd,          // two children or more
    kOr,           // two children or more
    kCompare,      // two children
    kIn,           // two children: what, in what
    kArithmetic,   // two children
    kConditional,  // three children: condition, then, else
  };

  Kind kind = Kind::kTruth;
  SourcePosition position;
  int64_t number = 0;
  bool truth = false;
  std::string text;
  Comparison comparison = Comparison::kEqual;
  Arithmetic arithmetic = Arithmetic::kAdd;
  std::vector<Expression> children;
  // The levels of nodes from this one down; set by the parser.
  int height = 1;

  friend bool operator==(const Expression& a, const Expression& b) {
    return a.kind == b.kind && a.number == b.number && a.truth == b.truth &&
           a.text == b.text && a.comparison == b.comparison &&
           a.arithmetic == b.arithmetic && a.children == b.children;
  }
};

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_EXPRESSION_H_
