// What one benefit is worth, by its amount or, without one, by its detail.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_BENEFIT_WORTH_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_BENEFIT_WORTH_H_

#include <string>

#include "sangam/scheme_catalog/v1/benefit.pb.h"
#include "services/matching/catalog/compiled_version.h"
#include "services/matching/engine/amount_range.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// The amount, if the benefit has one. Else, of things and of work that is
// ordered: the units times what one is worth. Of training: at most the stipend
// for all days and seats; nothing is told of the least, as nobody knows who
// comes. What the detail does not state can't be told.
AmountRange WorthOf(const scheme_catalog::v1::Benefit& benefit,
                    const CompiledBenefit& compiled,
                    const MatchContext& context);

// The part of WorthOf that counts without an amount; the same for every
// subject.
AmountRange WorthOfDetail(const scheme_catalog::v1::Benefit& benefit);

// How WorthOf reckons, in words: "10 × ₹5,000", "15 days × ₹500 × 30 seats".
// Also tells what is stated where that is too little for a sum: "15 days".
std::string WorthFormula(const scheme_catalog::v1::Benefit& benefit,
                         const CompiledBenefit& compiled,
                         const MatchContext& context);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_BENEFIT_WORTH_H_
