// What plans read of a version beside its benefits.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_PLAN_TERMS_CHECK_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_PLAN_TERMS_CHECK_H_

#include "common/validation/violations.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/scheme_catalog/domain/rule_vocabulary.h"

namespace sangam::scheme_catalog {

inline constexpr int kMaxLeadTimeDays = 3'650;

// Adds the faults of "grant_ceiling" and "benefits[1].grant_ceiling" (a sum
// that can't be reckoned, or is computed), "gap_funding" (no heads of cost or
// both ways of naming them, a sum out of bounds, no citation), "lead_time"
// (days out of bounds, no citation) and of each "benefits[1].cost_component"
// that is not declared.
void CheckPlanTerms(Violations& violations, const v1::SchemeVersion& version,
                    RuleVocabulary& vocabulary);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_PLAN_TERMS_CHECK_H_
