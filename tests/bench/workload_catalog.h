// A workload's schemes and places as the matcher reads them.
#ifndef SANGAM_TESTS_BENCH_WORKLOAD_CATALOG_H_
#define SANGAM_TESTS_BENCH_WORKLOAD_CATALOG_H_

#include <memory>

#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/feeds/place_table.h"
#include "tests/bench/workload.h"

namespace sangam::bench {

// The first `schemes` schemes, compiled; ends the program if one has a defect.
std::shared_ptr<const matching::CatalogSnapshot> CompileCatalog(
    const Workload& workload, int schemes);

// All places.
std::shared_ptr<const matching::PlaceTable> ListPlaces();

}  // namespace sangam::bench

#endif  // SANGAM_TESTS_BENCH_WORKLOAD_CATALOG_H_
