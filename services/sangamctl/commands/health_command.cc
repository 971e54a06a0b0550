#include "services/sangamctl/commands/health_command.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/remote/refusal.h"
#include "services/sangamctl/remote/service_caller.h"
#include "services/sangamctl/screen/table.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {
namespace {

constexpr absl::Duration kPause = absl::Milliseconds(100);

constexpr std::pair<const char*, Service> kServices[] = {
    {"registry", Service::kRegistry},
    {"scheme-catalog", Service::kSchemeCatalog},
    {"matching", Service::kMatching}};

std::string StateInWords(const absl::Status& status) {
  if (status.ok()) return "ready";
  return IsUnreachable(status) ? "can't be reached" : "not ready";
}

// Asks until the service is ready or `until` has come.
absl::Status AwaitHealth(Service service, ServiceCaller& caller,
                         absl::Time until, const Clock& clock) {
  while (true) {
    absl::Status status = caller.CheckHealth(service);
    if (status.ok() || clock.Now() + kPause > until) return status;
    absl::SleepFor(kPause);
  }
}

}  // namespace

ExitCode RunHealth(const ParsedCommand& command, const Settings& settings,
                   const Clock& clock) {
  absl::Duration wait;
  const std::string text = command.Value("wait", "0s");
  if (!absl::ParseDuration(text, &wait) || wait < absl::ZeroDuration() ||
      wait > absl::Hours(1)) {
    return ComplainOfUsage(absl::StrCat(
        "--wait must be a time like 30s, up to 1h, not \"", text, "\""));
  }
  ServiceCaller caller(settings, clock);
  const absl::Time until = clock.Now() + wait;
  Table table({{"SERVICE"}, {"ADDRESS"}, {"STATE"}});
  ExitCode exit_code = kExitOk;
  for (const auto& [name, service] : kServices) {
    const absl::Status status = AwaitHealth(service, caller, until, clock);
    table.AddRow({name, caller.AddressOf(service), StateInWords(status)});
    if (!status.ok()) exit_code = kExitUnreachable;
  }
  const ExitCode printed = Print(table.Draw(LayoutOfStandardOutput()));
  return exit_code == kExitOk ? printed : exit_code;
}

}  // namespace sangam::sangamctl
