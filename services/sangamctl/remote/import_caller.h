// The stream of an import, which outlives broken connections.
#ifndef SANGAM_SERVICES_SANGAMCTL_REMOTE_IMPORT_CALLER_H_
#define SANGAM_SERVICES_SANGAMCTL_REMOTE_IMPORT_CALLER_H_

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "common/clock/clock.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/sync_stream.h"
#include "sangam/registry/v1/registry_service.grpc.pb.h"
#include "services/sangamctl/command_line/settings.h"

namespace sangam::sangamctl {

// Sends chunks a few ahead of their answers. Where the stream breaks, what has
// no answer is sent again on a new one; the registry stores no chunk twice.
// Used by one thread.
class ImportCaller {
 public:
  using Request = registry::v1::ImportEntitiesRequest;
  using Response = registry::v1::ImportEntitiesResponse;

  // `receive` is called for each answer, in the order of the chunks, on the
  // thread that calls Send and Finish. `clock` outlives the caller.
  ImportCaller(const Settings& settings, const Clock& clock,
               std::function<void(const Response&)> receive);
  ~ImportCaller();

  // Each chunk has a request_id of its own. Errors: those of ImportEntities;
  // UNAVAILABLE if the registry can't be reached for as long as the settings'
  // timeout. After an error nothing more is sent.
  absl::Status Send(const Request& chunk);
  // Waits until every chunk has its answer.
  absl::Status WaitForAll();
  // The same, and ends the stream.
  absl::Status Finish();

 private:
  // One stream and the thread that reads it.
  struct Stream {
    grpc::ClientContext context;
    std::unique_ptr<grpc::ClientReaderWriter<Request, Response>> calls;
    std::thread reader;
    absl::Mutex mutex;
    std::deque<Response> answers ABSL_GUARDED_BY(mutex);
    bool ended ABSL_GUARDED_BY(mutex) = false;
  };

  void Open();
  absl::Status Close();
  // Waits until at most `left` chunks have no answer.
  absl::Status WaitFor(size_t left);
  absl::Status Reopen();

  const std::unique_ptr<registry::v1::RegistryService::Stub> stub_;
  const absl::Duration timeout_;
  const std::string purpose_;
  const std::string principal_;
  const Clock& clock_;
  const std::function<void(const Response&)> receive_;
  // Sent, and without an answer.
  std::deque<Request> under_way_;
  std::unique_ptr<Stream> stream_;
  absl::Time last_answer_;
};

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_REMOTE_IMPORT_CALLER_H_
