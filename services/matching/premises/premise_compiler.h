// Turns the rules of one applicant into premise formulas.
#ifndef SANGAM_SERVICES_MATCHING_PREMISES_PREMISE_COMPILER_H_
#define SANGAM_SERVICES_MATCHING_PREMISES_PREMISE_COMPILER_H_

#include <set>
#include <string>

#include "common/rules/checked_node.h"
#include "services/matching/engine/match_context.h"
#include "services/matching/premises/premise_formula.h"

namespace sangam::matching {

// What is known of the applicant is put in, and derived attributes are replaced
// by what they are derived from; the formula holds of just those applicants of
// whom the rule is true (or, where it must not hold, false). A test that the
// formula's tests can't say becomes kOpaque, and a part of a sum that is not
// linear a computed number.
//
// Points to what it is given; used by one thread.
class PremiseCompiler {
 public:
  // `changed` are attributes whose known values may become others.
  PremiseCompiler(const MatchContext& context, int applicant,
                  const std::set<std::string>& changed, PremiseTests* tests)
      : context_(context),
        applicant_(applicant),
        changed_(changed),
        tests_(*tests) {}

  PremiseFormula Compile(const rules::CheckedNode& rule,
                         bool holds = true) const {
    return Logic(rule, holds);
  }

 private:
  using Node = rules::TypedNode;

  PremiseFormula Logic(const rules::CheckedNode& node, bool holds) const;
  // Truths, as they are written within tests and derivations.
  PremiseFormula Typed(const Node& node, bool holds) const;
  PremiseFormula Joined(const Node& node, bool all, bool holds) const;
  PremiseFormula Compared(const Node& left, rules::Comparison comparison,
                          const Node& right, bool holds) const;
  PremiseFormula ComparedNumbers(const Node& left, rules::Comparison comparison,
                                 const Node& right) const;
  PremiseFormula ComparedSums(const Node& left, rules::Comparison comparison,
                              const Node& right) const;
  PremiseFormula ComparedTexts(const Node& left, const Node& right,
                               bool equal) const;
  PremiseFormula In(const Node& node, bool holds) const;
  PremiseFormula Within(const Node& node, bool holds) const;
  PremiseFormula Switch(const std::string& attribute, const std::string& what,
                        bool holds) const;
  PremiseFormula Opaque(const std::string& key,
                        const std::set<std::string>& mentions,
                        bool holds) const;

  // sum <comparison> 0.
  PremiseFormula AgainstZero(const LinearSum& sum,
                             rules::Comparison comparison) const;
  // floor(part / whole) <comparison> bound, for what is never negative.
  PremiseFormula Quotient(const LinearSum& part, const LinearSum& whole,
                          rules::Comparison comparison, Wide bound) const;
  // The months from a date until today <comparison> bound.
  PremiseFormula Months(const LinearSum& day, rules::Comparison comparison,
                        Wide bound) const;

  // What a known age says of the day of formation, where the test speaks of it.
  PremiseFormula KnownAge(const Node& left, const Node& right) const;

  // Nothing if it is not linear; computed parts count as numbers of their own.
  absl::optional<LinearSum> Sum(const Node& node) const;
  LinearSum Attribute(const AttributeInfo& info) const;
  LinearSum Computed(const Node& node) const;
  bool IsNeverNegative(const LinearSum& sum) const;

  // What is known of the node and stays as it is.
  rules::Datum Known(const Node& node) const;
  bool MayChange(const std::string& attribute) const;
  bool MayChange(const Node& node) const;
  // The node, or what its attribute is derived from.
  const Node& Derived(const Node& node) const;
  std::set<std::string> MentionsOf(const Node& node) const;
  std::string KeyOf(const Node& node) const;

  const MatchContext& context_;
  const int applicant_;
  const std::set<std::string>& changed_;
  PremiseTests& tests_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PREMISES_PREMISE_COMPILER_H_
