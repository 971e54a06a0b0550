#include "services/sangamctl/remote/service_caller.h"

#include <algorithm>

#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "common/server/channel.h"
#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "common/status/macros.h"
#include "google/protobuf/wrappers.pb.h"
#include "google/rpc/error_details.pb.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"

namespace sangam::sangamctl {
namespace {

constexpr absl::Duration kShortestPause = absl::Milliseconds(20);

// HealthCheckResponse.SERVING.
constexpr int kServing = 1;

absl::string_view ServiceName(Service service) {
  switch (service) {
    case Service::kRegistry:
      return "sangam.registry.v1.RegistryService";
    case Service::kSchemeCatalog:
      return "sangam.scheme_catalog.v1.SchemeCatalogService";
    case Service::kMatching:
      return "sangam.matching.v1.MatchingService";
  }
  return "";
}

std::string PathOf(Service service, absl::string_view method) {
  if (absl::StrContains(method, '/')) return absl::StrCat("/", method);
  return absl::StrCat("/", ServiceName(service), "/", method);
}

// When a busy server wants to be asked again.
absl::Duration PauseOf(const absl::Status& status) {
  google::rpc::RetryInfo retry;
  const auto payload =
      status.GetPayload("type.googleapis.com/google.rpc.RetryInfo");
  if (!payload || !retry.ParseFromString(std::string(*payload))) {
    return kShortestPause;
  }
  return std::max(kShortestPause,
                  absl::Seconds(retry.retry_delay().seconds()) +
                      absl::Nanoseconds(retry.retry_delay().nanos()));
}

}  // namespace

ServiceCaller::ServiceCaller(const Settings& settings, const Clock& clock)
    : addresses_{{Service::kRegistry, settings.registry},
                 {Service::kSchemeCatalog, settings.scheme_catalog},
                 {Service::kMatching, settings.matching}},
      timeout_(settings.timeout),
      purpose_(settings.purpose),
      principal_(settings.principal),
      clock_(clock) {
  for (const auto& [service, address] : addresses_) {
    stubs_[service] = std::make_unique<Stub>(NewChannel(address));
  }
}

absl::Status ServiceCaller::Call(Service service, absl::string_view method,
                                 const google::protobuf::Message& request,
                                 google::protobuf::Message& response) {
  return CallAs(principal_, service, method, request, response);
}

absl::Status ServiceCaller::CallAs(const std::string& principal,
                                   Service service, absl::string_view method,
                                   const google::protobuf::Message& request,
                                   google::protobuf::Message& response) {
  const absl::Time deadline = clock_.Now() + timeout_;
  const std::string path = PathOf(service, method);
  while (true) {
    absl::Status status =
        CallOnce(principal, service, path, request, response, deadline);
    if (ReasonOf(status) != type::v1::ERROR_REASON_SERVER_BUSY) return status;
    const absl::Duration pause = PauseOf(status);
    if (clock_.Now() + pause >= deadline) return status;
    absl::SleepFor(pause);
  }
}

absl::Status ServiceCaller::CallOnce(const std::string& principal,
                                     Service service, const std::string& path,
                                     const google::protobuf::Message& request,
                                     google::protobuf::Message& response,
                                     absl::Time deadline) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(deadline));
  if (!purpose_.empty()) context.AddMetadata("sangam-purpose", purpose_);
  if (!principal.empty()) context.AddMetadata("sangam-principal", principal);
  grpc::Status result;
  absl::Notification done;
  stubs_.at(service)->UnaryCall(&context, path, {}, &request, &response,
                                [&](grpc::Status status) {
                                  result = std::move(status);
                                  done.Notify();
                                });
  done.WaitForNotification();
  return FromGrpcStatus(result);
}

absl::Status ServiceCaller::CallStream(
    Service service, absl::string_view method,
    const google::protobuf::Message& request,
    google::protobuf::Message& message,
    const std::function<void()>& on_message) {
  const absl::Time deadline = clock_.Now() + timeout_;
  const std::string path = PathOf(service, method);
  while (true) {
    bool any = false;
    absl::Status status = StreamOnce(
        service, path, request, message,
        [&] {
          any = true;
          on_message();
        },
        deadline);
    if (any || ReasonOf(status) != type::v1::ERROR_REASON_SERVER_BUSY) {
      return status;
    }
    const absl::Duration pause = PauseOf(status);
    if (clock_.Now() + pause >= deadline) return status;
    absl::SleepFor(pause);
  }
}

absl::Status ServiceCaller::StreamOnce(Service service, const std::string& path,
                                       const google::protobuf::Message& request,
                                       google::protobuf::Message& message,
                                       const std::function<void()>& on_message,
                                       absl::Time deadline) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(deadline));
  if (!purpose_.empty()) context.AddMetadata("sangam-purpose", purpose_);
  if (!principal_.empty()) context.AddMetadata("sangam-principal", principal_);
  grpc::CompletionQueue queue;
  // Each operation is waited for, so one tag is enough.
  const auto wait = [&queue] {
    void* tag = nullptr;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  };
  const auto stream = stubs_.at(service)->PrepareCall(&context, path, &queue);
  stream->StartCall(&queue);
  if (wait()) {
    stream->WriteLast(request, grpc::WriteOptions(), &queue);
    bool reads = wait();
    while (reads) {
      message.Clear();
      stream->Read(&message, &queue);
      reads = wait();
      if (reads) on_message();
    }
  }
  grpc::Status result;
  stream->Finish(&result, &queue);
  wait();
  queue.Shutdown();
  while (wait()) {
  }
  return FromGrpcStatus(result);
}

absl::Status ServiceCaller::CheckHealth(Service service) {
  // On the wire these are grpc.health.v1's HealthCheckRequest {string service =
  // 1} and HealthCheckResponse {enum status = 1}, whose .proto the platform
  // does not ship.
  google::protobuf::StringValue request;
  google::protobuf::Int32Value response;
  request.set_value(std::string(ServiceName(service)));
  SANGAM_RETURN_IF_ERROR(CallOnce(principal_, service,
                                  "/grpc.health.v1.Health/Check", request,
                                  response, clock_.Now() + timeout_));
  return response.value() == kServing
             ? absl::OkStatus()
             : OwnerUnavailableError(ServiceName(service));
}

const std::string& ServiceCaller::AddressOf(Service service) const {
  return addresses_.at(service);
}

}  // namespace sangam::sangamctl
