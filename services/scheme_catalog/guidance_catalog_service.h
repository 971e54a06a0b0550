// The gRPC face of models, problems and programmes.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_GUIDANCE_CATALOG_SERVICE_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_GUIDANCE_CATALOG_SERVICE_H_

#include "common/changelog/standard_methods.h"
#include "common/server/server.h"
#include "sangam/scheme_catalog/v1/guidance_catalog_service.grpc.pb.h"
#include "services/scheme_catalog/store/catalog_store.h"

namespace sangam::scheme_catalog {

// Hands every call to the store, on a worker of the runtime. Thread-safe. The
// arguments outlive it, and it outlives the runtime's shutdown.
class GuidanceCatalogService final
    : public v1::GuidanceCatalogService::CallbackService {
 public:
  GuidanceCatalogService(ServerRuntime* runtime, const CatalogStore* store)
      : runtime_(*runtime), store_(*store) {}

  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;

  Reactor* CreateReplicableModel(
      Context* context, const v1::CreateReplicableModelRequest* request,
      v1::CreateReplicableModelResponse* response) override {
    return Answer(context, request, response, store_.replicable_models(),
                  &StandardMethods::Create);
  }
  Reactor* GetReplicableModel(
      Context* context, const v1::GetReplicableModelRequest* request,
      v1::GetReplicableModelResponse* response) override {
    return Answer(context, request, response, store_.replicable_models(),
                  &StandardMethods::Get);
  }
  Reactor* ListReplicableModels(
      Context* context, const v1::ListReplicableModelsRequest* request,
      v1::ListReplicableModelsResponse* response) override {
    return Answer(context, request, response, store_.replicable_models(),
                  &StandardMethods::List);
  }
  Reactor* UpdateReplicableModel(
      Context* context, const v1::UpdateReplicableModelRequest* request,
      v1::UpdateReplicableModelResponse* response) override {
    return Answer(context, request, response, store_.replicable_models(),
                  &StandardMethods::Update);
  }
  Reactor* DeleteReplicableModel(
      Context* context, const v1::DeleteReplicableModelRequest* request,
      v1::DeleteReplicableModelResponse* response) override {
    return Answer(context, request, response, store_.replicable_models(),
                  &StandardMethods::Delete);
  }

  Reactor* CreateSurveyProblem(
      Context* context, const v1::CreateSurveyProblemRequest* request,
      v1::CreateSurveyProblemResponse* response) override {
    return Answer(context, request, response, store_.survey_problems(),
                  &StandardMethods::Create);
  }
  Reactor* GetSurveyProblem(Context* context,
                            const v1::GetSurveyProblemRequest* request,
                            v1::GetSurveyProblemResponse* response) override {
    return Answer(context, request, response, store_.survey_problems(),
                  &StandardMethods::Get);
  }
  Reactor* ListSurveyProblems(
      Context* context, const v1::ListSurveyProblemsRequest* request,
      v1::ListSurveyProblemsResponse* response) override {
    return Answer(context, request, response, store_.survey_problems(),
                  &StandardMethods::List);
  }
  Reactor* UpdateSurveyProblem(
      Context* context, const v1::UpdateSurveyProblemRequest* request,
      v1::UpdateSurveyProblemResponse* response) override {
    return Answer(context, request, response, store_.survey_problems(),
                  &StandardMethods::Update);
  }
  Reactor* DeleteSurveyProblem(
      Context* context, const v1::DeleteSurveyProblemRequest* request,
      v1::DeleteSurveyProblemResponse* response) override {
    return Answer(context, request, response, store_.survey_problems(),
                  &StandardMethods::Delete);
  }

  Reactor* CreateUpgradeProgramme(
      Context* context, const v1::CreateUpgradeProgrammeRequest* request,
      v1::CreateUpgradeProgrammeResponse* response) override {
    return Answer(context, request, response, store_.upgrade_programmes(),
                  &StandardMethods::Create);
  }
  Reactor* GetUpgradeProgramme(
      Context* context, const v1::GetUpgradeProgrammeRequest* request,
      v1::GetUpgradeProgrammeResponse* response) override {
    return Answer(context, request, response, store_.upgrade_programmes(),
                  &StandardMethods::Get);
  }
  Reactor* ListUpgradeProgrammes(
      Context* context, const v1::ListUpgradeProgrammesRequest* request,
      v1::ListUpgradeProgrammesResponse* response) override {
    return Answer(context, request, response, store_.upgrade_programmes(),
                  &StandardMethods::List);
  }
  Reactor* UpdateUpgradeProgramme(
      Context* context, const v1::UpdateUpgradeProgrammeRequest* request,
      v1::UpdateUpgradeProgrammeResponse* response) override {
    return Answer(context, request, response, store_.upgrade_programmes(),
                  &StandardMethods::Update);
  }
  Reactor* DeleteUpgradeProgramme(
      Context* context, const v1::DeleteUpgradeProgrammeRequest* request,
      v1::DeleteUpgradeProgrammeResponse* response) override {
    return Answer(context, request, response, store_.upgrade_programmes(),
                  &StandardMethods::Delete);
  }

 private:
  // Runs `method` of `methods`, which lives as long as the store.
  template <typename Request, typename Response, typename Method>
  Reactor* Answer(Context* context, const Request* request, Response* response,
                  const StandardMethods& methods, Method method) {
    return runtime_.Unary(
        context, request, response,
        [&methods, method](const CallContext& call,
                           const Request& asked) -> absl::StatusOr<Response> {
          Response answer;
          absl::Status status =
              (methods.Until(call.cancelled).*method)(asked, &answer);
          if (!status.ok()) return status;
          return answer;
        });
  }

  ServerRuntime& runtime_;
  const CatalogStore& store_;
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_GUIDANCE_CATALOG_SERVICE_H_
