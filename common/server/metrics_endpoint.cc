#include "common/server/metrics_endpoint.h"

#include <exception>
#include <utility>
#include <vector>

#include "common/server/server_errors.h"

namespace sangam {
namespace {

// Read when it is asked for, so that calls need not keep a gauge up to date.
class QueueDepth : public prometheus::Collectable {
 public:
  explicit QueueDepth(const WorkerPool* pool) : pool_(*pool) {}

  std::vector<prometheus::MetricFamily> Collect() const override {
    prometheus::ClientMetric depth;
    depth.gauge.value = static_cast<double>(pool_.queued());
    return {{"sangam_server_queue_depth",
             "Calls and stream steps that wait for a worker.",
             prometheus::MetricType::Gauge,
             {depth}}};
  }

 private:
  const WorkerPool& pool_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<MetricsEndpoint>> MetricsEndpoint::Open(
    const ListenAddress& address, const ServerMetrics& metrics,
    const WorkerPool* pool) {
  try {
    auto exposer = std::make_unique<prometheus::Exposer>(address.ToString());
    return std::unique_ptr<MetricsEndpoint>(
        new MetricsEndpoint(std::move(exposer), metrics, pool));
  } catch (const std::exception&) {
    return CannotListenError(address.ToString());
  }
}

MetricsEndpoint::MetricsEndpoint(std::unique_ptr<prometheus::Exposer> exposer,
                                 const ServerMetrics& metrics,
                                 const WorkerPool* pool)
    : queue_depth_(std::make_shared<QueueDepth>(pool)),
      exposer_(std::move(exposer)) {
  exposer_->RegisterCollectable(metrics.registry());
  exposer_->RegisterCollectable(queue_depth_);
}

int MetricsEndpoint::port() const {
  return exposer_->GetListeningPorts().front();
}

}  // namespace sangam
