#include "common/server/server_errors.h"

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace sangam {

absl::Status CallCancelledError() {
  return absl::CancelledError("the caller went away");
}

absl::Status ReaderTooSlowError(bool can_go_on) {
  return MakeError(
      absl::StatusCode::kResourceExhausted, type::v1::ERROR_REASON_SERVER_BUSY,
      absl::StrCat("the reader is too slow and was cut off; ",
                   can_go_on ? "read faster, and go on after the last message"
                               " that arrived"
                             : "this answer can't be resumed: ask again, and"
                               " read faster"));
}

absl::Status UnexpectedExceptionError() {
  return InternalFault("a fault in the server; nothing was stored");
}

absl::Status MalformedRequestError() {
  return InvalidFieldError(
      "request",
      "can't be read as a message of this method: it is cut short or of another"
      " type, a text in it is not UTF-8, or it is nested too deep");
}

absl::Status MalformedPrincipalError() {
  return InvalidFieldError(
      "sangam-principal",
      "must be one account name such as dc-handloom.officer-2: 1 to 100 of a-z,"
      " 0-9 and . _ @ -, no identity number");
}

absl::Status MalformedAddressError(absl::string_view flag,
                                   absl::string_view address) {
  return InvalidFieldError(flag,
                           absl::StrCat("\"", address,
                                        "\" is not an address and port such as"
                                        " 127.0.0.1:7401 or [::1]:7401"));
}

absl::Status NotLoopbackError(absl::string_view flag,
                              absl::string_view address) {
  return InvalidFieldError(
      flag, absl::StrCat("\"", address,
                         "\" can be reached from other machines; give"
                         " --allow_non_loopback if that is meant"));
}

absl::Status CannotListenError(absl::string_view address) {
  return absl::UnavailableError(absl::StrCat(
      "can't listen on ", address,
      ": the port is taken, or this machine does not have the address"));
}

}  // namespace sangam
