// What a benefit is beside a sum: things, training, work, a market.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_BENEFIT_DETAIL_CHECK_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_BENEFIT_DETAIL_CHECK_H_

#include <string>

#include "common/validation/violations.h"
#include "sangam/scheme_catalog/v1/benefit.pb.h"

namespace sangam::scheme_catalog {

// Adds a fault, under `path`, for numbers that are negative or beyond what is
// real, texts that are too long, buyers that are not names of departments.
void CheckBenefitDetail(Violations& violations, const std::string& path,
                        const v1::Benefit& benefit);

// The department that orders or buys ("departments/..."); empty if the benefit
// names none.
std::string BuyerOf(const v1::Benefit& benefit);
// The path of that field within the benefit.
std::string BuyerFieldOf(const v1::Benefit& benefit);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_BENEFIT_DETAIL_CHECK_H_
