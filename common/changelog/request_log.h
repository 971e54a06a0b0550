// Which requests were answered already.
#ifndef SANGAM_COMMON_CHANGELOG_REQUEST_LOG_H_
#define SANGAM_COMMON_CHANGELOG_REQUEST_LOG_H_

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/changelog/changelog.h"
#include "google/protobuf/message.h"

namespace sangam {

// How long an answer is kept for a repeated request.
inline constexpr absl::Duration kRequestRetention = absl::Hours(7 * 24);

// INVALID_ARGUMENT unless the request_id of `request` is absent or 1 to 64
// printable ASCII characters.
absl::Status CheckRequestId(const google::protobuf::Message& request);

// Runs `work`, which fills `response`, once for each request_id of `request`: a
// repeated request gets the first answer again, also after a restart. Requests
// without an id, and failed ones, are not remembered. The errors of
// CheckRequestId; REQUEST_ID_REUSED for another method or body; the errors of
// `work`.
absl::Status AnswerOnce(WriteTransaction& transaction,
                        const google::protobuf::Message& request,
                        google::protobuf::Message* response,
                        absl::FunctionRef<absl::Status()> work);

// What tells a request from others with its request_id.
std::string DigestOfRequest(const google::protobuf::Message& request);

// AnswerOnce where the digest is known already, for large requests; it is not
// looked at where there is no request_id.
absl::Status AnswerOnce(WriteTransaction& transaction,
                        const google::protobuf::Message& request,
                        absl::string_view digest,
                        google::protobuf::Message* response,
                        absl::FunctionRef<absl::Status()> work);

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_REQUEST_LOG_H_
