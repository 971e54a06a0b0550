// Readiness rules.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_READINESS_RULE_CHECK_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_READINESS_RULE_CHECK_H_

#include "absl/status/status.h"
#include "sangam/scheme_catalog/v1/readiness_rule.pb.h"
#include "services/scheme_catalog/domain/rule_vocabulary.h"

namespace sangam::scheme_catalog {

inline constexpr int kMaxNorms = 100;

// What can be told from the record alone: title, department and kind of subject
// are there, and at least one norm; each norm is named, described and cited,
// and compiles; only a human judgement may lack an expression. INVALID_ARGUMENT
// with all faults; the reason is INVALID_EXPRESSION if any expression is at
// fault. `vocabulary` notes what the rules name.
absl::Status CheckReadinessRule(const v1::ReadinessRule& rule,
                                RuleVocabulary& vocabulary);

// Whether all its expressions compile, whatever else may be wrong with the
// rule.
bool Compiles(const v1::ReadinessRule& rule,
              const AttributeDictionary& dictionary);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_READINESS_RULE_CHECK_H_
