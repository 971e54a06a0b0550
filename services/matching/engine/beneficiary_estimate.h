// For how many a scheme may be, and what came from it before.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_BENEFICIARY_ESTIMATE_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_BENEFICIARY_ESTIMATE_H_

#include "absl/time/civil_time.h"
#include "sangam/type/v1/profile.pb.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// Whether the benefit was received after the date of the question, and so does
// not count.
bool ReceivedLater(const type::v1::ReceivedBenefit& benefit,
                   absl::CivilDay as_of);

// Fills beneficiary and earlier_benefits of `match`, whose scheme must be set.
// Benefits received after the date of the question are left out.
void FillBeneficiary(const CompiledVersion& version,
                     const MatchContext& context, v1::SchemeMatch* match);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_BENEFICIARY_ESTIMATE_H_
