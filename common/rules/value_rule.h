// A compiled expression of any type: amounts, derivations, trials.
#ifndef SANGAM_COMMON_RULES_VALUE_RULE_H_
#define SANGAM_COMMON_RULES_VALUE_RULE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/reference_data.h"
#include "common/rules/value.h"

namespace sangam {

class SubjectView;
namespace rules {
struct Expression;
struct TypedNode;
}  // namespace rules

// An immutable expression: safe to share between threads, cheap to copy. The
// dictionary that it was compiled with must outlive it.
class ValueRule {
 public:
  // What it comes to for one subject.
  struct Outcome {
    // Monostate: unknown. Also for a list whose elements are not texts, which a
    // Value can't hold.
    rules::Value value;
    // Where the value is unknown: why, in English, a short phrase without a
    // full stop ("number of members is not known").
    std::string reason;
    // Where the value is unknown: attributes (or "received") to ask for, each
    // once. Empty where asking does not help.
    std::vector<std::string> missing_attributes;
  };

  // Parses and checks `text`. Errors as Rule::Compile's.
  static absl::StatusOr<ValueRule> Compile(
      absl::string_view text, const AttributeDictionary& dictionary);

  // The type of its value; LIST also where the elements are not texts.
  scheme_catalog::v1::AttributeType type() const { return type_; }
  // The unit of a number as far as the expression tells, else UNSPECIFIED.
  type::v1::AttributeUnit unit() const { return unit_; }
  bool is_condition() const {
    return type_ == scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH;
  }

  Outcome Evaluate(const SubjectView& subject,
                   const ReferenceData& reference) const;

  // The text as given to Compile.
  const std::string& text() const { return text_; }
  // Its plain form; compiles to the same expression.
  std::string ToText() const;

  // What it mentions, each name once, sorted. "received" is no attribute;
  // "place" is one.
  const std::vector<std::string>& attribute_names() const {
    return attribute_names_;
  }
  const std::vector<std::string>& parameter_names() const {
    return parameter_names_;
  }
  const std::vector<std::string>& place_names() const { return place_names_; }
  const std::vector<std::string>& place_set_names() const {
    return place_set_names_;
  }
  const std::vector<std::string>& scheme_names() const { return scheme_names_; }
  // Those of attribute_names() that are deprecated.
  const std::vector<std::string>& deprecated_attributes() const {
    return deprecated_attributes_;
  }

  const AttributeDictionary& dictionary() const { return *dictionary_; }
  // The typed tree, for the executors.
  const rules::TypedNode& root() const { return *root_; }

 private:
  ValueRule() = default;

  std::string text_;
  std::shared_ptr<const rules::Expression> expression_;
  std::shared_ptr<const rules::TypedNode> root_;
  scheme_catalog::v1::AttributeType type_ =
      scheme_catalog::v1::ATTRIBUTE_TYPE_UNSPECIFIED;
  type::v1::AttributeUnit unit_ = type::v1::ATTRIBUTE_UNIT_UNSPECIFIED;
  const AttributeDictionary* dictionary_ = nullptr;
  std::vector<std::string> attribute_names_;
  std::vector<std::string> parameter_names_;
  std::vector<std::string> place_names_;
  std::vector<std::string> place_set_names_;
  std::vector<std::string> scheme_names_;
  std::vector<std::string> deprecated_attributes_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_RULES_VALUE_RULE_H_
