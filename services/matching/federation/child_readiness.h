// Those under a body, one by one: what each lacks.
#ifndef SANGAM_SERVICES_MATCHING_FEDERATION_CHILD_READINESS_H_
#define SANGAM_SERVICES_MATCHING_FEDERATION_CHILD_READINESS_H_

#include <cstddef>
#include <vector>

#include "sangam/matching/v1/federation.pb.h"
#include "services/matching/engine/match_context.h"
#include "services/matching/federation/assessed_body.h"
#include "services/matching/federation/child_counts.h"

namespace sangam::matching {

// Adds the children of whom the tests ask something, nearest to ready first, at
// most so many of them. The context is of the body.
void AddChildren(const AssessedBody& body, const std::vector<AskedTest>& tests,
                 const MatchContext& context, size_t most,
                 v1::RuleAssessment* assessment);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEDERATION_CHILD_READINESS_H_
