#include "services/registry/registry_service.h"

#include <functional>
#include <memory>
#include <utility>

#include "common/changelog/resource_fields.h"
#include "common/server/raw_method.h"
#include "common/status/macros.h"
#include "services/registry/lists/subject_list.h"
#include "services/registry/store/resource_types.h"

namespace sangam::registry {
namespace {

using grpc::CallbackServerContext;
using grpc::ServerUnaryReactor;

// A watcher's feed as the messages of its call.
class ProfileStream : public StreamSource<v1::WatchProfilesResponse> {
 public:
  explicit ProfileStream(std::unique_ptr<ProfileFeed> feed)
      : feed_(std::move(feed)) {}

  void OnStart(std::function<void()> wake) override {
    feed_->OnStart(std::move(wake));
  }

  absl::StatusOr<absl::optional<v1::WatchProfilesResponse>> Next(
      const CallContext& call) override {
    return feed_->Next(call);
  }

  absl::Duration ReaderTime(absl::Duration left) const override {
    return feed_->ReaderTime(left);
  }

 private:
  const std::unique_ptr<ProfileFeed> feed_;
};

// The chunks of an import, answered one by one.
class ImportExchange
    : public Exchange<v1::ImportEntitiesRequest, v1::ImportEntitiesResponse,
                      PreparedChunk> {
 public:
  explicit ImportExchange(std::unique_ptr<EntityImport> import)
      : import_(std::move(import)) {}

  PreparedChunk Prepare(
      const v1::ImportEntitiesRequest& request) const override {
    return import_->Prepare(request);
  }

  absl::StatusOr<v1::ImportEntitiesResponse> Answer(
      const CallContext& call, const v1::ImportEntitiesRequest& request,
      PreparedChunk& prepared) override {
    return import_->Store(request, std::move(prepared), call);
  }

 private:
  const std::unique_ptr<EntityImport> import_;
};

// Which resource a request is about: the one that it names, or that it holds.
std::string NameIn(const google::protobuf::Message& request) {
  const auto* first = request.GetDescriptor()->FindFieldByNumber(1);
  if (first->message_type() == nullptr) return TextField(request, "name");
  return TextField(request.GetReflection()->GetMessage(request, first), "name");
}

// An export as the messages of its call.
class ExportStream : public StreamSource<v1::ExportEntitiesResponse> {
 public:
  explicit ExportStream(std::unique_ptr<EntityExport> pages)
      : pages_(std::move(pages)) {}

  void OnStart(std::function<void()>) override {}

  absl::StatusOr<absl::optional<v1::ExportEntitiesResponse>> Next(
      const CallContext&) override {
    auto page = pages_->Next();
    if (page.ok() && !page->has_value()) return EndOfStream();
    return page;
  }

