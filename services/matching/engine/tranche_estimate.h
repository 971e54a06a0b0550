// When the parts of a sum are paid.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_TRANCHE_ESTIMATE_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_TRANCHE_ESTIMATE_H_

#include "services/matching/catalog/compiled_version.h"
#include "services/matching/engine/amount_range.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// Adds an estimate for each tranche of `benefit`, whose whole sum is `whole`.
// Each part is floored to the paisa and the last one takes the rest, so that
// least and most sum to those of the whole; a share beyond what is left gets
// what is left. (Of a range of a few paise the last part's least may so exceed
// its most.) Tranches whose own condition fails are told too.
void AddTranches(const scheme_catalog::v1::Benefit& benefit,
                 const CompiledBenefit& compiled, const AmountRange& whole,
                 const MatchContext& context, v1::BenefitEstimate* estimate);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_TRANCHE_ESTIMATE_H_
