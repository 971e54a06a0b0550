// What the flags of all commands, and the environment, say.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_SETTINGS_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_SETTINGS_H_

#include <functional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/sangamctl/command_line/command_parser.h"

namespace sangam::sangamctl {

enum class OutputFormat { kTable, kJson, kYaml };

struct Settings {
  std::string registry;
  std::string scheme_catalog;
  std::string matching;
  // For each call.
  absl::Duration timeout;
  std::string purpose;
  // The account that asks; empty if none is given.
  std::string principal;
  OutputFormat output = OutputFormat::kTable;
};

// The value of an environment variable, empty if it is not set.
using EnvironmentReader = std::function<std::string(const char*)>;

// A flag goes before the environment, which goes before the default. Says what
// is wrong, or nothing.
std::string ReadSettings(const ParsedCommand& command,
                         const EnvironmentReader& environment,
                         Settings& settings);

// Says what is wrong with an account's name, or nothing: 1 to 100 of a-z, 0-9
// and . _ @ -. `source` is where it was given ("--principal").
std::string PrincipalFault(absl::string_view principal,
                           absl::string_view source);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_SETTINGS_H_
