#include "services/matching/engine/condition_tree.h"

#include <string>

#include "absl/strings/str_join.h"
#include "common/rules/checked_node.h"
#include "common/rules/evaluator.h"
#include "common/rules/explanation.h"
#include "common/rules/parser.h"
#include "common/rules/printer.h"
#include "common/rules/test_wording.h"
#include "services/matching/engine/condition_explanation.h"

namespace sangam::matching {
namespace {

using rules::CheckedNode;
using rules::Expression;
using rules::TypedNode;

v1::TreeOperator OperatorOf(const CheckedNode& node) {
  switch (node.kind) {
    case CheckedNode::Kind::kConstant:
      return v1::TREE_OPERATOR_CONSTANT;
    case CheckedNode::Kind::kPredicate:
      return v1::TREE_OPERATOR_TEST;
    case CheckedNode::Kind::kNot:
      return v1::TREE_OPERATOR_NOT;
    case CheckedNode::Kind::kAnd:
      return v1::TREE_OPERATOR_ALL;
    case CheckedNode::Kind::kOr:
      return v1::TREE_OPERATOR_ANY;
    case CheckedNode::Kind::kConditional:
      return v1::TREE_OPERATOR_IF;
  }
  return v1::TREE_OPERATOR_UNSPECIFIED;
}

// Walks the logic of a rule, its types and its text side by side: down to the
// tests the three trees have one shape.
class TreeTeller {
 public:
  explicit TreeTeller(const MatchContext& context)
      : context_(context),
        wording_(context.phrases, context.reference, &context.subject) {}

  void Tell(const CheckedNode& node, const TypedNode& typed,
            const Expression& text, v1::TreeNode* told) const {
    told->set_operator_(OperatorOf(node));
    told->set_outcome(
        ToOutcome(rules::Evaluate(node, context_.subject, context_.reference)));
    told->set_expression(rules::ToText(text));
    told->set_words(wording_.OfCondition(typed, /*negated=*/false));
    if (node.kind == CheckedNode::Kind::kPredicate) {
      TellTest(node.predicate, told);
      return;
    }
    for (size_t i = 0; i < node.children.size(); ++i) {
      Tell(node.children[i], typed.children[i], text.children[i],
           told->add_parts());
    }
  }

 private:
  void TellTest(const rules::Predicate& test, v1::TreeNode* told) const {
    FillFinding(rules::DescribeTest(test, /*negated=*/false, context_.subject,
                                    context_.reference, context_.phrases),
                told->mutable_finding());
    const rules::PredicateTruth result =
        rules::EvaluatePredicate(test, context_.subject, context_.reference);
    told->set_unknown_because(
        absl::StrJoin(result.causes, "; ",
                      [](std::string* out, const rules::UnknownCause& cause) {
                        out->append(rules::InWords(cause));
                      }));
  }

  const MatchContext& context_;
  const rules::TestWording wording_;
};

}  // namespace

void FillTree(const Rule& rule, const MatchContext& context,
              v1::TreeNode* root) {
  // A rule was parsed before, so its text is sound.
  const auto text = rules::Parse(rule.text());
  if (!text.ok()) return;
  TreeTeller(context).Tell(rule.root(), rule.typed_root(), *text, root);
}

}  // namespace sangam::matching
