// A readiness rule with its expressions compiled.
#ifndef SANGAM_SERVICES_MATCHING_CATALOG_COMPILED_READINESS_RULE_H_
#define SANGAM_SERVICES_MATCHING_CATALOG_COMPILED_READINESS_RULE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "common/rules/attribute_dictionary.h"
#include "sangam/scheme_catalog/v1/readiness_rule.pb.h"
#include "services/matching/catalog/child_tests.h"
#include "services/matching/catalog/compiled_version.h"

namespace sangam::matching {

// One norm.
struct CompiledNorm {
  // Nothing where the norm has no expression, or the rule has a defect.
  OptionalRule rule;
  std::vector<ChildTest> child_tests;
};

// Immutable once compiled; the dictionary that it was compiled with must
// outlive it.
struct CompiledReadinessRule {
  // Never null.
  std::shared_ptr<const scheme_catalog::v1::ReadinessRule> source;
  absl::optional<absl::CivilDay> effective_from;
  absl::optional<absl::CivilDay> effective_until;
  // Nothing: it applies to all subjects of its kind.
  OptionalRule applies_where;
  // Parallel to source->norms().
  std::vector<CompiledNorm> norms;
  // Why it can't be evaluated, in words; empty if it can. Every norm is then
  // unknown.
  std::string defect;

  // Whether the day lies within its dates, first and last day included.
  bool IsInForceOn(absl::CivilDay day) const;
};

// Never null.
std::shared_ptr<const CompiledReadinessRule> CompileReadinessRule(
    std::shared_ptr<const scheme_catalog::v1::ReadinessRule> rule,
    const AttributeDictionary& dictionary);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CATALOG_COMPILED_READINESS_RULE_H_
