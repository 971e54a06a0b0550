#include "common/server/call_record.h"

#include <chrono>
#include <cstdint>
#include <exception>
#include <random>
#include <string>
#include <typeinfo>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "common/server/outside_text.h"
#include "common/server/server_errors.h"
#include "common/server/server_metrics.h"
#include "common/status/errors.h"

namespace sangam {
namespace {

constexpr char kRequestIdKey[] = "x-request-id";
constexpr char kPurposeKey[] = "sangam-purpose";
constexpr char kPrincipalKey[] = "sangam-principal";
constexpr size_t kMaxPrincipal = 100;

std::string ReadMetadata(const grpc::ServerContextBase& context,
                         const char* key) {
  const auto& metadata = context.client_metadata();
  const auto found = metadata.find(key);
  if (found == metadata.end()) return "";
  return CleanOutsideText(
      absl::string_view(found->second.data(), found->second.size()));
}

bool IsPrincipal(absl::string_view text) {
  if (text.empty() || text.size() > kMaxPrincipal) return false;
  for (const char c : text) {
    const bool known = absl::ascii_islower(c) || absl::ascii_isdigit(c) ||
                       absl::StrContains("._@-", absl::string_view(&c, 1));
    if (!known) return false;
  }
  return MaskIdentityNumbers(text) == text;
}

// The account that asks; empty where none is named.
absl::StatusOr<std::string> ReadPrincipal(
    const grpc::ServerContextBase& context) {
  const auto& metadata = context.client_metadata();
  const auto found = metadata.find(kPrincipalKey);
  if (found == metadata.end()) return std::string();
  std::string principal(found->second.data(), found->second.size());
  if (metadata.count(kPrincipalKey) > 1 || !IsPrincipal(principal)) {
    return MalformedPrincipalError();
  }
  return principal;
}

// Sixteen letters, not digits, so that it never resembles an identity number.
std::string MakeRequestId() {
  thread_local std::mt19937_64 random{std::random_device{}()};
  std::string id(16, 'a');
  uint64_t bits = random();
  for (char& letter : id) {
    letter = static_cast<char>('a' + bits % 16);
    bits /= 16;
  }
  return id;
}

// "RESOURCE_NOT_FOUND"; empty for an error without a reason.
absl::string_view ReasonName(const absl::Status& status) {
  const type::v1::ErrorReason reason = ReasonOf(status);
  if (reason == type::v1::ERROR_REASON_UNSPECIFIED) return "";
  return absl::StripPrefix(type::v1::ErrorReason_Name(reason), "ERROR_REASON_");
}

bool IsServersFault(absl::StatusCode code) {
  return code == absl::StatusCode::kInternal ||
         code == absl::StatusCode::kUnknown ||
         code == absl::StatusCode::kDataLoss;
}

}  // namespace

CallRecord::CallRecord(const CallEnvironment& environment,
                       grpc::CallbackServerContext* context,
                       const google::protobuf::Descriptor* request)
    : CallRecord(environment, context, environment.methods->Find(request)) {}

CallRecord::CallRecord(const CallEnvironment& environment,
                       grpc::ServerContextBase* context,
                       const MethodTable::Method& method)
    : environment_(environment),
      method_(method),
      started_(environment.clock->Now()) {
  environment_.metrics->CallStarted(method_);
  call_.request_id = ReadMetadata(*context, kRequestIdKey);
  if (call_.request_id.empty()) call_.request_id = MakeRequestId();
  call_.purpose = ReadMetadata(*context, kPurposeKey);
  absl::StatusOr<std::string> principal = ReadPrincipal(*context);
  refusal_ = principal.status();
  if (principal.ok()) call_.principal = *std::move(principal);
  const auto deadline = context->deadline();
  if (deadline != std::chrono::system_clock::time_point::max()) {
    call_.deadline = absl::FromChrono(deadline);
  }
  context->AddInitialMetadata(kRequestIdKey, call_.request_id);
}

absl::Status CallRecord::CaughtException() const {
  std::string type = "unknown";
  try {
    throw;
  } catch (const std::exception& fault) {
    type = typeid(fault).name();
  } catch (...) {
  }
  environment_.logger->Log(LogLevel::kError, "exception",
                           {{"type", type}, {"request_id", call_.request_id}});
  return UnexpectedExceptionError();
}

void CallRecord::Close(const absl::Status& status) {
  const absl::Duration took = environment_.clock->Now() - started_;
  environment_.metrics->CallHandled(method_, status.code(), took);
  const bool fault = IsServersFault(status.code());
  environment_.logger->Log(
      fault ? LogLevel::kError : LogLevel::kInfo, "call",
      {{"method", absl::StrCat(method_.service, "/", method_.name)},
       {"code", status.ok() ? "OK" : absl::StatusCodeToString(status.code())},
       {"reason", ReasonName(status)},
       // Other messages are about what the caller sent.
       {"fault", fault ? status.message() : ""},
       {"milliseconds", absl::ToDoubleMilliseconds(took)},
       {"request_id", call_.request_id},
       {"purpose", call_.purpose},
       {"principal", call_.principal}});
}

}  // namespace sangam
