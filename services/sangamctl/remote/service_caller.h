// Calls to the three services.
#ifndef SANGAM_SERVICES_SANGAMCTL_REMOTE_SERVICE_CALLER_H_
#define SANGAM_SERVICES_SANGAMCTL_REMOTE_SERVICE_CALLER_H_

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/clock/clock.h"
#include "google/protobuf/message.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/impl/codegen/proto_utils.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/resource/resource_type.h"

namespace sangam::sangamctl {

// Makes unary calls by method name, with deadline, purpose and principal, so
// that one path serves all types of resources. Connects to a service at its
// first call. Thread-safe.
class ServiceCaller {
 public:
  // `clock` outlives the caller.
  ServiceCaller(const Settings& settings, const Clock& clock);

  // Calls `method` ("GetGroup"; one of another contract of the same server with
  // that: "sangam.registry.v1.PlanExecutionService/ProposeLinkages") and waits.
  // A busy server is asked again, as it says when, until the deadline. Errors:
  // those of the method, with their details; UNAVAILABLE without a reason if
  // the service can't be reached.
  absl::Status Call(Service service, absl::string_view method,
                    const google::protobuf::Message& request,
                    google::protobuf::Message& response);

  // The same in the name of another account than the settings'.
  absl::Status CallAs(const std::string& principal, Service service,
                      absl::string_view method,
                      const google::protobuf::Message& request,
                      google::protobuf::Message& response);

  // Calls a method that answers with a stream: `message` takes one message
  // after the other, and `on_message` is called after each, on this thread. A
  // busy server is asked again as long as nothing has come. Errors as those of
  // Call.
  absl::Status CallStream(Service service, absl::string_view method,
                          const google::protobuf::Message& request,
                          google::protobuf::Message& message,
                          const std::function<void()>& on_message);

  // Asks the service's standard health check, once: OK if it serves,
  // UNAVAILABLE if it is there but not ready, else why it can't be asked.
  absl::Status CheckHealth(Service service);

  const std::string& AddressOf(Service service) const;
  absl::Duration timeout() const { return timeout_; }
  // The account that asks; may be empty.
  const std::string& principal() const { return principal_; }

 private:
  using Stub = grpc::TemplatedGenericStub<google::protobuf::Message,
                                          google::protobuf::Message>;

  absl::Status StreamOnce(Service service, const std::string& path,
                          const google::protobuf::Message& request,
                          google::protobuf::Message& message,
                          const std::function<void()>& on_message,
                          absl::Time deadline);

  // `path` is "/package.Service/Method".
  absl::Status CallOnce(const std::string& principal, Service service,
                        const std::string& path,
                        const google::protobuf::Message& request,
                        google::protobuf::Message& response,
                        absl::Time deadline);

  std::map<Service, std::string> addresses_;
  std::map<Service, std::unique_ptr<Stub>> stubs_;
  const absl::Duration timeout_;
  const std::string purpose_;
  const std::string principal_;
  const Clock& clock_;
};

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_REMOTE_SERVICE_CALLER_H_
