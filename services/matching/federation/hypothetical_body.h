// A federation that groups would make if they joined.
#ifndef SANGAM_SERVICES_MATCHING_FEDERATION_HYPOTHETICAL_BODY_H_
#define SANGAM_SERVICES_MATCHING_FEDERATION_HYPOTHETICAL_BODY_H_

#include <string>
#include <vector>

#include "common/rules/place_chain.h"
#include "sangam/type/v1/profile.pb.h"
#include "services/matching/federation/assessed_body.h"

namespace sangam::matching {

// Whether a body of kind `child` can belong to one of kind `parent`.
bool CanBelongTo(type::v1::SubjectKind child, type::v1::SubjectKind parent);

// The body of this kind whose members are exactly these: their facts and what
// rolls up from them. Its place is `chain`'s first link, or if that is empty
// the smallest place that the chains of all members have in common. It has no
// name.
AssessedBody HypotheticalBody(type::v1::SubjectKind kind, PlaceChain chain,
                              const std::vector<AssessedBody>& members);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEDERATION_HYPOTHETICAL_BODY_H_
