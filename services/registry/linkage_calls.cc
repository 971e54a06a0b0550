#include "services/registry/registry_service.h"
#include "services/registry/store/linkage_removal.h"

namespace sangam::registry {

Reactor* RegistryServiceAdaptor::CreateLinkage(
    Context* context, const v1::CreateLinkageRequest* request,
    v1::CreateLinkageResponse* response) {
  return Standard(context, request, response, store_.linkages(),
                  &StandardMethods::Create);
}

Reactor* RegistryServiceAdaptor::GetLinkage(
    Context* context, const v1::GetLinkageRequest* request,
    v1::GetLinkageResponse* response) {
  return Standard(context, request, response, store_.linkages(),
                  &StandardMethods::Get);
}

Reactor* RegistryServiceAdaptor::ListLinkages(
    Context* context, const v1::ListLinkagesRequest* request,
    v1::ListLinkagesResponse* response) {
  return Standard(context, request, response, store_.linkages(),
                  &StandardMethods::List);
}

Reactor* RegistryServiceAdaptor::UpdateLinkage(
    Context* context, const v1::UpdateLinkageRequest* request,
    v1::UpdateLinkageResponse* response) {
  return Standard(context, request, response, store_.linkages(),
                  &StandardMethods::Update);
}

Reactor* RegistryServiceAdaptor::DeleteLinkage(
    Context* context, const v1::DeleteLinkageRequest* request,
    v1::DeleteLinkageResponse* response) {
  return runtime_.Unary(
      context, request, response,
      [this](const CallContext& call, const v1::DeleteLinkageRequest& asked)
          -> absl::StatusOr<v1::DeleteLinkageResponse> {
        v1::DeleteLinkageResponse answer;
        const absl::Status status = RemoveLinkage(
            store_.linkages().Until(call.cancelled), asked, &answer);
        if (!status.ok()) return status;
        return answer;
      });
}

}  // namespace sangam::registry
