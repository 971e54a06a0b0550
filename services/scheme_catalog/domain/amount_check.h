// How the sum of a benefit is reckoned.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_AMOUNT_CHECK_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_AMOUNT_CHECK_H_

#include <string>

#include "common/validation/violations.h"
#include "sangam/scheme_catalog/v1/benefit.pb.h"
#include "services/scheme_catalog/domain/rule_vocabulary.h"

namespace sangam::scheme_catalog {

// How deep "the lesser of" may stand within itself, and how many ways it may
// compare.
inline constexpr int kMaxAmountDepth = 4;
inline constexpr int kMaxAmountsCompared = 10;
inline constexpr int kMaxLots = 100;
// A century of interest.
inline constexpr int kMaxInterestMonths = 1'200;

// Adds a fault, under `path`, for each part of a formula that can't be
// reckoned: sums out of bounds, a least above its most, attributes that do not
// exist or are of another unit, expressions that do not compile, too little to
// compare, too deep a nesting.
void CheckAmount(Violations& violations, const std::string& path,
                 const v1::Amount& amount, RuleVocabulary& vocabulary);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_AMOUNT_CHECK_H_
