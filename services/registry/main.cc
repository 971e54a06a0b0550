// The registry: flags, objects, run.

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <string>
#include <utility>

#include "absl/flags/flag.h"
#include "common/clock/clock.h"
#include "common/server/flags.h"
#include "common/server/server.h"
#include "common/server/store_start.h"
#include "common/sql/store_flag.h"
#include "common/status/errors.h"
#include "services/registry/plan_execution_service.h"
#include "services/registry/registry_service.h"
#include "services/registry/store/registry_store.h"

ABSL_FLAG(
    std::string, store, "",
    "Where the registry is kept: sqlite:PATH of a file, which is made if it is"
    " not there, or postgres://USER@HOST/DATABASE. A password is better"
    " given in PGPASSWORD or PGPASSFILE. Required.");
ABSL_FLAG(bool, migrate, false,
          "Make the store, or bring its schema up to this binary's, and end."
          " PostgreSQL needs it once for each release; a file is migrated when"
          " the service starts.");

int main(int argc, char** argv) {
  constexpr char kService[] = "sangam.registry.v1.RegistryService";
  constexpr char kPlanExecution[] = "sangam.registry.v1.PlanExecutionService";
  sangam::ServiceDefaults defaults;
  defaults.description =
      "Keeps places, groups, enterprises, clusters, linkages and plans.";
  defaults.listen = "127.0.0.1:7401";
  defaults.metrics_listen = "127.0.0.1:7411";
  defaults.services = {kService, kPlanExecution};
  sangam::ServerOptions options = sangam::ReadCommandLine(argc, argv, defaults);
  const auto address = sangam::sql::ParseStoreFlag(absl::GetFlag(FLAGS_store));
  if (!address.ok()) {
    sangam::ExitOnBadFlag(
        "--store", sangam::FieldViolationsOf(address.status())[0].description);
  }
  const bool migrate = absl::GetFlag(FLAGS_migrate);

  const sangam::SystemClock clock;
  options.clock = &clock;
  sangam::ServerRuntime runtime(std::move(options));
  std::atomic<bool> started = false;
  const auto set_serving = [&](bool serving) {
    runtime.SetServing(kService, serving);
    runtime.SetServing(kPlanExecution, serving);
  };
  sangam::StoreStart start;
  start.migrate = migrate;
  start.on_reachable = [&](bool reachable) {
    runtime.logger().Log(sangam::LogLevel::kWarning,
                         reachable ? "store_reached" : "store_lost", {});
    if (started) set_serving(reachable);
  };
  // Ended in order, and started again by whoever keeps it running.
  start.on_other_life = [&runtime] {
    runtime.logger().Log(sangam::LogLevel::kError, "store_began_another_life",
                         {});
    kill(getpid(), SIGTERM);
  };
  const auto open = [&] {
    return sangam::registry::RegistryStore::Open(*address, &clock, start);
  };
  auto store = migrate ? open()
                       : sangam::WaitForStore<sangam::registry::RegistryStore>(
                             runtime.logger(), open);
  if (sangam::ReasonOf(store.status()) ==
      sangam::type::v1::ERROR_REASON_SERVER_STOPPING) {
    return 0;
  }
  if (!store.ok()) {
    runtime.logger().Log(sangam::LogLevel::kError, "store_not_opened",
                         {{"error", store.status().message()}});
    return 1;
  }
  if (migrate) {
    runtime.logger().Log(sangam::LogLevel::kInfo, "store_migrated",
                         {{"store", address->Description()}});
    return 0;
  }
  sangam::registry::RegistryServiceAdaptor service(&runtime, store->get());
  sangam::registry::PlanExecutionServiceAdaptor plan_execution(&runtime,
                                                               store->get());
  runtime.Register(&service);
  runtime.Register(&plan_execution);
  const absl::Status listening = runtime.Start();
  if (!listening.ok()) {
    runtime.logger().Log(sangam::LogLevel::kError, "server_not_started",
                         {{"error", listening.message()}});
    return listening.code() == absl::StatusCode::kInvalidArgument ? 2 : 1;
  }
  set_serving(true);
  started = true;
  return runtime.RunUntilSignal();
}
