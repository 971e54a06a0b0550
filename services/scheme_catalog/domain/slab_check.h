// Sums that depend on where a measure lies.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_SLAB_CHECK_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_SLAB_CHECK_H_

#include <string>

#include "common/validation/violations.h"
#include "sangam/scheme_catalog/v1/benefit.pb.h"
#include "services/scheme_catalog/domain/rule_vocabulary.h"

namespace sangam::scheme_catalog {

inline constexpr int kMaxSlabs = 50;

// Adds a fault, under `path`, for slabs that do not rise, a slab after one
// without an end, a rate that does not suit the mode or what the measure
// counts, sums out of bounds.
void CheckSlabs(Violations& violations, const std::string& path,
                const v1::SlabAmount& amount, RuleVocabulary& vocabulary);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_SLAB_CHECK_H_
