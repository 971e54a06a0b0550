// The scheme catalogue: who offers what, on what terms, since when.
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <iterator>
#include <memory>
#include <string>

#include "absl/flags/flag.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/changelog/store_instants.h"
#include "common/clock/clock.h"
#include "common/rules/attribute_dictionary.h"
#include "common/server/flags.h"
#include "common/server/server.h"
#include "common/server/store_start.h"
#include "common/sql/store_flag.h"
#include "common/status/errors.h"
#include "services/scheme_catalog/guidance_catalog_service.h"
#include "services/scheme_catalog/scheme_catalog_service.h"
#include "services/scheme_catalog/store/catalog_store.h"

ABSL_FLAG(
    std::string, store, "",
    "Where the catalogue is kept: sqlite:PATH of a file, which is made if it is"
    " not there, or postgres://USER@HOST/DATABASE. A password is better"
    " given in PGPASSWORD or PGPASSFILE. Required.");
ABSL_FLAG(bool, migrate, false,
          "Make the store, or bring its schema up to this binary's, and end."
          " PostgreSQL needs it once for each release; a file is migrated when"
          " the service starts.");

namespace {

constexpr const char* kServices[] = {
    "sangam.scheme_catalog.v1.SchemeCatalogService",
    "sangam.scheme_catalog.v1.GuidanceCatalogService",
};

}  // namespace

int main(int argc, char** argv) {
  sangam::ServiceDefaults defaults;
  defaults.description = "The scheme catalogue of Sangam.";
  defaults.listen = "127.0.0.1:7402";
  defaults.metrics_listen = "127.0.0.1:7412";
  defaults.services = {std::begin(kServices), std::end(kServices)};
  sangam::ServerOptions options = sangam::ReadCommandLine(argc, argv, defaults);
  const auto address = sangam::sql::ParseStoreFlag(absl::GetFlag(FLAGS_store));
  if (!address.ok()) {
    sangam::ExitOnBadFlag(
        "--store", sangam::FieldViolationsOf(address.status())[0].description);
  }
  const bool migrate = absl::GetFlag(FLAGS_migrate);

  const sangam::SystemClock clock;
  options.clock = &clock;
  sangam::ServerRuntime runtime(options);
  std::atomic<bool> started = false;
  sangam::StoreStart start;
  start.migrate = migrate;
  const auto set_serving = [&runtime](bool serving) {
    for (const char* service : kServices) runtime.SetServing(service, serving);
  };
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
    return sangam::scheme_catalog::CatalogStore::Open(
        *address, &clock, &sangam::AttributeDictionary::BuiltIn(), start);
  };
  auto store = migrate
                   ? open()
                   : sangam::WaitForStore<sangam::scheme_catalog::CatalogStore>(
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
  sangam::scheme_catalog::SchemeCatalogService service(&runtime, store->get());
  sangam::scheme_catalog::GuidanceCatalogService guidance(&runtime,
                                                          store->get());
  runtime.Register(&service);
  runtime.Register(&guidance);
  const absl::Status listening = runtime.Start();
  if (!listening.ok()) {
    runtime.logger().Log(sangam::LogLevel::kError, "server_not_started",
                         {{"error", listening.message()}});
    runtime.Shutdown();
    return listening.code() == absl::StatusCode::kInvalidArgument ? 2 : 1;
  }
  const sangam::ClockWatch clock_watch(
      &(*store)->changelog(), [&runtime](absl::Duration behind) {
        sangam::LogClockBehind(runtime.logger(), behind);
      });
  set_serving(true);
  started = true;
  return runtime.RunUntilSignal();
}
