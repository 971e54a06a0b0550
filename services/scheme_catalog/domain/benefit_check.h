// What a version gives.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_BENEFIT_CHECK_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_BENEFIT_CHECK_H_

#include <string>

#include "common/validation/violations.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "sangam/scheme_catalog/v1/benefit.pb.h"
#include "services/scheme_catalog/domain/rule_vocabulary.h"

namespace sangam::scheme_catalog {

inline constexpr int kMaxTranches = 30;
inline constexpr int kMaxCostHeads = 50;

// Adds the faults of each benefit as "benefits[1].amount.fixed.max_paise": an
// id that is missing or used twice, no kind or description, a condition that
// does not compile, an amount that can't be reckoned, tranches that do not sum
// to the whole, details that can't be, heads of cost that are no codes,
// benefits to come first that do not stand first.
void CheckBenefits(
    Violations& violations,
    const google::protobuf::RepeatedPtrField<v1::Benefit>& benefits,
    RuleVocabulary& vocabulary);

// Adds a fault for each head of cost, as "cost_heads[1]", that is no code or is
// listed twice.
void CheckCostHeads(
    Violations& violations, const std::string& field,
    const google::protobuf::RepeatedPtrField<std::string>& cost_heads);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_BENEFIT_CHECK_H_
