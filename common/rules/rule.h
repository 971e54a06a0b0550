// A compiled rule of the eligibility language.
//
// The language is a subset of CEL: whole numbers, texts, true, false, lists of
// these, date("2013-04-01"), attribute names, == != < <= > >=, in, &&, ||, !,
// parentheses, // comments, has(attribute), place.within("places/..."),
// received("schemes/...") and received("schemes/...", months):
//
//   SANGAM_ASSIGN_OR_RETURN(
//       Rule rule, Rule::Compile("members >= 10 &&
//       !received(\"schemes/sgsy\")",
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
#include "common/rules/place_chain.h"
#include "common/rules/truth.h"

namespace sangam {

class SubjectView;
namespace rules {
struct CheckedNode;
struct Expression;
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
                 const PlaceDirectory& places) const;

  // The text as given to Compile.
  const std::string& text() const { return text_; }
  // The rule in its plain form: no comments, single spaces, no parentheses that
  // change nothing. Compiles to the same rule.
  std::string ToText() const;

  const AttributeDictionary& dictionary() const { return *dictionary_; }
  // What the rule mentions, each name once, sorted.
  const std::vector<std::string>& attribute_names() const {
    return attribute_names_;
  }
  const std::vector<std::string>& place_names() const { return place_names_; }
  const std::vector<std::string>& scheme_names() const { return scheme_names_; }

  // The checked tree, for executors and explainers.
  const rules::CheckedNode& root() const { return *root_; }

 private:
  Rule() = default;

  std::string text_;
  std::shared_ptr<const rules::Expression> expression_;
  std::shared_ptr<const rules::CheckedNode> root_;
  const AttributeDictionary* dictionary_ = nullptr;
  std::vector<std::string> attribute_names_;
  std::vector<std::string> place_names_;
  std::vector<std::string> scheme_names_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_RULES_RULE_H_
