// The account of one call: metrics and the line in the access log.
#ifndef SANGAM_COMMON_SERVER_CALL_RECORD_H_
#define SANGAM_COMMON_SERVER_CALL_RECORD_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/server/call_context.h"
#include "common/server/call_environment.h"
#include "common/server/method_table.h"
#include "google/protobuf/descriptor.h"
#include "grpcpp/server_context.h"

namespace sangam {

// Belongs to one call; not thread-safe, but Close may run on another thread
// than the constructor.
class CallRecord {
 public:
  // Counts the call as started, reads its metadata, and sets the metadata that
  // goes back. `request` is the type of its request, `method` one of the table.
  CallRecord(const CallEnvironment& environment,
             grpc::CallbackServerContext* context,
             const google::protobuf::Descriptor* request);
  CallRecord(const CallEnvironment& environment,
             grpc::ServerContextBase* context,
             const MethodTable::Method& method);

  // request_id, purpose, principal, and the caller's deadline.
  const CallContext& call() const { return call_; }
  CallContext& call() { return call_; }

  // OK, or why the call must not be answered: its metadata is malformed.
  const absl::Status& refusal() const { return refusal_; }

  // For a catch block: logs the type of what was caught, but not its text,
  // which may hold anything, and returns the error that the caller gets.
  absl::Status CaughtException() const;

  // Counts and logs the end. Once.
  void Close(const absl::Status& status);

 private:
  const CallEnvironment& environment_;
  const MethodTable::Method& method_;
  const absl::Time started_;
  CallContext call_;
  absl::Status refusal_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_CALL_RECORD_H_
