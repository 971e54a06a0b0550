// Reckons a SlabAmount.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_SLAB_AMOUNT_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_SLAB_AMOUNT_H_

#include <cstdint>

#include "sangam/scheme_catalog/v1/benefit.pb.h"
#include "services/matching/engine/wide_amount.h"

namespace sangam::matching {

// What the slabs give for `measure`; null where it is not known: then the range
// that the slabs and caps leave. A measure below 0 counts as 0. Shares of
// several slabs are added up exactly and floored to the paisa once.
//
// What can't be told: a measure above the last slab, unless nothing_above says
// that it gives nothing; a slab without a rate, or with one that its mode does
// not allow; no mode.
WideRange ReckonSlabs(const scheme_catalog::v1::SlabAmount& slabs,
                      const int64_t* measure);

// The slab that `measure` lies in, or null if it lies above all.
const scheme_catalog::v1::Slab* SlabOf(
    const scheme_catalog::v1::SlabAmount& slabs, int64_t measure);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_SLAB_AMOUNT_H_
