// The gRPC face of the catalogue.
//
// Each call is one line, in the file of its resource: department_calls.cc,
// scheme_calls.cc, and so on.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_SCHEME_CATALOG_SERVICE_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_SCHEME_CATALOG_SERVICE_H_

#include "common/changelog/standard_methods.h"
#include "common/server/server.h"
#include "sangam/scheme_catalog/v1/scheme_catalog_service.grpc.pb.h"
#include "services/scheme_catalog/store/catalog_store.h"

namespace sangam::scheme_catalog {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

// Hands every call to the store, on a worker of the runtime. Thread-safe. The
// arguments outlive it, and it outlives the runtime's shutdown.
class SchemeCatalogService final
    : public v1::SchemeCatalogService::CallbackService {
 public:
  SchemeCatalogService(ServerRuntime* runtime, const CatalogStore* store)
      : runtime_(*runtime), store_(*store) {}

  Reactor* CreateDepartment(Context* context,
                            const v1::CreateDepartmentRequest* request,
                            v1::CreateDepartmentResponse* response) override;
  Reactor* GetDepartment(Context* context,
                         const v1::GetDepartmentRequest* request,
                         v1::GetDepartmentResponse* response) override;
  Reactor* ListDepartments(Context* context,
                           const v1::ListDepartmentsRequest* request,
                           v1::ListDepartmentsResponse* response) override;
  Reactor* UpdateDepartment(Context* context,
                            const v1::UpdateDepartmentRequest* request,
                            v1::UpdateDepartmentResponse* response) override;
  Reactor* DeleteDepartment(Context* context,
                            const v1::DeleteDepartmentRequest* request,
                            v1::DeleteDepartmentResponse* response) override;

  Reactor* CreateScheme(Context* context,
                        const v1::CreateSchemeRequest* request,
                        v1::CreateSchemeResponse* response) override;
  Reactor* GetScheme(Context* context, const v1::GetSchemeRequest* request,
                     v1::GetSchemeResponse* response) override;
  Reactor* ListSchemes(Context* context, const v1::ListSchemesRequest* request,
                       v1::ListSchemesResponse* response) override;
  Reactor* UpdateScheme(Context* context,
                        const v1::UpdateSchemeRequest* request,
                        v1::UpdateSchemeResponse* response) override;
  Reactor* DeleteScheme(Context* context,
                        const v1::DeleteSchemeRequest* request,
                        v1::DeleteSchemeResponse* response) override;
  Reactor* SearchSchemes(Context* context,
                         const v1::SearchSchemesRequest* request,
                         v1::SearchSchemesResponse* response) override;

  Reactor* CreateSchemeVersion(
      Context* context, const v1::CreateSchemeVersionRequest* request,
      v1::CreateSchemeVersionResponse* response) override;
  Reactor* GetSchemeVersion(Context* context,
                            const v1::GetSchemeVersionRequest* request,
                            v1::GetSchemeVersionResponse* response) override;
  Reactor* ListSchemeVersions(
      Context* context, const v1::ListSchemeVersionsRequest* request,
      v1::ListSchemeVersionsResponse* response) override;
  Reactor* UpdateSchemeVersion(
      Context* context, const v1::UpdateSchemeVersionRequest* request,
      v1::UpdateSchemeVersionResponse* response) override;
  Reactor* DeleteSchemeVersion(
      Context* context, const v1::DeleteSchemeVersionRequest* request,
      v1::DeleteSchemeVersionResponse* response) override;
  Reactor* SubmitSchemeVersion(
      Context* context, const v1::SubmitSchemeVersionRequest* request,
      v1::SubmitSchemeVersionResponse* response) override;
  Reactor* ReturnSchemeVersion(
      Context* context, const v1::ReturnSchemeVersionRequest* request,
      v1::ReturnSchemeVersionResponse* response) override;
  Reactor* PublishSchemeVersion(
      Context* context, const v1::PublishSchemeVersionRequest* request,
      v1::PublishSchemeVersionResponse* response) override;
  Reactor* SuspendSchemeVersion(
      Context* context, const v1::SuspendSchemeVersionRequest* request,
      v1::SuspendSchemeVersionResponse* response) override;
  Reactor* ResumeSchemeVersion(
      Context* context, const v1::ResumeSchemeVersionRequest* request,
      v1::ResumeSchemeVersionResponse* response) override;
  Reactor* CloseSchemeVersion(
      Context* context, const v1::CloseSchemeVersionRequest* request,
      v1::CloseSchemeVersionResponse* response) override;
  Reactor* DiffSchemeVersions(
      Context* context, const v1::DiffSchemeVersionsRequest* request,
      v1::DiffSchemeVersionsResponse* response) override;

  Reactor* CreateAttribute(Context* context,
                           const v1::CreateAttributeRequest* request,
                           v1::CreateAttributeResponse* response) override;
  Reactor* GetAttribute(Context* context,
                        const v1::GetAttributeRequest* request,
                        v1::GetAttributeResponse* response) override;
  Reactor* ListAttributes(Context* context,
                          const v1::ListAttributesRequest* request,
                          v1::ListAttributesResponse* response) override;
  Reactor* UpdateAttribute(Context* context,
                           const v1::UpdateAttributeRequest* request,
                           v1::UpdateAttributeResponse* response) override;
  Reactor* DeleteAttribute(Context* context,
                           const v1::DeleteAttributeRequest* request,
                           v1::DeleteAttributeResponse* response) override;

  Reactor* CreateParameter(Context* context,
                           const v1::CreateParameterRequest* request,
                           v1::CreateParameterResponse* response) override;
  Reactor* GetParameter(Context* context,
                        const v1::GetParameterRequest* request,
                        v1::GetParameterResponse* response) override;
  Reactor* ListParameters(Context* context,
                          const v1::ListParametersRequest* request,
                          v1::ListParametersResponse* response) override;
  Reactor* UpdateParameter(Context* context,
                           const v1::UpdateParameterRequest* request,
                           v1::UpdateParameterResponse* response) override;
  Reactor* DeleteParameter(Context* context,
                           const v1::DeleteParameterRequest* request,
                           v1::DeleteParameterResponse* response) override;

  Reactor* CreatePlaceSet(Context* context,
                          const v1::CreatePlaceSetRequest* request,
                          v1::CreatePlaceSetResponse* response) override;
  Reactor* GetPlaceSet(Context* context, const v1::GetPlaceSetRequest* request,
                       v1::GetPlaceSetResponse* response) override;
  Reactor* ListPlaceSets(Context* context,
                         const v1::ListPlaceSetsRequest* request,
                         v1::ListPlaceSetsResponse* response) override;
  Reactor* UpdatePlaceSet(Context* context,
                          const v1::UpdatePlaceSetRequest* request,
                          v1::UpdatePlaceSetResponse* response) override;
  Reactor* DeletePlaceSet(Context* context,
                          const v1::DeletePlaceSetRequest* request,
                          v1::DeletePlaceSetResponse* response) override;

  Reactor* CreateReadinessRule(
      Context* context, const v1::CreateReadinessRuleRequest* request,
      v1::CreateReadinessRuleResponse* response) override;
  Reactor* GetReadinessRule(Context* context,
                            const v1::GetReadinessRuleRequest* request,
                            v1::GetReadinessRuleResponse* response) override;
  Reactor* ListReadinessRules(
      Context* context, const v1::ListReadinessRulesRequest* request,
      v1::ListReadinessRulesResponse* response) override;
  Reactor* UpdateReadinessRule(
      Context* context, const v1::UpdateReadinessRuleRequest* request,
      v1::UpdateReadinessRuleResponse* response) override;
  Reactor* DeleteReadinessRule(
      Context* context, const v1::DeleteReadinessRuleRequest* request,
      v1::DeleteReadinessRuleResponse* response) override;

  grpc::ServerWriteReactor<v1::WatchCatalogResponse>* WatchCatalog(
      Context* context, const v1::WatchCatalogRequest* request) override;

 private:
  // Runs `method` of `methods`, which lives as long as the store.
  template <typename Request, typename Response, typename Methods,
            typename Method>
  Reactor* Answer(Context* context, const Request* request, Response* response,
                  const Methods& methods, Method method) {
    return runtime_.Unary(
        context, request, response,
        [&methods, method](const CallContext& call,
                           const Request& asked) -> absl::StatusOr<Response> {
          Response answer;
          absl::Status status =
              (ForCall(methods, call).*method)(asked, &answer);
          if (!status.ok()) return status;
          return answer;
        });
  }
  // What writes waits for its turn only as long as the answer is wanted.
  template <typename Methods>
  static Methods ForCall(const Methods& methods, const CallContext& call) {
    return methods.Until(call.cancelled);
  }
  static const SchemeSearch& ForCall(const SchemeSearch& search,
                                     const CallContext&) {
    return search;
  }
  static const VersionComparison& ForCall(const VersionComparison& comparison,
                                          const CallContext&) {
    return comparison;
  }

  // The same for a method that wants to know which account asks.
  template <typename Request, typename Response, typename Methods,
            typename Method>
  Reactor* AnswerPrincipal(Context* context, const Request* request,
                           Response* response, const Methods& methods,
                           Method method) {
    return runtime_.Unary(
        context, request, response,
        [&methods, method](const CallContext& call,
                           const Request& asked) -> absl::StatusOr<Response> {
          Response answer;
          absl::Status status =
              (ForCall(methods, call).*method)(call.principal, asked, &answer);
          if (!status.ok()) return status;
          return answer;
        });
  }

  ServerRuntime& runtime_;
  const CatalogStore& store_;
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_SCHEME_CATALOG_SERVICE_H_
