#include "services/scheme_catalog/scheme_catalog_service.h"

namespace sangam::scheme_catalog {

Reactor* SchemeCatalogService::CreateDepartment(
    Context* context, const v1::CreateDepartmentRequest* request,
    v1::CreateDepartmentResponse* response) {
  return Answer(context, request, response, store_.departments(),
                &StandardMethods::Create);
}

Reactor* SchemeCatalogService::GetDepartment(
    Context* context, const v1::GetDepartmentRequest* request,
    v1::GetDepartmentResponse* response) {
  return Answer(context, request, response, store_.departments(),
                &StandardMethods::Get);
}

Reactor* SchemeCatalogService::ListDepartments(
    Context* context, const v1::ListDepartmentsRequest* request,
    v1::ListDepartmentsResponse* response) {
  return Answer(context, request, response, store_.departments(),
                &StandardMethods::List);
}

Reactor* SchemeCatalogService::UpdateDepartment(
    Context* context, const v1::UpdateDepartmentRequest* request,
    v1::UpdateDepartmentResponse* response) {
  return Answer(context, request, response, store_.departments(),
                &StandardMethods::Update);
}

Reactor* SchemeCatalogService::DeleteDepartment(
    Context* context, const v1::DeleteDepartmentRequest* request,
    v1::DeleteDepartmentResponse* response) {
  return Answer(context, request, response, store_.departments(),
                &StandardMethods::Delete);
}

}  // namespace sangam::scheme_catalog
