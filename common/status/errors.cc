#include "common/status/errors.h"

#include <algorithm>
#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"

namespace sangam {
namespace {

using type::v1::ErrorReason;

template <typename Detail>
std::string TypeUrl() {
  return absl::StrCat("type.googleapis.com/",
                      Detail::descriptor()->full_name());
}

template <typename Detail>
void Attach(absl::Status& status, const Detail& detail) {
  status.SetPayload(TypeUrl<Detail>(), absl::Cord(detail.SerializeAsString()));
}

template <typename Detail>
absl::optional<Detail> Read(const absl::Status& status) {
  const absl::optional<absl::Cord> payload =
      status.GetPayload(TypeUrl<Detail>());
  Detail detail;
  if (!payload || !detail.ParseFromString(std::string(*payload))) {
    return absl::nullopt;
  }
  return detail;
}

void AttachViolations(absl::Status& status,
                      const std::vector<FieldViolation>& violations) {
  google::rpc::BadRequest bad_request;
  for (const FieldViolation& violation : violations) {
    auto* added = bad_request.add_field_violations();
    added->set_field(violation.field);
    added->set_description(violation.description);
  }
  Attach(status, bad_request);
}

}  // namespace

absl::Status MakeError(absl::StatusCode code, ErrorReason reason,
                       absl::string_view message) {
  absl::Status status(code, message);
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(
      absl::StripPrefix(type::v1::ErrorReason_Name(reason), "ERROR_REASON_")));
  info.set_domain(kErrorDomain);
  Attach(status, info);
  return status;
}

absl::Status InvalidFieldsError(const std::vector<FieldViolation>& violations,
                                ErrorReason reason) {
  std::string message = absl::StrCat(violations.front().field, ": ",
                                     violations.front().description);
  if (violations.size() > 1) {
    absl::StrAppend(&message, " (and ", violations.size() - 1, " more)");
  }
  absl::Status status =
      MakeError(absl::StatusCode::kInvalidArgument, reason, message);
  AttachViolations(status, violations);
  return status;
}

absl::Status InvalidFieldError(absl::string_view field,
                               absl::string_view description) {
  return InvalidFieldsError({{std::string(field), std::string(description)}});
}

absl::Status NotFoundError(absl::string_view resource) {
  return MakeError(absl::StatusCode::kNotFound,
                   type::v1::ERROR_REASON_RESOURCE_NOT_FOUND,
                   absl::StrCat(resource, " was not found"));
}

absl::Status ExistsError(absl::string_view what) {
  return MakeError(absl::StatusCode::kAlreadyExists,
                   type::v1::ERROR_REASON_RESOURCE_EXISTS,
                   absl::StrCat(what, " exists already"));
}

absl::Status EtagMismatchError(absl::string_view resource) {
  return MakeError(absl::StatusCode::kAborted,
                   type::v1::ERROR_REASON_ETAG_MISMATCH,
                   absl::StrCat(resource,
                                " has changed since it was read; read it again"
                                " and retry"));
}

absl::Status InUseError(absl::string_view resource, absl::string_view user) {
  return MakeError(absl::StatusCode::kFailedPrecondition,
                   type::v1::ERROR_REASON_RESOURCE_IN_USE,
                   absl::StrCat(user, " still refers to ", resource));
}

absl::Status VersionImmutableError(absl::string_view version) {
  return MakeError(absl::StatusCode::kFailedPrecondition,
                   type::v1::ERROR_REASON_VERSION_IMMUTABLE,
                   absl::StrCat(version,
                                " is published and can't be changed; add a new"
                                " version"));
}

absl::Status RequestIdReusedError(absl::string_view request_id) {
  return InvalidFieldsError(
      {{"request_id", absl::StrCat("\"", request_id,
                                   "\" was used before with another body")}},
      type::v1::ERROR_REASON_REQUEST_ID_REUSED);
}

