#include "common/server/flags.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <cstdlib>
#include <iostream>

#include "absl/flags/commandlineflag.h"
#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/reflection.h"
#include "absl/flags/usage.h"
#include "absl/flags/usage_config.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "common/server/listen_address.h"
#include "common/server/shutdown_signal.h"

ABSL_FLAG(std::string, listen, "", "Address and port that calls come to.");
ABSL_FLAG(std::string, metrics_listen, "",
          "Address and port of GET /metrics; empty: no metrics.");
ABSL_FLAG(bool, allow_non_loopback, false,
          "Whether these addresses may be reachable from other machines.");
ABSL_FLAG(bool, reflection, false,
          "Whether the server tells its contracts to anyone who asks.");
ABSL_FLAG(std::string, log_level, "info",
          "What is logged: debug, info, warning or error.");
ABSL_FLAG(int, worker_threads, 8, "Threads that answer calls, 1 to 1000.");
ABSL_FLAG(int, queue_length, 512,
          "Calls that may wait for a thread, 1 to 100000; more are refused.");
ABSL_FLAG(absl::Duration, drain_time, absl::Seconds(10),
          "The longest time from SIGTERM to the end.");

namespace sangam {
namespace {

constexpr int kExitBadFlag = 2;

// absl answers these itself; they are not in its registry of flags.
bool IsForAbsl(absl::string_view argument) {
  return absl::StartsWith(argument, "--help") || argument == "--version";
}

// Sets the flag of one argument; `next` is the argument after it, or null.
// True if that was its value.
bool SetFlag(absl::string_view argument, const char* next) {
  absl::string_view name = argument;
  if (!absl::ConsumePrefix(&name, "--") || name.empty()) {
    ExitOnBadFlag(std::string(argument), "is not a flag");
  }
  const size_t equals = name.find('=');
  const bool has_value = equals != absl::string_view::npos;
  std::string value(has_value ? name.substr(equals + 1) : "");
  name = name.substr(0, equals);
  absl::CommandLineFlag* flag = absl::FindCommandLineFlag(name);
  if (flag == nullptr && !has_value && absl::ConsumePrefix(&name, "no")) {
    flag = absl::FindCommandLineFlag(name);
    value = "false";
    if (flag != nullptr && !flag->IsOfType<bool>()) flag = nullptr;
  } else if (flag != nullptr && !has_value) {
    if (flag->IsOfType<bool>()) {
      value = "true";
    } else if (next == nullptr) {
      ExitOnBadFlag(std::string(argument), "needs a value");
    } else {
      value = next;
    }
  }
  if (flag == nullptr) {
    ExitOnBadFlag(std::string(argument), "is not known; see --help");
  }
  std::string error;
  if (!flag->ParseFrom(value, &error)) {
    ExitOnBadFlag(absl::StrCat("--", flag->Name()),
                  absl::StrCat("can't be \"", value, "\""));
  }
  return !has_value && !flag->IsOfType<bool>();
}

// absl::ParseCommandLine ends with code 1 and several lines on what is wrong;
// so everything is checked, and set, here first.
void SetFlags(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    if (IsForAbsl(argv[i])) continue;
    const char* next = i + 1 < argc ? argv[i + 1] : nullptr;
    if (SetFlag(argv[i], next)) ++i;
  }
}

void CheckRange(const char* flag, int64_t value, int64_t most) {
  if (value >= 1 && value <= most) return;
  ExitOnBadFlag(flag,
                absl::StrCat("must be from 1 to ", most, ", not ", value));
}

void CheckAddress(const char* flag, const std::string& address) {
  const auto parsed = ParseListenAddress(
      flag, address, absl::GetFlag(FLAGS_allow_non_loopback));
  if (parsed.ok()) return;
  std::cerr << "--" << parsed.status().message() << std::endl;
  std::exit(kExitBadFlag);
}

// glibc gives each thread a heap of its own, and each keeps the most that its
// thread ever needed: with few heaps a service takes what its calls take at
// once, not what each of its threads took at some time. Before any thread.
void BoundHeaps() {
#ifdef __GLIBC__
  constexpr int kMostHeaps = 2;
  if (std::getenv("MALLOC_ARENA_MAX") == nullptr) {
    mallopt(M_ARENA_MAX, kMostHeaps);
  }
#endif
}

}  // namespace

void ExitOnBadFlag(const std::string& flag, const std::string& problem) {
  std::cerr << flag << " " << problem << std::endl;
  std::exit(kExitBadFlag);
}

ServerOptions ReadCommandLine(int argc, char** argv,
                              const ServiceDefaults& defaults) {
  BoundHeaps();
  KeepShutdownSignals();
  absl::SetFlag(&FLAGS_listen, defaults.listen);
  absl::SetFlag(&FLAGS_metrics_listen, defaults.metrics_listen);
  absl::SetFlag(&FLAGS_worker_threads, defaults.worker_threads);
  absl::SetProgramUsageMessage(defaults.description);
  absl::FlagsUsageConfig usage;
  usage.contains_help_flags = [](absl::string_view file) {
    return absl::StrContains(file, "common/server/") ||
           absl::StrContains(file, "services/");
  };
  absl::SetFlagsUsageConfig(usage);
  SetFlags(argc, argv);
  // For --help and the like.
  absl::ParseCommandLine(argc, argv);

  ServerOptions options;
  options.services = defaults.services;
  options.listen = absl::GetFlag(FLAGS_listen);
  options.metrics_listen = absl::GetFlag(FLAGS_metrics_listen);
  options.allow_non_loopback = absl::GetFlag(FLAGS_allow_non_loopback);
  options.reflection = absl::GetFlag(FLAGS_reflection);
  options.worker_threads = absl::GetFlag(FLAGS_worker_threads);
  options.queue_length = absl::GetFlag(FLAGS_queue_length);
  options.drain_time = absl::GetFlag(FLAGS_drain_time);
  CheckAddress("listen", options.listen);
  if (!options.metrics_listen.empty()) {
    CheckAddress("metrics_listen", options.metrics_listen);
  }
  CheckRange("--worker_threads", options.worker_threads, 1000);
  CheckRange("--queue_length", options.queue_length, 100'000);
  CheckRange("--drain_time in seconds",
             absl::ToInt64Seconds(options.drain_time), 3600);
  const auto level = ParseLogLevel(absl::GetFlag(FLAGS_log_level));
  if (!level.ok()) {
    ExitOnBadFlag("--log_level", "must be debug, info, warning or error");
  }
  options.log_level = *level;
  return options;
}

}  // namespace sangam
