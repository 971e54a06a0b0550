// Parts of rules in words, for explanations and for reading a rule back.
#ifndef SANGAM_COMMON_RULES_TEST_WORDING_H_
#define SANGAM_COMMON_RULES_TEST_WORDING_H_

#include <string>
#include <vector>

#include "common/rules/checked_node.h"
#include "common/rules/phrases.h"
#include "common/rules/reference_data.h"
#include "common/rules/subject_view.h"

namespace sangam::rules {

// What is tested, and what is wanted of it: "number of members", "at least 10".
struct TestWords {
  std::string label;
  std::string required;
};

// Tells tests and values in one language. With a subject, parameters are told
// by their values on its date, and the place that holds comes first. Used
// within one call; what it is made of must outlive it.
class TestWording {
 public:
  TestWording(const Phrases& phrases, const ReferenceData& reference,
              const SubjectView* subject = nullptr)
      : phrases_(phrases), reference_(reference), subject_(subject) {}

  // A test; `negated` says that it stands under a negation.
  TestWords OfTest(const TypedNode& node, bool negated) const;
  // A value: "annual turnover divided by number of members".
  std::string OfValue(const TypedNode& node) const;
  // A condition in one line: "members: at least 10 and women-owned: yes".
  std::string OfCondition(const TypedNode& node, bool negated) const;

  // What people call a parameter, a place or a place set.
  std::string TitleOf(const std::string& name) const;

 private:
  // A test within a sentence: "number of members of at least 10".
  std::string OfClause(const TypedNode& node, bool negated) const;
  std::string Join(const TypedNode& node, bool negated,
                   std::string (TestWording::*tell)(const TypedNode&, bool)
                       const) const;
  // "number of groups with ..." compared: "groups: at least 8 with ...".
  TestWords OfCount(const TypedNode& filter, std::string required) const;
  TestWords OfCompare(const TypedNode& node, bool negated) const;
  TestWords OfIn(const TypedNode& node, bool negated) const;
  TestWords OfMacro(const TypedNode& node, bool negated) const;
  TestWords OfTextTest(const TypedNode& node, bool negated) const;
  std::string OfArithmetic(const TypedNode& node) const;
  std::string OfSize(const TypedNode& list) const;
  // The value of what does not depend on the subject's facts, else nothing.
  Value Fixed(const TypedNode& node) const;
  std::vector<std::string> PlaceTitles(const TypedNode& node) const;

  const Phrases& phrases_;
  const ReferenceData& reference_;
  const SubjectView* subject_;
};

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_TEST_WORDING_H_
