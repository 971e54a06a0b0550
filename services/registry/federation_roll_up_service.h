// The gRPC adaptor of sums over federations.
#ifndef SANGAM_SERVICES_REGISTRY_FEDERATION_ROLL_UP_SERVICE_H_
#define SANGAM_SERVICES_REGISTRY_FEDERATION_ROLL_UP_SERVICE_H_

#include "common/changelog/changelog.h"
#include "common/server/server.h"
#include "sangam/registry/v1/federation_roll_up_service.grpc.pb.h"

namespace sangam::registry {

// Hands each call on. The contract of every method is in
// federation_roll_up_service.proto. Thread-safe; the runtime and the changelog
// outlive it.
class FederationRollUpServiceAdaptor final
    : public v1::FederationRollUpService::CallbackService {
 public:
  FederationRollUpServiceAdaptor(ServerRuntime* runtime, Changelog* changelog)
      : runtime_(*runtime), changelog_(*changelog) {}

  grpc::ServerUnaryReactor* GetFederationRollUp(
      grpc::CallbackServerContext* context,
      const v1::GetFederationRollUpRequest* request,
      v1::GetFederationRollUpResponse* response) override;
  grpc::ServerUnaryReactor* ListFederationRollUps(
      grpc::CallbackServerContext* context,
      const v1::ListFederationRollUpsRequest* request,
      v1::ListFederationRollUpsResponse* response) override;

 private:
  ServerRuntime& runtime_;
  Changelog& changelog_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_FEDERATION_ROLL_UP_SERVICE_H_
