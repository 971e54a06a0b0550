// How the relations between schemes bear on an answer.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_RELATION_FINDINGS_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_RELATION_FINDINGS_H_

#include <functional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/rules/truth.h"
#include "sangam/matching/v1/match.pb.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/matching/engine/answer_tables.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// The verdict on a scheme's version in force within the answer, listed or not;
// nothing where there is none.
using VerdictOnScheme =
    std::function<absl::optional<v1::Verdict>(absl::string_view scheme)>;
// Whether what a version states of others counts in the answer: it is in force,
// and of another scheme.
using IsInForce = std::function<bool(size_t position)>;

// Whether `scheme` was received within the months that `relation` looks back.
Truth WasReceived(const std::string& scheme,
                  const scheme_catalog::v1::SchemeRelation& relation,
                  const MatchContext& context);

// Adds the findings to `match`, whose scheme and verdict must be set: first
// those on the relations of `version`, in its order, then the exclusions that
// only other schemes state, in the order of their names. Relations that come to
// nothing here are left out.
void AddRelationFindings(const scheme_catalog::v1::SchemeVersion& version,
                         const AnswerTables& tables,
                         const VerdictOnScheme& verdict_on,
                         const IsInForce& is_in_force,
                         const MatchContext& context, v1::SchemeMatch* match);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_RELATION_FINDINGS_H_
