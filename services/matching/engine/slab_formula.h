// Tells in words how a SlabAmount is reckoned.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_SLAB_FORMULA_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_SLAB_FORMULA_H_

#include <string>

#include "sangam/scheme_catalog/v1/benefit.pb.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// Progressive: "90 % of the first ₹5,00,000 + 50 % of the next ₹3,00,000
// (project cost ₹6,00,000)". By the whole amount: the slab that applies, "50 %
// of ₹6,00,000 (project cost above ₹5,00,000 and up to ₹8,00,000)"; every slab
// where the measure is not known.
std::string SlabFormulaText(const scheme_catalog::v1::SlabAmount& slabs,
                            const MatchContext& context);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_SLAB_FORMULA_H_
