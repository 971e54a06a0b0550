#include "common/server/service_health.h"

#include <algorithm>

namespace sangam {

ServiceHealth::ServiceHealth(const std::vector<std::string>& services,
                             grpc::HealthCheckServiceInterface* health)
    : health_(*health) {
  // gRPC reports "" as SERVING from the start; this is not true yet.
  health_.SetServingStatus("", false);
  for (const std::string& service : services) {
    serving_[service] = false;
    health_.SetServingStatus(service, false);
  }
}

bool ServiceHealth::SetServing(absl::string_view service, bool serving) {
  const absl::MutexLock lock(&mutex_);
  const auto found = serving_.find(service);
  if (found == serving_.end()) return false;
  found->second = serving;
  health_.SetServingStatus(found->first, serving);
  health_.SetServingStatus(
      "", std::all_of(serving_.begin(), serving_.end(),
                      [](const auto& service) { return service.second; }));
  return true;
}

void ServiceHealth::Stop() { health_.Shutdown(); }

}  // namespace sangam
