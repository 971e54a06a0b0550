// What a server counts of its calls.
#ifndef SANGAM_COMMON_SERVER_SERVER_METRICS_H_
#define SANGAM_COMMON_SERVER_SERVER_METRICS_H_

#include <memory>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/server/method_table.h"
#include "prometheus/counter.h"
#include "prometheus/family.h"
#include "prometheus/gauge.h"
#include "prometheus/histogram.h"
#include "prometheus/registry.h"

namespace sangam {

// The metrics that gRPC servers conventionally have: grpc_server_started_total,
// grpc_server_handled_total and grpc_server_handling_seconds; the number of
// open streams, and sangam_build_info. Thread-safe.
class ServerMetrics {
 public:
  // `methods` outlives this.
  explicit ServerMetrics(const MethodTable* methods);

  // `method` is one of the table's.
  void CallStarted(const MethodTable::Method& method);
  void CallHandled(const MethodTable::Method& method, absl::StatusCode code,
                   absl::Duration took);
  void StreamOpened() { open_streams_.Increment(); }
  void StreamClosed() { open_streams_.Decrement(); }

  const std::shared_ptr<prometheus::Registry>& registry() const {
    return registry_;
  }

 private:
  // Looked up once: finding a metric by its labels takes microseconds.
  struct OfMethod {
    prometheus::Counter* started;
    prometheus::Counter* handled_well;
    prometheus::Histogram* seconds;
  };

  const std::shared_ptr<prometheus::Registry> registry_;
  prometheus::Family<prometheus::Counter>& handled_;
  prometheus::Gauge& open_streams_;
  absl::flat_hash_map<const MethodTable::Method*, OfMethod> of_method_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_SERVER_METRICS_H_
