// Reads the body that a question about readiness is about.
#ifndef SANGAM_SERVICES_MATCHING_ASSESSED_BODY_READER_H_
#define SANGAM_SERVICES_MATCHING_ASSESSED_BODY_READER_H_

#include "absl/status/statusor.h"
#include "common/server/call_context.h"
#include "services/matching/answer_basis.h"
#include "services/matching/federation/assessed_body.h"
#include "services/matching/federation_request.h"

namespace sangam::matching {

// The subject of the basis, or the federation that the members would make, each
// in the state of the basis. Errors: those of AnswerBasisReader for a member;
// INVALID_FIELD for one that can't belong to such a federation, for each that
// is the same group as one before it, by whichever names and ids they are
// given, and for a place that the registry does not know.
absl::StatusOr<AssessedBody> ReadAssessedBody(
    const FederationQuestion& question, const AnswerBasis& basis,
    const AnswerBasisReader& reader, const CallContext& call);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ASSESSED_BODY_READER_H_
