// Reads a request of MatchSchemes.
#ifndef SANGAM_SERVICES_MATCHING_MATCH_REQUEST_H_
#define SANGAM_SERVICES_MATCHING_MATCH_REQUEST_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "common/rules/attribute_dictionary.h"
#include "sangam/matching/v1/matching_service.pb.h"
#include "services/matching/engine/matcher.h"
#include "services/matching/page_token.h"
#include "services/matching/wanted_states.h"

namespace sangam::matching {

// A request that is well formed.
struct MatchQuestion {
  // Without the offset, which counts only if the page token fits.
  MatchQuery query;
  WantedStates states;
  absl::optional<PageToken> page;
  // 0: facts don't age.
  int stale_after_months = 0;
};

// INVALID_ARGUMENT with every fault of the request (reason IDENTITY_NUMBER or
// TOKEN_MALFORMED where those are the trouble), STORE_EPOCH_CHANGED for a token
// that joins two lives of one store. `today` is the date of the law where the
// request names none.
absl::StatusOr<MatchQuestion> ReadMatchRequest(
    const v1::MatchSchemesRequest& request, absl::CivilDay today);

// INVALID_ARGUMENT on each of ranking.priority_attributes that this catalogue
// does not know.
absl::Status CheckPriorities(const v1::MatchSchemesRequest& request,
                             const AttributeDictionary& dictionary);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_MATCH_REQUEST_H_
