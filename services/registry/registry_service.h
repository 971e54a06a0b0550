// The registry's gRPC adaptor.
#ifndef SANGAM_SERVICES_REGISTRY_REGISTRY_SERVICE_H_
#define SANGAM_SERVICES_REGISTRY_REGISTRY_SERVICE_H_

#include "common/server/server.h"
#include "sangam/registry/v1/registry_service.grpc.pb.h"
#include "services/registry/store/registry_store.h"

namespace sangam::registry {

// Hands each call to the store. The contract of every method is in
// registry_service.proto. Thread-safe; the runtime and the store outlive it.
class RegistryServiceAdaptor final
    : public v1::RegistryService::CallbackService {
 public:
  RegistryServiceAdaptor(ServerRuntime* runtime, RegistryStore* store);

  grpc::ServerUnaryReactor* CreatePlace(
      grpc::CallbackServerContext* context,
      const v1::CreatePlaceRequest* request,
      v1::CreatePlaceResponse* response) override;
  grpc::ServerUnaryReactor* GetPlace(grpc::CallbackServerContext* context,
                                     const v1::GetPlaceRequest* request,
                                     v1::GetPlaceResponse* response) override;
  grpc::ServerUnaryReactor* ListPlaces(
      grpc::CallbackServerContext* context,
      const v1::ListPlacesRequest* request,
      v1::ListPlacesResponse* response) override;
  grpc::ServerUnaryReactor* UpdatePlace(
      grpc::CallbackServerContext* context,
      const v1::UpdatePlaceRequest* request,
      v1::UpdatePlaceResponse* response) override;
  grpc::ServerUnaryReactor* DeletePlace(
      grpc::CallbackServerContext* context,
      const v1::DeletePlaceRequest* request,
      v1::DeletePlaceResponse* response) override;

  grpc::ServerUnaryReactor* CreateGroup(
      grpc::CallbackServerContext* context,
      const v1::CreateGroupRequest* request,
      v1::CreateGroupResponse* response) override;
  grpc::ServerUnaryReactor* GetGroup(grpc::CallbackServerContext* context,
                                     const v1::GetGroupRequest* request,
                                     v1::GetGroupResponse* response) override;
  grpc::ServerUnaryReactor* ListGroups(
      grpc::CallbackServerContext* context,
      const v1::ListGroupsRequest* request,
      v1::ListGroupsResponse* response) override;
  grpc::ServerUnaryReactor* UpdateGroup(
      grpc::CallbackServerContext* context,
      const v1::UpdateGroupRequest* request,
      v1::UpdateGroupResponse* response) override;
  grpc::ServerUnaryReactor* DeleteGroup(
      grpc::CallbackServerContext* context,
      const v1::DeleteGroupRequest* request,
      v1::DeleteGroupResponse* response) override;

  grpc::ServerUnaryReactor* CreateEnterprise(
      grpc::CallbackServerContext* context,
      const v1::CreateEnterpriseRequest* request,
      v1::CreateEnterpriseResponse* response) override;
  grpc::ServerUnaryReactor* GetEnterprise(
      grpc::CallbackServerContext* context,
      const v1::GetEnterpriseRequest* request,
      v1::GetEnterpriseResponse* response) override;
  grpc::ServerUnaryReactor* ListEnterprises(
      grpc::CallbackServerContext* context,
      const v1::ListEnterprisesRequest* request,
      v1::ListEnterprisesResponse* response) override;
  grpc::ServerUnaryReactor* UpdateEnterprise(
      grpc::CallbackServerContext* context,
      const v1::UpdateEnterpriseRequest* request,
      v1::UpdateEnterpriseResponse* response) override;
  grpc::ServerUnaryReactor* DeleteEnterprise(
      grpc::CallbackServerContext* context,
      const v1::DeleteEnterpriseRequest* request,
      v1::DeleteEnterpriseResponse* response) override;

  grpc::ServerUnaryReactor* CreateCluster(
      grpc::CallbackServerContext* context,
      const v1::CreateClusterRequest* request,
      v1::CreateClusterResponse* response) override;
  grpc::ServerUnaryReactor* GetCluster(
      grpc::CallbackServerContext* context,
      const v1::GetClusterRequest* request,
      v1::GetClusterResponse* response) override;
  grpc::ServerUnaryReactor* ListClusters(
      grpc::CallbackServerContext* context,
      const v1::ListClustersRequest* request,
      v1::ListClustersResponse* response) override;
  grpc::ServerUnaryReactor* UpdateCluster(
      grpc::CallbackServerContext* context,
      const v1::UpdateClusterRequest* request,
      v1::UpdateClusterResponse* response) override;
  grpc::ServerUnaryReactor* DeleteCluster(
      grpc::CallbackServerContext* context,
      const v1::DeleteClusterRequest* request,
      v1::DeleteClusterResponse* response) override;

  grpc::ServerUnaryReactor* CreateLinkage(
      grpc::CallbackServerContext* context,
      const v1::CreateLinkageRequest* request,
      v1::CreateLinkageResponse* response) override;
  grpc::ServerUnaryReactor* GetLinkage(
      grpc::CallbackServerContext* context,
      const v1::GetLinkageRequest* request,
      v1::GetLinkageResponse* response) override;
  grpc::ServerUnaryReactor* ListLinkages(
      grpc::CallbackServerContext* context,
      const v1::ListLinkagesRequest* request,
      v1::ListLinkagesResponse* response) override;
  grpc::ServerUnaryReactor* UpdateLinkage(
      grpc::CallbackServerContext* context,
      const v1::UpdateLinkageRequest* request,
      v1::UpdateLinkageResponse* response) override;
  grpc::ServerUnaryReactor* DeleteLinkage(
      grpc::CallbackServerContext* context,
      const v1::DeleteLinkageRequest* request,
      v1::DeleteLinkageResponse* response) override;

  grpc::ServerUnaryReactor* CreatePlan(
      grpc::CallbackServerContext* context,
      const v1::CreatePlanRequest* request,
      v1::CreatePlanResponse* response) override;
  grpc::ServerUnaryReactor* GetPlan(grpc::CallbackServerContext* context,
                                    const v1::GetPlanRequest* request,
                                    v1::GetPlanResponse* response) override;
  grpc::ServerUnaryReactor* ListPlans(grpc::CallbackServerContext* context,
                                      const v1::ListPlansRequest* request,
                                      v1::ListPlansResponse* response) override;
  grpc::ServerUnaryReactor* UpdatePlan(
      grpc::CallbackServerContext* context,
      const v1::UpdatePlanRequest* request,
      v1::UpdatePlanResponse* response) override;
  grpc::ServerUnaryReactor* DeletePlan(
      grpc::CallbackServerContext* context,
      const v1::DeletePlanRequest* request,
      v1::DeletePlanResponse* response) override;

  grpc::ServerUnaryReactor* CreateDemand(
      grpc::CallbackServerContext* context,
      const v1::CreateDemandRequest* request,
      v1::CreateDemandResponse* response) override;
  grpc::ServerUnaryReactor* GetDemand(grpc::CallbackServerContext* context,
                                      const v1::GetDemandRequest* request,
                                      v1::GetDemandResponse* response) override;
  grpc::ServerUnaryReactor* ListDemands(
      grpc::CallbackServerContext* context,
      const v1::ListDemandsRequest* request,
      v1::ListDemandsResponse* response) override;
  grpc::ServerUnaryReactor* UpdateDemand(
      grpc::CallbackServerContext* context,
      const v1::UpdateDemandRequest* request,
      v1::UpdateDemandResponse* response) override;
  grpc::ServerUnaryReactor* DeleteDemand(
      grpc::CallbackServerContext* context,
      const v1::DeleteDemandRequest* request,
      v1::DeleteDemandResponse* response) override;
  grpc::ServerUnaryReactor* ReportDemands(
      grpc::CallbackServerContext* context,
      const v1::ReportDemandsRequest* request,
      v1::ReportDemandsResponse* response) override;

  grpc::ServerUnaryReactor* GetSubjectProfile(
      grpc::CallbackServerContext* context,
      const v1::GetSubjectProfileRequest* request,
      v1::GetSubjectProfileResponse* response) override;
  grpc::ServerWriteReactor<v1::WatchProfilesResponse>* WatchProfiles(
      grpc::CallbackServerContext* context,
      const v1::WatchProfilesRequest* request) override;

  grpc::ServerUnaryReactor* EnrolEnterprise(
      grpc::CallbackServerContext* context,
      const v1::EnrolEnterpriseRequest* request,
      v1::EnrolEnterpriseResponse* response) override;
  grpc::ServerWriteReactor<v1::ExportEntitiesResponse>* ExportEntities(
      grpc::CallbackServerContext* context,
      const v1::ExportEntitiesRequest* request) override;

 private:
  // See ServerRuntime::Answer.
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>*
  AnswerImportEntities(grpc::CallbackServerContext* context);

  using Method = absl::Status (StandardMethods::*)(
      const google::protobuf::Message&, google::protobuf::Message*) const;

  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* Standard(grpc::CallbackServerContext* context,
                                     const Request* request, Response* response,
                                     const StandardMethods& methods,
                                     Method method);

  // Of subjects: by filter and order.
  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* ListOf(grpc::CallbackServerContext* context,
                                   const Request* request, Response* response,
                                   const ResourceType& type);

  ServerRuntime& runtime_;
  RegistryStore& store_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_REGISTRY_SERVICE_H_
