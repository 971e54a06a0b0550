// The gRPC adaptor of what carries plans out.
#ifndef SANGAM_SERVICES_REGISTRY_PLAN_EXECUTION_SERVICE_H_
#define SANGAM_SERVICES_REGISTRY_PLAN_EXECUTION_SERVICE_H_

#include "common/server/server.h"
#include "sangam/registry/v1/plan_execution_service.grpc.pb.h"
#include "services/registry/store/plan_proposal.h"
#include "services/registry/store/registry_store.h"

namespace sangam::registry {

// Hands each call to the store. The contract is in
// plan_execution_service.proto. Thread-safe; the runtime and the store outlive
// it.
class PlanExecutionServiceAdaptor final
    : public v1::PlanExecutionService::CallbackService {
 public:
  PlanExecutionServiceAdaptor(ServerRuntime* runtime, RegistryStore* store)
      : runtime_(*runtime), store_(*store) {}

  grpc::ServerUnaryReactor* ProposeLinkages(
      grpc::CallbackServerContext* context,
      const v1::ProposeLinkagesRequest* request,
      v1::ProposeLinkagesResponse* response) override {
    return runtime_.Unary(context, request, response,
                          [this](const CallContext& call,
                                 const v1::ProposeLinkagesRequest& request) {
                            return registry::ProposeLinkages(
                                &store_.changelog(), request, call.cancelled);
                          });
  }

 private:
  ServerRuntime& runtime_;
  RegistryStore& store_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_PLAN_EXECUTION_SERVICE_H_
