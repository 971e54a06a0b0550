// The owners that sangam_matching lists and watches, filled with a workload.
#ifndef SANGAM_TESTS_BENCH_WORKLOAD_OWNERS_H_
#define SANGAM_TESTS_BENCH_WORKLOAD_OWNERS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "grpcpp/server.h"
#include "sangam/registry/v1/registry_service.grpc.pb.h"
#include "sangam/scheme_catalog/v1/scheme_catalog_service.grpc.pb.h"
#include "tests/bench/workload.h"

namespace sangam::bench {

// Serves both feeds on one free port: every scheme of the workload and all
// places, and what Publish adds. Thread-safe.
class WorkloadOwners {
 public:
  WorkloadOwners(const Workload& workload, int schemes);
  // Ends the feeds.
  ~WorkloadOwners();

  int port() const { return port_; }

  // Publishes a new scheme and its version, and returns the token of the state
  // that has it.
  std::string Publish(const WorkScheme& scheme);

 private:
  class Catalog final
      : public scheme_catalog::v1::SchemeCatalogService::Service {
   public:
    explicit Catalog(WorkloadOwners* owners) : owners_(*owners) {}
    grpc::Status WatchCatalog(
        grpc::ServerContext* context,
        const scheme_catalog::v1::WatchCatalogRequest* request,
        grpc::ServerWriter<scheme_catalog::v1::WatchCatalogResponse>* writer)
        override;

   private:
    WorkloadOwners& owners_;
  };
  class Registry final : public registry::v1::RegistryService::Service {
   public:
    explicit Registry(WorkloadOwners* owners) : owners_(*owners) {}
    grpc::Status WatchProfiles(
        grpc::ServerContext* context,
        const registry::v1::WatchProfilesRequest* request,
        grpc::ServerWriter<registry::v1::WatchProfilesResponse>* writer)
        override;

   private:
    WorkloadOwners& owners_;
  };

  // The batches after the first `sent`; waits for one, but at most half a
  // second.
  std::vector<scheme_catalog::v1::WatchCatalogResponse> BatchesAfter(
      size_t sent);
  bool StoppingWithin(absl::Duration time);

  Catalog catalog_{this};
  Registry registry_{this};
  absl::Mutex mutex_;
  // The list, and then one batch for each change.
  std::vector<scheme_catalog::v1::WatchCatalogResponse> batches_
      ABSL_GUARDED_BY(mutex_);
  int64_t revision_ ABSL_GUARDED_BY(mutex_) = 1;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace sangam::bench

#endif  // SANGAM_TESTS_BENCH_WORKLOAD_OWNERS_H_
