// The errors of the server runtime itself.
#ifndef SANGAM_COMMON_SERVER_SERVER_ERRORS_H_
#define SANGAM_COMMON_SERVER_SERVER_ERRORS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace sangam {

// CANCELLED: the caller went away, so nobody reads this but the log.
absl::Status CallCancelledError();

// RESOURCE_EXHAUSTED, SERVER_BUSY: the caller reads its stream so slowly that
// it is cut off. It is told whether it can go on where it was.
absl::Status ReaderTooSlowError(bool can_go_on);
// INTERNAL, INTERNAL. The text of the exception may hold anything; it is not
// shown to callers.
absl::Status UnexpectedExceptionError();

// INVALID_ARGUMENT on "request": its bytes are no message of the method.
absl::Status MalformedRequestError();

// INVALID_ARGUMENT on the metadata "sangam-principal": not the name of an
// account, or given twice.
absl::Status MalformedPrincipalError();

// INVALID_ARGUMENT on `flag`: not "address:port", or not loopback.
absl::Status MalformedAddressError(absl::string_view flag,
                                   absl::string_view address);
absl::Status NotLoopbackError(absl::string_view flag,
                              absl::string_view address);
// UNAVAILABLE: the port is taken, or not ours to take.
absl::Status CannotListenError(absl::string_view address);

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_SERVER_ERRORS_H_
