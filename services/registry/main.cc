// The registry: flags, objects, run.

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <string>
#include <utility>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/changelog/history_compaction.h"
#include "common/changelog/store_instants.h"
#include "common/clock/clock.h"
#include "common/server/flags.h"
#include "common/server/server.h"
#include "common/server/store_start.h"
#include "common/sql/store_flag.h"
#include "common/status/errors.h"
#include "services/registry/federation_roll_up_service.h"
#include "services/registry/plan_execution_service.h"
#include "services/registry/registry_service.h"
#include "services/registry/store/registry_store.h"
#include "services/registry/store/validities.h"
#include "services/registry/subject_care_service.h"

ABSL_FLAG(
    std::string, store, "",
    "Where the registry is kept: sqlite:PATH of a file, which is made if it is"
    " not there, or postgres://USER@HOST/DATABASE. A password is better"
    " given in PGPASSWORD or PGPASSFILE. Required.");
ABSL_FLAG(bool, migrate, false,
          "Make the store, or bring its schema up to this binary's, and end."
          " PostgreSQL needs it once for each release; a file is migrated when"
          " the service starts.");
ABSL_FLAG(
    absl::Duration, history_retention, absl::InfiniteDuration(),
    "How long a state can be read after it was the newest one, as 8760h;"
    " older ones answer REVISION_COMPACTED, and what nothing else shows is"
    " removed bit by bit. At least 1h. inf keeps all, which is the"
    " default.");
ABSL_FLAG(
    int, benefit_retention_years, -1,
    "For how many years after its last receipt a benefit keeps its subject"
    " from being erased without an order that overrides it: what the law"
    " that you are under says. -1, the default, is for good.");

namespace {

constexpr const char* kServices[] = {
    "sangam.registry.v1.RegistryService",
    "sangam.registry.v1.PlanExecutionService",
    "sangam.registry.v1.SubjectCareService",
    "sangam.registry.v1.FederationRollUpService"};

// Longer than a watcher or a page of a list ever lags.
constexpr absl::Duration kShortestRetention = absl::Hours(1);

sangam::HistoryRetention ReadHistoryRetention() {
  sangam::HistoryRetention retention;
  retention.kept = absl::GetFlag(FLAGS_history_retention);
  retention.forget = &sangam::registry::ForgetValidities;
  if (retention.kept < kShortestRetention) {
    sangam::ExitOnBadFlag("--history_retention", "must be 1h or more, or inf");
  }
  return retention;
}

sangam::registry::BenefitRetention ReadBenefitRetention() {
  sangam::registry::BenefitRetention retention;
  const int years = absl::GetFlag(FLAGS_benefit_retention_years);
  if (years < -1 || years > 1'000) {
    sangam::ExitOnBadFlag("--benefit_retention_years",
                          "must be a number of years, or -1 for good");
  }
  if (years >= 0) retention.years = years;
  return retention;
}

}  // namespace

int main(int argc, char** argv) {
  sangam::ServiceDefaults defaults;
  defaults.description =
      "Keeps places, groups, enterprises, clusters, linkages and plans.";
  defaults.listen = "127.0.0.1:7401";
  defaults.metrics_listen = "127.0.0.1:7411";
  defaults.services.assign(std::begin(kServices), std::end(kServices));
  sangam::ServerOptions options = sangam::ReadCommandLine(argc, argv, defaults);
  const auto address = sangam::sql::ParseStoreFlag(absl::GetFlag(FLAGS_store));
  if (!address.ok()) {
    sangam::ExitOnBadFlag(
        "--store", sangam::FieldViolationsOf(address.status())[0].description);
  }
  const bool migrate = absl::GetFlag(FLAGS_migrate);
  const sangam::HistoryRetention history = ReadHistoryRetention();
  const sangam::registry::BenefitRetention benefits = ReadBenefitRetention();

  const sangam::SystemClock clock;
  options.clock = &clock;
  sangam::ServerRuntime runtime(std::move(options));
  std::atomic<bool> started = false;
  const auto set_serving = [&](bool serving) {
    for (const char* service : kServices) runtime.SetServing(service, serving);
  };
  sangam::StoreStart start;
  start.migrate = migrate;
  start.on_migration = [&runtime](absl::string_view step, int64_t rows) {
    runtime.logger().Log(sangam::LogLevel::kInfo, "store_migrating",
                         {{"step", step}, {"rows", rows}});
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
  sangam::registry::ErasureSweeper sweeper(
      *address, [&runtime](const absl::Status& status) {
        runtime.logger().Log(sangam::LogLevel::kWarning, "erasure_sweep_failed",
                             {{"error", status.message()}});
      });
  // An erasure may have been the last that a process did that was killed.
  if (address->engine() == sangam::sql::Engine::kSqlite) {
    sweeper.Sweep(absl::ZeroDuration());
  }
  sangam::registry::SubjectCareServiceAdaptor care(
      &runtime, &(*store)->changelog(), benefits, &sweeper);
  runtime.Register(&care);
  sangam::registry::FederationRollUpServiceAdaptor roll_ups(
      &runtime, &(*store)->changelog());
  runtime.Register(&roll_ups);
  const absl::Status listening = runtime.Start();
  if (!listening.ok()) {
    runtime.logger().Log(sangam::LogLevel::kError, "server_not_started",
                         {{"error", listening.message()}});
    return listening.code() == absl::StatusCode::kInvalidArgument ? 2 : 1;
  }
  const sangam::HistoryCompactor compactor(
      &(*store)->changelog(), history,
      [&runtime](const sangam::CompactionStep& step) {
        runtime.logger().Log(
            sangam::LogLevel::kInfo, "history_compacted",
            {{"oldest_revision", absl::StrCat(step.oldest_revision)},
             {"versions_removed", absl::StrCat(step.versions_removed)}});
      });
  const sangam::ClockWatch clock_watch(
      &(*store)->changelog(), [&runtime](absl::Duration behind) {
        sangam::LogClockBehind(runtime.logger(), behind);
      });
  set_serving(true);
  started = true;
  return runtime.RunUntilSignal();
}
