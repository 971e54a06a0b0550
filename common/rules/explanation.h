// Why a rule says what it says.
#ifndef SANGAM_COMMON_RULES_EXPLANATION_H_
#define SANGAM_COMMON_RULES_EXPLANATION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "common/rules/nearness.h"
#include "common/rules/phrases.h"
#include "common/rules/reference_data.h"
#include "common/rules/rule.h"
#include "common/rules/subject_view.h"
#include "common/rules/truth.h"

namespace sangam::rules {

// One test of a rule, in words. A test under a negation is told as what is
// wanted: !(members < 10) is "at least 10".
struct TestFinding {
  // The attribute's name, or "received".
  std::string attribute;
  std::string label;
  // Whether what is wanted is so.
  Truth truth = Truth::kUnknown;
  std::string required;
  // Empty where nothing is known.
  std::string actual;
  // Empty where it has no sense, or nothing is missing.
  std::string distance;
  absl::optional<int64_t> distance_value;
};

// A whole rule, explained.
struct Explanation {
  Truth truth = Truth::kUnknown;
  // Every test, in the order of the rule.
  std::vector<TestFinding> findings;
  // Attributes (or "received") that are not known well enough and on which the
  // answer depends, each once, in the order of the rule: those within parts of
  // the rule that are unknown themselves. Empty unless truth is kUnknown.
  std::vector<std::string> missing_attributes;
};

Explanation Explain(const Rule& rule, const SubjectView& subject,
                    const ReferenceData& reference, const Phrases& phrases);

// One test of an obstacle or a rule, in words.
TestFinding DescribeTest(const Predicate& predicate, bool negated,
                         const SubjectView& subject,
                         const ReferenceData& reference,
                         const Phrases& phrases);

// What the subject says of an attribute, in words; empty where it says nothing.
std::string AttributeText(const AttributeInfo& info, const SubjectView& subject,
                          const Phrases& phrases);

// The attributes as in Explanation::missing_attributes, without the rest.
std::vector<std::string> MissingAttributes(const Rule& rule,
                                           const SubjectView& subject,
                                           const ReferenceData& reference);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_EXPLANATION_H_
