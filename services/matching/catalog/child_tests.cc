#include "services/matching/catalog/child_tests.h"

#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/rules/expression.h"
#include "common/rules/parser.h"
#include "common/rules/printer.h"
#include "common/rules/typed_node.h"

namespace sangam::matching {
namespace {

using rules::Comparison;
using rules::Expression;
using Kind = Expression::Kind;

// A method asked of the children themselves: children.filter(c, ...).
bool IsOfChildren(const Expression& node, absl::string_view method) {
  return node.kind == Kind::kMethod && node.text == method &&
         node.children[0].kind == Kind::kName &&
         node.children[0].text == rules::kChildrenAttribute;
}

// Makes what is said of the variable be said of the subject itself. False where
// the subject, or another variable, is mentioned beside it.
bool SayOfSubject(const std::string& variable, Expression* node) {
  if (node->kind == Kind::kName) {
    const std::string prefix = absl::StrCat(variable, ".");
    if (!absl::StartsWith(node->text, prefix)) return false;
    node->text.erase(0, prefix.size());
    return true;
  }
  if (node->kind == Kind::kCall && node->text == rules::kReceivedAttribute) {
    return false;
  }
  for (Expression& child : node->children) {
    if (!SayOfSubject(variable, &child)) return false;
  }
  return true;
}

class Finder {
 public:
  explicit Finder(const AttributeDictionary& dictionary)
      : dictionary_(dictionary) {}

  void Look(const Expression& node) {
    if (node.kind == Kind::kAnd) {
      for (const Expression& child : node.children) Look(child);
    } else if (IsOfChildren(node, "all")) {
      Add(node, nullptr, 0);
    } else if (IsOfChildren(node, "exists")) {
      Expression one;
      one.kind = Kind::kNumber;
      one.number = 1;
      Add(node, &one, 0);
    } else if (node.kind == Kind::kCompare) {
      LookAtCount(node);
    }
  }

  std::vector<ChildTest> tests() && { return std::move(tests_); }

 private:
  void LookAtCount(const Expression& node) {
    const Expression* count = &node.children[0];
    const Expression* bound = &node.children[1];
    Comparison comparison = node.comparison;
    if (count->kind != Kind::kMethod || count->text != "size") {
      std::swap(count, bound);
      comparison = Mirrored(comparison);
    }
    if (count->kind != Kind::kMethod || count->text != "size" ||
        !IsOfChildren(count->children[0], "filter")) {
      return;
    }
    if (comparison == Comparison::kGreaterOrEqual) {
      Add(count->children[0], bound, 0);
    } else if (comparison == Comparison::kGreater) {
      Add(count->children[0], bound, 1);
    }
  }

  // The macro's condition; `required` may be null.
  void Add(const Expression& macro, const Expression* required, int64_t more) {
    if (macro.children.size() != 3) return;
    Expression condition = macro.children[2];
    if (!SayOfSubject(macro.children[1].text, &condition)) return;
    auto rule = Rule::Compile(rules::ToText(condition), dictionary_);
    if (!rule.ok()) return;
    ChildTest test = {*std::move(rule), absl::nullopt, more};
    if (required != nullptr) {
      auto bound = ValueRule::Compile(rules::ToText(*required), dictionary_);
      if (!bound.ok()) return;
      test.required = *std::move(bound);
    }
    tests_.push_back(std::move(test));
  }

  const AttributeDictionary& dictionary_;
  std::vector<ChildTest> tests_;
};

}  // namespace

std::vector<ChildTest> ChildTestsOf(absl::string_view expression,
                                    const AttributeDictionary& dictionary) {
  const auto parsed = rules::Parse(expression);
  if (!parsed.ok()) return {};
  Finder finder(dictionary);
  finder.Look(*parsed);
  return std::move(finder).tests();
}

}  // namespace sangam::matching
