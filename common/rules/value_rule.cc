#include "common/rules/value_rule.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/rules/checker.h"
#include "common/rules/evaluator.h"
#include "common/rules/expression.h"
#include "common/rules/parser.h"
#include "common/rules/printer.h"
#include "common/rules/subject_view.h"
#include "common/rules/typed_node.h"
#include "common/status/macros.h"

namespace sangam {

absl::StatusOr<ValueRule> ValueRule::Compile(
    absl::string_view text, const AttributeDictionary& dictionary) {
  SANGAM_ASSIGN_OR_RETURN(rules::Expression expression, rules::Parse(text));
  SANGAM_ASSIGN_OR_RETURN(rules::TypedNode root,
                          rules::CheckValue(expression, dictionary));
  ValueRule rule;
  rule.text_ = std::string(text);
  rule.type_ = rules::ToAttributeType(root.type);
  rule.unit_ = root.unit;
  rules::Mentions mentions = rules::MentionsOf(root);
  rule.attribute_names_ = std::move(mentions.all_attributes);
  rule.parameter_names_ = std::move(mentions.parameters);
  rule.place_names_ = std::move(mentions.places);
  rule.place_set_names_ = std::move(mentions.place_sets);
  rule.scheme_names_ = std::move(mentions.schemes);
  rule.deprecated_attributes_ = std::move(mentions.deprecated);
  rule.expression_ =
      std::make_shared<const rules::Expression>(std::move(expression));
  rule.root_ = std::make_shared<const rules::TypedNode>(std::move(root));
  rule.dictionary_ = &dictionary;
  return rule;
}

ValueRule::Outcome ValueRule::Evaluate(const SubjectView& subject,
                                       const ReferenceData& reference) const {
  const rules::Evaluated evaluated =
      rules::EvaluateTree(*root_, subject, reference);
  Outcome outcome;
  outcome.value = rules::ToValue(evaluated.value);
  if (rules::IsKnown(outcome.value)) return outcome;
  rules::UnknownCauses causes = evaluated.causes;
  if (const auto* range = absl::get_if<rules::NumberRange>(&evaluated.value)) {
    causes = range->causes;
  }
  for (const rules::UnknownCause& cause : causes) {
    outcome.reason =
        outcome.reason.empty()
            ? rules::InWords(cause)
            : absl::StrCat(outcome.reason, "; ", rules::InWords(cause));
    std::string ask = rules::ToAsk(cause);
    auto& missing = outcome.missing_attributes;
    if (!ask.empty() &&
        std::find(missing.begin(), missing.end(), ask) == missing.end()) {
      missing.push_back(std::move(ask));
    }
  }
  if (outcome.reason.empty()) {
    outcome.reason = absl::StrCat("it comes to ", rules::TypeName(root_->type),
                                  ", which is no single value");
  }
  return outcome;
}

std::string ValueRule::ToText() const { return rules::ToText(*expression_); }

}  // namespace sangam
