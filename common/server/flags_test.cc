#include "common/server/flags.h"

#include <cstdlib>
#include <iostream>

#include "gtest/gtest.h"

namespace sangam {
namespace {

// Flags are of the whole process, so every case runs in one of its own, which
// prints what was read and exits with 0.
void ReadAndPrint(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "sangam_registry");
  const ServerOptions options = ReadCommandLine(
      static_cast<int>(arguments.size()), const_cast<char**>(arguments.data()),
      {.description = "Keeps the registry.",
       .listen = "127.0.0.1:7401",
       .metrics_listen = "127.0.0.1:7411",
       .services = {"sangam.registry.v1.RegistryService"}});
  std::cerr << options.listen << "|" << options.metrics_listen << "|"
            << options.reflection << "|" << static_cast<int>(options.log_level)
            << "|" << options.worker_threads << "|" << options.drain_time << "|"
            << options.services.size() << std::endl;
  std::exit(0);
}

TEST(FlagsDeathTest, DefaultsAreTheServices) {
  EXPECT_EXIT(ReadAndPrint({}), testing::ExitedWithCode(0),
              "^127.0.0.1:7401\\|127.0.0.1:7411\\|0\\|1\\|8\\|10s\\|1\n$");
}

TEST(FlagsDeathTest, AServiceMayHaveMoreWorkerThreads) {
  ServiceDefaults defaults;
  defaults.listen = "127.0.0.1:1";
  defaults.worker_threads = 32;
  const auto read = [&](std::vector<const char*> arguments) {
    const ServerOptions options =
        ReadCommandLine(static_cast<int>(arguments.size()),
                        const_cast<char**>(arguments.data()), defaults);
    std::cerr << options.worker_threads << std::endl;
    std::exit(0);
  };
  EXPECT_EXIT(read({"x"}), testing::ExitedWithCode(0), "^32\n$");
  EXPECT_EXIT(read({"x", "--worker_threads=3"}), testing::ExitedWithCode(0),
              "^3\n$");
}

TEST(FlagsDeathTest, ReadsEveryWayOfWritingAFlag) {
  EXPECT_EXIT(ReadAndPrint({"--listen=[::1]:9",
                            "--metrics_listen=", "--reflection", "--log_level",
                            "error", "--worker_threads=3", "--drain_time=5s"}),
              testing::ExitedWithCode(0),
              "^\\[::1\\]:9\\|\\|1\\|3\\|3\\|5s\\|1\n$");
  EXPECT_EXIT(ReadAndPrint({"--reflection=true", "--noreflection"}),
              testing::ExitedWithCode(0), "\\|0\\|1\\|8");
}

TEST(FlagsDeathTest, ABadValueEndsWithCodeTwoAndOneLine) {
  const struct {
    std::vector<const char*> arguments;
    const char* line;
  } cases[] = {
      {{"--listen=7401"}, "^--listen: \"7401\" is not an address[^\n]*\n$"},
      {{"--listen=0.0.0.0:7401"},
       "^--listen: \"0.0.0.0:7401\" can be reached[^\n]*\n$"},
      {{"--metrics_listen=[::]:1"}, "^--metrics_listen: [^\n]*\n$"},
      {{"--log_level=loud"}, "^--log_level must be debug[^\n]*\n$"},
      {{"--worker_threads=0"}, "^--worker_threads must be from 1[^\n]*\n$"},
      {{"--worker_threads=many"}, "^--worker_threads can't be[^\n]*\n$"},
      {{"--worker_threads"}, "^--worker_threads needs a value\n$"},
      {{"--queue_length=-1"}, "^--queue_length must be[^\n]*\n$"},
      {{"--drain_time=0s"}, "^--drain_time in seconds must be[^\n]*\n$"},
      {{"--drain_time=inf"}, "^--drain_time in seconds must be[^\n]*\n$"},
      {{"--lissten=1"}, "^--lissten=1 is not known; see --help\n$"},
      {{"--nolisten"}, "^--nolisten is not known; see --help\n$"},
      {{"serve"}, "^serve is not a flag\n$"},
      {{"--"}, "^-- is not a flag\n$"},
  };
  for (const auto& bad : cases) {
    EXPECT_EXIT(ReadAndPrint(bad.arguments), testing::ExitedWithCode(2),
                bad.line);
  }
}

TEST(FlagsDeathTest, OtherMachinesOnlyIfTheFlagSaysSo) {
  EXPECT_EXIT(ReadAndPrint({"--listen=0.0.0.0:7401", "--allow_non_loopback"}),
              testing::ExitedWithCode(0), "^0.0.0.0:7401");
}

TEST(FlagsDeathTest, HelpNamesOurFlags) {
  EXPECT_EXIT(
      {
        // Help goes to standard output.
        dup2(2, 1);
        ReadAndPrint({"--help"});
      },
      testing::ExitedWithCode(1), "Keeps the registry(.|\n)*--listen");
}

}  // namespace
}  // namespace sangam
