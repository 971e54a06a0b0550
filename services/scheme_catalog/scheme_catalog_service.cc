#include "services/scheme_catalog/scheme_catalog_service.h"

#include <memory>

#include "services/scheme_catalog/catalog_feed.h"
#include "services/scheme_catalog/domain/attribute_list.h"

namespace sangam::scheme_catalog {

SchemeCatalogService::SchemeCatalogService(
    ServerRuntime* runtime, const CatalogStore* store,
    const AttributeDictionary* dictionary)
    : runtime_(*runtime),
      store_(*store),
      attributes_(AttributeList(*dictionary)) {}

template <typename Request, typename Response, typename Methods,
          typename Method>
grpc::ServerUnaryReactor* SchemeCatalogService::Answer(
    grpc::CallbackServerContext* context, const Request* request,
    Response* response, const Methods& methods, Method method) {
  return runtime_.Unary(
      context, request, response,
      [&methods, method](const CallContext&,
                         const Request& asked) -> absl::StatusOr<Response> {
        Response answer;
        absl::Status status = (methods.*method)(asked, &answer);
        if (!status.ok()) return status;
        return answer;
      });
}

grpc::ServerUnaryReactor* SchemeCatalogService::CreateDepartment(
    grpc::CallbackServerContext* context,
    const v1::CreateDepartmentRequest* request,
    v1::CreateDepartmentResponse* response) {
  return Answer(context, request, response, store_.departments(),
                &StandardMethods::Create);
}

grpc::ServerUnaryReactor* SchemeCatalogService::GetDepartment(
    grpc::CallbackServerContext* context,
    const v1::GetDepartmentRequest* request,
    v1::GetDepartmentResponse* response) {
  return Answer(context, request, response, store_.departments(),
                &StandardMethods::Get);
}

grpc::ServerUnaryReactor* SchemeCatalogService::ListDepartments(
    grpc::CallbackServerContext* context,
    const v1::ListDepartmentsRequest* request,
    v1::ListDepartmentsResponse* response) {
  return Answer(context, request, response, store_.departments(),
                &StandardMethods::List);
}

grpc::ServerUnaryReactor* SchemeCatalogService::UpdateDepartment(
    grpc::CallbackServerContext* context,
    const v1::UpdateDepartmentRequest* request,
    v1::UpdateDepartmentResponse* response) {
  return Answer(context, request, response, store_.departments(),
                &StandardMethods::Update);
}

grpc::ServerUnaryReactor* SchemeCatalogService::DeleteDepartment(
    grpc::CallbackServerContext* context,
    const v1::DeleteDepartmentRequest* request,
    v1::DeleteDepartmentResponse* response) {
  return Answer(context, request, response, store_.departments(),
                &StandardMethods::Delete);
}

grpc::ServerUnaryReactor* SchemeCatalogService::CreateScheme(
    grpc::CallbackServerContext* context,
    const v1::CreateSchemeRequest* request,
    v1::CreateSchemeResponse* response) {
  return Answer(context, request, response, store_.schemes(),
                &StandardMethods::Create);
}

grpc::ServerUnaryReactor* SchemeCatalogService::GetScheme(
    grpc::CallbackServerContext* context, const v1::GetSchemeRequest* request,
    v1::GetSchemeResponse* response) {
  return Answer(context, request, response, store_.schemes(),
                &StandardMethods::Get);
}

grpc::ServerUnaryReactor* SchemeCatalogService::ListSchemes(
    grpc::CallbackServerContext* context, const v1::ListSchemesRequest* request,
    v1::ListSchemesResponse* response) {
  return Answer(context, request, response, store_.schemes(),
                &StandardMethods::List);
}

grpc::ServerUnaryReactor* SchemeCatalogService::UpdateScheme(
    grpc::CallbackServerContext* context,
    const v1::UpdateSchemeRequest* request,
    v1::UpdateSchemeResponse* response) {
  return Answer(context, request, response, store_.schemes(),
                &StandardMethods::Update);
}

grpc::ServerUnaryReactor* SchemeCatalogService::DeleteScheme(
    grpc::CallbackServerContext* context,
    const v1::DeleteSchemeRequest* request,
    v1::DeleteSchemeResponse* response) {
  return Answer(context, request, response, store_.schemes(),
                &StandardMethods::Delete);
}

grpc::ServerUnaryReactor* SchemeCatalogService::CreateSchemeVersion(
    grpc::CallbackServerContext* context,
    const v1::CreateSchemeVersionRequest* request,
    v1::CreateSchemeVersionResponse* response) {
  return Answer(context, request, response, store_.version_methods(),
                &SchemeVersionMethods::Create);
}

grpc::ServerUnaryReactor* SchemeCatalogService::GetSchemeVersion(
    grpc::CallbackServerContext* context,
    const v1::GetSchemeVersionRequest* request,
    v1::GetSchemeVersionResponse* response) {
  return Answer(context, request, response, store_.versions(),
                &StandardMethods::Get);
}

grpc::ServerUnaryReactor* SchemeCatalogService::ListSchemeVersions(
    grpc::CallbackServerContext* context,
    const v1::ListSchemeVersionsRequest* request,
    v1::ListSchemeVersionsResponse* response) {
  return Answer(context, request, response, store_.versions(),
                &StandardMethods::List);
}

grpc::ServerUnaryReactor* SchemeCatalogService::UpdateSchemeVersion(
    grpc::CallbackServerContext* context,
    const v1::UpdateSchemeVersionRequest* request,
    v1::UpdateSchemeVersionResponse* response) {
  return Answer(context, request, response, store_.version_methods(),
                &SchemeVersionMethods::Update);
}

grpc::ServerUnaryReactor* SchemeCatalogService::DeleteSchemeVersion(
    grpc::CallbackServerContext* context,
    const v1::DeleteSchemeVersionRequest* request,
    v1::DeleteSchemeVersionResponse* response) {
  return Answer(context, request, response, store_.versions(),
                &StandardMethods::Delete);
}

grpc::ServerUnaryReactor* SchemeCatalogService::PublishSchemeVersion(
    grpc::CallbackServerContext* context,
    const v1::PublishSchemeVersionRequest* request,
    v1::PublishSchemeVersionResponse* response) {
  return Answer(context, request, response, store_.version_methods(),
                &SchemeVersionMethods::Publish);
}

grpc::ServerUnaryReactor* SchemeCatalogService::ListAttributes(
    grpc::CallbackServerContext* context,
    const v1::ListAttributesRequest* request,
    v1::ListAttributesResponse* response) {
  return runtime_.Unary(
      context, request, response,
      [this](const CallContext&, const v1::ListAttributesRequest&)
          -> absl::StatusOr<v1::ListAttributesResponse> {
        return attributes_;
      });
}

grpc::ServerWriteReactor<v1::WatchCatalogResponse>*
SchemeCatalogService::WatchCatalog(grpc::CallbackServerContext* context,
                                   const v1::WatchCatalogRequest* request) {
  return runtime_.Stream(
      context, request,
      std::make_unique<CatalogFeed>(&store_, request->resume_token()));
}

}  // namespace sangam::scheme_catalog
