// Named errors.
//
// An error is an absl::Status whose payloads are the google.rpc details that a
// caller receives: always an ErrorInfo {reason, domain "sangam"}, and a
// BadRequest where fields are at fault. No call site writes a status by hand;
// it calls the function here that says what went wrong:
//
//   return NotFoundError("groups/umden-eri-society");
#ifndef SANGAM_COMMON_STATUS_ERRORS_H_
#define SANGAM_COMMON_STATUS_ERRORS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/rpc/error_details.pb.h"
#include "sangam/type/v1/error_reason.pb.h"

namespace sangam {

// The domain of every ErrorInfo.
inline constexpr char kErrorDomain[] = "sangam";

// One offending field: its path as in the request ("group.members[2]") and what
// is wrong with it, as a sentence without the path.
struct FieldViolation {
  std::string field;
  std::string description;
};

// An error with a reason and no further details.
absl::Status MakeError(absl::StatusCode code, type::v1::ErrorReason reason,
                       absl::string_view message);

// INVALID_ARGUMENT, INVALID_FIELD (or another reason, if given). `violations`
// must not be empty; the message names the first field.
absl::Status InvalidFieldsError(
    const std::vector<FieldViolation>& violations,
    type::v1::ErrorReason reason = type::v1::ERROR_REASON_INVALID_FIELD);
absl::Status InvalidFieldError(absl::string_view field,
                               absl::string_view description);

// NOT_FOUND, RESOURCE_NOT_FOUND.
absl::Status NotFoundError(absl::string_view resource);
// ALREADY_EXISTS, RESOURCE_EXISTS. `what` is a resource or an outside id.
absl::Status ExistsError(absl::string_view what);
// ABORTED, ETAG_MISMATCH.
absl::Status EtagMismatchError(absl::string_view resource);
// FAILED_PRECONDITION, RESOURCE_IN_USE. `user` still refers to `resource`.
absl::Status InUseError(absl::string_view resource, absl::string_view user);
// FAILED_PRECONDITION, VERSION_IMMUTABLE.
absl::Status VersionImmutableError(absl::string_view version);
// INVALID_ARGUMENT, REQUEST_ID_REUSED.
absl::Status RequestIdReusedError(absl::string_view request_id);
// INVALID_ARGUMENT, TOKEN_MALFORMED.
absl::Status TokenMalformedError(absl::string_view field);
// FAILED_PRECONDITION, STORE_EPOCH_CHANGED.
absl::Status StoreEpochChangedError(absl::string_view store);
// UNAVAILABLE, REVISION_NOT_YET_AVAILABLE.
absl::Status RevisionNotYetAvailableError(absl::string_view store);
// OUT_OF_RANGE, REVISION_COMPACTED.
absl::Status RevisionCompactedError(absl::string_view store);
// UNAVAILABLE, OWNER_UNAVAILABLE. `owner` is a service.
absl::Status OwnerUnavailableError(absl::string_view owner);
// RESOURCE_EXHAUSTED, SERVER_BUSY, with RetryInfo.
absl::Status ServerBusyError(absl::Duration retry_after);
// DEADLINE_EXCEEDED, DEADLINE_EXCEEDED.
absl::Status DeadlineExceededError();
// UNAVAILABLE, SERVER_STOPPING.
absl::Status ServerStoppingError();
// `code` (RESOURCE_EXHAUSTED for a full disk, else INTERNAL), STORE_FAILED.
absl::Status StoreFailedError(absl::StatusCode code, absl::string_view message);
// INTERNAL, INTERNAL.
absl::Status InternalFault(absl::string_view message);

// What a status holds.
type::v1::ErrorReason ReasonOf(const absl::Status& status);
std::vector<FieldViolation> FieldViolationsOf(const absl::Status& status);

// The same error with every field path prefixed by "prefix.".
absl::Status PrefixFields(const absl::Status& status, absl::string_view prefix);

}  // namespace sangam

#endif  // SANGAM_COMMON_STATUS_ERRORS_H_
