#include "services/scheme_catalog/scheme_catalog_service.h"

namespace sangam::scheme_catalog {

Reactor* SchemeCatalogService::CreatePlaceSet(
    Context* context, const v1::CreatePlaceSetRequest* request,
    v1::CreatePlaceSetResponse* response) {
  return Answer(context, request, response, store_.place_sets(),
                &StandardMethods::Create);
}

Reactor* SchemeCatalogService::GetPlaceSet(
    Context* context, const v1::GetPlaceSetRequest* request,
    v1::GetPlaceSetResponse* response) {
  return Answer(context, request, response, store_.place_sets(),
                &StandardMethods::Get);
}

Reactor* SchemeCatalogService::ListPlaceSets(
    Context* context, const v1::ListPlaceSetsRequest* request,
    v1::ListPlaceSetsResponse* response) {
  return Answer(context, request, response, store_.place_sets(),
                &StandardMethods::List);
}

Reactor* SchemeCatalogService::UpdatePlaceSet(
    Context* context, const v1::UpdatePlaceSetRequest* request,
    v1::UpdatePlaceSetResponse* response) {
  return Answer(context, request, response, store_.place_sets(),
                &StandardMethods::Update);
}

Reactor* SchemeCatalogService::DeletePlaceSet(
    Context* context, const v1::DeletePlaceSetRequest* request,
    v1::DeletePlaceSetResponse* response) {
  return Answer(context, request, response, store_.place_sets(),
                &StandardMethods::Delete);
}

}  // namespace sangam::scheme_catalog
