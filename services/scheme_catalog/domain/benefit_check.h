// What a version gives.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_BENEFIT_CHECK_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_BENEFIT_CHECK_H_

#include "common/rules/attribute_dictionary.h"
#include "common/validation/violations.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "sangam/scheme_catalog/v1/benefit.pb.h"

namespace sangam::scheme_catalog {

// Adds the faults of each benefit as "benefits[1].amount.fixed.max_paise": an
// id that is missing or used twice, no kind or description, a condition that
// does not compile, an amount that can't be reckoned.
void CheckBenefits(
    Violations& violations,
    const google::protobuf::RepeatedPtrField<v1::Benefit>& benefits,
    const AttributeDictionary& dictionary);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_BENEFIT_CHECK_H_
