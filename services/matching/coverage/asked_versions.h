// What a question about many subjects asks, as versions to evaluate.
#ifndef SANGAM_SERVICES_MATCHING_COVERAGE_ASKED_VERSIONS_H_
#define SANGAM_SERVICES_MATCHING_COVERAGE_ASKED_VERSIONS_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/rules/place_chain.h"
#include "sangam/matching/v1/coverage.pb.h"
#include "services/matching/catalog/catalog_snapshot.h"

namespace sangam::matching {

using SharedVersion = std::shared_ptr<const CompiledVersion>;
using SharedCatalog = std::shared_ptr<const CatalogSnapshot>;

// Every version here keeps the catalogue alive whose words it uses.
// Faults are INVALID_ARGUMENT by their path in the request, with line and
// column where they are an expression's.

// The version of `scheme`, which stands in the request at `field`, that is in
// force on the day. Errors: those of KnownNames.
absl::StatusOr<SharedVersion> VersionInForce(const SharedCatalog& catalog,
                                             absl::string_view field,
                                             const std::string& scheme,
                                             absl::CivilDay day);

// A draft; `field` is its path in the request.
absl::StatusOr<SharedVersion> CompileDraft(
    const SharedCatalog& catalog,
    const scheme_catalog::v1::SchemeVersion& draft, absl::string_view field);

// A condition by itself; `field` is its path in the request.
absl::StatusOr<SharedVersion> CompileCondition(const SharedCatalog& catalog,
                                               const std::string& expression,
                                               absl::string_view field);

// What the request's `question` asks.
absl::StatusOr<SharedVersion> CompileQuestion(const SharedCatalog& catalog,
                                              const v1::Question& question,
                                              absl::CivilDay day);

// Who belongs to the request's `cohort`; null: everybody. A place that
// `places` does not know is a fault.
absl::StatusOr<SharedVersion> CompileCohort(const SharedCatalog& catalog,
                                            const v1::Cohort& cohort,
                                            const PlaceDirectory& places);

// Who has received a scheme. It uses no word of a catalogue, so that it is the
// same in all of them, and keeps none alive.
SharedVersion ReceivedVersion(const std::string& scheme);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COVERAGE_ASKED_VERSIONS_H_
