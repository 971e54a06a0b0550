// The registry's gRPC adaptor.
//
// Each call is one line, in the file of its resource: place_calls.cc,
// group_calls.cc, and so on; registry_service.cc has what they share, and the
// calls about many resources.
#ifndef SANGAM_SERVICES_REGISTRY_REGISTRY_SERVICE_H_
#define SANGAM_SERVICES_REGISTRY_REGISTRY_SERVICE_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/changelog/standard_methods.h"
#include "common/server/server.h"
#include "google/protobuf/message.h"
#include "sangam/registry/v1/registry_service.grpc.pb.h"
#include "services/registry/lists/subject_list.h"
#include "services/registry/store/registry_store.h"

namespace sangam::registry {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

// Hands each call to the store. The contract of every method is in
// registry_service.proto. Thread-safe; the runtime and the store outlive it.
class RegistryServiceAdaptor final
    : public v1::RegistryService::CallbackService {
 public:
  RegistryServiceAdaptor(ServerRuntime* runtime, RegistryStore* store);

  Reactor* CreatePlace(Context* context, const v1::CreatePlaceRequest* request,
                       v1::CreatePlaceResponse* response) override;
  Reactor* GetPlace(Context* context, const v1::GetPlaceRequest* request,
                    v1::GetPlaceResponse* response) override;
  Reactor* ListPlaces(Context* context, const v1::ListPlacesRequest* request,
                      v1::ListPlacesResponse* response) override;
  Reactor* UpdatePlace(Context* context, const v1::UpdatePlaceRequest* request,
                       v1::UpdatePlaceResponse* response) override;
  Reactor* DeletePlace(Context* context, const v1::DeletePlaceRequest* request,
                       v1::DeletePlaceResponse* response) override;

  Reactor* CreateGroup(Context* context, const v1::CreateGroupRequest* request,
                       v1::CreateGroupResponse* response) override;
  Reactor* GetGroup(Context* context, const v1::GetGroupRequest* request,
                    v1::GetGroupResponse* response) override;
  Reactor* ListGroups(Context* context, const v1::ListGroupsRequest* request,
                      v1::ListGroupsResponse* response) override;
  Reactor* UpdateGroup(Context* context, const v1::UpdateGroupRequest* request,
                       v1::UpdateGroupResponse* response) override;
  Reactor* DeleteGroup(Context* context, const v1::DeleteGroupRequest* request,
                       v1::DeleteGroupResponse* response) override;

  Reactor* CreateEnterprise(Context* context,
                            const v1::CreateEnterpriseRequest* request,
                            v1::CreateEnterpriseResponse* response) override;
  Reactor* GetEnterprise(Context* context,
                         const v1::GetEnterpriseRequest* request,
                         v1::GetEnterpriseResponse* response) override;
  Reactor* ListEnterprises(Context* context,
                           const v1::ListEnterprisesRequest* request,
                           v1::ListEnterprisesResponse* response) override;
  Reactor* UpdateEnterprise(Context* context,
                            const v1::UpdateEnterpriseRequest* request,
                            v1::UpdateEnterpriseResponse* response) override;
  Reactor* DeleteEnterprise(Context* context,
                            const v1::DeleteEnterpriseRequest* request,
                            v1::DeleteEnterpriseResponse* response) override;

  Reactor* CreateCluster(Context* context,
                         const v1::CreateClusterRequest* request,
                         v1::CreateClusterResponse* response) override;
  Reactor* GetCluster(Context* context, const v1::GetClusterRequest* request,
                      v1::GetClusterResponse* response) override;
  Reactor* ListClusters(Context* context,
                        const v1::ListClustersRequest* request,
                        v1::ListClustersResponse* response) override;
  Reactor* UpdateCluster(Context* context,
                         const v1::UpdateClusterRequest* request,
                         v1::UpdateClusterResponse* response) override;
  Reactor* DeleteCluster(Context* context,
                         const v1::DeleteClusterRequest* request,
                         v1::DeleteClusterResponse* response) override;

  Reactor* CreateLinkage(Context* context,
                         const v1::CreateLinkageRequest* request,
                         v1::CreateLinkageResponse* response) override;
  Reactor* GetLinkage(Context* context, const v1::GetLinkageRequest* request,
                      v1::GetLinkageResponse* response) override;
  Reactor* ListLinkages(Context* context,
                        const v1::ListLinkagesRequest* request,
                        v1::ListLinkagesResponse* response) override;
  Reactor* UpdateLinkage(Context* context,
                         const v1::UpdateLinkageRequest* request,
                         v1::UpdateLinkageResponse* response) override;
  Reactor* DeleteLinkage(Context* context,
                         const v1::DeleteLinkageRequest* request,
                         v1::DeleteLinkageResponse* response) override;

  Reactor* CreatePlan(Context* context, const v1::CreatePlanRequest* request,
                      v1::CreatePlanResponse* response) override;
  Reactor* GetPlan(Context* context, const v1::GetPlanRequest* request,
                   v1::GetPlanResponse* response) override;
  Reactor* ListPlans(Context* context, const v1::ListPlansRequest* request,
                     v1::ListPlansResponse* response) override;
  Reactor* UpdatePlan(Context* context, const v1::UpdatePlanRequest* request,
                      v1::UpdatePlanResponse* response) override;
  Reactor* DeletePlan(Context* context, const v1::DeletePlanRequest* request,
                      v1::DeletePlanResponse* response) override;

  Reactor* CreateDemand(Context* context,
                        const v1::CreateDemandRequest* request,
                        v1::CreateDemandResponse* response) override;
  Reactor* GetDemand(Context* context, const v1::GetDemandRequest* request,
                     v1::GetDemandResponse* response) override;
  Reactor* ListDemands(Context* context, const v1::ListDemandsRequest* request,
                       v1::ListDemandsResponse* response) override;
  Reactor* UpdateDemand(Context* context,
                        const v1::UpdateDemandRequest* request,
                        v1::UpdateDemandResponse* response) override;
  Reactor* DeleteDemand(Context* context,
                        const v1::DeleteDemandRequest* request,
                        v1::DeleteDemandResponse* response) override;
  Reactor* ReportDemands(Context* context,
                         const v1::ReportDemandsRequest* request,
                         v1::ReportDemandsResponse* response) override;

  Reactor* GetSubjectProfile(Context* context,
                             const v1::GetSubjectProfileRequest* request,
                             v1::GetSubjectProfileResponse* response) override;
  grpc::ServerWriteReactor<v1::WatchProfilesResponse>* WatchProfiles(
      Context* context, const v1::WatchProfilesRequest* request) override;

  Reactor* EnrolEnterprise(Context* context,
                           const v1::EnrolEnterpriseRequest* request,
                           v1::EnrolEnterpriseResponse* response) override;
  grpc::ServerWriteReactor<v1::ExportEntitiesResponse>* ExportEntities(
      Context* context, const v1::ExportEntitiesRequest* request) override;

 private:
  // See ServerRuntime::Answer.
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>*
  AnswerImportEntities(Context* context);

  using Method = absl::Status (StandardMethods::*)(
      const google::protobuf::Message&, google::protobuf::Message*) const;

  // Runs `method` of `methods`, which lives as long as the store.
  template <typename Request, typename Response>
  Reactor* Standard(Context* context, const Request* request,
                    Response* response, const StandardMethods& methods,
                    Method method) {
    return runtime_.Unary(
        context, request, response,
        [this, &methods, method](const CallContext& call, const Request& asked)
            -> absl::StatusOr<Response> {
          Response answer;
          absl::Status status =
              Answer(methods.Until(call.cancelled), method, asked, &answer);
          if (!status.ok()) return status;
          return answer;
        });
  }
  // The same without the runtime. What was merged into another is read as that
  // one.
  absl::Status Answer(const StandardMethods& methods, Method method,
                      const google::protobuf::Message& request,
                      google::protobuf::Message* response);

  // Lists subjects, by filter and order.
  template <typename Request, typename Response>
  Reactor* ListOf(Context* context, const Request* request, Response* response,
                  const ResourceType& type) {
    return runtime_.Unary(
        context, request, response,
        [this, &type](const CallContext&, const Request& asked) {
          return ListSubjectsAs<Response>(store_.changelog(), type, asked);
        });
  }

  ServerRuntime& runtime_;
  RegistryStore& store_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_REGISTRY_SERVICE_H_
