#include "common/server/grpc_log.h"

#include <algorithm>
#include <vector>

#include "absl/base/const_init.h"
#include "absl/synchronization/mutex.h"
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

}  // namespace

GrpcLogScope::GrpcLogScope(Logger* logger) : logger_(logger) {
  {
    const absl::MutexLock lock(&targets_mutex);
    Targets().push_back(logger_);
  }
  gpr_set_log_function(&Forward);
}

GrpcLogScope::~GrpcLogScope() {
  const absl::MutexLock lock(&targets_mutex);
  auto& targets = Targets();
  targets.erase(std::find(targets.begin(), targets.end(), logger_));
}

}  // namespace sangam
