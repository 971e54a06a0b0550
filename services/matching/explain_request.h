// Reads a request of ExplainMatch.
#ifndef SANGAM_SERVICES_MATCHING_EXPLAIN_REQUEST_H_
#define SANGAM_SERVICES_MATCHING_EXPLAIN_REQUEST_H_

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "sangam/matching/v1/explanation.pb.h"
#include "services/matching/asked_subject.h"
#include "services/matching/engine/match_query.h"
#include "services/matching/wanted_states.h"

namespace sangam::matching {

// A request that is well formed. Points into the request.
struct ExplainQuestion {
  AskedSubject subject;
  // Date and language.
  MatchQuery query;
  // Those of the basis, where there is one.
  WantedStates states;
};

// INVALID_ARGUMENT with every fault of the request (reason IDENTITY_NUMBER or
// TOKEN_MALFORMED where those are the trouble), STORE_EPOCH_CHANGED for a token
// that joins two lives of one store; EngineVersionChangedError for the basis of
// another engine. `today` is the date of the law where the request names none.
absl::StatusOr<ExplainQuestion> ReadExplainRequest(
    const v1::ExplainMatchRequest& request, absl::CivilDay today);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_EXPLAIN_REQUEST_H_
