// Reads requests of GuidanceService.
#ifndef SANGAM_SERVICES_MATCHING_GUIDANCE_REQUEST_H_
#define SANGAM_SERVICES_MATCHING_GUIDANCE_REQUEST_H_

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "sangam/matching/v1/guidance_service.pb.h"
#include "services/matching/asked_subject.h"
#include "services/matching/wanted_states.h"

namespace sangam::matching {

// A request that is well formed. Points into the request.
struct GuidanceQuestion {
  // Nobody where the request is about none.
  AskedSubject subject;
  absl::CivilDay as_of;
  // Never past ones.
  WantedStates states;
};

// INVALID_ARGUMENT with every fault of the request (reason IDENTITY_NUMBER or
// TOKEN_MALFORMED where those are the trouble), STORE_EPOCH_CHANGED for a token
// that joins two lives of one store. `today` is the date of the law where the
// request names none.
absl::StatusOr<GuidanceQuestion> ReadGuidanceRequest(
    const v1::FitModelsRequest& request, absl::CivilDay today);
absl::StatusOr<GuidanceQuestion> ReadGuidanceRequest(
    const v1::SuggestRemediesRequest& request, absl::CivilDay today);
absl::StatusOr<GuidanceQuestion> ReadGuidanceRequest(
    const v1::TrackProgrammeRequest& request, absl::CivilDay today);
absl::StatusOr<GuidanceQuestion> ReadGuidanceRequest(
    const v1::TellPrecedentsRequest& request, absl::CivilDay today);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_GUIDANCE_REQUEST_H_
