#include "services/sangamctl/command_line/settings.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/sangamctl/document/nearest_name.h"

namespace sangam::sangamctl {
namespace {

std::string Choose(const ParsedCommand& command, const char* flag,
                   const std::string& from_environment, const char* otherwise) {
  if (command.Has(flag)) return command.Value(flag);
  return from_environment.empty() ? otherwise : from_environment;
}

// gRPC sends metadata as printable ASCII only.
bool IsPrintableAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return absl::ascii_isprint(c); });
}

// The service takes no more.
constexpr size_t kMaxPrincipalBytes = 100;

}  // namespace

std::string PrincipalFault(absl::string_view principal,
                           absl::string_view source) {
  const bool fits =
      !principal.empty() && principal.size() <= kMaxPrincipalBytes &&
      std::all_of(principal.begin(), principal.end(), [](char c) {
        return absl::ascii_islower(c) || absl::ascii_isdigit(c) ||
               absl::StrContains("._@-", absl::string_view(&c, 1));
      });
  return fits ? ""
              : absl::StrCat(source,
                             " must be an account of 1 to 100 of a-z, 0-9 and"
                             " . _ @ -, such as \"block-office\"");
}

std::string ReadSettings(const ParsedCommand& command,
                         const EnvironmentReader& environment,
                         Settings& settings) {
  settings.registry = Choose(command, "registry",
                             environment("SANGAM_REGISTRY"), "127.0.0.1:7401");
  settings.scheme_catalog =
      Choose(command, "scheme-catalog", environment("SANGAM_SCHEME_CATALOG"),
             "127.0.0.1:7402");
  settings.matching = Choose(command, "matching",
                             environment("SANGAM_MATCHING"), "127.0.0.1:7403");
  for (const char* flag : {"registry", "scheme-catalog", "matching"}) {
    if (command.Has(flag) && command.Value(flag).empty()) {
      return absl::StrCat("--", flag, " needs an address");
    }
  }
  const std::string timeout = command.Value("timeout", "10s");
  if (!absl::ParseDuration(timeout, &settings.timeout) ||
      settings.timeout <= absl::ZeroDuration() ||
      settings.timeout > absl::Hours(1)) {
    return absl::StrCat(
        "--timeout must be a time like 10s or 500ms, up to 1h, not \"", timeout,
        "\"");
  }
  settings.purpose = command.Value("purpose");
  if (!IsPrintableAscii(settings.purpose)) {
    return "--purpose may hold only ASCII letters, digits and signs";
  }
  settings.principal =
      Choose(command, "principal", environment("SANGAM_PRINCIPAL"), "");
  if (command.Has("principal") || !settings.principal.empty()) {
    std::string fault = PrincipalFault(
        settings.principal,
        command.Has("principal") ? "--principal" : "SANGAM_PRINCIPAL");
    if (!fault.empty()) return fault;
  }
  const std::string output = command.Value("output", "table");
  if (output == "table") {
    settings.output = OutputFormat::kTable;
  } else if (output == "json") {
    settings.output = OutputFormat::kJson;
  } else if (output == "yaml") {
    settings.output = OutputFormat::kYaml;
  } else {
    return absl::StrCat("--output is table, json or yaml, not \"", output, "\"",
                        DidYouMean(output, {"table", "json", "yaml"}));
  }
  return "";
}

}  // namespace sangam::sangamctl
