// The gRPC adaptor of questions about offers and providers.
#ifndef SANGAM_SERVICES_MATCHING_OPPORTUNITY_SERVICE_H_
#define SANGAM_SERVICES_MATCHING_OPPORTUNITY_SERVICE_H_

#include <memory>

#include "common/server/server.h"
#include "sangam/matching/v1/opportunity_service.grpc.pb.h"
#include "services/matching/coverage/coverage_basis.h"
#include "services/matching/opportunity/provider_search.h"
#include "services/matching/opportunity/taker_search.h"

namespace sangam::matching {

// The contract is in opportunity_service.proto. Thread-safe; what it is made of
// outlives it.
class OpportunityServiceImpl final
    : public v1::OpportunityService::CallbackService {
 public:
  OpportunityServiceImpl(ServerRuntime* runtime,
                         const CoverageBasisReader* coverage)
      : runtime_(*runtime), coverage_(*coverage) {}

  grpc::ServerWriteReactor<v1::FindTakersResponse>* FindTakers(
      grpc::CallbackServerContext* context,
      const v1::FindTakersRequest* request) override {
    return runtime_.Stream(context, request,
                           std::make_unique<TakerSearch>(request, &coverage_));
  }
  grpc::ServerWriteReactor<v1::FindProvidersResponse>* FindProviders(
      grpc::CallbackServerContext* context,
      const v1::FindProvidersRequest* request) override {
    return runtime_.Stream(
        context, request,
        std::make_unique<ProviderSearch>(request, &coverage_));
  }

 private:
  ServerRuntime& runtime_;
  const CoverageBasisReader& coverage_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_OPPORTUNITY_SERVICE_H_
