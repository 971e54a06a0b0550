// The gRPC face of the catalogue.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_SCHEME_CATALOG_SERVICE_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_SCHEME_CATALOG_SERVICE_H_

#include "common/changelog/standard_methods.h"
#include "common/rules/attribute_dictionary.h"
#include "common/server/server.h"
#include "sangam/scheme_catalog/v1/scheme_catalog_service.grpc.pb.h"
#include "services/scheme_catalog/store/catalog_store.h"

namespace sangam::scheme_catalog {

// Hands every call to the store, on a worker of the runtime. Thread-safe. The
// arguments outlive it, and it outlives the runtime's shutdown.
class SchemeCatalogService final
    : public v1::SchemeCatalogService::CallbackService {
 public:
  SchemeCatalogService(ServerRuntime* runtime, const CatalogStore* store,
                       const AttributeDictionary* dictionary);

  grpc::ServerUnaryReactor* CreateDepartment(
      grpc::CallbackServerContext* context,
      const v1::CreateDepartmentRequest* request,
      v1::CreateDepartmentResponse* response) override;
  grpc::ServerUnaryReactor* GetDepartment(
      grpc::CallbackServerContext* context,
      const v1::GetDepartmentRequest* request,
      v1::GetDepartmentResponse* response) override;
  grpc::ServerUnaryReactor* ListDepartments(
      grpc::CallbackServerContext* context,
      const v1::ListDepartmentsRequest* request,
      v1::ListDepartmentsResponse* response) override;
  grpc::ServerUnaryReactor* UpdateDepartment(
      grpc::CallbackServerContext* context,
      const v1::UpdateDepartmentRequest* request,
      v1::UpdateDepartmentResponse* response) override;
  grpc::ServerUnaryReactor* DeleteDepartment(
      grpc::CallbackServerContext* context,
      const v1::DeleteDepartmentRequest* request,
      v1::DeleteDepartmentResponse* response) override;

  grpc::ServerUnaryReactor* CreateScheme(
      grpc::CallbackServerContext* context,
      const v1::CreateSchemeRequest* request,
      v1::CreateSchemeResponse* response) override;
  grpc::ServerUnaryReactor* GetScheme(grpc::CallbackServerContext* context,
                                      const v1::GetSchemeRequest* request,
                                      v1::GetSchemeResponse* response) override;
  grpc::ServerUnaryReactor* ListSchemes(
      grpc::CallbackServerContext* context,
      const v1::ListSchemesRequest* request,
      v1::ListSchemesResponse* response) override;
  grpc::ServerUnaryReactor* UpdateScheme(
      grpc::CallbackServerContext* context,
      const v1::UpdateSchemeRequest* request,
      v1::UpdateSchemeResponse* response) override;
  grpc::ServerUnaryReactor* DeleteScheme(
      grpc::CallbackServerContext* context,
      const v1::DeleteSchemeRequest* request,
      v1::DeleteSchemeResponse* response) override;

  grpc::ServerUnaryReactor* CreateSchemeVersion(
      grpc::CallbackServerContext* context,
      const v1::CreateSchemeVersionRequest* request,
      v1::CreateSchemeVersionResponse* response) override;
  grpc::ServerUnaryReactor* GetSchemeVersion(
      grpc::CallbackServerContext* context,
      const v1::GetSchemeVersionRequest* request,
      v1::GetSchemeVersionResponse* response) override;
  grpc::ServerUnaryReactor* ListSchemeVersions(
      grpc::CallbackServerContext* context,
      const v1::ListSchemeVersionsRequest* request,
      v1::ListSchemeVersionsResponse* response) override;
  grpc::ServerUnaryReactor* UpdateSchemeVersion(
      grpc::CallbackServerContext* context,
      const v1::UpdateSchemeVersionRequest* request,
      v1::UpdateSchemeVersionResponse* response) override;
  grpc::ServerUnaryReactor* DeleteSchemeVersion(
      grpc::CallbackServerContext* context,
      const v1::DeleteSchemeVersionRequest* request,
      v1::DeleteSchemeVersionResponse* response) override;

  grpc::ServerUnaryReactor* PublishSchemeVersion(
      grpc::CallbackServerContext* context,
      const v1::PublishSchemeVersionRequest* request,
      v1::PublishSchemeVersionResponse* response) override;
  grpc::ServerUnaryReactor* ListAttributes(
      grpc::CallbackServerContext* context,
      const v1::ListAttributesRequest* request,
      v1::ListAttributesResponse* response) override;
  grpc::ServerWriteReactor<v1::WatchCatalogResponse>* WatchCatalog(
      grpc::CallbackServerContext* context,
      const v1::WatchCatalogRequest* request) override;

 private:
  // Runs `method` of `methods`, which lives as long as the store.
  template <typename Request, typename Response, typename Methods,
            typename Method>
  grpc::ServerUnaryReactor* Answer(grpc::CallbackServerContext* context,
                                   const Request* request, Response* response,
                                   const Methods& methods, Method method);

  ServerRuntime& runtime_;
  const CatalogStore& store_;
  const v1::ListAttributesResponse attributes_;
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_SCHEME_CATALOG_SERVICE_H_
