// What an expression means, and what it comes to for a subject.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_RULE_EVALUATION_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_RULE_EVALUATION_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/rules/place_chain.h"
#include "sangam/matching/v1/rule_trial.pb.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/engine/matcher.h"

namespace sangam::matching {

// Tells canonical form, type, meaning, attributes and advice of `expression`,
// and with a subject (may be null) its outcome or value, findings and what to
// collect. Fills everything but basis.token and basis.request_digest.
//
// Errors: INVALID_ARGUMENT, INVALID_EXPRESSION with every fault of
// "expression", each with line and column. Pure and safe to call from several
// threads at once.
absl::StatusOr<v1::EvaluateRuleResponse> EvaluateRuleText(
    const CatalogSnapshot& catalog, absl::string_view expression,
    const MatchSubject* subject, const PlaceDirectory& places,
    absl::CivilDay as_of, absl::string_view language_code);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_RULE_EVALUATION_H_
