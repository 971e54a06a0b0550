// What a server says of its services to health checks.
#ifndef SANGAM_COMMON_SERVER_SERVICE_HEALTH_H_
#define SANGAM_COMMON_SERVER_SERVICE_HEALTH_H_

#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "grpcpp/health_check_service_interface.h"

namespace sangam {

// Keeps gRPC's health service up to date: each service by its name, and ""
// for all of them together. Thread-safe.
class ServiceHealth {
 public:
  // Nothing serves. `health` outlives this.
  ServiceHealth(const std::vector<std::string>& services,
                grpc::HealthCheckServiceInterface* health);

  // False, and nothing changes, for a name that was not given above.
  bool SetServing(absl::string_view service, bool serving)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // Nothing serves, for good.
  void Stop();

 private:
  grpc::HealthCheckServiceInterface& health_;
  absl::Mutex mutex_;
  absl::flat_hash_map<std::string, bool> serving_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_SERVICE_HEALTH_H_
