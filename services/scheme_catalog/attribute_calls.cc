#include "services/scheme_catalog/scheme_catalog_service.h"

namespace sangam::scheme_catalog {

Reactor* SchemeCatalogService::CreateAttribute(
    Context* context, const v1::CreateAttributeRequest* request,
    v1::CreateAttributeResponse* response) {
  return Answer(context, request, response, store_.attribute_methods(),
                &AttributeMethods::Create);
}

Reactor* SchemeCatalogService::GetAttribute(
    Context* context, const v1::GetAttributeRequest* request,
    v1::GetAttributeResponse* response) {
  return Answer(context, request, response, store_.attributes(),
                &StandardMethods::Get);
}

Reactor* SchemeCatalogService::ListAttributes(
    Context* context, const v1::ListAttributesRequest* request,
    v1::ListAttributesResponse* response) {
  return Answer(context, request, response, store_.attributes(),
                &StandardMethods::List);
}

Reactor* SchemeCatalogService::UpdateAttribute(
    Context* context, const v1::UpdateAttributeRequest* request,
    v1::UpdateAttributeResponse* response) {
  return Answer(context, request, response, store_.attribute_methods(),
                &AttributeMethods::Update);
}

Reactor* SchemeCatalogService::DeleteAttribute(
    Context* context, const v1::DeleteAttributeRequest* request,
    v1::DeleteAttributeResponse* response) {
  return Answer(context, request, response, store_.attributes(),
                &StandardMethods::Delete);
}

}  // namespace sangam::scheme_catalog
