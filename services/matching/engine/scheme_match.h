// The whole answer about one scheme.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_SCHEME_MATCH_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_SCHEME_MATCH_H_

#include "services/matching/engine/catalog_snapshot.h"
#include "services/matching/engine/match_context.h"
#include "services/matching/engine/verdict.h"

namespace sangam::matching {

// Fills every field of an empty `match`. `version` is one of `scheme`, and
// `verdict` what Decide said of it.
void FillSchemeMatch(const CompiledScheme& scheme,
                     const CompiledVersion& version,
                     const VersionVerdict& verdict, const MatchContext& context,
                     v1::SchemeMatch* match);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_SCHEME_MATCH_H_
