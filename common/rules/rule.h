// A compiled rule of the eligibility language.
//
// The language is a subset of CEL with functions of ours; README.md has it all:
//
//   SANGAM_ASSIGN_OR_RETURN(
//       Rule rule, Rule::Compile("members >= 10 && !received('schemes/sgsy')",
//                                AttributeDictionary::BuiltIn()));
//   Truth truth = rule.Evaluate(subject, places);
#ifndef SANGAM_COMMON_RULES_RULE_H_
#define SANGAM_COMMON_RULES_RULE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/reference_data.h"
#include "common/rules/truth.h"

namespace sangam {

class SubjectView;
namespace rules {
struct CheckedNode;
struct Expression;
struct TypedNode;
}  // namespace rules

// An immutable rule: safe to share between threads, cheap to copy. The
// dictionary that it was compiled with must outlive it.
class Rule {
 public:
  // Limits on one expression; what exceeds them does not compile.
  static constexpr int kMaxBytes = 64 * 1024;
  static constexpr int kMaxDepth = 100;
  static constexpr int kMaxNodes = 4096;

  // Parses and checks `text`. Errors: INVALID_ARGUMENT, INVALID_EXPRESSION;
  // each violation has the field "expression" and a description such as "line
  // 2, column 14: unknown attribute `membrs`; did you mean `members`?". Lines
  // and columns count from 1; columns count characters, not bytes.
  static absl::StatusOr<Rule> Compile(absl::string_view text,
                                      const AttributeDictionary& dictionary);

  // What the rule says of a subject, by the tables of three-valued logic.
  Truth Evaluate(const SubjectView& subject,
                 const ReferenceData& reference) const;

  // The text as given to Compile.
  const std::string& text() const { return text_; }
  // The rule in its plain form: no comments, single spaces, no parentheses that
  // change nothing. Compiles to the same rule.
  std::string ToText() const;

  const AttributeDictionary& dictionary() const { return *dictionary_; }
  // What the rule mentions, each name once, sorted. Attributes of those under
  // the subject are among them; "received" is not.
  const std::vector<std::string>& attribute_names() const {
    return attribute_names_;
  }
  const std::vector<std::string>& place_names() const { return place_names_; }
  const std::vector<std::string>& place_set_names() const {
    return place_set_names_;
  }
  const std::vector<std::string>& scheme_names() const { return scheme_names_; }
  const std::vector<std::string>& parameter_names() const {
    return parameter_names_;
  }
  // Those of attribute_names() that are deprecated.
  const std::vector<std::string>& deprecated_attributes() const {
    return deprecated_attributes_;
  }

  // What the rule means, with all types resolved.
  const rules::TypedNode& typed_root() const { return *typed_root_; }
  // Its logic down to the single tests, for executors and explainers.
  const rules::CheckedNode& root() const { return *root_; }

 private:
  Rule() = default;

  std::string text_;
  std::shared_ptr<const rules::Expression> expression_;
  std::shared_ptr<const rules::TypedNode> typed_root_;
  // Points into typed_root_.
  std::shared_ptr<const rules::CheckedNode> root_;
  const AttributeDictionary* dictionary_ = nullptr;
  std::vector<std::string> attribute_names_;
  std::vector<std::string> place_names_;
  std::vector<std::string> place_set_names_;
  std::vector<std::string> scheme_names_;
  std::vector<std::string> parameter_names_;
  std::vector<std::string> deprecated_attributes_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_RULES_RULE_H_
