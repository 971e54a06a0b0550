#include "services/scheme_catalog/scheme_catalog_service.h"

namespace sangam::scheme_catalog {

Reactor* SchemeCatalogService::CreateScheme(
    Context* context, const v1::CreateSchemeRequest* request,
    v1::CreateSchemeResponse* response) {
  return Answer(context, request, response, store_.schemes(),
                &StandardMethods::Create);
}

Reactor* SchemeCatalogService::GetScheme(Context* context,
                                         const v1::GetSchemeRequest* request,
                                         v1::GetSchemeResponse* response) {
  return Answer(context, request, response, store_.schemes(),
                &StandardMethods::Get);
}

Reactor* SchemeCatalogService::ListSchemes(
    Context* context, const v1::ListSchemesRequest* request,
    v1::ListSchemesResponse* response) {
  return Answer(context, request, response, store_.schemes(),
                &StandardMethods::List);
}

Reactor* SchemeCatalogService::UpdateScheme(
    Context* context, const v1::UpdateSchemeRequest* request,
    v1::UpdateSchemeResponse* response) {
  return Answer(context, request, response, store_.schemes(),
                &StandardMethods::Update);
}

Reactor* SchemeCatalogService::DeleteScheme(
    Context* context, const v1::DeleteSchemeRequest* request,
    v1::DeleteSchemeResponse* response) {
  return Answer(context, request, response, store_.schemes(),
                &StandardMethods::Delete);
}

Reactor* SchemeCatalogService::SearchSchemes(
    Context* context, const v1::SearchSchemesRequest* request,
    v1::SearchSchemesResponse* response) {
  return Answer(context, request, response, store_.search(),
                &SchemeSearch::Search);
}

}  // namespace sangam::scheme_catalog
