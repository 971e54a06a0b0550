#include "services/registry/registry_service.h"

namespace sangam::registry {

Reactor* RegistryServiceAdaptor::CreateDemand(
    Context* context, const v1::CreateDemandRequest* request,
    v1::CreateDemandResponse* response) {
  return Standard(context, request, response, store_.demands(),
                  &StandardMethods::Create);
}

Reactor* RegistryServiceAdaptor::GetDemand(Context* context,
                                           const v1::GetDemandRequest* request,
                                           v1::GetDemandResponse* response) {
  return Standard(context, request, response, store_.demands(),
                  &StandardMethods::Get);
}

Reactor* RegistryServiceAdaptor::ListDemands(
    Context* context, const v1::ListDemandsRequest* request,
    v1::ListDemandsResponse* response) {
  return Standard(context, request, response, store_.demands(),
                  &StandardMethods::List);
}

Reactor* RegistryServiceAdaptor::UpdateDemand(
    Context* context, const v1::UpdateDemandRequest* request,
    v1::UpdateDemandResponse* response) {
  return Standard(context, request, response, store_.demands(),
                  &StandardMethods::Update);
}

Reactor* RegistryServiceAdaptor::DeleteDemand(
    Context* context, const v1::DeleteDemandRequest* request,
    v1::DeleteDemandResponse* response) {
  return Standard(context, request, response, store_.demands(),
                  &StandardMethods::Delete);
}

Reactor* RegistryServiceAdaptor::ReportDemands(
    Context* context, const v1::ReportDemandsRequest* request,
    v1::ReportDemandsResponse* response) {
  return runtime_.Unary(
      context, request, response,
      [this](const CallContext&, const v1::ReportDemandsRequest& request) {
        return store_.ReportDemands(request);
      });
}

}  // namespace sangam::registry
