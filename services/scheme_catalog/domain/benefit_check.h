// What a version gives.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_BENEFIT_CHECK_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_BENEFIT_CHECK_H_

#include "common/validation/violations.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "sangam/scheme_catalog/v1/benefit.pb.h"
#include "services/scheme_catalog/domain/rule_vocabulary.h"

namespace sangam::scheme_catalog {

inline constexpr int kMaxTranches = 30;

// Adds the faults of each benefit as "benefits[1].amount.fixed.max_paise": an
// id that is missing or used twice, no kind or description, a condition that
// does not compile, an amount that can't be reckoned, tranches that do not sum
// to the whole, details that can't be.
void CheckBenefits(
    Violations& violations,
    const google::protobuf::RepeatedPtrField<v1::Benefit>& benefits,
    RuleVocabulary& vocabulary);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_BENEFIT_CHECK_H_
