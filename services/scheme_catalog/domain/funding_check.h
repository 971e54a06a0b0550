// Who pays for a version.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_FUNDING_CHECK_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_FUNDING_CHECK_H_

#include "common/validation/violations.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "sangam/scheme_catalog/v1/benefit.pb.h"
#include "services/scheme_catalog/domain/rule_vocabulary.h"

namespace sangam::scheme_catalog {

// Adds the faults of each rule as "funding[0].shares[1].party": shares that do
// not sum to the whole, a party named twice, more in kind than the share, a cap
// on a party that does not pay, a condition that does not compile, a rule that
// can never be reached because one before it always holds for its component.
void CheckFunding(
    Violations& violations,
    const google::protobuf::RepeatedPtrField<v1::FundingRule>& rules,
    RuleVocabulary& vocabulary);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_FUNDING_CHECK_H_
