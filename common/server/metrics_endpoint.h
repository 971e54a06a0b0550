// GET /metrics.
#ifndef SANGAM_COMMON_SERVER_METRICS_ENDPOINT_H_
#define SANGAM_COMMON_SERVER_METRICS_ENDPOINT_H_

#include <memory>

#include "absl/status/statusor.h"
#include "common/server/listen_address.h"
#include "common/server/server_metrics.h"
#include "common/server/worker_pool.h"
#include "prometheus/collectable.h"
#include "prometheus/exposer.h"

namespace sangam {

// Answers over HTTP while it lives, on threads of its own.
class MetricsEndpoint {
 public:
  // `pool` outlives the endpoint; the depth of its queue is shown too.
  // UNAVAILABLE when the address can't be had.
  static absl::StatusOr<std::unique_ptr<MetricsEndpoint>> Open(
      const ListenAddress& address, const ServerMetrics& metrics,
      const WorkerPool* pool);

  int port() const;

 private:
  MetricsEndpoint(std::unique_ptr<prometheus::Exposer> exposer,
                  const ServerMetrics& metrics, const WorkerPool* pool);

  const std::shared_ptr<prometheus::Collectable> queue_depth_;
  const std::unique_ptr<prometheus::Exposer> exposer_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_METRICS_ENDPOINT_H_
