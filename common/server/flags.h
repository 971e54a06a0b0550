// The flags that every service has, and the reading of the command line.
#ifndef SANGAM_COMMON_SERVER_FLAGS_H_
#define SANGAM_COMMON_SERVER_FLAGS_H_

#include <string>
#include <vector>

#include "common/server/server_options.h"

namespace sangam {

// What differs from service to service.
struct ServiceDefaults {
  // One sentence for --help.
  std::string description;
  // "127.0.0.1:7401".
  std::string listen;
  std::string metrics_listen;
  // As in ServerOptions.
  std::vector<std::string> services;
  int worker_threads = ServerOptions().worker_threads;
};

// Reads the command line: --listen, --metrics_listen, --allow_non_loopback,
// --reflection, --log_level, --worker_threads, --queue_length, --drain_time,
// and whatever ABSL_FLAGs main.cc defines. A bad flag, value or a stray
// argument ends the process with code 2 and one line on stderr. First thing in
// main; it also keeps SIGTERM and SIGINT for ServerRuntime::RunUntilSignal.
ServerOptions ReadCommandLine(int argc, char** argv,
                              const ServiceDefaults& defaults);

// For a flag whose value proved bad later: says so and exits with code 2.
[[noreturn]] void ExitOnBadFlag(const std::string& flag,
                                const std::string& problem);

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_FLAGS_H_
