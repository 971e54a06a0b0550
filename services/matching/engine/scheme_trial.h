// What a version would say, before it is stored.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_SCHEME_TRIAL_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_SCHEME_TRIAL_H_

#include "absl/status/statusor.h"
#include "common/rules/place_chain.h"
#include "sangam/matching/v1/rule_trial.pb.h"
#include "services/matching/engine/matcher.h"

namespace sangam::matching {

// Matches one subject against `version`, in whatever state it is and whether or
// not the date lies within its own; of `query` only as_of and language_code
// count. `scheme` may be null: then the stored scheme of the version's name, if
// there is one, gives title and department. Its relations to other schemes, and
// theirs to it, are found as in a match beside the versions in force; it stands
// in no list, so it has no ranking. `index` as for Match.
//
// Fills match, in_force (as if the version were published beside the stored
// ones), basis.as_of and basis.engine_version; the caller adds the token and
// the digest.
//
// Errors: INVALID_ARGUMENT with every fault of the version by its path in the
// request, "scheme_version.conditions[2].expression", with line and column
// where it is an expression's (reason INVALID_EXPRESSION if all faults are).
// The caller checks the version's name, and the scheme with CheckDraftScheme.
// Pure and safe to call from several threads at once.
absl::StatusOr<v1::TrySchemeResponse> TryVersion(
    const AnswerTables& tables, const ForwardIndex* index,
    const scheme_catalog::v1::Scheme* scheme,
    const scheme_catalog::v1::SchemeVersion& version,
    const MatchSubject& subject, const PlaceDirectory& places,
    const MatchQuery& query);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_SCHEME_TRIAL_H_
