#include "tests/bench/workload_catalog.h"

#include <vector>

#include "tests/bench/contender.h"
#include "tests/bench/workload_protos.h"

namespace sangam::bench {

std::shared_ptr<const matching::CatalogSnapshot> CompileCatalog(
    const Workload& workload, int schemes) {
  matching::CatalogResources resources;
  resources.departments = AllDepartments();
  for (int i = 0; i < schemes; ++i) {
    const WorkScheme scheme = workload.Scheme(i);
    resources.schemes.push_back(ToScheme(scheme));
    resources.versions.push_back(ToVersion(scheme));
  }
  auto snapshot = matching::CatalogSnapshot::Build(resources);
  for (const std::string& defect : snapshot->Defects()) Fail(defect);
  return snapshot;
}

std::shared_ptr<const matching::PlaceTable> ListPlaces() {
  std::vector<registry::v1::PlaceChange> changes;
  for (auto& place : AllPlaces()) {
    *changes.emplace_back().mutable_place() = std::move(place);
  }
  std::vector<const registry::v1::PlaceChange*> pointers;
  for (const auto& change : changes) pointers.push_back(&change);
  return matching::PlaceTable::Empty()->With(pointers);
}

}  // namespace sangam::bench
