// Errors of matching alone.
#ifndef SANGAM_SERVICES_MATCHING_MATCH_ERRORS_H_
#define SANGAM_SERVICES_MATCHING_MATCH_ERRORS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace sangam::matching {

// All INVALID_ARGUMENT, INVALID_FIELD, if not said otherwise.

// On "page_token": not a page token of these services.
absl::Status PageTokenMalformedError();
// On "page_token": of another request.
absl::Status PageTokenOfAnotherRequestError();
// On "page_token": catalogue, subject, places or day are no longer those of the
// page before, so the pages would not fit together.
absl::Status PageTokenOutdatedError();
// On `field`: the registry has no such place.
absl::Status PlaceUnknownError(absl::string_view field,
                               absl::string_view place);

// FAILED_PRECONDITION, on "basis.engine_version": the basis is of an engine
// that answers otherwise than this one.
absl::Status EngineVersionChangedError(absl::string_view basis_version,
                                       absl::string_view present_version);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_MATCH_ERRORS_H_
