#include "services/registry/registry_service.h"
#include "services/registry/store/resource_types.h"

namespace sangam::registry {

Reactor* RegistryServiceAdaptor::CreateGroup(
    Context* context, const v1::CreateGroupRequest* request,
    v1::CreateGroupResponse* response) {
  return Standard(context, request, response, store_.groups(),
                  &StandardMethods::Create);
}

Reactor* RegistryServiceAdaptor::GetGroup(Context* context,
                                          const v1::GetGroupRequest* request,
                                          v1::GetGroupResponse* response) {
  return Standard(context, request, response, store_.groups(),
                  &StandardMethods::Get);
}

Reactor* RegistryServiceAdaptor::ListGroups(
    Context* context, const v1::ListGroupsRequest* request,
    v1::ListGroupsResponse* response) {
  return ListOf(context, request, response, GroupType());
}

Reactor* RegistryServiceAdaptor::UpdateGroup(
    Context* context, const v1::UpdateGroupRequest* request,
    v1::UpdateGroupResponse* response) {
  return Standard(context, request, response, store_.groups(),
                  &StandardMethods::Update);
}

Reactor* RegistryServiceAdaptor::DeleteGroup(
    Context* context, const v1::DeleteGroupRequest* request,
    v1::DeleteGroupResponse* response) {
  return Standard(context, request, response, store_.groups(),
                  &StandardMethods::Delete);
}

}  // namespace sangam::registry