 private:
  const std::unique_ptr<EntityExport> pages_;
};

}  // namespace

RegistryServiceAdaptor::RegistryServiceAdaptor(ServerRuntime* runtime,
                                               RegistryStore* store)
    : runtime_(*runtime), store_(*store) {
  MarkMethodRawCallback(
      MethodIndex(v1::RegistryService::service_full_name(), "ImportEntities"),
      RawMethod([this](CallbackServerContext* context) {
        return AnswerImportEntities(context);
      }));
}

template <typename Request, typename Response>
ServerUnaryReactor* RegistryServiceAdaptor::Standard(
    CallbackServerContext* context, const Request* request, Response* response,
    const StandardMethods& methods, Method method) {
  return runtime_.Unary(
      context, request, response,
      [this, &methods, method](const CallContext&, const Request& request)
          -> absl::StatusOr<Response> {
        auto response = Call<Response>(methods, method, request);
        if (!absl::IsNotFound(response.status())) return response;
        // What was merged into another is read as that one.
        const std::string name = NameIn(request);
        SANGAM_ASSIGN_OR_RETURN(const std::string survivor,
                                store_.SurvivorOf(name, ReadAtField(request)));
        if (survivor.empty()) return response;
        if (method == Method{&StandardMethods::Get}) {
          Request again = request;
          SetTextField(&again, "name", survivor);
          auto read = Call<Response>(methods, method, again);
          if (!absl::IsNotFound(read.status())) return read;
        }
        return store_.ExplainMissing(name, ReadAtField(request),
                                     response.status());
      });
}

template <typename Request, typename Response>
ServerUnaryReactor* RegistryServiceAdaptor::ListOf(
    CallbackServerContext* context, const Request* request, Response* response,
    const ResourceType& type) {
  return runtime_.Unary(
      context, request, response,
      [this, &type](const CallContext&, const Request& request) {
        return ListSubjectsAs<Response>(store_.changelog(), type, request);
      });
}

ServerUnaryReactor* RegistryServiceAdaptor::CreatePlace(
    CallbackServerContext* context, const v1::CreatePlaceRequest* request,
    v1::CreatePlaceResponse* response) {
  return Standard(context, request, response, store_.places(),
                  &StandardMethods::Create);
}

ServerUnaryReactor* RegistryServiceAdaptor::GetPlace(
    CallbackServerContext* context, const v1::GetPlaceRequest* request,
    v1::GetPlaceResponse* response) {
  return Standard(context, request, response, store_.places(),
                  &StandardMethods::Get);
}

ServerUnaryReactor* RegistryServiceAdaptor::ListPlaces(
    CallbackServerContext* context, const v1::ListPlacesRequest* request,
    v1::ListPlacesResponse* response) {
  return Standard(context, request, response, store_.places(),
                  &StandardMethods::List);
}

ServerUnaryReactor* RegistryServiceAdaptor::UpdatePlace(
    CallbackServerContext* context, const v1::UpdatePlaceRequest* request,
    v1::UpdatePlaceResponse* response) {
  return Standard(context, request, response, store_.places(),
                  &StandardMethods::Update);
}

ServerUnaryReactor* RegistryServiceAdaptor::DeletePlace(
    CallbackServerContext* context, const v1::DeletePlaceRequest* request,
    v1::DeletePlaceResponse* response) {
  return Standard(context, request, response, store_.places(),
                  &StandardMethods::Delete);
}

ServerUnaryReactor* RegistryServiceAdaptor::CreateGroup(
    CallbackServerContext* context, const v1::CreateGroupRequest* request,
    v1::CreateGroupResponse* response) {
  return Standard(context, request, response, store_.groups(),
                  &StandardMethods::Create);
}

ServerUnaryReactor* RegistryServiceAdaptor::GetGroup(
    CallbackServerContext* context, const v1::GetGroupRequest* request,
    v1::GetGroupResponse* response) {
  return Standard(context, request, response, store_.groups(),
                  &StandardMethods::Get);
}

ServerUnaryReactor* RegistryServiceAdaptor::ListGroups(
    CallbackServerContext* context, const v1::ListGroupsRequest* request,
    v1::ListGroupsResponse* response) {
  return ListOf(context, request, response, GroupType());
}

ServerUnaryReactor* RegistryServiceAdaptor::UpdateGroup(
    CallbackServerContext* context, const v1::UpdateGroupRequest* request,
    v1::UpdateGroupResponse* response) {
  return Standard(context, request, response, store_.groups(),
                  &StandardMethods::Update);
}

ServerUnaryReactor* RegistryServiceAdaptor::DeleteGroup(
    CallbackServerContext* context, const v1::DeleteGroupRequest* request,
    v1::DeleteGroupResponse* response) {
  return Standard(context, request, response, store_.groups(),
                  &StandardMethods::Delete);
}

ServerUnaryReactor* RegistryServiceAdaptor::CreateEnterprise(
    CallbackServerContext* context, const v1::CreateEnterpriseRequest* request,
    v1::CreateEnterpriseResponse* response) {
  return Standard(context, request, response, store_.enterprises(),
                  &StandardMethods::Create);
}

ServerUnaryReactor* RegistryServiceAdaptor::GetEnterprise(
    CallbackServerContext* context, const v1::GetEnterpriseRequest* request,
    v1::GetEnterpriseResponse* response) {
  return Standard(context, request, response, store_.enterprises(),
                  &StandardMethods::Get);
}

ServerUnaryReactor* RegistryServiceAdaptor::ListEnterprises(
    CallbackServerContext* context, const v1::ListEnterprisesRequest* request,
    v1::ListEnterprisesResponse* response) {
  return ListOf(context, request, response, EnterpriseType());
}

ServerUnaryReactor* RegistryServiceAdaptor::UpdateEnterprise(
    CallbackServerContext* context, const v1::UpdateEnterpriseRequest* request,
    v1::UpdateEnterpriseResponse* response) {
  return Standard(context, request, response, store_.enterprises(),
                  &StandardMethods::Update);
}

ServerUnaryReactor* RegistryServiceAdaptor::DeleteEnterprise(
    CallbackServerContext* context, const v1::DeleteEnterpriseRequest* request,
    v1::DeleteEnterpriseResponse* response) {
  return Standard(context, request, response, store_.enterprises(),
                  &StandardMethods::Delete);
}

ServerUnaryReactor* RegistryServiceAdaptor::CreateCluster(
    CallbackServerContext* context, const v1::CreateClusterRequest* request,
    v1::CreateClusterResponse* response) {
  return Standard(context, request, response, store_.clusters(),
                  &StandardMethods::Create);
}

ServerUnaryReactor* RegistryServiceAdaptor::GetCluster(
    CallbackServerContext* context, const v1::GetClusterRequest* request,
    v1::GetClusterResponse* response) {
  return Standard(context, request, response, store_.clusters(),
                  &StandardMethods::Get);
}

ServerUnaryReactor* RegistryServiceAdaptor::ListClusters(
    CallbackServerContext* context, const v1::ListClustersRequest* request,
    v1::ListClustersResponse* response) {
  return ListOf(context, request, response, ClusterType());
}

ServerUnaryReactor* RegistryServiceAdaptor::UpdateCluster(
    CallbackServerContext* context, const v1::UpdateClusterRequest* request,
    v1::UpdateClusterResponse* response) {
  return Standard(context, request, response, store_.clusters(),
                  &StandardMethods::Update);
}

ServerUnaryReactor* RegistryServiceAdaptor::DeleteCluster(
    CallbackServerContext* context, const v1::DeleteClusterRequest* request,
    v1::DeleteClusterResponse* response) {
  return Standard(context, request, response, store_.clusters(),
                  &StandardMethods::Delete);
}

ServerUnaryReactor* RegistryServiceAdaptor::CreateLinkage(
    CallbackServerContext* context, const v1::CreateLinkageRequest* request,
    v1::CreateLinkageResponse* response) {
  return Standard(context, request, response, store_.linkages(),
                  &StandardMethods::Create);
}

ServerUnaryReactor* RegistryServiceAdaptor::GetLinkage(
    CallbackServerContext* context, const v1::GetLinkageRequest* request,
    v1::GetLinkageResponse* response) {
  return Standard(context, request, response, store_.linkages(),
                  &StandardMethods::Get);
}

ServerUnaryReactor* RegistryServiceAdaptor::ListLinkages(
    CallbackServerContext* context, const v1::ListLinkagesRequest* request,
    v1::ListLinkagesResponse* response) {
  return Standard(context, request, response, store_.linkages(),
                  &StandardMethods::List);
}

ServerUnaryReactor* RegistryServiceAdaptor::UpdateLinkage(
    CallbackServerContext* context, const v1::UpdateLinkageRequest* request,
    v1::UpdateLinkageResponse* response) {
  return Standard(context, request, response, store_.linkages(),
                  &StandardMethods::Update);
}

ServerUnaryReactor* RegistryServiceAdaptor::DeleteLinkage(
    CallbackServerContext* context, const v1::DeleteLinkageRequest* request,
    v1::DeleteLinkageResponse* response) {
  return Standard(context, request, response, store_.linkages(),
                  &StandardMethods::Delete);
}

ServerUnaryReactor* RegistryServiceAdaptor::CreatePlan(
    CallbackServerContext* context, const v1::CreatePlanRequest* request,
    v1::CreatePlanResponse* response) {
  return Standard(context, request, response, store_.plans(),
                  &StandardMethods::Create);
}

ServerUnaryReactor* RegistryServiceAdaptor::GetPlan(
    CallbackServerContext* context, const v1::GetPlanRequest* request,
    v1::GetPlanResponse* response) {
  return Standard(context, request, response, store_.plans(),
                  &StandardMethods::Get);
}

ServerUnaryReactor* RegistryServiceAdaptor::ListPlans(
    CallbackServerContext* context, const v1::ListPlansRequest* request,
    v1::ListPlansResponse* response) {
  return Standard(context, request, response, store_.plans(),
                  &StandardMethods::List);
}

ServerUnaryReactor* RegistryServiceAdaptor::UpdatePlan(
    CallbackServerContext* context, const v1::UpdatePlanRequest* request,
    v1::UpdatePlanResponse* response) {
  return Standard(context, request, response, store_.plans(),
                  &StandardMethods::Update);
}

ServerUnaryReactor* RegistryServiceAdaptor::DeletePlan(
    CallbackServerContext* context, const v1::DeletePlanRequest* request,
    v1::DeletePlanResponse* response) {
  return Standard(context, request, response, store_.plans(),
                  &StandardMethods::Delete);
}

ServerUnaryReactor* RegistryServiceAdaptor::CreateDemand(
    CallbackServerContext* context, const v1::CreateDemandRequest* request,
    v1::CreateDemandResponse* response) {
  return Standard(context, request, response, store_.demands(),
                  &StandardMethods::Create);
}

ServerUnaryReactor* RegistryServiceAdaptor::GetDemand(
    CallbackServerContext* context, const v1::GetDemandRequest* request,
    v1::GetDemandResponse* response) {
  return Standard(context, request, response, store_.demands(),
                  &StandardMethods::Get);
}

ServerUnaryReactor* RegistryServiceAdaptor::ListDemands(
    CallbackServerContext* context, const v1::ListDemandsRequest* request,
    v1::ListDemandsResponse* response) {
  return Standard(context, request, response, store_.demands(),
                  &StandardMethods::List);
}

ServerUnaryReactor* RegistryServiceAdaptor::UpdateDemand(
    CallbackServerContext* context, const v1::UpdateDemandRequest* request,
    v1::UpdateDemandResponse* response) {
  return Standard(context, request, response, store_.demands(),
                  &StandardMethods::Update);
}

ServerUnaryReactor* RegistryServiceAdaptor::DeleteDemand(
    CallbackServerContext* context, const v1::DeleteDemandRequest* request,
    v1::DeleteDemandResponse* response) {
  return Standard(context, request, response, store_.demands(),
                  &StandardMethods::Delete);
}

ServerUnaryReactor* RegistryServiceAdaptor::ReportDemands(
    CallbackServerContext* context, const v1::ReportDemandsRequest* request,
    v1::ReportDemandsResponse* response) {
  return runtime_.Unary(
      context, request, response,
      [this](const CallContext&, const v1::ReportDemandsRequest& request) {
        return store_.ReportDemands(request);
      });
}

ServerUnaryReactor* RegistryServiceAdaptor::GetSubjectProfile(
    CallbackServerContext* context, const v1::GetSubjectProfileRequest* request,
    v1::GetSubjectProfileResponse* response) {
  return runtime_.Unary(
      context, request, response,
      [this](const CallContext&, const v1::GetSubjectProfileRequest& request) {
        return store_.GetSubjectProfile(request);
      });
}

grpc::ServerWriteReactor<v1::WatchProfilesResponse>*
RegistryServiceAdaptor::WatchProfiles(CallbackServerContext* context,
                                      const v1::WatchProfilesRequest* request) {
  return runtime_.Stream(
      context, request,
      std::make_unique<ProfileStream>(store_.WatchProfiles(*request)));
}

ServerUnaryReactor* RegistryServiceAdaptor::EnrolEnterprise(
    CallbackServerContext* context, const v1::EnrolEnterpriseRequest* request,
    v1::EnrolEnterpriseResponse* response) {
  return runtime_.Unary(context, request, response,
                        [this](const CallContext& call,
                               const v1::EnrolEnterpriseRequest& request) {
                          return store_.EnrolEnterprise(request, call);
                        });
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>*
RegistryServiceAdaptor::AnswerImportEntities(CallbackServerContext* context) {
  return runtime_.Answer(
      context, std::make_unique<ImportExchange>(store_.ImportEntities()));
}

grpc::ServerWriteReactor<v1::ExportEntitiesResponse>*
RegistryServiceAdaptor::ExportEntities(
    CallbackServerContext* context, const v1::ExportEntitiesRequest* request) {
  return runtime_.Stream(
      context, request,
      std::make_unique<ExportStream>(store_.ExportEntities(*request)));
}

}  // namespace sangam::registry
