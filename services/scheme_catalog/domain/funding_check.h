// Who pays for a version.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_FUNDING_CHECK_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_FUNDING_CHECK_H_

#include "common/rules/attribute_dictionary.h"
#include "common/validation/violations.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "sangam/scheme_catalog/v1/benefit.pb.h"

namespace sangam::scheme_catalog {

// Adds the faults of each rule as "funding[0].shares[1].party": shares that do
// not sum to the whole, a party named twice, a condition that does not compile,
// a rule that can never be reached because the one before always holds.
void CheckFunding(
    Violations& violations,
    const google::protobuf::RepeatedPtrField<v1::FundingRule>& rules,
    const AttributeDictionary& dictionary);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_FUNDING_CHECK_H_
