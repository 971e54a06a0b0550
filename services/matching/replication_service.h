// The gRPC adaptor of questions about precedents.
#ifndef SANGAM_SERVICES_MATCHING_REPLICATION_SERVICE_H_
#define SANGAM_SERVICES_MATCHING_REPLICATION_SERVICE_H_

#include <memory>

#include "common/server/server.h"
#include "sangam/matching/v1/replication_service.grpc.pb.h"
#include "services/matching/coverage/coverage_basis.h"
#include "services/matching/replication/precedent_search.h"
#include "services/matching/replication/unserved_search.h"

namespace sangam::matching {

// The contract is in replication_service.proto. Thread-safe; what it is made of
// outlives it.
class ReplicationServiceImpl final
    : public v1::ReplicationService::CallbackService {
 public:
  ReplicationServiceImpl(ServerRuntime* runtime,
                         const CoverageBasisReader* coverage)
      : runtime_(*runtime), coverage_(*coverage) {}

  grpc::ServerWriteReactor<v1::FindPrecedentsResponse>* FindPrecedents(
      grpc::CallbackServerContext* context,
      const v1::FindPrecedentsRequest* request) override {
    return runtime_.Stream(
        context, request,
        std::make_unique<PrecedentSearch>(request, &coverage_));
  }
  grpc::ServerWriteReactor<v1::FindUnservedResponse>* FindUnserved(
      grpc::CallbackServerContext* context,
      const v1::FindUnservedRequest* request) override {
    return runtime_.Stream(
        context, request,
        std::make_unique<UnservedSearch>(request, &coverage_));
  }

 private:
  ServerRuntime& runtime_;
  const CoverageBasisReader& coverage_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_REPLICATION_SERVICE_H_
