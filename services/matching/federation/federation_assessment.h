// Whether a body satisfies the readiness rules, and what is short.
#ifndef SANGAM_SERVICES_MATCHING_FEDERATION_FEDERATION_ASSESSMENT_H_
#define SANGAM_SERVICES_MATCHING_FEDERATION_FEDERATION_ASSESSMENT_H_

#include <cstddef>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "common/rules/place_chain.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "sangam/matching/v1/federation.pb.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/catalog/readiness_catalog.h"
#include "services/matching/federation/assessed_body.h"

namespace sangam::matching {

// Part of every reply about readiness.
inline constexpr char kReadinessDisclaimer[] =
    "This tells what the records say of the rules. People decide; nothing is "
    "founded, merged or taken apart by it.";

using ReadinessRules =
    std::vector<std::shared_ptr<const CompiledReadinessRule>>;

// How a body is to be assessed.
struct AssessmentQuery {
  absl::CivilDay as_of;
  // Empty: English.
  std::string language_code;
  // In the order of their names. With `only_named`, all are listed, whether or
  // not they apply.
  ReadinessRules rules;
  bool only_named = false;
  // Count before those of the body; may be null.
  const Judgements* judgements = nullptr;
  // List at most so many children for each rule.
  size_t most_children = std::numeric_limits<size_t>::max();
  // Tell norms in full; else by id, force, outcome and counts alone.
  bool in_full = true;
};

// The rules of these names, or if there are none all that are in force on the
// day. RESOURCE_NOT_FOUND for a name that the catalogue does not know.
absl::StatusOr<ReadinessRules> FindReadinessRules(
    const ReadinessCatalog& catalog,
    const google::protobuf::RepeatedPtrField<std::string>& names,
    absl::CivilDay day);

// Assesses one body by those rules that are for its kind. It is ready only
// where as many children as are required satisfy all required norms at once; by
// a rule that does not apply it is not ready. Children that belong to another
// body count all the same, and are told with it: the rules do not speak of
// them. Rules read where the groups of a village organisation lie by
// kGroupsOfSeveralVillages. Fills all of the assessment but `hypothetical`.
// Pure, deterministic, and safe to call from several threads at once.
v1::FederationAssessment AssessBody(const CatalogSnapshot& catalog,
                                    AssessedBody body,
                                    const PlaceDirectory& places,
                                    const AssessmentQuery& query);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEDERATION_FEDERATION_ASSESSMENT_H_
