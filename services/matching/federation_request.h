// Reads requests of AssessFederation.
#ifndef SANGAM_SERVICES_MATCHING_FEDERATION_REQUEST_H_
#define SANGAM_SERVICES_MATCHING_FEDERATION_REQUEST_H_

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "sangam/matching/v1/federation.pb.h"
#include "services/matching/asked_subject.h"
#include "services/matching/wanted_states.h"

namespace sangam::matching {

// A request that is well formed. Points into the request.
struct FederationQuestion {
  // Nobody, where groups that may federate are asked about.
  AskedSubject subject;
  // Null, where a subject is asked about.
  const v1::HypotheticalFederation* hypothetical = nullptr;
  absl::CivilDay as_of;
  WantedStates states;
};

// INVALID_ARGUMENT with every fault of the request (reason IDENTITY_NUMBER or
// TOKEN_MALFORMED where those are the trouble), STORE_EPOCH_CHANGED for a token
// that joins two lives of one store. `today` is the date of the law where the
// request names none.
absl::StatusOr<FederationQuestion> ReadFederationRequest(
    const v1::AssessFederationRequest& request, absl::CivilDay today);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEDERATION_REQUEST_H_
