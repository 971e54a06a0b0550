// One scheme explained down to the single test.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_MATCH_EXPLANATION_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_MATCH_EXPLANATION_H_

#include <string>

#include "absl/status/statusor.h"
#include "common/rules/place_chain.h"
#include "sangam/matching/v1/explanation.pb.h"
#include "services/matching/engine/answer_tables.h"
#include "services/matching/engine/matcher.h"

namespace sangam::matching {

// Explains what `scheme` says of the subject; of `query` only as_of and
// language_code count. The match is the one that Match would list, with its
// relations to all other schemes. `index` as for Match. Fills everything but
// basis.token and basis.request_digest. The conditions of a version with a
// defect have no trees.
//
// Errors: NOT_FOUND where the catalogue lacks the scheme, or no version of it
// is in force on the date. Pure and safe to call from several threads at once.
absl::StatusOr<v1::ExplainMatchResponse> ExplainScheme(
    const AnswerTables& tables, const ForwardIndex* index,
    const std::string& scheme, const MatchSubject& subject,
    const PlaceDirectory& places, const MatchQuery& query);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_MATCH_EXPLANATION_H_
