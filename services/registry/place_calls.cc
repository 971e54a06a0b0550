#include "services/registry/registry_service.h"

namespace sangam::registry {

Reactor* RegistryServiceAdaptor::CreatePlace(
    Context* context, const v1::CreatePlaceRequest* request,
    v1::CreatePlaceResponse* response) {
  return Standard(context, request, response, store_.places(),
                  &StandardMethods::Create);
}

Reactor* RegistryServiceAdaptor::GetPlace(Context* context,
                                          const v1::GetPlaceRequest* request,
                                          v1::GetPlaceResponse* response) {
  return Standard(context, request, response, store_.places(),
                  &StandardMethods::Get);
}

Reactor* RegistryServiceAdaptor::ListPlaces(
    Context* context, const v1::ListPlacesRequest* request,
    v1::ListPlacesResponse* response) {
  return Standard(context, request, response, store_.places(),
                  &StandardMethods::List);
}

Reactor* RegistryServiceAdaptor::UpdatePlace(
    Context* context, const v1::UpdatePlaceRequest* request,
    v1::UpdatePlaceResponse* response) {
  return Standard(context, request, response, store_.places(),
                  &StandardMethods::Update);
}

Reactor* RegistryServiceAdaptor::DeletePlace(
    Context* context, const v1::DeletePlaceRequest* request,
    v1::DeletePlaceResponse* response) {
  return Standard(context, request, response, store_.places(),
                  &StandardMethods::Delete);
}

}  // namespace sangam::registry
