// The scheme catalogue: who offers what, on what terms, since when.
#include <memory>
#include <string>

#include "absl/flags/flag.h"
#include "absl/status/statusor.h"
#include "common/clock/clock.h"
#include "common/rules/attribute_dictionary.h"
#include "common/server/flags.h"
#include "common/server/server.h"
#include "common/sql/store_flag.h"
#include "common/status/errors.h"
#include "services/scheme_catalog/scheme_catalog_service.h"
#include "services/scheme_catalog/store/catalog_store.h"

ABSL_FLAG(std::string, store, "",
          "Where the catalogue is kept: sqlite:PATH of a file, which is made if"
          " it is not there. Required.");

namespace {

constexpr char kService[] = "sangam.scheme_catalog.v1.SchemeCatalogService";

}  // namespace

int main(int argc, char** argv) {
  sangam::ServiceDefaults defaults;
  defaults.description = "The scheme catalogue of Sangam.";
  defaults.listen = "127.0.0.1:7402";
  defaults.metrics_listen = "127.0.0.1:7412";
  defaults.services = {kService};
  sangam::ServerOptions options = sangam::ReadCommandLine(argc, argv, defaults);
  const absl::StatusOr<std::string> path =
      sangam::sql::ParseStoreFlag(absl::GetFlag(FLAGS_store));
  if (!path.ok()) {
    sangam::ExitOnBadFlag(
        "store", sangam::FieldViolationsOf(path.status())[0].description);
  }

  const sangam::SystemClock clock;
  options.clock = &clock;
  sangam::ServerRuntime runtime(options);
  auto store = sangam::scheme_catalog::CatalogStore::Open(
      *path, &clock, &sangam::AttributeDictionary::BuiltIn());
  if (!store.ok()) {
    runtime.logger().Log(sangam::LogLevel::kError, "store_not_opened",
                         {{"error", store.status().message()}});
    return 1;
  }
  sangam::scheme_catalog::SchemeCatalogService service(&runtime, store->get());
  runtime.Register(&service);
  const absl::Status started = runtime.Start();
  if (!started.ok()) {
    runtime.logger().Log(sangam::LogLevel::kError, "server_not_started",
                         {{"error", started.message()}});
    runtime.Shutdown();
    return started.code() == absl::StatusCode::kInvalidArgument ? 2 : 1;
  }
  runtime.SetServing(kService, true);
  return runtime.RunUntilSignal();
}
