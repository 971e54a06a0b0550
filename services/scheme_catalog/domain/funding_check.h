// Who pays for a version.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_FUNDING_CHECK_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_FUNDING_CHECK_H_

#include "common/validation/violations.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/scheme_catalog/domain/rule_vocabulary.h"

namespace sangam::scheme_catalog {

// Adds the faults of each rule as "funding[0].shares[1].party": shares that do
// not sum to the whole, a party named twice, more in kind than the share, a cap
// on a party that does not pay, a condition that does not compile, a rule that
// can never be reached because one before it always holds for its component, a
// component that is neither a benefit nor among the cost_components although
// the version declares what its components are, or looks like a misspelt one.
// And those of each cost component, as "cost_components[0]".
void CheckFunding(Violations& violations, const v1::SchemeVersion& version,
                  RuleVocabulary& vocabulary);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_FUNDING_CHECK_H_
