// Reads requests of PlanConvergence.
#ifndef SANGAM_SERVICES_MATCHING_PLAN_REQUEST_H_
#define SANGAM_SERVICES_MATCHING_PLAN_REQUEST_H_

#include <list>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "sangam/matching/v1/plan.pb.h"
#include "services/matching/asked_subject.h"
#include "services/matching/wanted_states.h"

namespace sangam::matching {

// A request that is well formed. Points into the request.
struct PlanRequest {
  AskedSubject subject;
  // Parallel to terms.applicants.
  std::vector<AskedSubject> applicants;
  // What the prefixes of the applicants point to.
  std::list<std::string> paths;
  absl::CivilDay as_of;
  WantedStates states;
};

// INVALID_ARGUMENT with every fault of the request (reason IDENTITY_NUMBER or
// TOKEN_MALFORMED where those are the trouble), STORE_EPOCH_CHANGED for a token
// that joins two lives of one store. `today` is the date of the law where the
// request names none.
absl::StatusOr<PlanRequest> ReadPlanRequest(
    const v1::PlanConvergenceRequest& request, absl::CivilDay today);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLAN_REQUEST_H_
