#include "common/rules/rule.h"

#include <algorithm>
#include <utility>

#include "common/rules/checked_node.h"
#include "common/rules/checker.h"
#include "common/rules/evaluator.h"
#include "common/rules/expression.h"
#include "common/rules/parser.h"
#include "common/rules/printer.h"
#include "common/status/macros.h"

namespace sangam {
namespace {

using rules::CheckedNode;
using rules::Predicate;

struct Mentions {
  std::vector<std::string> attributes;
  std::vector<std::string> places;
  std::vector<std::string> schemes;
};

void Collect(const CheckedNode& node, Mentions* mentions) {
  for (const CheckedNode& child : node.children) Collect(child, mentions);
  if (node.kind != CheckedNode::Kind::kPredicate) return;
  const Predicate& predicate = node.predicate;
  if (predicate.attribute != nullptr) {
    mentions->attributes.push_back(predicate.attribute->name);
  }
  auto& names = predicate.kind == Predicate::Kind::kWithin ? mentions->places
                                                           : mentions->schemes;
  names.insert(names.end(), predicate.names.begin(), predicate.names.end());
}

std::vector<std::string> SortedOnce(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace

absl::StatusOr<Rule> Rule::Compile(absl::string_view text,
                                   const AttributeDictionary& dictionary) {
  SANGAM_ASSIGN_OR_RETURN(rules::Expression expression, rules::Parse(text));
  SANGAM_ASSIGN_OR_RETURN(CheckedNode root,
                          rules::Check(expression, dictionary));
  Mentions mentions;
  Collect(root, &mentions);
  Rule rule;
  rule.text_ = std::string(text);
  rule.expression_ =
      std::make_shared<const rules::Expression>(std::move(expression));
  rule.root_ = std::make_shared<const CheckedNode>(std::move(root));
  rule.dictionary_ = &dictionary;
  rule.attribute_names_ = SortedOnce(std::move(mentions.attributes));
  rule.place_names_ = SortedOnce(std::move(mentions.places));
  rule.scheme_names_ = SortedOnce(std::move(mentions.schemes));
  return rule;
}

Truth Rule::Evaluate(const SubjectView& subject,
                     const PlaceDirectory& places) const {
  return rules::Evaluate(*root_, subject, places);
}

std::string Rule::ToText() const { return rules::ToText(*expression_); }

}  // namespace sangam
