#include "services/registry/federation_roll_up_service.h"

#include "services/registry/store/federation_roll_ups.h"

namespace sangam::registry {

grpc::ServerUnaryReactor* FederationRollUpServiceAdaptor::GetFederationRollUp(
    grpc::CallbackServerContext* context,
    const v1::GetFederationRollUpRequest* request,
    v1::GetFederationRollUpResponse* response) {
  return runtime_.Unary(context, request, response,
                        [this](const CallContext&,
                               const v1::GetFederationRollUpRequest& request) {
                          return registry::GetFederationRollUp(&changelog_,
                                                               request);
                        });
}

grpc::ServerUnaryReactor* FederationRollUpServiceAdaptor::ListFederationRollUps(
    grpc::CallbackServerContext* context,
    const v1::ListFederationRollUpsRequest* request,
    v1::ListFederationRollUpsResponse* response) {
  return runtime_.Unary(
      context, request, response,
      [this](const CallContext&,
             const v1::ListFederationRollUpsRequest& request) {
        return registry::ListFederationRollUps(&changelog_, request);
      });
}

}  // namespace sangam::registry
