#include "common/rules/rule.h"

#include <utility>

#include "common/rules/checked_node.h"
#include "common/rules/checker.h"
#include "common/rules/evaluator.h"
#include "common/rules/expression.h"
#include "common/rules/parser.h"
#include "common/rules/printer.h"
#include "common/status/macros.h"

namespace sangam {
absl::StatusOr<Rule> Rule::Compile(absl::string_view text,
                                   const AttributeDictionary& dictionary) {
  SANGAM_ASSIGN_OR_RETURN(rules::Expression expression, rules::Parse(text));
  SANGAM_ASSIGN_OR_RETURN(rules::TypedNode root,
                          rules::CheckCondition(expression, dictionary));
  Rule rule;
  rule.text_ = std::string(text);
  rule.expression_ =
      std::make_shared<const rules::Expression>(std::move(expression));
  rule.typed_root_ = std::make_shared<const rules::TypedNode>(std::move(root));
  rule.root_ = std::make_shared<const rules::CheckedNode>(
      rules::LogicOf(*rule.typed_root_));
  rule.dictionary_ = &dictionary;
  rules::Mentions mentions = rules::MentionsOf(*rule.typed_root_);
  rule.attribute_names_ = std::move(mentions.all_attributes);
  rule.place_names_ = std::move(mentions.places);
  rule.place_set_names_ = std::move(mentions.place_sets);
  rule.scheme_names_ = std::move(mentions.schemes);
  rule.parameter_names_ = std::move(mentions.parameters);
  rule.deprecated_attributes_ = std::move(mentions.deprecated);
  return rule;
}

Truth Rule::Evaluate(const SubjectView& subject,
                     const ReferenceData& reference) const {
  return rules::Evaluate(*root_, subject, reference);
}

std::string Rule::ToText() const { return rules::ToText(*expression_); }

}  // namespace sangam
