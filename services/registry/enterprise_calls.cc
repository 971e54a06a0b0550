#include "services/registry/registry_service.h"
#include "services/registry/store/resource_types.h"

namespace sangam::registry {

Reactor* RegistryServiceAdaptor::CreateEnterprise(
    Context* context, const v1::CreateEnterpriseRequest* request,
    v1::CreateEnterpriseResponse* response) {
  return Standard(context, request, response, store_.enterprises(),
                  &StandardMethods::Create);
}

Reactor* RegistryServiceAdaptor::GetEnterprise(
    Context* context, const v1::GetEnterpriseRequest* request,
    v1::GetEnterpriseResponse* response) {
  return Standard(context, request, response, store_.enterprises(),
                  &StandardMethods::Get);
}

Reactor* RegistryServiceAdaptor::ListEnterprises(
    Context* context, const v1::ListEnterprisesRequest* request,
    v1::ListEnterprisesResponse* response) {
  return ListOf(context, request, response, EnterpriseType());
}

Reactor* RegistryServiceAdaptor::UpdateEnterprise(
    Context* context, const v1::UpdateEnterpriseRequest* request,
    v1::UpdateEnterpriseResponse* response) {
  return Standard(context, request, response, store_.enterprises(),
                  &StandardMethods::Update);
}

Reactor* RegistryServiceAdaptor::DeleteEnterprise(
    Context* context, const v1::DeleteEnterpriseRequest* request,
    v1::DeleteEnterpriseResponse* response) {
  return Standard(context, request, response, store_.enterprises(),
                  &StandardMethods::Delete);
}

Reactor* RegistryServiceAdaptor::EnrolEnterprise(
    Context* context, const v1::EnrolEnterpriseRequest* request,
    v1::EnrolEnterpriseResponse* response) {
  return runtime_.Unary(context, request, response,
                        [this](const CallContext& call,
                               const v1::EnrolEnterpriseRequest& request) {
                          return store_.EnrolEnterprise(request, call);
                        });
}

}  // namespace sangam::registry
