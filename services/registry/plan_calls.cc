#include "services/registry/registry_service.h"

namespace sangam::registry {

Reactor* RegistryServiceAdaptor::CreatePlan(
    Context* context, const v1::CreatePlanRequest* request,
    v1::CreatePlanResponse* response) {
  return Standard(context, request, response, store_.plans(),
                  &StandardMethods::Create);
}

Reactor* RegistryServiceAdaptor::GetPlan(Context* context,
                                         const v1::GetPlanRequest* request,
                                         v1::GetPlanResponse* response) {
  return Standard(context, request, response, store_.plans(),
                  &StandardMethods::Get);
}

Reactor* RegistryServiceAdaptor::ListPlans(Context* context,
                                           const v1::ListPlansRequest* request,
                                           v1::ListPlansResponse* response) {
  return Standard(context, request, response, store_.plans(),
                  &StandardMethods::List);
}

Reactor* RegistryServiceAdaptor::UpdatePlan(
    Context* context, const v1::UpdatePlanRequest* request,
    v1::UpdatePlanResponse* response) {
  return Standard(context, request, response, store_.plans(),
                  &StandardMethods::Update);
}

Reactor* RegistryServiceAdaptor::DeletePlan(
    Context* context, const v1::DeletePlanRequest* request,
    v1::DeletePlanResponse* response) {
  return Standard(context, request, response, store_.plans(),
                  &StandardMethods::Delete);
}

}  // namespace sangam::registry