absl::Status TokenMalformedError(absl::string_view field) {
  return InvalidFieldsError(
      {{std::string(field), "is not a token that these services issued"}},
      type::v1::ERROR_REASON_TOKEN_MALFORMED);
}

absl::Status StoreEpochChangedError(absl::string_view store) {
  return MakeError(absl::StatusCode::kFailedPrecondition,
                   type::v1::ERROR_REASON_STORE_EPOCH_CHANGED,
                   absl::StrCat("the token is of another life of the store of ",
                                store, "; read again without it"));
}

absl::Status RevisionNotYetAvailableError(absl::string_view store) {
  return MakeError(absl::StatusCode::kUnavailable,
                   type::v1::ERROR_REASON_REVISION_NOT_YET_AVAILABLE,
                   absl::StrCat("the asked-for revision of ", store,
                                " is not here yet; retry"));
}

absl::Status RevisionCompactedError(absl::string_view store) {
  return MakeError(absl::StatusCode::kOutOfRange,
                   type::v1::ERROR_REASON_REVISION_COMPACTED,
                   absl::StrCat("the feed of ", store,
                                " no longer holds this revision; start again"
                                " without a token"));
}

absl::Status OwnerUnavailableError(absl::string_view owner) {
  return MakeError(absl::StatusCode::kUnavailable,
                   type::v1::ERROR_REASON_OWNER_UNAVAILABLE,
                   absl::StrCat(owner, " can't be reached now; retry"));
}

absl::Status ServerBusyError(absl::Duration retry_after) {
  absl::Status status = MakeError(
      absl::StatusCode::kResourceExhausted, type::v1::ERROR_REASON_SERVER_BUSY,
      "too much work is waiting; retry a little later");
  google::rpc::RetryInfo retry;
  const int64_t nanos = absl::ToInt64Nanoseconds(retry_after);
  retry.mutable_retry_delay()->set_seconds(nanos / 1'000'000'000);
  retry.mutable_retry_delay()->set_nanos(
      static_cast<int32_t>(nanos % 1'000'000'000));
  Attach(status, retry);
  return status;
}

absl::Status DeadlineExceededError() {
  return MakeError(absl::StatusCode::kDeadlineExceeded,
                   type::v1::ERROR_REASON_DEADLINE_EXCEEDED,
                   "the deadline passed before the work was done");
}

absl::Status ServerStoppingError() {
  return MakeError(absl::StatusCode::kUnavailable,
                   type::v1::ERROR_REASON_SERVER_STOPPING,
                   "the server is stopping; call another one or retry");
}

absl::Status StoreFailedError(absl::StatusCode code,
                              absl::string_view message) {
  return MakeError(code, type::v1::ERROR_REASON_STORE_FAILED, message);
}

absl::Status InternalFault(absl::string_view message) {
  return MakeError(absl::StatusCode::kInternal, type::v1::ERROR_REASON_INTERNAL,
                   message);
}

ErrorReason ReasonOf(const absl::Status& status) {
  const auto info = Read<google::rpc::ErrorInfo>(status);
  ErrorReason reason = type::v1::ERROR_REASON_UNSPECIFIED;
  if (info) {
    type::v1::ErrorReason_Parse(absl::StrCat("ERROR_REASON_", info->reason()),
                                &reason);
  }
  return reason;
}

std::vector<FieldViolation> FieldViolationsOf(const absl::Status& status) {
  std::vector<FieldViolation> violations;
  if (const auto bad_request = Read<google::rpc::BadRequest>(status)) {
    for (const auto& violation : bad_request->field_violations()) {
      violations.push_back({violation.field(), violation.description()});
    }
  }
  return violations;
}

absl::Status PrefixFields(const absl::Status& status,
                          absl::string_view prefix) {
  std::vector<FieldViolation> violations = FieldViolationsOf(status);
  if (violations.empty()) return status;
  for (FieldViolation& violation : violations) {
    violation.field = absl::StrCat(prefix, ".", violation.field);
  }
  return InvalidFieldsError(violations, ReasonOf(status));
}

}  // namespace sangam
