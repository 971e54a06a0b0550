#include "common/server/server_metrics.h"

#include <algorithm>
#include <map>
#include <string>

namespace sangam {
namespace {

using Labels = std::map<std::string, std::string>;

// Seconds; from a cached answer to one that nobody waits for.
const prometheus::Histogram::BucketBoundaries& Buckets() {
  static const auto* const buckets =
      new prometheus::Histogram::BucketBoundaries{
          0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
          0.25,   0.5,   1,      2.5,   5,    10,    30,   60};
  return *buckets;
}

Labels MethodLabels(const MethodTable::Method& method) {
  return {{"grpc_service", method.service}, {"grpc_method", method.name}};
}

Labels HandledLabels(const MethodTable::Method& method, absl::StatusCode code) {
  Labels labels = MethodLabels(method);
  labels["grpc_code"] = absl::StatusCodeToString(code);
  return labels;
}

}  // namespace

ServerMetrics::ServerMetrics(const MethodTable* methods)
    : registry_(std::make_shared<prometheus::Registry>()),
      handled_(prometheus::BuildCounter()
                   .Name("grpc_server_handled_total")
                   .Help("Calls that have ended, by status code.")
                   .Register(*registry_)),
      open_streams_(prometheus::BuildGauge()
                        .Name("sangam_server_open_streams")
                        .Help("Streams that are open now.")
                        .Register(*registry_)
                        .Add({})) {
  auto& started = prometheus::BuildCounter()
                      .Name("grpc_server_started_total")
                      .Help("Calls that have begun.")
                      .Register(*registry_);
  auto& seconds = prometheus::BuildHistogram()
                      .Name("grpc_server_handling_seconds")
                      .Help("From a call's arrival to its end, in seconds.")
                      .Register(*registry_);
  for (const MethodTable::Method* method : methods->all()) {
    of_method_[method] = {
        &started.Add(MethodLabels(*method)),
        &handled_.Add(HandledLabels(*method, absl::StatusCode::kOk)),
        &seconds.Add(MethodLabels(*method), Buckets())};
  }
  prometheus::BuildGauge()
      .Name("sangam_build_info")
      .Help("Always 1; the label says which version this is.")
      .Register(*registry_)
      .Add({{"version", SANGAM_VERSION}})
      .Set(1);
}

void ServerMetrics::CallStarted(const MethodTable::Method& method) {
  of_method_.at(&method).started->Increment();
}

void ServerMetrics::CallHandled(const MethodTable::Method& method,
                                absl::StatusCode code, absl::Duration took) {
  const OfMethod& metrics = of_method_.at(&method);
  if (code == absl::StatusCode::kOk) {
    metrics.handled_well->Increment();
  } else {
    handled_.Add(HandledLabels(method, code)).Increment();
  }
  // A clock that was set back must not give a negative time.
  metrics.seconds->Observe(std::max(0.0, absl::ToDoubleSeconds(took)));
}

}  // namespace sangam
