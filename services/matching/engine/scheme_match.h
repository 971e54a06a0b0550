// The whole answer about one scheme.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_SCHEME_MATCH_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_SCHEME_MATCH_H_

#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/engine/match_context.h"
#include "services/matching/engine/match_fields.h"
#include "services/matching/index/reference_verdict.h"

namespace sangam::matching {

// Fills an empty `match`, but for what depends on other schemes and on the list
// that it stands in (ranking and relation_findings). `version` is one of
// `scheme`, and `verdict` what Decide said of it. What is not in `fields` need
// not be filled; only what costs is left out.
void FillSchemeMatch(const CompiledScheme& scheme,
                     const CompiledVersion& version,
                     const VersionVerdict& verdict, const MatchContext& context,
                     v1::SchemeMatch* match,
                     const MatchFields& fields = MatchFields());

// The parts of FillSchemeMatch: what is the same for every subject and date but
// for conditions, benefits, funding and documents; and, beside those, what is
// not. The latter expects the scheme and the verdict; funding and documents are
// left out where they are there already.
void FillFixedFields(const CompiledScheme& scheme,
                     const CompiledVersion& version,
                     const MatchContext& context, const MatchFields& fields,
                     v1::SchemeMatch* match);
void FillVariableFields(const CompiledVersion& version,
                        const VersionVerdict& verdict,
                        const MatchContext& context, const MatchFields& fields,
                        bool has_funding, bool has_documents,
                        v1::SchemeMatch* match);

// Adds what an applicant must bring.
void AddDocuments(const scheme_catalog::v1::SchemeVersion& version,
                  const MatchContext& context, v1::SchemeMatch* match);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_SCHEME_MATCH_H_
