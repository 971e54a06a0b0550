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
  OutputFormat output = OutputFormat::kTable;
};

// The value of an environment variable, empty if it is not set.
using EnvironmentReader = std::function<std::string(const char*)>;

// A flag goes before the environment, which goes before the default. Says what
// is wrong, or nothing.
std::string ReadSettings(const ParsedCommand& command,
                         const EnvironmentReader& environment,
                         Settings& settings);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMAND_LINE_SETTINGS_H_
