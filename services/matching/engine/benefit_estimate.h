// What the benefits of a version may be worth to a subject.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_BENEFIT_ESTIMATE_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_BENEFIT_ESTIMATE_H_

#include <cstdint>

#include "absl/types/optional.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// Whether the benefit counts for LargestGrant.
bool CountsAsGrant(const scheme_catalog::v1::Benefit& benefit);

// The most that any one grant or thing of the version may be worth, for
// ranking; benefits whose condition fails don't count. Absent: none can be
// told.
absl::optional<int64_t> LargestGrant(const CompiledVersion& version,
                                     const MatchContext& context);

// Adds an estimate of the benefit with this index if its condition holds or may
// hold.
void AddBenefit(const CompiledVersion& version, int index,
                const MatchContext& context, v1::SchemeMatch* match);

// Adds an estimate for each benefit whose condition holds or may hold.
void AddBenefits(const CompiledVersion& version, const MatchContext& context,
                 v1::SchemeMatch* match);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_BENEFIT_ESTIMATE_H_
