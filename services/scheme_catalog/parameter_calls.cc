#include "services/scheme_catalog/scheme_catalog_service.h"

namespace sangam::scheme_catalog {

Reactor* SchemeCatalogService::CreateParameter(
    Context* context, const v1::CreateParameterRequest* request,
    v1::CreateParameterResponse* response) {
  return Answer(context, request, response, store_.parameters(),
                &StandardMethods::Create);
}

Reactor* SchemeCatalogService::GetParameter(
    Context* context, const v1::GetParameterRequest* request,
    v1::GetParameterResponse* response) {
  return Answer(context, request, response, store_.parameters(),
                &StandardMethods::Get);
}

Reactor* SchemeCatalogService::ListParameters(
    Context* context, const v1::ListParametersRequest* request,
    v1::ListParametersResponse* response) {
  return Answer(context, request, response, store_.parameters(),
                &StandardMethods::List);
}

Reactor* SchemeCatalogService::UpdateParameter(
    Context* context, const v1::UpdateParameterRequest* request,
    v1::UpdateParameterResponse* response) {
  return Answer(context, request, response, store_.parameters(),
                &StandardMethods::Update);
}

Reactor* SchemeCatalogService::DeleteParameter(
    Context* context, const v1::DeleteParameterRequest* request,
    v1::DeleteParameterResponse* response) {
  return Answer(context, request, response, store_.parameters(),
                &StandardMethods::Delete);
}

}  // namespace sangam::scheme_catalog
