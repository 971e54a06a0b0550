// Reads a request of BatchMatchSchemes.
#ifndef SANGAM_SERVICES_MATCHING_BATCH_REQUEST_H_
#define SANGAM_SERVICES_MATCHING_BATCH_REQUEST_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "sangam/matching/v1/batch.pb.h"
#include "services/matching/asked_subject.h"
#include "services/matching/engine/match_query.h"
#include "services/matching/wanted_states.h"

namespace sangam::matching {

// A request that is well formed, but for its subjects.
struct BatchQuestion {
  MatchQuery query;
  v1::BatchDetail detail = v1::BATCH_DETAIL_COUNTS;
  WantedStates states;
};

// INVALID_ARGUMENT with every fault of the request beside its subjects (reason
// IDENTITY_NUMBER or TOKEN_MALFORMED where those are the trouble),
// STORE_EPOCH_CHANGED for a token that joins two lives of one store. `today` is
// the date of the law where the request names none.
absl::StatusOr<BatchQuestion> ReadBatchRequest(
    const v1::BatchMatchSchemesRequest& request, absl::CivilDay today);

// INVALID_ARGUMENT with every fault of one subject. `asked` is read from
// `subject`.
absl::Status CheckBatchSubject(const v1::TrialSubject& subject,
                               const AskedSubject& asked);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_BATCH_REQUEST_H_
