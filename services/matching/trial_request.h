// Reads requests of EvaluateRule and TryScheme.
#ifndef SANGAM_SERVICES_MATCHING_TRIAL_REQUEST_H_
#define SANGAM_SERVICES_MATCHING_TRIAL_REQUEST_H_

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "sangam/matching/v1/rule_trial.pb.h"
#include "services/matching/asked_subject.h"
#include "services/matching/engine/matcher.h"
#include "services/matching/wanted_states.h"

namespace sangam::matching {

// A request that is well formed. Points into the request.
struct TrialQuestion {
  AskedSubject subject;
  // Date and language.
  MatchQuery query;
  WantedStates states;
};

// INVALID_ARGUMENT with every fault of the request (reason IDENTITY_NUMBER or
// TOKEN_MALFORMED where those are the trouble), STORE_EPOCH_CHANGED for a token
// that joins two lives of one store. Faults within an expression, and within a
// version beyond its name, are the engine's to find. `today` is the date of the
// law where the request names none.
absl::StatusOr<TrialQuestion> ReadTrialRequest(
    const v1::EvaluateRuleRequest& request, absl::CivilDay today);
absl::StatusOr<TrialQuestion> ReadTrialRequest(
    const v1::TrySchemeRequest& request, absl::CivilDay today);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_TRIAL_REQUEST_H_
