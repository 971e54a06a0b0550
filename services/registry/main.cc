// The registry: flags, objects, run.

#include <memory>
#include <string>
#include <utility>

#include "absl/flags/flag.h"
#include "common/clock/clock.h"
#include "common/server/flags.h"
#include "common/server/server.h"
#include "common/sql/store_flag.h"
#include "common/status/errors.h"
#include "services/registry/registry_service.h"
#include "services/registry/store/registry_store.h"

ABSL_FLAG(std::string, store, "",
          "where the registry is kept: sqlite:PATH (required)");

int main(int argc, char** argv) {
  constexpr char kService[] = "sangam.registry.v1.RegistryService";
  sangam::ServiceDefaults defaults;
  defaults.description =
      "Keeps places, groups, enterprises, clusters, linkages and plans.";
  defaults.listen = "127.0.0.1:7401";
  defaults.metrics_listen = "127.0.0.1:7411";
  defaults.services = {kService};
  sangam::ServerOptions options = sangam::ReadCommandLine(argc, argv, defaults);
  const auto path = sangam::sql::ParseStoreFlag(absl::GetFlag(FLAGS_store));
  if (!path.ok()) {
    sangam::ExitOnBadFlag(
        "--store", sangam::FieldViolationsOf(path.status())[0].description);
  }

  const sangam::SystemClock clock;
  options.clock = &clock;
  sangam::ServerRuntime runtime(std::move(options));
  auto store = sangam::registry::RegistryStore::Open(*path, &clock);
  if (!store.ok()) {
    runtime.logger().Log(sangam::LogLevel::kError, "store_not_opened",
                         {{"error", store.status().message()}});
    return 1;
  }
  sangam::registry::RegistryServiceAdaptor service(&runtime, store->get());
  runtime.Register(&service);
  const absl::Status started = runtime.Start();
  if (!started.ok()) {
    runtime.logger().Log(sangam::LogLevel::kError, "server_not_started",
                         {{"error", started.message()}});
    return started.code() == absl::StatusCode::kInvalidArgument ? 2 : 1;
  }
  runtime.SetServing(kService, true);
  return runtime.RunUntilSignal();
}
