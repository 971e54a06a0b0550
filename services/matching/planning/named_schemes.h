// Whether the schemes that terms name can be what they are named for.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_NAMED_SCHEMES_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_NAMED_SCHEMES_H_

#include "absl/status/status.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/planning/plan_question.h"

namespace sangam::matching {

// INVALID_ARGUMENT on each field that names as a gap funder a scheme that is
// none, or that divides a share of a known scheme which leaves none undivided:
// what nobody would notice in the plan. Other names that the catalogue lacks
// are told there.
absl::Status CheckNamedSchemes(const CatalogSnapshot& catalog,
                               const PlanQuestion& question);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_NAMED_SCHEMES_H_
