#include "common/server/grpc_log.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/base/const_init.h"
#include "absl/synchronization/mutex.h"
#include "google/protobuf/stubs/logging.h"
#include "grpc/support/log.h"

namespace sangam {
namespace {

// gRPC takes a plain function, so its target has to be global.
ABSL_CONST_INIT absl::Mutex targets_mutex(absl::kConstInit);

std::vector<Logger*>& Targets() ABSL_EXCLUSIVE_LOCKS_REQUIRED(targets_mutex) {
  static auto* const targets = new std::vector<Logger*>;
  return *targets;
}

LogLevel LevelOf(gpr_log_severity severity) {
  switch (severity) {
    case GPR_LOG_SEVERITY_ERROR:
      return LogLevel::kWarning;
    case GPR_LOG_SEVERITY_INFO:
      return LogLevel::kInfo;
    default:
      return LogLevel::kDebug;
  }
}

void Forward(gpr_log_func_args* args) {
  const absl::MutexLock lock(&targets_mutex);
  if (Targets().empty()) return;
  Targets().back()->Log(
      LevelOf(args->severity), "grpc",
      {{"message", args->message}, {"file", args->file}, {"line", args->line}});
}

// Protobuf complains of each text that is not UTF-8, naming its field; who sent
// it is told, and the access log has the call.
void ForwardFromProtobuf(google::protobuf::LogLevel level, const char* file,
                         int line, const std::string& message) {
  const absl::MutexLock lock(&targets_mutex);
  if (Targets().empty()) return;
  Targets().back()->Log(
      level == google::protobuf::LOGLEVEL_FATAL ? LogLevel::kError
                                                : LogLevel::kDebug,
      "protobuf", {{"message", message}, {"file", file}, {"line", line}});
}

}  // namespace

GrpcLogScope::GrpcLogScope(Logger* logger) : logger_(logger) {
  {
    const absl::MutexLock lock(&targets_mutex);
    Targets().push_back(logger_);
  }
  gpr_set_log_function(&Forward);
  google::protobuf::SetLogHandler(&ForwardFromProtobuf);
}

GrpcLogScope::~GrpcLogScope() {
  const absl::MutexLock lock(&targets_mutex);
  auto& targets = Targets();
  targets.erase(std::find(targets.begin(), targets.end(), logger_));
}

}  // namespace sangam
